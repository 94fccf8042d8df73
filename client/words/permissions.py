"""What may be written, and why the rest may not, in words."""

from __future__ import annotations

from client.app.permissions import PermissionsView
from client.app.saying import say
from client.words.saying import tell, word
from client.words.views import tells


@tells(PermissionsView)
def permissions_lines(view: PermissionsView, lang: str) -> list[str]:
    lines: list[str] = []
    for each in view.permitted:
        if each.may or not view.yes_only:
            lines.append(f"{'+' if each.may else '-'} {each.type} ({each.place}): {word(each.title, lang)}")
            lines += (f"      {tell(why, lang)}" for why in each.why)
    return lines or [tell(say("nothing in this file is yours to write"), lang)]
