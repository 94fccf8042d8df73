"""The verbs of each party by subject, in the order of a file's life: what ``qorgan PARTY --help`` lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from client.cli.texts import N_
from client.cli.verb import Verb

Subjects = tuple[tuple[str, tuple[str, ...]], ...]

_READING = (N_("the law in a file"), ("about", "findings", "may", "acts", "act", "forms", "statistics", "figures"))

SUBJECTS: Mapping[str, Subjects] = {
    "authority": (
        (N_("the deployment"), ("init", "deployment", "front-desk-card", "show")),
        (N_("bodies and devices"), ("body", "device", "enrol", "revoke", "crl", "document-seal", "name-key")),
        (N_("for the loss of all devices"), ("recovery-key", "recovery-approve")),
    ),
    "officer": (
        (N_("this device"), ("enrol-request", "setup", "sync", "publish", "rotate-reading-key", "watch", "verify")),
        (N_("what is there"), ("board", "files", "show", "clocks", "inbox", "tasks", "complaints")),
        (N_("the front desk"), ("desk-open", "desk-card", "statement-accept", "acknowledge", "leaflet")),
        (N_("a file, from statement to measures"), (
            "file-open", "file-take", "decide", "order", "order-take", "weigh-rights", "select-measures", "measure-start", "review",
            "note", "secrecy",
        )),
        (N_("the person"), ("card", "invite", "admit", "helpers", "consent-minute")),
        (N_("the contract"), ("contract-offer", "contract-close", "contract-paper", "contract-refusal")),
        (N_("while it lasts, and its end"), ("demand", "breach", "breach-heard", "measures-end")),
        (N_("tasks of executing bodies"), ("task-open", "task-report")),
        (N_("the sealed identity"), (
            "seal-identity", "identity-request", "identity-approve", "identity-open", "identity-close", "identity-renew",
            "identity-reseal", "identity-hand-over",
        )),
        (N_("new personal data"), ("newdata-open", "newdata-propose", "newdata-accept", "newdata", "newdata-link")),
        (N_("pseudonyms"), ("pseudonym-suggest", "pseudonym-give", "pseudonym-retire", "pseudonyms")),
        (N_("papers"), ("documents", "document", "paper-outside", "verify-document", "evidence", "clean")),
        (N_("complaints"), ("complaint-decide",)),
        (N_("who is in a circle"), (
            "devices", "add-officer", "remove-officer", "transfer-hand-over", "disclose", "refound", "approve",
        )),
        (N_("who reads along"), ("policy-propose", "policy-approve", "policy-commit")),
        (N_("the leak guard of this device"), ("guard-add", "guard-check", "guard-forget")),
        (N_("after the loss of all devices"), ("recovery-publish", "recover")),
        _READING,
    ),
    "person": (
        (N_("in danger"), ("statement", "threat")),
        (N_("what came for you, and your answer"), (
            "board", "read", "sign", "consent", "secrecy", "explain", "newdata", "newdata-counter", "newdata-sign", "complain",
        )),
        (N_("begin, and papers"), ("enrol", "document", "leaflet", "clean")),
        (N_("the law in a file"), ("about", "may", "act", "forms")),
    ),
    "prosecutor": (
        (N_("this device"), ("enrol-request", "setup", "sync", "watch", "verify", "rotate-reading-key")),
        (N_("what is there"), ("board", "files", "show", "clocks", "devices")),
        (N_("the law in a file"), ("about", "findings", "forms", "statistics")),
        (N_("supervision"), ("policy-consent", "ask-disclosure")),
    ),
}  # fmt: skip


def by_subject(party: str, verbs: Mapping[str, Verb]) -> list[tuple[str, Sequence[Verb]]]:
    """The headings with their verbs. What has no subject yet stands at the end, and is never left out."""
    found: list[tuple[str, Sequence[Verb]]] = []
    for heading, names in SUBJECTS.get(party, ()):
        found.append((heading, [verbs[name] for name in names if name in verbs]))
    known = {name for _heading, names in SUBJECTS.get(party, ()) for name in names}
    rest = [verb for name, verb in verbs.items() if name not in known]
    return [*found, (N_("others"), rest)] if rest else found
