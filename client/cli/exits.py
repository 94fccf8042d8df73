"""Exit codes: one table. Scripts rely on it (docs/exit-codes.md): a number is never given to another meaning.

The code follows from the class of an error, or from its own code where that says more, and from what became of what was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from client.cli.texts import N_


class Exit(IntEnum):
    DONE = 0
    NOT_GENUINE = 1
    USAGE = 2
    UNLAWFUL = 3
    LEAK = 4
    REFUSED = 5
    NO_NETWORK = 6
    WAITS = 7
    HELD = 8
    TAMPERING = 9
    VOID = 10
    BUG = 70
    INTERRUPTED = 130
    READER_GONE = 141


MEANINGS: Mapping[Exit, str] = {
    Exit.DONE: N_("done"),
    Exit.NOT_GENUINE: N_("the document is not genuine, or nothing proves that it is"),
    Exit.USAGE: N_("the command, a file or a passphrase is not as it must be: nothing was done"),
    Exit.UNLAWFUL: N_("the law does not allow it: nothing was written"),
    Exit.LEAK: N_("the leak guard stopped it: nothing was written"),
    Exit.REFUSED: N_("the server or the rules of the circle refuse it"),
    Exit.NO_NETWORK: N_("the server cannot be reached or is busy: nothing is lost, try again"),
    Exit.WAITS: N_("written, and waits in the outbox of this device for the server"),
    Exit.HELD: N_("this device sends nothing until what it found is cleared up"),
    Exit.TAMPERING: N_("what came from outside was altered or is not of its form"),
    Exit.VOID: N_("written, and without effect by the law"),
    Exit.BUG: N_("a fault of the program"),
    Exit.INTERRUPTED: N_("interrupted"),
    Exit.READER_GONE: N_("whoever read the output went away"),
}

_CODES = {
    "leak": Exit.LEAK,
    "leak-reason": Exit.LEAK,
    "offline": Exit.NO_NETWORK,
    "busy": Exit.NO_NETWORK,
    "void": Exit.VOID,
    "other-device": Exit.TAMPERING,
}
_CLASSES = {
    "Unlawful": Exit.UNLAWFUL,
    "Held": Exit.HELD,
    "Offline": Exit.NO_NETWORK,
    "Busy": Exit.NO_NETWORK,
    "Forged": Exit.TAMPERING,
    "Malformed": Exit.TAMPERING,
    "Usage": Exit.USAGE,
    "NotOfTheForm": Exit.USAGE,
    "QorganError": Exit.REFUSED,
}
"""By name, the nearest class first: the classes are spread over the layers, and a command that meets none need load none."""
_VERDICT = (Exit.TAMPERING, Exit.REFUSED)


def exit_of(error: Exception, *, verdict: bool = False) -> Exit:
    """``verdict``: of a verb that says whether something is genuine; there a forgery is its answer."""
    named = [_CLASSES[each.__name__] for each in type(error).__mro__ if each.__name__ in _CLASSES]
    if not named:
        return Exit.BUG
    found = _CODES.get(str(getattr(error, "code", "")), named[0]) if named[0] is Exit.REFUSED else named[0]
    return Exit.NOT_GENUINE if verdict and found in _VERDICT else found


def exit_of_answer(data: Mapping[str, Any]) -> Exit:
    """Of a verb that went through: what it wrote may wait."""
    return Exit.WAITS if data.get("queued") else Exit.DONE
