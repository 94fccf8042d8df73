"""What a paper is made from: the record, who signed it, the file, and the records that it tells of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from client.app.papers.related import related_to
from client.app.papers.signatures import signatures_of, signer_of, signers, signers_of
from client.documents.facts import Facts, Related
from client.documents.words import Words
from client.law.file import EMPTY_FILE, File

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.reading import Seen
    from crypto.trust import Directory


def facts_in(
    office: Office, item: Seen, items: tuple[Seen, ...], language: str, before: int | None, known_as: str
) -> Facts[object]:
    """Of a record in this holder's store, as ``client.app.papers.making.document_of`` has the arguments."""
    named = getattr(item.value, "file", "")  # a copy at the front desk stands outside the circles of its file
    case = office.casework.of_circle(item.circle) or next((each for each in office.casework.cases() if each.id == named), None)
    file = EMPTY_FILE if case is None else case.file
    if known_as and not file.case.pseudonym:
        file = replace(file, case=replace(file.case, pseudonym=known_as))
    return facts_of(item, items, file, language, before, names_of(office), keeper_of(office, item))


def facts_of(
    item: Seen, items: tuple[Seen, ...], file: File, language: str, before: int | None, names: dict[str, str], keeper: str
) -> Facts[object]:
    """``items``: the records at hand, in the order of the log."""
    pseudonym = file.case.pseudonym
    author = signer_of(item, pseudonym)
    signed = signatures_of(items, item, before)
    further = signers(signed, pseudonym)
    others = related_to(item, items) | {
        name: tuple(each for each in signed if each.name == name) for name in {each.name for each in signed}
    }
    return Facts(
        item.value,
        item.entry.hash.hex(),
        author,
        file,
        Words(language, file.case.zone_minutes),
        names=names,
        keeper=keeper,
        signers=further if item.name == "contract" else (author, *further),
        related={
            name: tuple(
                Related(each.value, each.entry.hash.hex(), signer_of(each, pseudonym), signers_of(items, each, pseudonym, before))
                for each in found
            )
            for name, found in others.items()
        },
    )


def names_of(office: Office) -> dict[str, str]:
    """By hex of the certificate: bodies and their devices."""
    return names_in(office.channel.directory)


def names_in(directory: Directory) -> dict[str, str]:
    """The same, of a directory alone."""
    bodies = {each.hash.hex(): each.name for each in directory.bodies()}
    return bodies | {each.hash.hex(): each.name for each in directory.devices()}


def keeper_of(office: Office, item: Seen) -> str:
    """Name of the body whose circle the record stands in, empty where several have it."""
    view = office.channel.circle(item.circle).view
    bodies = () if view is None else tuple(view.policy.bodies)
    return names_of(office).get(bodies[0].hash.hex(), "") if len(bodies) == 1 else ""
