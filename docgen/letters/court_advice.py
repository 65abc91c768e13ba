"""The advice to the creditor about going to court: chances, means, what it may cost, and other ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.dossier.court_case import forecast
from docgen.law.court import CourtCosts
from docgen.letters.amount_fields import explained
from docgen.letters.case import Case
from docgen.letters.court_fields import CourtAdviceFields
from docgen.letters.explanation import Explanation, Input, Node, Source, group
from docgen.texts import Text, text

_CHANCES: Mapping[str, Text] = {
    "good": text("We think that the court will agree with you."),
    "even": text("We cannot say with whom the court will agree. The chances are about even."),
    "poor": text("We think that the court will not agree with you."),
}
_MEANS: Mapping[str, Text] = {
    "good": text("We think that your customer can pay when the court says so."),
    "uncertain": text("It is uncertain whether your customer can pay when the court says so."),
    "poor": text("We think that your customer cannot pay, even when the court says so."),
}
_ADVICE: Mapping[str, Text] = {
    "court": text("We advise you to go to court."),
    "wait": text("We advise you to wait, and not to go to court now."),
    "plan": text("We advise you to agree on a payment plan first, and not to go to court now."),
    "settle": text("We advise you to settle for a lower amount, and not to go to court now."),
    "close": text("We advise you to close the file, and not to go to court."),
}
_WAYS: Mapping[str, Text] = {
    "demand": text("We send your customer another demand. That costs no court fee."),
    "plan": text("You agree on a payment plan with your customer."),
    "settle": text("You settle for a lower amount, paid at once."),
    "wait": text("You wait, and we look again later. Mind the limitation (verjaring)."),
    "write-off": text("You write the claim off, and we close the file."),
}


def costs_of_case(case: Case) -> CourtCosts:
    """The forecast of what the case costs. Raises `NotSupported` above the limit of the cantonal judge, and
    `RatesNotKnown`.
    """
    return forecast(case.dossier, case.account, case.date)


def explain_court(case: Case) -> tuple[Node, ...]:
    """The trees of the forecast: without a hearing, and with one."""
    costs = costs_of_case(case)
    return (
        _costs("court", text("Costs of the case without a hearing"), costs, costs.points_least),
        _costs("court-hearing", text("Costs of the case with a hearing"), costs, costs.points_most),
    )


def _costs(key: str, said: Text, costs: CourtCosts, points: int) -> Node:
    sources = {each.table: Source(each.source, each.doubts) for each in costs.sources}
    fee, summons, salary, _ = costs.sources
    parts = (
        Node(f"{key}/fee", text("Court fee"), costs.court_fee, rule=fee.article, source=sources[fee.table]),
        Node(f"{key}/summons", text("Summons"), costs.summons, rule=summons.article, source=sources[summons.table]),
        Node(f"{key}/summons-vat", text("VAT on the summons"), costs.summons_vat),
        Node(
            f"{key}/salary",
            text("Representative"),
            costs.salary_per_point * points,
            (text("{points} × {amount}", points=points, amount=costs.salary_per_point),),
            rule=salary.article,
            source=sources[salary.table],
            inputs=(Input("per-point", text("For each point"), costs.salary_per_point),),
        ),
    )
    return group(key, said, parts)


def court_advice_fields(case: Case, tree: Explanation) -> CourtAdviceFields | None:
    """The advice, in the letter that is about it."""
    advice = case.dossier.court_advice
    if case.kind.id != "court-advice" or advice is None:
        return None
    return explained(
        CourtAdviceFields,
        tree,
        chances=_CHANCES[advice.chances],
        chances_because=advice.chances_because,
        means=_MEANS[advice.means],
        means_because=advice.means_because,
        advice=_ADVICE[advice.advice],
        alternatives=tuple(_WAYS[each] for each in advice.alternatives),
        risks=tuple(_risks(case)),
        reply_by=advice.reply_by,
    )


def _risks(case: Case) -> Iterator[Text]:
    """What may go wrong; the first three hold for every case."""
    yield text("The court may refuse your claim, or a part of it.")
    yield text("Who loses pays the costs of the other. If you lose, you pay your own costs and those of your customer.")
    yield text("You pay the costs first. If your customer cannot pay, you do not get them back.")
    if case.consumer and not case.account.costs.due and case.dossier.collection_costs.type != "none":
        yield text("Collection costs are not in the claim: there is no right fourteen-day notice whose term is over.")
    terms = case.dossier.terms
    if case.consumer and "deviates" in (terms.costs_clause, terms.interest_clause):
        yield text("Your general terms deviate from the law. A court can then refuse collection costs and interest.")
