"""Sentences with their words, told in one language."""

from __future__ import annotations

from client.app.saying import Plain, say
from client.words.saying import tell


def test_what_somebody_typed_is_shown_as_they_typed_it() -> None:
    """``nobody`` is a text of the catalogues too; a file that is called so is not translated."""
    assert "nobody" in tell(say("named {name}", name=Plain("nobody")), "ru")
