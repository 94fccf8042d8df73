"""What was found of a document that came with its evidence, in words."""

from __future__ import annotations

from client.app.checking import CheckedView, Signature, Signed
from client.app.saying import Moment, Said, Term, say
from client.documents.words import LANGUAGE_NAMES
from client.words.papers import LIKENESS, seal
from client.words.saying import one_line, tell
from client.words.views import tells


@tells(CheckedView)
def checked(view: CheckedView, lang: str) -> list[str]:
    said = [
        _given(view),
        say(
            "made from a record of {time} by {name}, {body}",
            time=Moment(view.made.at),
            name=view.made.name,
            body=view.made.body,
        ),
        *seal(view.seal),
        *([] if view.contract is None else _contract(view.contract)),
        LIKENESS[view.likeness],
        *(say("{name} was revoked later: what was signed before that stands", name=name) for name in view.revoked),
    ]
    if view.revocations is not None:
        newest = view.revocations
        words = {"body": newest.body, "number": newest.number, "time": Moment(newest.at)}
        said.append(say("revocations of {body} are known up to its list {number} of {time}", **words))
    return [tell(each, lang) for each in said]


def _given(view: CheckedView) -> Said:
    """Whoever gave it out may have given out words of their own: what was not compared is not called genuine."""
    words: dict[str, object] = {
        "time": Moment(view.given.at),
        "name": view.given.name,
        "body": view.given.body,
        "recipient": one_line(view.recipient),
    }
    if view.compared:
        return say("genuine: given out {time} by {name}, {body}, to {recipient}", **words)
    return say("given out {time} by {name}, {body}, to {recipient}; its words were NOT checked", **words)


def _contract(signed: Signed) -> list[Said]:
    said = [] if signed.person is None else [_person(signed.person)]
    if signed.body is None:
        return [*said, say("NOT signed by both: the text was only offered")]
    body = signed.body
    return [*said, say("signed by the body {time}: {name}, {body}", time=Moment(body.at), name=body.name, body=body.body)]


def _person(signature: Signature) -> Said:
    text: dict[str, object] = {
        "time": Moment(signature.at),
        "hash": signature.text_hash[:16],
        "language": _language(signature.language),
    }
    by = signature.minuted
    if signature.representative:
        said = say(
            "signed by the person's representative {time}, key {key}: the text {hash}, {language}", key=signature.key, **text
        )
    elif by is not None:
        text |= {"name": by.name, "body": by.body}
        said = say("signed by the person on paper, minuted {time} by {name}, {body}: the text {hash}, {language}", **text)
    else:
        said = say("signed by the person {time}, key {key}: the text {hash}, {language}", key=signature.key, **text)
    if not signature.beside:
        return said
    return say("{signed}; read beside it in {language}", signed=said, language=_language(signature.beside))


def _language(code: str) -> object:
    return Term(LANGUAGE_NAMES[code]) if code in LANGUAGE_NAMES else code
