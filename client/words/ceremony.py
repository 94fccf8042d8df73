"""What is in an authority's folder."""

from __future__ import annotations

from collections.abc import Iterator

from client.app.ceremony.showing import AuthorityView, BodyRow, CertificateRow
from client.app.saying import Day, say
from client.words.devices import certificate_line
from client.words.saying import tell
from client.words.views import tells


@tells(AuthorityView)
def authority(view: AuthorityView, lang: str) -> list[str]:
    head = tell(say("root {fingerprint}", fingerprint=view.fingerprint), lang)
    return [head, *(line for body in view.bodies for line in _body(body, view.at, lang))]


def _body(body: BodyRow, at: int, lang: str) -> Iterator[str]:
    yield tell(say("{name} ({kind}), until {until}", name=body.name, kind=body.kind, until=Day(body.until)), lang)
    yield from (_certificate(each, at, lang) for each in body.certificates)


def _certificate(row: CertificateRow, at: int, lang: str) -> str:
    return certificate_line(row.name, row.roles, row.until, at, row.revoked is not None, lang)
