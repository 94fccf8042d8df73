"""The view on one file in words: a heading for each part with where the law says it, then its lines."""

from __future__ import annotations

from client.app.about.view import AboutView
from client.app.saying import Article, say
from client.words.saying import tell, word
from client.words.views import tells
from client.words.wrapping import wrapped


@tells(AboutView)
def about(view: AboutView, lang: str) -> list[str]:
    lines = wrapped(tell(say("file {name}, as the law has it now", name=view.file), lang))
    for part in view.parts:
        where = word(Article(part.articles), lang)
        lines += ["", *wrapped(f"{word(part.title, lang)} ({where})", rest="")]
        for each in part.lines:
            told = tell(each, lang)
            begin = "  " + " " * (len(told) - len(told.lstrip()))
            lines += wrapped(told.lstrip(), begin, begin + "  ")
    if not view.parts:
        lines.append(tell(say("nothing that you read says more"), lang))
    return lines
