"""The texts of the contract of L72 23(6), clause by clause (A.7), in the person's language. Paraphrases, to be settled by lawyers.

Only the clauses without an "if", with the measures and terms of the ruling put in; the annexes come with the model of the law.
"""

from __future__ import annotations

from client.cli.texts import N_, translated
from client.cli.verb import when
from client.law.records.contract import Clause
from client.law.records.rulings import Selection

TEXTS = {
    "K01": N_(
        "Parties: the implementing body and the protected person, called {pseudonym} here. The real identity is sealed apart."
    ),
    "K02": N_("Grounds: decision and order {decision}, ruling {ruling} that chooses the measures."),
    "K03": N_("Measures, method and term: {measures}"),
    "K04": N_("Consent is given for each measure separately and may be withdrawn at any time by a message in this channel."),
    "K05": N_("The person may know the measures applied to themselves, their family and close relatives."),
    "K06": N_(
        "The person may ask for measures, decline them, or ask to end them; a written request is answered within three days."
    ),
    "K07": N_("Every decision, act or inaction may be appealed to the higher authority, the prosecutor's office or the court."),
    "K08": N_("The person keeps the conditions of the measures and lawful demands."),
    "K09": N_("The person reports every threat at once, through this channel or by any other way; no late report is punished."),
    "K11": N_("Both sides keep the measures secret."),
    "K13": N_("The body reacts at once, carries out all measures, informs the person and explains."),
    "K14": N_("The body may choose, change and add measures; where a measure needs consent, a change needs it anew."),
    "K15": N_("Psychological support is offered; taking it is voluntary."),
    "K21": N_("The person bears no cost; expenses are paid or paid back by the body."),
    "K22": N_("The measures harm no right to pension, housing or work, nor other rights of the person or of others."),
    "K23": N_("Each side answers under the law for breaking this contract."),
    "K24": N_("The measures end only by a reasoned ruling on one of the four grounds of Article 27; no date ends them by itself."),
    "K25": N_("After the end: issued property is returned, secrecy remains, appeals go on."),
    "K28": N_("If harm is done, the social guarantees of Article 30 apply."),
    "K30": N_("The contract was explained in a language that the person chose: {language}."),
}


def contract_clauses(pseudonym: str, selection: Selection, decision: str, language: str) -> tuple[Clause, ...]:
    """The clauses in ``language``, in the order of A.7."""
    measures = "; ".join(f"{each.code} ({each.method}, {when(each.review_at)})" for each in selection.measures)
    words = {"pseudonym": pseudonym, "decision": decision, "ruling": selection.number, "measures": measures, "language": language}
    return tuple(Clause(name, translated(text, language).format(**words)) for name, text in TEXTS.items())
