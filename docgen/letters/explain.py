"""From the account to its explanation: principal, interest, costs, total, payments, plan, and what is not due yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docgen.dossier.account import Account, ClaimLine
from docgen.law.amounts import ZERO
from docgen.law.imputation import Imputed
from docgen.law.interest import InterestPeriod
from docgen.law.plan import Instalment
from docgen.law.rates import days_on
from docgen.letters.cost_sentences import INTEREST_NAMES
from docgen.letters.explained_costs import explained_costs
from docgen.letters.explanation import Explanation, Input, Node, Source, group, key_part, source_of
from docgen.texts import Percent, Text, text

_ORDER = "art. 6:44 BW"


def explain(account: Account, plan: Sequence[Instalment] | None = None, more: Iterable[Node] = ()) -> Explanation:
    """The trees of an account. An amount of 0.00 has a node too, so that every field of a letter finds its own. `more`
    are trees that a letter has besides.
    """
    roots = [_principal(account)]
    if account.interest.terms.type != "none":
        roots.append(_interest(account))
    if account.costs.costs.total > ZERO:
        roots.append(explained_costs(account.costs, account.as_of))
    roots += [_total(account), _payments(account.payments)]
    if account.overpaid:
        rests = [
            Node(f"overpaid/{number}", text("Payment of {date}", date=each.received_on), each.rest)
            for number, each in enumerate(account.payments, 1)
        ]
        roots.append(group("overpaid", text("Paid too much"), rests, rule="art. 6:203 BW"))
    if plan is not None:
        roots.append(_plan(plan))
    if account.not_yet_due:
        roots.append(_not_yet_due(account))
    return Explanation((*roots, *more))


def _principal(account: Account) -> Node:
    return Node(
        "principal",
        text("Open invoices (principal)"),
        account.principal,
        rule="art. 6:27 BW",
        inputs=(
            Input("original", text("Invoices less credit notes"), account.original),
            Input("paid", text("Paid on the invoices"), account.original - account.principal),
        ),
        parts=tuple(_invoice(line) for line in account.claims),
    )


def _invoice(line: ClaimLine) -> Node:
    invoice, key = line.item.invoice, f"principal/{key_part(line.item.number)}"
    said = text(
        "Invoice {number} of {date}, to be paid by {due}",
        number=invoice.number,
        date=invoice.issued_on,
        due=invoice.due_on,
    )
    parts = (
        Node(f"{key}/amount", text("Invoice amount"), invoice.amount),
        Node(f"{key}/credited", text("Less credit notes"), -line.item.credited),
        Node(f"{key}/paid", text("Less what was paid on this invoice"), -line.paid),
    )
    inputs = (
        Input("issued-on", text("Date of the invoice"), invoice.issued_on),
        Input("due-on", text("Last day to pay it"), invoice.due_on),
    )
    return Node(key, said, line.principal, inputs=inputs, parts=parts)


def _interest(account: Account) -> Node:
    interest = account.interest
    name = INTEREST_NAMES[interest.terms.type]
    claims = [
        group(f"interest/{key_part(number)}", text("Invoice {number}", number=number), map(_period, periods))
        for number, periods in groupby(interest.periods, key=lambda period: period.claim)
    ]
    counted = group(
        "interest-counted", text("All {interest} up to and including {date}", interest=name, date=account.as_of), claims
    )
    paid = Node("interest-paid", text("Less what was paid of it"), interest.outstanding - interest.total)
    inputs = [Input("until", text("Calculated up to and including"), account.as_of)]
    inputs.append(Input("per-day", text("Each next day adds"), interest.per_day))
    inputs.append(Input("days-in-year", text("Days in a year, leap years too"), days_on("days_in_year", account.as_of)))
    return Node(
        "interest",
        text("{Interest} up to and including {date}", Interest=_CAPITAL[interest.terms.type], date=account.as_of),
        interest.outstanding,
        rule=interest.terms.article,
        inputs=tuple(inputs),
        parts=(counted, paid),
    )


_CAPITAL = {
    "statutory": text("Statutory interest"),
    "commercial": text("Statutory commercial interest"),
    "contractual": text("Agreed interest"),
}


_RATES = {"art. 6:119 BW": "statutory_interest", "art. 6:119a BW": "commercial_interest"}
_YEARS = {"art. 6:119 BW": "art. 6:119 lid 2 BW", "art. 6:119a BW": "art. 6:119a lid 3 BW"}


def _period(period: InterestPeriod) -> Node:
    days_in_year = days_on("days_in_year", period.start)
    how = [
        text(
            "{base} × {rate} × {days} days : {year} days",
            base=period.base,
            rate=Percent(period.annual_rate),
            days=period.days,
            year=days_in_year,
        )
    ]
    inputs = [
        Input("base", text("Over"), period.base),
        Input("rate", text("Rate per year"), Percent(period.annual_rate)),
        Input("from", text("From"), period.start),
        Input("to", text("Up to and including"), period.end),
        Input("days", text("Days"), period.days),
    ]
    if period.added:
        how.append(text("{added} of that is interest of a full year.", added=period.added))
        inputs.append(Input("added", text("Interest of full years in it"), period.added))
    said = text("From {start} up to and including {end}", start=period.start, end=period.end)
    key, table = f"interest/{key_part(period.claim)}/{period.start}", _RATES.get(period.rule)
    source = source_of(table, on=period.start) if table else Source()
    rule = _YEARS[period.rule] if period.added else period.rule
    return Node(key, said, period.amount, tuple(how), rule, source, tuple(inputs))


def _total(account: Account) -> Node:
    costs = account.costs
    charged = costs.costs.total if costs.due else ZERO
    parts = (
        Node("total/principal", text("Open invoices (principal)"), account.principal),
        Node("total/interest", text("Open interest"), account.interest.outstanding),
        group(
            "total/costs",
            text("Open collection costs"),
            (
                Node("total/costs/charged", text("Collection costs that are due"), charged),
                Node("total/costs/paid", text("Less what was paid of them"), costs.outstanding - charged),
            ),
        ),
    )
    said = text("Total up to and including {date}", date=account.as_of)
    overpaid = Input("overpaid", text("Paid too much"), account.overpaid)
    return Node("total", said, account.total_due, inputs=(overpaid,), parts=parts)


def _payments(payments: Sequence[Imputed]) -> Node:
    how: tuple[Text, ...] = ()
    if any(each.to_costs or each.to_interest for each in payments):
        how = (text("The law sets the order: first costs that are due, then interest, then the invoices."),)
    return group(
        "payments", text("Your payments"), (_payment(*each) for each in enumerate(payments, 1)), how=how, rule=_ORDER
    )


def _payment(number: int, payment: Imputed) -> Node:
    key = f"payments/{number}"
    parts = (
        Node(f"{key}/costs", text("For collection costs"), payment.to_costs),
        Node(f"{key}/interest", text("For interest"), payment.to_interest),
        Node(f"{key}/principal", text("For the invoices"), payment.to_principal),
        Node(f"{key}/rest", text("Paid too much"), payment.rest),
    )
    used = [part for part in parts if part.amount]
    how = (text("{use}.", use=used[0].text),) if len(used) == 1 else ()
    if payment.in_time:
        how = (text("It came within the term of a letter that asked only the invoices, so it counts for those."),)
    return Node(
        key,
        text("Payment of {date}", date=payment.received_on),
        payment.amount,
        how,
        _ORDER,
        inputs=(Input("received-on", text("Received on"), payment.received_on),),
        parts=parts,
    )


def _plan(plan: Sequence[Instalment]) -> Node:
    parts = (
        Node(
            f"plan/{each.number}",
            text("Instalment {number}, by {date}", number=each.number, date=each.due_on),
            each.amount,
            inputs=(
                Input("due-on", text("Last day to pay it"), each.due_on),
                Input("balance", text("Open after it"), each.balance),
            ),
        )
        for each in plan
    )
    return group("plan", text("Sum of the instalments"), parts)


def _not_yet_due(account: Account) -> Node:
    def parts() -> Iterator[Node]:
        for each in account.not_yet_due:
            key = f"not-yet-due/{key_part(each.invoice_number)}"
            yield group(
                key,
                text("Invoice {number}, to be paid by {due}", number=each.invoice_number, due=each.due_on),
                (
                    Node(f"{key}/amount", text("Invoice amount"), each.amount),
                    Node(f"{key}/paid", text("Less what was paid on this invoice"), each.open - each.amount),
                ),
                inputs=(Input("due-on", text("Last day to pay it"), each.due_on),),
            )

    return group("not-yet-due", text("Invoices that are not due yet, and so not counted"), parts())
