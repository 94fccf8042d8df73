"""Samples of task sheets, for each kind of partner, and of the referral card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.referrals import Neutral, ReferralCard
from client.law.records.tasks import Fact, Task
from tests.documents.samples import AT, DAY, IMPLEMENTER, Sample, facts, long_text, said

PARTNER = "d4" * 32
GROUND = {"kk": "№ 72 Заңның 24-бабы", "ru": "статья 24 Закона № 72", "en": "Law No. 72, Article 24"}


def _fact(name: str, language: str, kk: str, ru: str, en: str) -> Fact:
    return Fact(name, said(language, kk, ru, en))


def _task(language: str, addressee: str, kind: str, measure: str, instruction: str, *package: Fact, **changes: Any) -> Facts[Any]:
    value = Task(
        "3c" * 16, measure, instruction, GROUND[language], AT + 10 * DAY, kind, addressee, True, PARTNER, package, AT + DAY
    )
    name = said(language, "Көмектесетін орган", "Содействующий орган", "The body that helps")
    return facts(replace(value, **changes), language, IMPLEMENTER, names={PARTNER: name})


def _leb(language: str) -> Facts[Any]:
    return _task(
        language, "LEB", "HOUSING", "M2.5a",
        said(language, "Үш адамға тұрғын үй табыңыз.", "Найдите жильё для трёх человек.", "Find a home for three people."),
        Fact("pseudonym", "Қайың"),
        _fact("contact", language, "Дана Қ. арқылы ғана", "только через Дану К.", "through Dana K. only"),
        _fact("household", language, "екі ересек, бір бала", "двое взрослых, ребёнок", "two adults, one child"),
        _fact("district", language, "мектепке жақын", "рядом со школой", "near a school"),
        Fact("from", "05.12.2026"),
        _fact("temporary", language, "алты айға", "на полгода", "for half a year"),
    )  # fmt: skip


def _doc(language: str) -> Facts[Any]:
    return _task(
        language, "DOC", "DOCUMENTS", "M2.6",
        said(language, "Жаңа деректермен құжаттар беріңіз.", "Выдайте документы с новыми данными.",
             "Issue documents with the new data."),
        Fact("old identity", "Тоқтаров Ерлан Маратұлы, 12.03.1989"),
        Fact("new identity", "Сәтбеков Дәурен Асқарұлы, 02.07.1988"),
        _fact("documents", language, "жеке куәлік, паспорт, жүргізуші куәлігі", "удостоверение личности, паспорт, права",
              "identity card, passport, driving licence"),
        Fact("by", "20.12.2026"),
    )  # fmt: skip


def _hlt(language: str) -> Facts[Any]:
    return _task(
        language, "HLT", "TREATMENT", "M2.7",
        said(language, "Төмендегі емді орындаңыз.", "Проведите указанное ниже лечение.", "Carry out the treatment named below."),
        Fact("pseudonym", "Қайың"),
        _fact("medical", language, "қабылдау картасы бойынша", "по карте приёма", "as in the admission card"),
        Fact("from", "07.12.2026"),
    )  # fmt: skip


def _emp(language: str) -> Facts[Any]:
    return _task(
        language, "EMP", "WORK", "M2.5b",
        said(language, "Адамды жұмысқа қабылдаңыз.", "Примите человека на работу.", "Employ the person."),
        Fact("pseudonym", "Қайың"),
        _fact("trade", language, "дәнекерлеуші", "сварщик", "welder"),
        Fact("from", "07.12.2026"),
    )  # fmt: skip


def _edu(language: str) -> Facts[Any]:
    return _task(
        language, "EDU", "STUDY", "M2.5c",
        said(language, "Баланы мектепке қабылдаңыз.", "Примите ребёнка в школу.", "Enrol the child."),
        Fact("new name", "Сәтбекова Айлин Дәуренқызы"),
        _fact("grade", language, "5-сынып, қазақ тілінде", "5 класс, на казахском языке", "class 5, in Kazakh"),
        Fact("from", "08.12.2026"),
    )  # fmt: skip


def _pen(language: str) -> Facts[Any]:
    return _task(
        language, "PEN", "SEPARATE", "M4.2",
        said(language, "Екі адамды бір-бірінен бөлек ұстаңыз.", "Содержите двух лиц раздельно.", "Keep two persons apart."),
        Fact("record", "ЛА-155/1-2041"), Fact("other record", "ЛА-155/1-2077"),
    )  # fmt: skip


def _guardianship(language: str) -> Facts[Any]:
    return _task(
        language, "GUARDIANSHIP", "REPRESENT", "",
        said(language, "Балаға уақытша өкіл тағайындаңыз.", "Назначьте ребёнку временного представителя.",
             "Appoint a representative for the child for the time being."),
        Fact("pseudonym", "Балапан"),
        Fact("age", "11"),
        _fact("needs", language, "психолог", "психолог", "a psychologist"),
    )  # fmt: skip


def _other(language: str) -> Facts[Any]:
    return _task(
        language, "OPERATOR", "NUMBER", "M2.1e",
        said(language, "Телефон нөмірін ауыстырыңыз.", "Замените номер телефона.", "Change the telephone number."),
        Fact("old number", "+7 700 000 00 00"),
        _fact("contact", language, "Дана Қ.", "Дана К.", "Dana K."),
        binding=False,
    )  # fmt: skip


def _longer(short: Any) -> Any:
    def long(language: str) -> Facts[Any]:
        given: Facts[Any] = short(language)
        return replace(given, value=replace(given.value, instruction=long_text(language, 3)))

    return long


def _sheet(form: str, short: Any) -> Sample:
    def undated(language: str) -> Facts[Any]:
        given: Facts[Any] = short(language)
        return replace(given, value=replace(given.value, due_at=0))

    return Sample(form, short, _longer(short), {"date": undated})


def _card(language: str, **changes: Any) -> Facts[Any]:
    subject = said(language, "Хат", "Письмо", "Letter")
    seen = Neutral(subject, "1", said(language, "Жаңа хабар бар", "Есть новое сообщение", "There is a new message"))
    safety = said(
        language, "Тек өзіне, 18:00-ден кейін қоңырау шалу; басқа адамға ештеңе айтпау.",
        "Звонить только лично, после 18:00; никому другому ничего не говорить.",
        "Call only the person, after 18:00; say nothing to anybody else.",
    )  # fmt: skip
    value = ReferralCard("5a" * 16, "HLT", "MEDICAL", (), safety, seen, language, AT + 3 * DAY)
    return facts(replace(value, **changes), language, IMPLEMENTER)


def _long_card(language: str) -> Facts[Any]:
    known = (
        Fact("pseudonym", "Аққу"),
        _fact("contact", language, "көмекші арқылы", "через помощника", "through the helper"),
        _fact("language", language, "өзбек тілі", "узбекский", "Uzbek"),
        _fact("needs", language, "аудармашы, әйел дәрігер", "переводчик, врач-женщина", "interpreter, a woman doctor"),
    )
    return _card(language, facts=known)


SAMPLES = (
    _sheet("task-leb", _leb),
    _sheet("task-doc", _doc),
    _sheet("task-hlt", _hlt),
    _sheet("task-emp", _emp),
    _sheet("task-edu", _edu),
    _sheet("task-pen", _pen),
    _sheet("task-guardianship", _guardianship),
    _sheet("task-other", _other),
    Sample(
        "referral-card",
        _card,
        _long_card,
        {"subject": lambda language: _card(language, seen=Neutral(" ", "1", "x"))},
    ),
)
