"""Why a document cannot be made. Nothing is half-issued: whoever gets one of these has no document."""

from __future__ import annotations

from crypto.errors import Usage


class MissingField(Usage):
    """The record, or the file, lacks what the document must say."""

    def __init__(self, template: str, /, **words: object) -> None:
        super().__init__(template, "missing-field", **words)


class CannotTypeset(Usage):
    """A letter without a glyph, a font that is not there, a layout that the compiler refuses or warns about."""

    def __init__(self, template: str, /, **words: object) -> None:
        super().__init__(template, "cannot-typeset", **words)


class SaysTooMuch(Usage):
    """The paper would tell its reader what that reader may not know: whom it is about, or where somebody is (A.11)."""

    def __init__(self, template: str, /, **words: object) -> None:
        super().__init__(template, "says-too-much", **words)
