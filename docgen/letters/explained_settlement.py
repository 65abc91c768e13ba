"""A settlement explained: what came in and where it went, the fee and its VAT, what is asked, what is still open.

For the creditor and the agency only. The keys start with ``settlement/``, so that none of them is one of a letter to
the debtor.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.dossier.client_money import MoneyIn
from docgen.law.amounts import ZERO
from docgen.letters.explanation import Explanation, Input, Node, Source, group, joined, source_of
from docgen.letters.settlement import Settlement
from docgen.texts import Percent, Text, text


def explain_settlement(settlement: Settlement) -> Explanation:
    """The trees of a settlement. ``settlement/received`` and ``settlement/used`` have the same amount, to the cent."""
    return Explanation(
        (
            _received(settlement),
            _direct(settlement),
            _used(settlement),
            _fee(settlement),
            _asked(settlement),
            _open(settlement),
        )
    )


def _received(settlement: Settlement) -> Node:
    parts = (_money(f"settlement/received/{place}", each) for place, each in enumerate(settlement.money.received, 1))
    return group("settlement/received", text("Received from the debtor"), parts)


def _direct(settlement: Settlement) -> Node:
    since = (each for each in settlement.money.direct if each.payment.received_on >= settlement.start)
    parts = (_money(f"settlement/direct/{place}", each) for place, each in enumerate(since, 1))
    said = text("Paid to the creditor directly since {start}", start=settlement.start)
    return group("settlement/direct", said, parts)


def _money(key: str, money: MoneyIn) -> Node:
    return group(
        key,
        text("Payment of {date}", date=money.payment.received_on),
        (
            Node(f"{key}/principal", text("For the invoices"), money.to_principal),
            Node(f"{key}/interest", text("For interest"), money.to_interest),
            Node(f"{key}/costs", text("For collection costs"), money.to_costs),
            Node(f"{key}/overpaid", text("Paid too much"), money.overpaid),
        ),
        rule="art. 6:44 BW",
        inputs=(Input("received-on", text("Received on"), money.payment.received_on),),
    )


def _used(settlement: Settlement) -> Node:
    """Where all of it went: to the creditor, to the agency, back to the debtor."""
    transfers = (
        Node(
            f"settlement/remitted/{place}",
            text("Transfer of {date}", date=each.paid_on),
            each.amount,
            inputs=(Input("paid-on", text("Day of the transfer"), each.paid_on),),
        )
        for place, each in enumerate(settlement.money.remittances, 1)
    )
    kept = (
        Node("settlement/costs-kept", text("Collection costs that the debtor paid"), settlement.costs_kept),
        Node("settlement/set-off", text("Taken for the fee"), settlement.set_off),
    )
    parts = (
        group("settlement/remitted", text("Passed on to the creditor"), transfers),
        Node("settlement/to-remit", text("Still to be passed on"), settlement.to_remit),
        group("settlement/kept", text("Kept by the agency"), kept),
        Node("settlement/to-refund", text("Goes back to the debtor"), settlement.to_refund, rule="art. 6:203 BW"),
    )
    return group("settlement/used", text("Where it went"), parts)


def _fee(settlement: Settlement) -> Node:
    fee = settlement.fee
    agreed = Source("; ".join((settlement.profile.id, *settlement.step.lines)))
    by_scale = fee.costs is not None
    scale = source_of("collection_costs_scale", on=settlement.on) if by_scale else Source()
    without_vat = Node(
        "settlement/fee/excl-vat",
        text("Fee without VAT"),
        fee.excl_vat,
        tuple(_how(settlement)),
        rule="art. 2 Besluit BIK" if by_scale else "",
        source=joined((agreed, scale)),
        inputs=tuple(_inputs(settlement)),
    )
    vat = Node(
        "settlement/fee/vat",
        text("{percent} VAT over {base}", percent=Percent(fee.vat_percent), base=fee.excl_vat),
        fee.vat,
        rule="art. 9 lid 1 Wet OB 1968",
        source=source_of("vat_general", on=settlement.on),
        inputs=(
            Input("base", text("Over"), fee.excl_vat),
            Input("rate", text("Percentage"), Percent(fee.vat_percent)),
        ),
    )
    return group("settlement/fee", text("Fee of the agency"), (without_vat, vat))


_OUTCOMES = {
    "all": text("Everything was paid."),
    "part": text("A part was paid."),
    "none": text("Nothing was paid."),
}


def _how(settlement: Settlement) -> Iterator[Text]:
    """The rule in words, with its figures."""
    yield _OUTCOMES[settlement.outcome]
    fee, terms = settlement.fee, settlement.terms
    if terms.rule == "none":
        if settlement.step.fee is not None and settlement.step.fee.unless_court and settlement.to_court:
            yield text("The creditor has decided to go to court. Then there is no fee now.")
        else:
            yield text("For this outcome no fee was agreed.")
    elif terms.rule == "fixed":
        yield text("For this outcome a fixed amount was agreed.")
    elif terms.rule == "base-fee":
        yield text("The base fee of a claim of {claim} was agreed.", claim=settlement.claim)
    elif terms.rule == "commission" and terms.percent is not None:
        yield text("{percent} of {base} was agreed.", percent=Percent(terms.percent), base=fee.base)
    elif fee.costs is not None:
        yield text("The statutory collection costs over {base} are {costs}.", base=fee.base, costs=fee.costs)
        if terms.at_most is not None and fee.most is not None:
            percent = Percent(terms.at_most)
            yield text("At most {percent} of what was collected: {most}.", percent=percent, most=fee.most)
        if fee.base_fee is not None and fee.excl_vat > ZERO:
            yield text("They are more than the base fee of {base_fee}.", base_fee=fee.base_fee)
        elif fee.base_fee is not None:
            yield text("They are not more than the base fee of {base_fee}. Then no fee is owed.", base_fee=fee.base_fee)


def _inputs(settlement: Settlement) -> Iterator[Input]:
    fee = settlement.fee
    yield Input("claim", text("Principal that was taken over"), settlement.claim)
    yield Input("collected", text("Collected"), settlement.collected)
    optional: tuple[tuple[str, Text, Decimal | None], ...] = (
        ("costs", text("Statutory collection costs"), fee.costs),
        ("most", text("At most"), fee.most),
        ("base-fee", text("Base fee"), fee.base_fee),
    )
    for name, said, amount in optional:
        if amount is not None:
            yield Input(name, said, amount)


def _asked(settlement: Settlement) -> Node:
    inputs = (Input("pay-by", text("Last day to pay it"), settlement.pay_by),) if settlement.pay_by else ()
    return group(
        "settlement/asked",
        text("To be paid by the creditor"),
        (
            Node("settlement/asked/fee", text("Fee with VAT"), settlement.fee.total),
            Node("settlement/asked/set-off", text("Less what was taken for it"), -settlement.set_off),
        ),
        inputs=inputs,
    )


def _open(settlement: Settlement) -> Node:
    account = settlement.account
    return group(
        "settlement/open",
        text("Still open at the debtor on {date}", date=settlement.on),
        (
            Node("settlement/open/principal", text("Open invoices (principal)"), account.principal),
            Node("settlement/open/interest", text("Open interest"), account.interest.outstanding),
            Node("settlement/open/costs", text("Open collection costs"), account.costs.outstanding),
        ),
    )
