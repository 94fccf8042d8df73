"""The README of a kept story: how to go on by hand."""

from __future__ import annotations

from demo import texts
from demo.story import CAST, Story, passphrase_of

_PAGE = """# A story, kept

What `python -m demo` told is in `transcript.txt`. Everything is still here: the server's folder, each party's home, the cards.
Run these from the folder above the story's (where `make demo` was run), with the project's environment active
(`. .venv/bin/activate`). Passphrases of the story are no secrets; real ones are.

Start the server again, in a terminal of its own:

    qorgan server serve --data {data} --port {port} --log-file {log}

Be an officer (each home has its own passphrase):

{officers}

Then, for example:

    qorgan officer board                      what needs this officer now, each with the command that settles it
    qorgan officer files
    qorgan officer acts --file {pseudonym}    the few acts that matter in the file now
    qorgan officer show --file {pseudonym}
    qorgan officer clocks --file {pseudonym}
    qorgan officer findings --file {pseudonym}
    qorgan officer note "..." --file {pseudonym}
    qorgan officer watch --seconds 60
    qorgan officer verify --export chains

Be the person, on any machine, with nothing but the passphrase and the public card:

    export QORGAN_PASSPHRASE="{passphrase}"
    qorgan person board --card {card}
    qorgan person read --card {card}
    qorgan person threat --card {card} --text "..."

Look at the signed contract: `{papers}/contract-kk.png`, `-ru.png`, `-en.png`, and the sealed PDF files beside them. Check one as
anyone can, without an account or a server:

    qorgan verify {papers}/contract-ru.pdf --evidence {papers}/contract-ru.evidence --root {root}

Be a new witness without any account:

    qorgan person statement --card {card} --text @{statement} --photo {photo}

With the prosecutor's home: `qorgan prosecutor board`. With a home of an executing body: `qorgan officer tasks`.

Every command explains itself: `qorgan officer --help`, `qorgan officer decide --help`. Texts come in English, Russian and Kazakh:
`export QORGAN_LANG=kk`.
"""


def write_readme(story: Story) -> None:
    base = story.folder.name
    officers = "\n".join(
        f"    export QORGAN_HOME={base}/homes/{role.key} QORGAN_PASSPHRASE={passphrase_of(role.key)}   # {role.name}, {role.body}"
        + ("; qorgan prosecutor ..." if role.party == "prosecutor" else "")
        for role in CAST.values()
        if (story.folder / "homes" / role.key).exists()
    )
    page = _PAGE.format(
        data=f"{base}/server/data", port=story.server.port, log=f"{base}/server/server.log", officers=officers,
        pseudonym=texts.PSEUDONYM, passphrase=story.facts.get("passphrase", ""), card=f"{base}/cards/desk.card",
        statement=f"{base}/statement.txt", photo=f"{base}/photo.png",
        papers=f"{base}/papers", root=story.facts["fingerprint"],
    )  # fmt: skip
    (story.folder / "README.md").write_text(page, encoding="utf-8")
