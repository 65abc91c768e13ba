"""What a letter to the creditor tells of money: what came in, what was passed on, why a file was closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from docgen.dossier.client_money import ClientMoney, MoneyIn, client_money
from docgen.dossier.model import Remittance
from docgen.errors import NotSupported
from docgen.law.amounts import ZERO
from docgen.law.rates import number_on
from docgen.letters.amount_fields import explained
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation, Node, group
from docgen.letters.limitation import limitations
from docgen.letters.report_fields import ClosingFields, MoneyFields, ReceiptFields, TransferFields
from docgen.letters.settlement import Settlement, settlement_of
from docgen.letters.situations import insolvency
from docgen.texts import Text, text

ABOUT_MONEY = ("closing-creditor", "remittance-advice")

_REASONS: Mapping[str, Text] = {
    "paid": text("Your customer has paid everything."),
    "plan-completed": text("Your customer has paid all instalments of the payment plan."),
    "uncollectable": text("We did not succeed in collecting the claim."),
    "no-means": text("We see no income and no property from which your customer could pay."),
    "bankruptcy": text("Your customer is insolvent."),
    "disputed": text("Your customer disputes the claim. Only the court can decide who is right."),
    "on-request": text("You asked us to close the file."),
}


def explain_money(case: Case) -> tuple[Node, ...]:
    """The trees of the money: what the letter tells of what came in, what was passed on, and what is still held."""
    money = client_money(case.dossier, case.date, case.account)
    receipts, transfers = _told(case, money)
    return (
        group("money/received", text("Received from the debtor"), (_receipt(*each) for each in enumerate(receipts, 1))),
        group(
            "money/remitted",
            text("Passed on to the creditor"),
            (
                Node(f"money/remitted/{place}", text("Transfer of {date}", date=each.paid_on), each.amount)
                for place, each in enumerate(transfers, 1)
            ),
        ),
        Node("money/kept", text("Kept by the agency"), _kept(case)),
        Node("money/held", text("Still held by the agency"), still_held(case)),
    )


def settled(case: Case) -> Settlement | None:
    """The settlement of a file that is closed, when the dossier names a profile and something can be reckoned by it."""
    if case.kind.id != "closing-creditor" or case.profile is None or case.dossier.settlement is None:
        return None
    try:
        return settlement_of(case.dossier, case.profile, case.date)
    except NotSupported:
        return None  # then it is settled by hand


def still_held(case: Case) -> Decimal:
    """What the agency holds of the debtor's payments and does not keep, up to and including the letter's day."""
    return client_money(case.dossier, case.date, case.account).held - _kept(case)


def _kept(case: Case) -> Decimal:
    settlement = settled(case)
    return settlement.kept if settlement is not None else ZERO


def _receipt(place: int, money: MoneyIn) -> Node:
    key = f"money/received/{place}"
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
    )


def _told(case: Case, money: ClientMoney) -> tuple[Sequence[MoneyIn], Sequence[Remittance]]:
    """What a letter tells: a closing all of it, an advice the transfers of its day and what came in since the last
    transfer before.
    """
    if case.kind.id != "remittance-advice" or not money.remittances:
        return money.received, money.remittances
    day = money.remittances[-1].paid_on
    before = max((each.paid_on for each in money.remittances if each.paid_on < day), default=date.min)
    receipts = tuple(each for each in money.received if before < each.payment.received_on <= day)
    return receipts, tuple(each for each in money.remittances if each.paid_on == day)


def money_fields(case: Case, tree: Explanation) -> MoneyFields | None:
    """What came in and what was passed on, in the letters that tell it."""
    if case.kind.id not in ABOUT_MONEY:
        return None
    money = client_money(case.dossier, case.date, case.account)
    receipts, transfers = _told(case, money)
    return explained(
        MoneyFields,
        tree,
        receipts=receipt_fields(receipts, tree),
        transfers=transfer_fields(transfers, tree),
        account=masked(case.dossier.creditor.iban),
        last_transfer=transfers[-1].paid_on if transfers else None,
    )


def receipt_fields(receipts: Sequence[MoneyIn], tree: Explanation) -> tuple[ReceiptFields, ...]:
    """Payments of the debtor, each with what it was used for."""
    return tuple(
        explained(ReceiptFields, tree, n=n, received_on=each.payment.received_on) for n, each in enumerate(receipts, 1)
    )


def transfer_fields(transfers: Sequence[Remittance], tree: Explanation) -> tuple[TransferFields, ...]:
    """Transfers to the creditor."""
    return tuple(
        explained(TransferFields, tree, n=n, paid_on=each.paid_on, reference=each.reference)
        for n, each in enumerate(transfers, 1)
    )


def masked(iban: str) -> str:
    """An account of which only the first and the last four signs can be read, in groups of four."""
    hidden = iban[:4] + "\N{BULLET}" * (len(iban) - 8) + iban[-4:]
    return " ".join(hidden[start : start + 4] for start in range(0, len(hidden), 4))


# ---- The end of a file ----


def closing_fields(case: Case) -> ClosingFields | None:
    """Why the file was closed and what becomes of it, in the letter that says so."""
    closing = case.dossier.closing
    if case.kind.id != "closing-creditor" or closing is None:
        return None
    closed_on = closing.closed_on or case.date
    insolvent = insolvency(case)
    reason = _REASONS[closing.reason]
    if closing.reason == "bankruptcy" and insolvent is not None:
        reason = insolvent.what
    return ClosingFields(
        reason=reason,
        closed_on=closed_on,
        returned=closing.papers == "returned",
        kept_until=closed_on + relativedelta(years=int(number_on("file_retention_years", closed_on))),
        limitation=tuple(_limitation(case)),
        fee=_fee(case),
    )


def _limitation(case: Case) -> Iterator[Text]:
    """The warning that an open claim lapses: nobody watches over it any more (art. 3:307, 3:317 and 7:28 BW)."""
    open_ = {line.item.number for line in case.account.open_claims}
    for each in limitations(case):
        if each.item.number not in open_:
            continue
        if case.consumer:
            yield text(
                "Invoice {number} lapses on {date}, as far as we can see; if it is for goods, on {goods} already.",
                number=each.item.number,
                date=each.end,
                goods=each.purchase_end,
            )
        else:
            yield text(
                "Invoice {number} lapses on {date}, as far as we can see.", number=each.item.number, date=each.end
            )


def _fee(case: Case) -> Text | None:
    """What the creditor pays the agency, as far as the dossier and its profile tell."""
    if case.profile is None or case.dossier.settlement is None:
        return None
    settlement = settled(case)
    if settlement is None or settlement.fee.total > ZERO:
        return text("You get our settlement in a letter of its own.")
    if settlement.costs_kept > ZERO:
        return text(
            "You pay us nothing. The collection costs that your customer paid, {amount}, stay with us.",
            amount=settlement.costs_kept,
        )
    return text("You pay us nothing.")
