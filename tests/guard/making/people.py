"""The people of the labelled set: invented, but with names, streets and relatives as they are found in Kazakhstan.

One line of people.txt each: id; language of the papers; woman or man; surname (of a man), given name, patronymic; other names
(KIND=text, text for a given name, +text for a surname); surnames that look like theirs and are not; city; street; house; flat;
relatives (RELATION=woman or man, surname or * for the same, given name)."""

from __future__ import annotations

from pathlib import Path

TABLE = (Path(__file__).parent / "people.txt").read_text(encoding="utf-8")

GIVEN_OF_OTHERS = {
    "kk": {
        "m": "Болат,Талғат,Қайрат,Асқар,Ринат,Ермек,Мақсат,Әділет",
        "w": "Салтанат,Индира,Сәния,Гауһар,Динара,Лаура,Жұлдыз,Мәдина",
    },
    "ru": {
        "m": "Роман,Виталий,Антон,Денис,Максим,Руслан,Артём,Кирилл",
        "w": "Татьяна,Марина,Галина,Ксения,Елена,Дарья,Лидия,Жанна",
    },
}
SURNAMES_OF_OTHERS = {
    "kk": "Бейсенов,Оспанов,Кенжебеков,Сағындықов,Молдабеков,Ниязов,Досмағамбетов,Қалмырзаев,Бименов,Ыбыраев",
    "ru": "Тихонов,Зайцев,Лебедев,Сорокин,Ефимов,Давыдов,Осипов,Громов,Нестеров,Ковалёв",
}
STREETS_OF_OTHERS = {
    "kk": "Райымбек батыр,Қарасай батыр,Желтоқсан,Наурызбай батыр,Мәметова,Құрманғазы,Бейбітшілік,Республика",
    "ru": "Райымбека,Маметовой,Кунаева,Желтоксан,Пушкина,Чокина,Мира,Космонавтов",
}
