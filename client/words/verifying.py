"""What was verified anew, in words."""

from __future__ import annotations

from client.app.saying import say
from client.app.verifying import VerifiedView
from client.words.account import late_lines
from client.words.saying import tell
from client.words.views import tells


@tells(VerifiedView)
def verified_lines(view: VerifiedView, lang: str) -> list[str]:
    lines = [
        tell(
            say(
                "{kind} {circle}: {count} entries, chain and log proofs hold",
                kind=each.kind,
                circle=each.circle.hex()[:8],
                count=each.entries,
            ),
            lang,
        )
        for each in view.chains
    ]
    lines += late_lines(view.late, lang)
    return [*lines, tell(say("exported to {folder}", folder=view.exported), lang)] if view.exported else lines
