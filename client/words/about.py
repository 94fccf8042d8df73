"""The view on one file in words: a heading for each part with where the law says it, then its lines."""

from __future__ import annotations

from client.app.about.view import AboutView
from client.app.saying import Article, Listed, say
from client.words.saying import tell, word
from client.words.views import tells


@tells(AboutView)
def about(view: AboutView, lang: str) -> list[str]:
    lines = [tell(say("file {name}, as the law has it now", name=view.file), lang)]
    for part in view.parts:
        articles = word(Listed.of(map(Article, part.articles)), lang)
        lines += ["", f"{word(part.title, lang)} ({articles})"]
        lines += (f"  {tell(each, lang)}" for each in part.lines)
    if not view.parts:
        lines.append(tell(say("nothing that you read says more"), lang))
    return lines
