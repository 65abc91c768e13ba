"""Rules about the text: collection costs, the VAT on them, and interest. What is announced, what may be claimed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.letters.phrases import phrase
from docgen.letters.text_reading import Reading, leaves
from docgen.letters.text_rules import Said, rule
from docgen.texts import text

_LID_6 = "art. 6:96 lid 6 BW"
_BIK_VAT = "art. 2 lid 3 Besluit BIK"
_EXACT = text("Print fixed.costs: it names the exact amount.")
_ONLY_ANNOUNCE = text("Print fixed.costs: in a notice the costs follow only after the term.")
_CALCULATED = text("Print the table of the calculation (totals, costs, interest) and write no amounts yourself.")
_NO_COSTS = text("Take it out: no collection costs are due in this letter.")
_SPECIFIED = ("sommatie", "cost-specification", "plan-lapse")  # letters that show how the amount is made up


def _is_notice(letter: Reading) -> bool:
    return letter.kind == "wik-notice"


def _announces(letter: Reading) -> bool:
    """A notice, and the acknowledgement of a payment within its term, say which costs follow."""
    return letter.fields.costs is not None and letter.fields.costs.mode == "announced"


def _is_reminder(letter: Reading) -> bool:
    """A reminder asks neither costs nor interest, and has rules of its own that say so."""
    return letter.kind == "payment-reminder"


# ---- Announced: the notice ----


@rule("text-costs-not-named", _LID_6, _EXACT)
def exact_costs(letter: Reading) -> Iterator[Said]:
    """A notice names the exact amount of the costs that follow."""
    costs = letter.fields.costs
    if costs is not None and _announces(letter) and not letter.shows_amount(costs.excl_vat):
        yield Said(text("The notice does not name the collection costs that follow: {amount}.", amount=costs.excl_vat))


@rule("text-vague-costs", _LID_6, _EXACT)
def vague_costs(letter: Reading) -> Iterator[Said]:
    """Costs are one exact amount: no "at most", no "may rise to", no "all costs"."""
    for start, _ in letter.hits("vague_costs"):
        if _is_notice(letter) or _about_costs(letter, start):
            yield Said(text("The costs are not one exact amount here."), letter.sentence(start))


@rule("text-costs-percentage", _LID_6, _EXACT)
def costs_percentage(letter: Reading) -> Iterator[Said]:
    """A notice names the costs as an amount, not as a percentage."""
    for found in letter.percentages if _is_notice(letter) else ():
        if letter.own(found.start, found.end):
            yield Said(text("The notice gives a percentage; it must give the amount."), letter.sentence(found.start))


@rule("text-costs-in-amount", _LID_6, _ONLY_ANNOUNCE)
def costs_in_amount(letter: Reading) -> Iterator[Said]:
    """The amount that a notice asks has no costs in it."""
    fields = letter.fields
    if not _is_notice(letter) or fields.costs is None or fields.pay is None:
        return
    sums = {fields.pay.amount + fields.costs.total, fields.pay.amount + fields.costs.excl_vat}
    for found in letter.amounts:
        if found.value in sums - letter.known_amounts and letter.own(found.start, found.end):
            yield Said(text("This amount has the collection costs in it already."), letter.sentence(found.start))


@rule("text-costs-due-now", _LID_6, _ONLY_ANNOUNCE)
def costs_due_now(letter: Reading) -> Iterator[Said]:
    """A notice does not say that costs are due already."""
    for start, _ in letter.hits("costs_due_now") if _announces(letter) else ():
        yield Said(text("The notice says that collection costs are due already."), letter.sentence(start))


# ---- VAT ----


@rule("text-vat-not-named", _BIK_VAT, text("Print fixed.costs_vat as it is."))
def vat_named(letter: Reading) -> Iterator[Said]:
    """VAT on the costs is claimed only with the creditor's statement, the amount of the VAT and the sum."""
    sentence, costs = letter.fields.fixed.costs_vat, letter.fields.costs
    if sentence is not None and costs is not None and not (_is_reminder(letter) or letter.says(sentence)):
        yield Said(
            text("The letter does not say why {vat} VAT comes on top of the costs.", vat=costs.vat),
        )


@rule("text-vat-unfounded", _BIK_VAT, text("Take it out: no VAT is claimed on these costs."))
def vat_unfounded(letter: Reading) -> Iterator[Said]:
    """A creditor who can reclaim VAT asks none: no word of it in a notice, none with the costs in other letters."""
    if letter.fields.fixed.costs_vat is not None:
        return
    for start, end in letter.hits("vat_words"):
        is_number = phrase("vat_numbers").match(letter.text, start) is not None
        if not is_number and letter.own(start, end) and (_is_notice(letter) or _about_costs(letter, start)):
            yield Said(text("The letter speaks of VAT on the costs, but none is claimed."), letter.sentence(start))


# ---- Claimed ----


@rule("text-costs-not-due", _LID_6, _NO_COSTS)
def costs_not_due(letter: Reading) -> Iterator[Said]:
    """Costs are claimed only when the calculation has them due."""
    fields = letter.fields
    if letter.kind in ("wik-notice", "payment-reminder"):
        return
    if fields.costs is not None and letter.letter.account.costs.due:
        return
    for start, end in letter.hits("cost_words"):
        amount = _amount_beside(letter, start, end)
        if amount is not None:
            yield Said(
                text("The letter claims {amount} of collection costs that are not due.", amount=amount),
                letter.sentence(start),
            )
    for start, _ in letter.hits("cost_claims"):
        yield Said(text("The letter claims collection costs that are not due."), letter.sentence(start))


