"""All that an act still wants, in one answer, each with the act that mends it: nobody learns one after the other.

wants = Wants()
with wants.one(Next("weigh_rights", ...)):
    office.casework.prepare(circle, value)
wants.all()
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from client.app.casework.casework import Unlawful
from client.app.outcome import Next
from client.app.saying import Listed, Said, say
from crypto.errors import Forged, QorganError, Refused, Usage
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """``next``: the acts that mend it."""

    what: Said
    code: str | None
    next: tuple[Next, ...] = ()


class Lacking(Refused):
    """``missing``: everything that an act still wants; the error's code is that of the first."""

    def __init__(self, *missing: Missing) -> None:
        super().__init__("{missing}", missing[0].code, missing=Listed.of((each.what for each in missing), "; "))
        self.missing = missing

    @property
    def next(self) -> tuple[Next, ...]:
        """The acts that mend it, each once, in the order in which they are wanted."""
        return tuple(dict.fromkeys(step for each in self.missing for step in each.next))


class Wants:
    """Collects what an act wants, and tells all of it."""

    def __init__(self) -> None:
        self._found: list[tuple[QorganError, tuple[Missing, ...]]] = []

    @contextmanager
    def one(self, *mends: Next, rules: Mapping[str, Next] | None = None) -> Iterator[None]:
        """What is refused within is one more thing that is missing. ``rules``: the act that mends a rule of the law, by its id.
        What is forged is no missing thing: it is raised at once."""
        try:
            yield
        except Forged:
            raise
        except Unlawful as error:
            known = rules or {}
            found = (
                Missing(
                    say(
                        "{rule}: {because}; what would mend it: {remedy}", rule=each.rule, because=each.because, remedy=each.remedy
                    ),
                    each.rule,
                    (known[each.rule],) if each.rule in known else mends,
                )
                for each in error.answers
            )
            self._found.append((error, tuple(found)))
        except (Usage, Refused) as error:
            self._found.append((error, (Missing(Said(error.template, tuple(error.words.items())), error.code, mends),)))

    def missing(self, what: Said, code: str, *mends: Next) -> None:
        """One more thing that is not there."""
        self._found.append((Refused("{what}", code, what=what), (Missing(what, code, mends),)))

    @property
    def nothing(self) -> bool:
        return not self._found

    def all(self) -> None:
        """Raises ``Lacking``, or the only error as it was where no act mends it."""
        if not self._found:
            return
        missing = tuple(each for _error, several in self._found for each in several)
        if len(self._found) == 1 and not any(each.next for each in missing):
            raise self._found[0][0]
        raise Lacking(*dict.fromkeys(missing))
