"""Errors of the core, by who must act.

Messages name what is wrong and never contain a secret, a plaintext or a key (style rule 13).
"""

from __future__ import annotations


class QorganError(Exception):
    """Base of every error that the core raises on purpose.

    ``code`` is a permanent word of lower-case letters and hyphens: the same in problem documents, in the CLI's JSON and in
    quarantine reasons.

    ``template`` is the English sentence with places for ``words``, so that a front end can tell it in the reader's language;
    ``str`` gives the English. Without words the template is a finished sentence, and its braces are its own.
    """

    code = "error"

    def __init__(self, template: str, /, code: str | None = None, **words: object) -> None:
        super().__init__(template.format(**words) if words else template)
        self.template = template
        self.words = words
        if code is not None:
            self.code = code


class Malformed(QorganError):
    """The bytes are not of the format: the peer's fault."""

    code = "malformed"


class Forged(QorganError):
    """A signature, commitment, tag, proof or chain does not hold: the peer's fault."""

    code = "forged"


class Refused(QorganError):
    """Authentic, but against a rule of the protocol (role, policy, roster, revocation): the peer's fault."""

    code = "refused"


class Stale(QorganError):
    """Made for a state that is no longer current: sync and try again."""

    code = "stale"


class Usage(QorganError):
    """The caller asked for something that cannot be: the caller's fault, told to the user."""

    code = "usage"


class CannotOpen(QorganError):
    """No key that this holder has opens it."""

    code = "cannot-open"