@rule("text-costs-differ", "art. 2 Besluit BIK", _CALCULATED)
def costs_differ(letter: Reading) -> Iterator[Said]:
    """The costs in a letter are those of the calculation."""
    fields = letter.fields
    if fields.costs is None or _is_reminder(letter):
        return
    if fields.totals.costs and not letter.shows_amount(fields.totals.costs):
        yield Said(text("The letter does not name its collection costs: {amount}.", amount=fields.totals.costs))
    right = _decimals(fields.costs) | {fields.totals.costs} | {each.to_costs for each in fields.payments}
    for start, end in letter.hits("cost_words"):
        amount = _amount_beside(letter, start, end)
        if amount is not None and amount not in right:
            yield Said(
                text("{amount} are not the collection costs of the calculation.", amount=amount), letter.sentence(start)
            )


@rule("text-interest-differs", "art. 6:119 BW", _CALCULATED)
def interest_differs(letter: Reading) -> Iterator[Said]:
    """The interest in a letter is that of the calculation."""
    fields = letter.fields
    if fields.interest is None or _is_reminder(letter):
        return
    if fields.totals.interest and not letter.shows_amount(fields.totals.interest):
        yield Said(text("The letter does not name its interest: {amount}.", amount=fields.totals.interest))
    right = _decimals(fields.interest) | {fields.totals.interest} | {each.to_interest for each in fields.payments}
    for amount, start in _interest_amounts(letter):
        if amount not in right:
            yield Said(text("{amount} is not the interest of the calculation.", amount=amount), letter.sentence(start))


@rule("text-interest-not-claimed", "art. 6:119 BW", text("Take it out: this letter claims no interest."))
def interest_not_claimed(letter: Reading) -> Iterator[Said]:
    """A letter without interest names no amount of it."""
    if letter.fields.interest is None:
        for amount, start in _interest_amounts(letter):
            yield Said(
                text("The letter asks {amount} of interest, but claims none.", amount=amount), letter.sentence(start)
            )


def _interest_amounts(letter: Reading) -> Iterator[tuple[Decimal, int]]:
    for start, end in letter.hits("interest_words"):
        amount = _amount_beside(letter, start, end)
        if amount is not None:
            yield amount, start


@rule("text-breakdown-missing", "art. 3.1 lid 3 Bki", _CALCULATED)
def breakdown(letter: Reading) -> Iterator[Said]:
    """A demand and a specification show what the amount is made of: principal and total."""
    totals = letter.fields.totals
    for amount in (totals.principal, totals.total) if letter.kind in _SPECIFIED else ():
        if not letter.shows_amount(amount):
            yield Said(text("The letter does not show what the amount is made of: {amount}.", amount=amount))


@rule("text-interest-basis-missing", "art. 3.1 lid 3 Bki", text("Include the table of interest.periods."))
def interest_basis(letter: Reading) -> Iterator[Said]:
    """A demand and a specification with interest show its rates and from which day it runs."""
    interest = letter.fields.interest
    rates = {found.value for found in letter.percentages}
    for period in interest.periods if interest is not None and letter.kind in _SPECIFIED else ():
        if period.annual_rate.value not in rates or not letter.shows_date(period.start):
            yield Said(
                text("The interest of {rate} from {date} is not shown.", rate=period.annual_rate, date=period.start)
            )


# ---- Never ----


@rule("text-creditor-fee", "art. 6:96 lid 5 BW", text("Take it out: the debtor owes no costs but the statutory ones."))
def creditor_fee(letter: Reading) -> Iterator[Said]:
    """What the creditor pays the agency, or costs under another name, never reach the debtor."""
    for start, _ in letter.hits("fees"):
        yield Said(text("The letter names costs that a debtor never owes."), letter.sentence(start))


@rule("text-plan-fee", "art. 6:96 lid 5 BW", text("Take it out: paying in instalments costs nothing extra."))
def plan_fee(letter: Reading) -> Iterator[Said]:
    """A payment plan costs the debtor nothing."""
    for start, _ in letter.hits("plan_fees"):
        yield Said(text("The letter asks a fee for the payment plan."), letter.sentence(start))


def _about_costs(letter: Reading, at: int) -> bool:
    start, end = letter.sentence_bounds(at)
    return any(word in letter.folded[start:end] for word in ("kosten", "costs"))


def _decimals(value: object) -> set[Decimal]:
    return {leaf for leaf in leaves(value) if isinstance(leaf, Decimal)}


def _amount_beside(letter: Reading, start: int, end: int) -> Decimal | None:
    """The amount that a word is about: the first behind it in its sentence or row, else the last before it."""
    first, last = letter.sentence_bounds(start)
    after = [found.value for found in letter.amounts if end <= found.start < last]
    before = [found.value for found in letter.amounts if first <= found.start < start]
    return after[0] if after else before[-1] if before else None


COSTS = (
    exact_costs, vague_costs, costs_percentage, costs_in_amount, costs_due_now, vat_named, vat_unfounded,
    costs_not_due, costs_differ, interest_differs, interest_not_claimed, breakdown, interest_basis, creditor_fee,
    plan_fee,
)  # fmt: skip
