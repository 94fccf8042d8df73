"""How a document says things in one language: texts of the catalogues, dates, times with their zone, articles, kinds of
measures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from client.documents.errors import MissingField
from client.law.answer import Said
from client.law.tables.direct import MEASURES as DIRECT
from client.law.words import PERSONAL_MEASURES
from client.texts import N_, translated
from crypto.frozen import dataclass

MONTHS = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
DATES = {"kk": "{year} жылғы {day} {month}", "ru": "{day} {month} {year} года", "en": "{day} {month} {year}"}
ARTICLES = {"kk": "№ 72 Заңның {article}-бабы", "ru": "статья {article} Закона № 72", "en": "Law No. 72, Article {article}"}
SEVERAL = {"kk": "№ 72 Заңның {article}-баптары", "ru": "статьи {article} Закона № 72", "en": "Law No. 72, Articles {article}"}


@dataclass(frozen=True, slots=True)
class Words:
    """``zone_minutes``: the issuing body's zone, east of UTC."""

    language: str
    zone_minutes: int = 300

    def __call__(self, text: str, **places: object) -> str:
        """A text of the catalogues (marked with ``N_`` where it is defined), its places filled. Raises ``MissingField`` for an
        empty one."""
        for name, value in places.items():
            if value is None or (isinstance(value, str) and not value.strip()):
                raise MissingField("the document needs {what}, and the record does not say it", what=name.replace("_", " "))
        return translated(text, self.language).format(**places)

    def told(self, sentence: Said) -> str:
        """What a rule or an export of the law says."""
        return translated(sentence.template, self.language).format(
            **{name: translated(str(word), self.language) for name, word in sentence.words}
        )

    def date(self, millis: int) -> str:
        """``2026 жылғы 25 қараша``, ``25 ноября 2026 года``, ``25 November 2026``, in the body's zone."""
        day = self._local(millis)
        return DATES[self.language].format(day=day.day, month=MONTHS[self.language][day.month - 1], year=day.year)

    def time(self, millis: int) -> str:
        """Date, hours and minutes, and the zone: ``..., 14:05 (UTC+5)``."""
        local = self._local(millis)
        hours, minutes = divmod(abs(self.zone_minutes), 60)
        zone = f"UTC{'-' if self.zone_minutes < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")
        return f"{self.date(millis)}, {local:%H:%M} ({zone})"

    def _local(self, millis: int) -> datetime:
        zone = timezone(timedelta(minutes=self.zone_minutes))
        return datetime.fromtimestamp(millis / 1000, UTC).astimezone(zone)

    def article(self, article: str) -> str:
        """``23(1)`` as people cite it; several stand between commas."""
        return (SEVERAL if "," in article else ARTICLES)[self.language].format(article=article)

    def measure(self, code: str) -> str:
        """The kind of a measure in words, with its code."""
        known = PERSONAL_MEASURES.get(code) or DIRECT.get(code)
        return f"{translated(known.title, self.language)} ({code})" if known is not None else code

    def language_name(self, language: str) -> str:
        """``kk`` in words of this language."""
        return translated(LANGUAGE_NAMES[language], self.language) if language in LANGUAGE_NAMES else language


LANGUAGE_NAMES = {
    "kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English"), "uz": N_("Uzbek"), "ug": N_("Uyghur"), "tg": N_("Tajik"),
    "ky": N_("Kyrgyz"),
}  # fmt: skip
