"""The sentences about what comes on top of the principal: collection costs, the VAT on them, interest."""

from __future__ import annotations

from decimal import Decimal

from docgen.dossier.demands import ACKNOWLEDGEMENT
from docgen.law.amounts import ZERO
from docgen.law.rates import number_on, rate_on
from docgen.letters.case import Case
from docgen.letters.identity import registered_name
from docgen.texts import Percent, Text, text


def no_costs_yet(case: Case) -> Text | None:
    """That no collection costs are due within the term (notice), or that none are asked (first agency letter)."""
    if case.kind.id == "wik-notice" or (case.kind.id == ACKNOWLEDGEMENT and case.costs == "announced"):
        return text("Then you pay no collection costs.")
    if case.kind.id == "payment-reminder" and case.branding == "agency":
        return text("You do not pay any interest or collection costs now.")
    return None


def costs_that_follow(case: Case) -> Text | None:
    """The exact collection costs that follow after the term.

    Only a creditor who has an agency announces a hand-over.
    """
    amount, agency = case.account.costs.costs.excl_vat, case.dossier.agency
    if case.costs != "announced" or amount <= ZERO:
        return None
    if case.branding == "agency" or agency is None or case.kind.id != "wik-notice":
        return text("Then you must also pay collection costs. These costs are {amount}.", amount=amount)
    return text(
        "Then we hand the claim over to {agency}. You must then also pay collection costs. These costs are {amount}.",
        agency=registered_name(agency),
        amount=amount,
    )


def costs_vat(case: Case) -> Text | None:
    """The VAT on the costs: that the creditor cannot reclaim it, how much it is, and the sum (art.

    2 lid 3 Besluit BIK).
    """
    costs = case.account.costs.costs
    if case.costs == "none" or costs.vat <= ZERO:
        return None
    values = {"vat": costs.vat, "total": costs.total}
    if case.branding == "agency":
        creditor = case.dossier.creditor.name
        return text(
            "{creditor} cannot reclaim the VAT on these costs. That is why {vat} VAT is added. Together that "
            "is {total}.",
            creditor=creditor,
            **values,
        )
    return text(
        "We cannot reclaim the VAT on these costs. That is why {vat} VAT is added. Together that is {total}.", **values
    )


INTEREST_NAMES = {
    "statutory": text("statutory interest"),
    "commercial": text("statutory commercial interest"),
    "contractual": text("agreed interest"),
}


def interest(case: Case) -> Text | None:
    """Interest as a line of its own, never inside the principal; for a business also that it runs."""
    account = case.account
    name = INTEREST_NAMES.get(case.dossier.interest_type)
    if name is None:
        return None
    if case.interest:
        return text(
            "You pay {interest} because you pay late: {amount}, calculated up to and including {date}.",
            interest=name,
            amount=account.interest.outstanding,
            date=case.date,
        )
    if case.kind.id == "wik-notice" and not case.consumer and account.late_since is not None:
        return text("We may then also ask {interest} from {date}.", interest=name, date=account.late_since)
    return None


def scale(case: Case) -> Text | None:
    """The statutory scale of collection costs in words, when the costs follow it (art. 2 Besluit BIK)."""
    if case.costs == "none" or case.dossier.collection_costs.type in ("contractual", "none"):
        return None
    steps, start = [], ZERO
    for step in rate_on("collection_costs_scale", case.date).value:
        percent = Percent(Decimal(step["percent"]))
        if "up_to" not in step:
            steps.append(text("{percent} of the rest", percent=percent))
        elif start == ZERO:
            steps.append(text("{percent} of the first {amount}", percent=percent, amount=step["up_to"]))
        else:
            steps.append(text("{percent} of the next {amount}", percent=percent, amount=step["up_to"] - start))
        start = step.get("up_to", start)
    return text(
        "The law sets the collection costs by a scale over the amount that is open: {steps}. "
        "They are at least {minimum} and at most {maximum} (art. 2 of the decree on collection costs).",
        steps=tuple(steps),
        minimum=number_on("collection_costs_minimum", case.date),
        maximum=number_on("collection_costs_maximum", case.date),
    )
