"""Why an amount is what it is: the account as a tree of parts, each with its rule and source, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docgen.dossier.account import Account
from docgen.law.amounts import ZERO
from docgen.law.costs import Reason
from docgen.law.rates import rate_on, tables
from docgen.letters.amount_fields import REASONS
from docgen.letters.cost_sentences import INTEREST_NAMES
from docgen.render.words import Words
from docgen.texts import Percent, Text, text

Node = dict[str, object]


def _node(
    words: Words, said: Text, amount: Decimal, *, rule: str = "", source: str = "", parts: Sequence[Node] = ()
) -> Node:
    return {"text": words.say(said), "amount": str(amount), "rule": rule, "source": source, "parts": list(parts)}


def explanation(account: Account, words: Words) -> list[Node]:
    """Principal, interest, costs and their total; the amounts of a node's parts add up to its own."""
    tree = [_principal(account, words)]
    if account.interest.terms.type != "none":
        tree.append(_interest(account, words))
    if account.costs.costs.total > ZERO:
        tree.append(_costs(account, words))
    tree.append(
        _node(
            words,
            text("Total due on {date}", date=account.as_of),
            account.total_due,
            rule="art. 6:44 BW",
            parts=[
                _node(words, text("Open principal"), account.principal),
                _node(words, text("Open interest"), account.interest.outstanding),
                _node(words, text("Open collection costs that are due"), account.costs.outstanding),
            ],
        )
    )
    return tree


def _principal(account: Account, words: Words) -> Node:
    parts = []
    for line in account.claims:
        invoice = line.item.invoice
        said = text(
            "Invoice {number} of {date}, due on {due}",
            number=invoice.number,
            date=invoice.issued_on,
            due=invoice.due_on,
        )
        parts.append(_node(words, said, invoice.amount))
        if line.item.credited:
            parts.append(_node(words, text("Credited on invoice {number}", number=invoice.number), -line.item.credited))
    for payment in account.payments:
        if payment.to_principal:
            said = text(
                "Payment of {amount} on {date}, part used for the principal",
                amount=payment.amount,
                date=payment.received_on,
            )
            parts.append(_node(words, said, -payment.to_principal, rule="art. 6:44 BW"))
    return _node(words, text("Open principal"), account.principal, rule="art. 6:27 BW", parts=parts)


def _interest(account: Account, words: Words) -> Node:
    interest = account.interest
    table = tables().get(f"{interest.terms.type}_interest")
    parts = []
    for period in interest.periods:
        said = text(
            "Invoice {number}: {days} days from {start} up to and including {end}, {rate} a year over {base}",
            number=period.claim,
            days=period.days,
            start=period.start,
            end=period.end,
            rate=Percent(period.annual_rate),
            base=period.base,
        )
        source = table.on(period.start).source if table else ""
        parts.append(_node(words, said, period.amount, rule=period.rule, source=source))
    for payment in account.payments:
        if payment.to_interest:
            said = text(
                "Payment of {amount} on {date}, part used for interest", amount=payment.amount, date=payment.received_on
            )
            parts.append(_node(words, said, -payment.to_interest, rule="art. 6:44 BW"))
    name = INTEREST_NAMES[interest.terms.type]
    said = text("Open {interest} up to and including {date}", interest=name, date=account.as_of)
    return _node(words, said, interest.outstanding, rule=interest.terms.article, parts=parts)


def _costs(account: Account, words: Words) -> Node:
    costs = account.costs.costs
    source = rate_on("collection_costs_scale", account.as_of).source
    parts = []
    for line in costs.lines:
        if line.percent is None:
            parts.append(_node(words, _reason(line.reason), line.amount, rule=costs.rule))
        else:
            said = text(
                "{percent} of the principal from {start} to {end}",
                percent=Percent(line.percent),
                start=line.start,
                end=line.end,
            )
            parts.append(_node(words, said, line.amount, rule=costs.rule, source=source))
    if costs.vat:
        said = text("{percent} VAT, which the creditor cannot reclaim", percent=Percent(costs.vat_percent))
        parts.append(
            _node(
                words,
                said,
                costs.vat,
                rule="art. 2 lid 3 Besluit BIK",
                source=rate_on("vat_general", account.as_of).source,
            )
        )
    if account.costs.due and account.costs.due_from is not None:
        said = text("Collection costs over {base}, due from {date}", base=costs.base, date=account.costs.due_from)
    else:
        said = text("Collection costs over {base}, not due on this date", base=costs.base)
    return _node(words, said, costs.total, rule="art. 6:96 BW", source=source, parts=parts)


def _reason(reason: Reason | None) -> Text:
    return REASONS[reason or "minimum"]
