"""Words of a command line that are more than a text: made into values of a wish, with what is wrong said at once."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from client.cli.texts import N_
from client.formats.disk import read_text
from client.formats.times import duration_ms
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.ending import GroundWish, WindDownWish
    from client.app.measures import MeasureWish
    from client.cli.context import Context
    from client.law.records.contract import FamilyMember
    from crypto.card import EnrolmentCard, FrontDeskCard

MEASURE_HELP = N_(
    "measure: its code, how it is carried out, by whom, when it is looked at again (30d; - where an event ends it); then what the "
    "law asks of it: need=TEXT, duration=TEMPORARY or PERMANENT, event=TEXT, basis=TEXT, moved=PROTECTED or THREATENER, "
    "executor=CODE, or what was weighed before it, beginning with that measure's code"
)
_NAMED = ("need", "duration", "event", "basis", "moved", "executor")


def measure(text: str) -> MeasureWish:
    """``CODE|method|unit|review in (30d)``, then parts as ``duration=TEMPORARY`` and what was considered. Raises ``Usage``."""
    from client.app.measures import MeasureWish

    code, method, unit, review, *more = [part.strip() for part in text.split("|")] + [""] * max(0, 3 - text.count("|"))
    if not review:
        raise Usage("a measure is CODE|METHOD|UNIT|REVIEW IN (as 30d)|CONSIDERED..., not {text}", text=text)
    _known(code)
    named: dict[str, Any] = dict(each.split("=", 1) for each in more if "=" in each and each.partition("=")[0] in _NAMED)
    considered = tuple(each for each in more if each and each.partition("=")[0] not in _NAMED)
    return MeasureWish(code, method, unit, 0 if review == "-" else duration_ms(review), considered, **named)


def _known(code: str) -> None:
    """Raises ``Usage`` with every code and what it is."""
    from client.app.saying import Listed, Term, say
    from client.law.words import MEASURES, PERSONAL_MEASURES

    if code not in MEASURES:
        names = Listed.of(
            (say("{code} ({title})", code=each, title=Term(kind.title)) for each, kind in PERSONAL_MEASURES.items()), "; "
        )
        raise Usage("{name} is no code of a measure. The measures: {names}", "no-such-measure", name=code or "-", names=names)


def own_words(text: str) -> tuple[str, str]:
    """``K18=who does what``. Raises ``Usage``."""
    name, equals, words = text.partition("=")
    if not equals:
        raise Usage("say field=value, not {text}", text=text)
    return name.strip(), words.strip()


def no_file(text: str) -> str:
    """The words; the bare name of a file is none, else a person would send that instead of what is in it. Raises ``Usage``."""
    if os.path.isfile(text):  # ``Path`` would raise where a text is too long to be a path
        raise Usage("{name} is a file: write @{name} to send what is in it", name=text)
    return text


def several(text: str) -> tuple[str, ...]:
    """``ru,en``."""
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def member(text: str) -> FamilyMember:
    """``Hawk``, ``Hawk=FILE`` of an adult with a file of their own. Raises ``NotOfTheForm``."""
    from client.law.records.contract import FamilyMember

    pseudonym, adult, file = text.partition("=")
    return FamilyMember(pseudonym.strip(), bool(adult), file.strip())


def ground(text: str) -> GroundWish:
    """``G1=OTHER:the facts``, ``G3=BREACH:3fa1``. Raises ``Usage``."""
    from client.app.ending import GroundWish
    from client.law.tables.grounds import EVIDENCE, GROUNDS

    named, _equals, rest = text.partition("=")
    kind, colon, told = rest.partition(":")
    if named not in GROUNDS or kind not in EVIDENCE or not colon:
        raise Usage("a ground is written as G1=OTHER:facts or G3=BREACH:digits, not {text}", text=text)
    return GroundWish(named, kind, told)


def wind_down(text: str) -> WindDownWish:
    """``EQUIPMENT=7d``: wound up within that time; ``STAY=-`` and reasons: left as it is. Raises ``Usage``."""
    from client.app.ending import WindDownWish
    from client.app.saying import Listed
    from client.law.records.ending import WIND_DOWN

    what, _equals, rest = text.partition("=")
    if what not in WIND_DOWN:
        raise Usage("{name} is none of {names}", name=what, names=Listed.of(WIND_DOWN))
    left = rest.startswith("-")
    return WindDownWish(what, None if left else duration_ms(rest), rest[1:].strip() if left else "")


def new_datum(text: str) -> tuple[str, str]:
    """``surname=...``: name and value; no name where none is said."""
    name, equals, value = text.partition("=")
    return name.strip() if equals else "", value.strip()


def reading(**files: Callable[[str], object]) -> Callable[[Context, argparse.Namespace], None]:
    """Before a verb runs: of ``files``, what is named is read."""

    def read(_context: Context, args: argparse.Namespace) -> None:
        for name, reader in files.items():
            setattr(args, name, reader(path) if (path := getattr(args, name)) else None)

    return read


def desk_card(text: str) -> FrontDeskCard:
    """A public front desk card: its own text, or that of a file."""
    from crypto.card import FrontDeskCard

    return FrontDeskCard.decode(card_text(text))


def enrolment_card(text: str) -> EnrolmentCard:
    from crypto.card import EnrolmentCard

    return EnrolmentCard.decode(card_text(text))


def card_text(text: str) -> str:
    return text if text.upper().startswith("QORGAN1") else read_text(text)
