"""Wordings that a contract may not have, and words that a clause cannot do without, by language: lists for lawyers to extend.

Each entry is a pattern over text in lower case with single spaces and ё written е. It finds words, not meaning: a clause that says
a forbidden thing in other words passes, and a lawyer still has to read what is signed. A pattern that finds too much only makes an
officer write a clause in other words.
"""

from __future__ import annotations

from collections.abc import Mapping

from client.law.titles import N_
from crypto.frozen import dataclass

Patterns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """``norm``: the rule under which it is refused; ``says``: what such a wording does, as a sentence about the clause."""

    norm: str
    says: str
    patterns: Patterns


FORBIDDEN = (
    Forbidden(
        "K07",
        N_("clause {clause} gives up the right to complain"),
        {
            "en": (
                r"\b(waives?|gives? up|renounces?|forgoes?) .{0,40}\b(appeal|complain|complaint|court)",
                r"\b(may|can|shall|will|must) ?not .{0,30}\b(appeal|complain|lodge a complaint|go to court)",
                r"\bno (right of )?(appeal|complaint)s?\b",
            ),
            "ru": (
                r"отказыва\w+ (лицо )?от (права )?(на )?(обжалован|жалоб|подачи жалоб|обращения в суд)",
                r"не (вправе|может|имеет права|должно|будет) .{0,30}(обжал|жалоб|жаловаться|обращаться в суд)",
                r"(обжалован\w+|жалоб\w+) .{0,20}(не подлеж|не допуска)",
                r"не подлежит обжалованию",
            ),
            "kk": (
                r"шағым\w* .{0,25}(құқығынан )?бас тарт",
                r"шағымдан\w* .{0,20}(болмайды|құқылы емес|тыйым)",
                r"шағым .{0,15}(берілмейді|бере алмайды|беруге болмайды)",
            ),
        },
    ),
    Forbidden(
        "K09",
        N_("clause {clause} punishes a late report"),
        {
            "en": (r"(?<!no )late report\w* .{0,30}\b(is|are|will be|shall be) (a breach|punished|penali[sz]ed|fined)",),
            "ru": (r"(позднее|несвоевременное) сообщение .{0,40}(влечет|является нарушением|штраф)",),
            "kk": (r"кеш хабарла\w+ .{0,25}(үшін )?(жазаланады|айыппұл|бұзушылық болып)",),
        },
    ),
    Forbidden(
        "L72-26.4",
        N_("clause {clause} forbids the person to tell a lawyer or who decides a complaint"),
        {
            "en": (
                r"\b(may|shall|must|will) ?not .{0,60}\b(lawyer|counsel|advocate|prosecutor|court)",
                r"\bsecret .{0,40}\b(also|even) .{0,20}\b(lawyer|counsel|advocate|prosecutor|court)",
            ),
            "ru": (
                r"не (вправе|может|должно) .{0,40}(сообщать|раскрывать|рассказывать) .{0,40}(адвокат|защитник|прокур|суд)",
                r"в тайне .{0,40}(в том числе|даже) .{0,15}(адвокат|защитник|прокур|суд)",
            ),
            "kk": (r"(адвокат|қорғаушы|прокур|сот)\w* .{0,30}(айтпайды|ашпайды|хабарламайды|айтуға болмайды|ашуға болмайды)",),
        },
    ),
    Forbidden(
        "K14",
        N_("clause {clause} changes a measure without the consent that it needs"),
        {
            "en": (
                r"\bwithout (the |any |new |further )*(consent|agreement) of the person",
                r"\bno (new )?consent is (needed|required)",
            ),
            "ru": (r"без (нового |его |ее )?согласия (лица|защищаемого)", r"согласи\w+ .{0,20}не требуется"),
            "kk": (r"адамның келісімінсіз", r"келісім\w* .{0,15}(талап етілмейді|қажет емес)"),
        },
    ),
    Forbidden(
        "K15",
        N_("clause {clause} makes psychological support a duty"),
        {
            "en": (r"\b(must|shall|is obliged to) .{0,30}\bpsycholog",),
            "ru": (r"обязан\w* .{0,30}психолог", r"психолог\w+ .{0,20}обязательн"),
            "kk": (r"психолог\w* .{0,30}(міндетті|міндеттенеді)",),
        },
    ),
    Forbidden(
        "K21",
        N_("clause {clause} puts costs on the person"),
        {
            "en": (
                r"\b(person|family|relatives?|parents?|representative) .{0,30}\b(pays?|bears? (?!no)|covers?|reimburses?)",
                r"\bat (his|her|their|the person's|its) own (cost|expense)",
                r"\b(paid|borne|covered) by the (protected )?(person|family|representative)",
            ),
            "ru": (
                r"за (собственный |свой )?счет (защищаемого|лица|собственных средств|личных средств|семьи|родител)",
                r"за свой счет",
                r"(лицо|семья|родители|представитель) .{0,30}(оплачивает|возмещает|(?<!не )несет (все |иные )?расход)",
                r"расход\w* .{0,20}(возлагаются на|несет|оплачивает) (защищаемое )?(лицо|семь|родител)",
            ),
            "kk": (
                r"(өз|жеке|меншікті) (қаражаты|есебі|ақшасы)\w*",
                r"адамның (қаражаты|есебі)\w*",
                r"шығын\w* .{0,20}(адам|отбасы|ата-анасы|өкілі) (өзі )?(төлейді|көтереді|өтейді)",
                r"(адам|отбасы|ата-анасы) .{0,15}шығын\w* .{0,15}(төлейді|көтереді|өтейді)",
            ),
        },
    ),
    Forbidden(
        "K22",
        N_("clause {clause} gives up rights to pension, housing, work or others"),
        {
            "en": (
                r"\b(waives?|gives? up|renounces?|loses?|forfeits?) .{0,40}\b(pension|housing|home|flat|work|job|seniority)",
                r"\b(waives?|gives? up|renounces?|loses?|forfeits?) .{0,40}\b(benefits?|rights?)",
                r"\b(pension|housing|seniority|benefits?) .{0,30}\b(lapses?|is lost|are lost|is suspended|are suspended|ends?)\b",
            ),
            "ru": (
                r"(отказыва\w+ от|утрачива\w+|теря\w+|лиша\w+) .{0,40}(пенси|жил|работ|труд|стаж|пособи|льгот)",
                r"(пенси|жил|стаж|пособи|льгот)\w* .{0,30}(утрачива|приостанавлива|аннулир|прекраща)",
            ),
            "kk": (r"(зейнетақы|тұрғын үй|еңбек|өтіл|жәрдемақы)\w* .{0,40}(бас тарт|айырыл|жоғалт|тоқтатыла)",),
        },
    ),
    Forbidden(
        "K24",
        N_("clause {clause} ends measures by itself, without a ruling"),
        {
            "en": (
                r"\b(ends?|terminates?|ceases?|lapses?|expires?|cancelled|terminated|lifted) .{0,20}\bautomatically",
                r"\bautomatic(ally)? .{0,20}\b(end|terminat|ceas|laps|expir|cancel|lift)",
                r"\bwithout (a |any |further )*(ruling|decision|notice)\b",
                r"\bmeasures? (shall |will )?(expires?|lapses?)\b",
            ),
            "ru": (
                r"автоматическ\w+ .{0,30}(прекра|отмен|оконч|истек|снима)",
                r"(прекраща|отменя|снима)\w+ .{0,25}автоматическ",
                r"без (вынесения )?(постановления|решения)",
                r"по истечении срока .{0,30}(прекраща|отменя|утрачива)",
            ),
            "kk": (
                r"автоматты .{0,30}(тоқтат|жойыл|аяқтал|күшін)",
                r"мерзім\w* (біткен|өткен|аяқталған)\w* .{0,30}(тоқтатылады|жойылады)",
                r"қаулысыз|шешімсіз",
                r"өздігінен (тоқтайды|жойылады|аяқталады)",
            ),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class MustSay:
    """Each group is one thing that the clause has to say; any of its patterns does, in whichever language it is written."""

    says: str
    groups: tuple[tuple[str, ...], ...]


MUST_SAY: Mapping[str, MustSay] = {
    "K06": MustSay(
        N_("clause {clause} does not say that a written request is answered within three days"),
        ((r"\bthree\b", r"тре[хм]", r"\bүш\b", r"\b3\b", r"\b72\b"),),
    ),
    "K07": MustSay(
        N_("clause {clause} does not name the higher authority, the prosecutor's office and the court"),
        ((r"higher", r"вышестоящ", r"жоғары"), (r"prosecut", r"прокур"), (r"\bcourt", r"\bсуд", r"\bсот")),
    ),
    "K23": MustSay(
        N_("clause {clause} does not say that both sides answer for a breach"),
        ((r"each", r"both", r"кажд", r"обе", r"\bәр\b", r"екі"),),
    ),
    "K24": MustSay(
        N_(
            "clause {clause} does not say that it takes a reasoned ruling under Article 27, and that refusal or breach can be "
            "a ground"
        ),
        (
            (r"reasoned ruling", r"мотивированн\w+ постановлен", r"дәлелді қаулы"),
            (r"\b27\b",),
            (r"refus", r"отказ", r"бас тарт"),
            (r"break", r"breach", r"наруш", r"бұз"),
        ),
    ),
}


IDENTIFYING: Mapping[str, tuple[str, ...]] = {
    N_("clause {clause} seems to hold an identity number"): (r"(?<!\d)\d{12}(?!\d)", r"(?<!\d)\d{6}[ -]\d{6}(?!\d)"),
    N_("clause {clause} seems to hold a telephone number"): (
        r"(?<![\d.])(\+7|8|7)[ (-]*7\d{2}[ )-]*\d{3}[ -]*\d{2}[ -]*\d{2}(?!\d)",
    ),
    N_("clause {clause} seems to hold an address"): (
        r"\b(street|avenue|apartment|flat|house) ?(no\.?|№)? ?\d",
        r"\d+ [\w ]{3,20}(street|avenue)\b",
        r"\b(улица|ул\.|проспект|пр-т|мкр\.?|микрорайон|переулок|дом|д\.|кв\.|квартира) ?№? ?[\w.-]*,? ?\d",
        r"(көшесі|даңғылы|ықшам ауданы|шағын ауданы|пәтер|үй)[, ]+№? ?\d",
    ),
}
"""K01: what looks like data of identity. A real name has no look of its own: officers' texts are also held against the sealed
identity where they go out (``a09_data``)."""

NUMBERED = r"(?<!\d)\d{7,}(?!\d)"
"""K17: a record's number."""
