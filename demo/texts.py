"""The words of the story: invented people and places. Everything here must stay unreadable to the server."""

from __future__ import annotations

STATEMENT = """Мен Самал Өтегенқызы Жұмаділова, қылмыстық іс бойынша куәмін.
Кеше кешқұрым бейтаныс ер адам үйімнің жанына келіп, сотта айғақ берсем, өзіме де, балама да жамандық жасайтынын айтты.
Оның көлігінің суретін қоса беріп отырмын. Қорғауыңызды сұраймын."""

SURNAME = "Жұмаділова"
IDENTITY = """{
 "form": 1,
 "names": [{"surname": "Жұмаділова", "given": "Самал", "patronymic": "Өтегенқызы"}],
 "birth": {"date": "1991-04-17", "place": "Алматы"},
 "numbers": [{"kind": "IIN", "value": "910417499999"}, {"kind": "PHONE", "value": "+7 701 555 12 12"}],
 "addresses": [{"kind": "HOME", "text": "Алматы қаласы, Мұқағали көшесі 77-12"}]
}"""
SLIPS = (
    "Жұмаділоваға бүгін қоңырау шалдым, телефоны өшірулі",
    "Zhumadilovamen keshe soyleskenbiz",
    "Нөмірі: жеті жүз бір, бес бес бес, он екі, он екі",
    "Мекенжайы бұрынғыдай: Мұқағали к-сі, 77 үй, 12 пәтер",
)
"""What an officer in a hurry writes: the name in an ending, in Latin letters, the number in words, the address shortened."""
HARMLESS = "Қарлығаш-Нұрсәулеге бүгін қоңырау шалдым, телефоны өшірулі"

PSEUDONYM = "Қарлығаш-Нұрсәуле"

REASONS = "Куәнің айғағы шешуші; қорқыту фактісі бейнежазбамен және көршінің түсіндірмесімен расталды."
VERIFICATION = "Көліктің нөмірі тексерілді, иесі айыпталушының туысы."
EVIDENCE = "№ 1 өтініш және қоса берілген фотосурет"

METHOD_GUARD = "екі офицер тәулік бойы, ауысыммен 12 сағаттан"
METHOD_SHELTER = "жасырын орын, коды Т-4, тәулік бойы бақылаумен"
CONSIDERED_RELOCATION = "M2.1a жеткіліксіз: айыпталушының туыстары осы ауданда тұрады"
CONSIDERED_DOCUMENTS = "M2.5a ғана жеткіліксіз: тегі бойынша іздеп табу оңай"

TASK_RELOCATION = "Екі бөлмелі пәтер, мектепке жақын; бір ересек пен бір балаға, 15-іне дейін босатылсын."
TASK_DOCUMENTS = "Екі адамға жаңа құжат тобын дайындау; үлгі бойынша деректер жеке конвертте беріледі."

HOUSING = "Пәтері өз атында қалады, жалға берілмейді."
OWN_WORDS = {
    "K16": "Орын коды Т-4; келушілер жоқ; серуен күндіз, офицермен бірге.",
    "K18": "Уақытша қоныс; әкімдік пәтер табады, көшіруді басқарма төлейді.",
    "K19": "Жеке куәлік пен мектеп құжаттары; ескілері басқармада мөрленіп сақталады.",
}
WORDS_BESIDE = {
    "ru": {
        "K16": "Код места Т-4; посетителей нет; прогулка днём, вместе с офицером.",
        "K18": "Временное жильё; квартиру подбирает акимат, переезд оплачивает управление.",
        "K19": "Удостоверение личности и школьные документы; прежние хранятся в управлении под печатью.",
        "M2.1a": "два офицера круглосуточно, смены по 12 часов",
        "M2.3": "скрытое место, код Т-4, под наблюдением круглосуточно",
        "M2.5a": "переселение",
        "M2.6": "замена документов",
    },
    "en": {
        "K16": "Place code T-4; no visitors; walks by day, together with an officer.",
        "K18": "Temporary housing; the akimat finds the flat, the department pays the move.",
        "K19": "Identity card and school documents; the old ones are kept sealed at the department.",
        "M2.1a": "two officers round the clock, shifts of 12 hours",
        "M2.3": "a hidden place, code T-4, watched round the clock",
        "M2.5a": "relocation",
        "M2.6": "replacement of documents",
    },
}
"""What the officer writes in the texts beside the one that binds."""
RECIPIENT = {"kk": "қорғалатын адам", "ru": "защищаемое лицо", "en": "the protected person"}
NEW_SURNAME = "Әлімбекова"

THREAT = "Бүгін таңертең сол көлік мектептің алдында тұрды, балама жақындамақшы болды!"
ACKNOWLEDGEMENT = "Патрульдік экипаж мектепке шықты, бала үйде."
REVIEW = "Қауіп сақталуда; шара өзгеріссіз жалғасады."
REQUEST = "Сот шақыру қағазын тапсыру үшін куәнің шын аты-жөні керек"
NOTE_AFTER = "Жаңа тергеуші келді: келесі кездесу бейсенбі сағат он бірде, ескі вокзал жанында."

CANARIES = {
    "statement": "бейтаныс ер адам үйімнің жанына",
    "name": "Жұмаділова",
    "number": "910417499999",
    "pseudonym": PSEUDONYM,
    "reasons": "қорқыту фактісі бейнежазбамен",
    "verification": VERIFICATION,
    "evidence": EVIDENCE,
    "method": METHOD_GUARD,
    "shelter": METHOD_SHELTER,
    "considered": CONSIDERED_RELOCATION,
    "task": "мектепке жақын",
    "documents": "жаңа құжат тобын",
    "threat": "сол көлік мектептің алдында",
    "acknowledgement": "Патрульдік экипаж",
    "review": "шара өзгеріссіз жалғасады",
    "request": "Сот шақыру қағазын",
    "note": "ескі вокзал жанында",
    "contract": "дәлелді қаулысымен",
    "new name": NEW_SURNAME,
    "deadline text": "DL-01 warning (23(1))",
    "clock": "DL-01 (23(1))",
    "record type": "contract-signature",
    "envelope": '"payload":{',
}
