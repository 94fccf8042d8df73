"""The person enrols with the card that an officer gave them by hand."""

from __future__ import annotations

from client.app.enrolment_code import enrolment_code
from client.app.outcome import Outcome
from client.app.person.coming import Borrowed
from client.app.person.sending import to_each
from client.app.saying import Moment, Said, say
from client.law.records.reports import Enrol
from crypto.card import EnrolmentCard
from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.ring import KeyRing
from crypto.types import CircleId
from crypto.words import new_passphrase


@dataclass(frozen=True, slots=True)
class EnrolPerson:
    """``language``: in which the person is to be written to."""

    card: EnrolmentCard
    language: str


async def enrol_person(device: Borrowed, wish: EnrolPerson) -> Outcome:
    """Makes the passphrase here, announces the new key with the card's one-time key, and gives the code to compare."""
    card = wish.card
    if device.clock() >= card.expires:
        raise Refused("the card expired {time}: ask for a new one", "card-expired", time=Moment(card.expires))
    words = new_passphrase(device.entropy)
    ring = KeyRing.from_passphrase(words, card.salt)
    value = Enrol(ring.verify_key.hex(), ring.reading_key_hash.hex(), wish.language)
    async with device.office(card, ring) as office:
        await office.sync()  # announces the person's reading key
    invitation = KeyRing(card.invitation_seed, device.entropy(32))
    async with device.office(card, invitation) as office:
        for circle in card.circles:
            await office.channel.follow(CircleId(circle))
        sent = await to_each(office, [(CircleId(circle), value) for circle in card.circles])
    code = enrolment_code(card.root_fingerprint, invitation.person_hash, value)
    return sent.outcome(
        say("read this code to the officer: {code}", code=code),
        say("your passphrase, the only key there is; learn it and tell nobody:"),
        Said("{words}", (("words", words),)),
        code=code,
        passphrase=words,
    )
