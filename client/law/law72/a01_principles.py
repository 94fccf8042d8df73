"""Art. 1 and 1-1: the sources of the law; treaties; the bodies' own acts; principles."""

from __future__ import annotations

import dataclasses
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.catalogue import TYPES
from client.law.file import File
from client.law.rule import Effect, rule
from client.law.tables.bases import INSTRUMENTS

RULINGS = tuple(each.form for each in TYPES.values() if "bases" in {field.name for field in dataclasses.fields(each.form)})
"""Every form that carries a legal basis, whoever added it to the catalogue."""


@rule("L72-1.1", "1(1)", *RULINGS, effect=Effect.MARK)
def basis_named(file: File, act: Act[Any]) -> Answer:
    """A ruling says on what law it rests. It has its effect all the same: a slip in a citation takes no protection away (1-1)."""
    if not act.value.bases:
        return not_met(say("the ruling names no legal basis"), say("name the act and the article"))
    unknown = sorted({each.act for each in act.value.bases} - set(INSTRUMENTS))
    if unknown:
        return not_met(
            say("{act} is not on the list of legal bases", act=unknown[0]), say("choose an act of the list, or have it added")
        )
    return MET


@rule("L72-1.2", "1(2)", *RULINGS, effect=Effect.MARK)
def treaty_approved(file: File, act: Act[Any]) -> Answer:
    """A ratified treaty goes before the law; that it is relied on is somebody's named decision (AMB-04)."""
    for each in act.value.bases:
        found = INSTRUMENTS.get(each.act)
        if found is None or not found.treaty:
            continue
        if not each.approver.strip():
            return not_met(
                say("a treaty is relied on, and nobody is named who approved that"),
                say("name the official who approved the treaty basis"),
            )
        if each.article.partition("(")[0].strip() not in found.articles:
            return not_met(
                say("article {article} of {act} is not on the list of legal bases", article=each.article, act=each.act),
                say("cite one of: {articles}", articles=", ".join(found.articles)),
            )
    return MET


RULES = (basis_named, treaty_approved)
