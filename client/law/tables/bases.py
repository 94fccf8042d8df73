"""The legal bases that a ruling may cite: a maintained list (L72 1(1)), and the treaties that go before it (L72 1(2)).

Which acts there are is law; the list is ours and grows. An act that is not on it is not refused for ever: it is put on the list.
"""

from __future__ import annotations

from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Instrument:
    """``articles``: those that may be cited, where only some bear on protection; empty: any. ``treaty``: a ratified one goes before
    the law where it says otherwise (1(2)), and whoever relies on it names who approved that."""

    code: str
    title: str
    articles: tuple[str, ...] = ()
    treaty: bool = False


INSTRUMENTS = {
    each.code: each
    for each in (
        Instrument("CONSTITUTION", "Constitution of the Republic of Kazakhstan"),
        Instrument("CC", "Criminal Code"),
        Instrument("CPC", "Criminal Procedure Code"),
        Instrument("PEC", "Penal Enforcement Code"),
        Instrument("L72", "Law No. 72 of 5 July 2000"),
        Instrument("L110", "Law No. 110-VIII of 5 July 2024"),
        Instrument("WEAPONS", "Law on the control of the circulation of weapons"),
        Instrument("GOVERNMENT", "act of the Government under Law No. 72"),
        Instrument("JOINT", "joint act of first heads under 2(2) of Law No. 72"),
        Instrument("BODY", "act of a body under 1(3) of Law No. 72"),
        Instrument("UNTOC", "UN Convention against Transnational Organized Crime", ("24", "25", "26"), treaty=True),
        Instrument("PALERMO", "Palermo Protocol on trafficking in persons", ("6", "7", "8"), treaty=True),
    )
}
