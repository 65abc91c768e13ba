"""The settlement as the creditor is told of it, and in one line beforehand what a profile asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.law.fees import FeeTerms
from docgen.letters.amount_fields import explained
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation
from docgen.letters.money_report import masked, receipt_fields, transfer_fields
from docgen.letters.report_fields import SettlementFields
from docgen.letters.settlement_fee import Outcome, fee_step, filled
from docgen.texts import Percent, Text, text

_RESULTS: Mapping[Outcome, Text] = {
    "all": text("Your customer has paid everything."),
    "part": text("Your customer has paid a part."),
    "none": text("Your customer has paid nothing."),
}
_IF: Mapping[Outcome, Text] = {
    "all": text("If your customer pays everything"),
    "part": text("If your customer pays a part"),
    "none": text("If your customer pays nothing"),
}


def settlement_fields(case: Case, tree: Explanation) -> SettlementFields | None:
    """The settlement, in the statement of it."""
    settlement = case.settlement
    if settlement is None:
        return None
    agency = case.dossier.agency
    return explained(
        SettlementFields,
        tree,
        start=settlement.start,
        result=_RESULTS[settlement.outcome],
        how=tree.nodes["settlement/fee/excl-vat"].how[1:],
        is_invoice=settlement.is_invoice,
        invoice_number=settlement.invoice_number if settlement.is_invoice else None,
        agency_vat=agency.vat_number if agency is not None and settlement.is_invoice else None,
        creditor_vat=case.dossier.creditor.vat_number if settlement.is_invoice else None,
        vat_rate=Percent(settlement.fee.vat_percent),
        pay_by=settlement.pay_by,
        account=masked(case.dossier.creditor.iban),
        receipts=receipt_fields(settlement.money.received, tree),
        transfers=transfer_fields(settlement.money.remittances, tree),
    )


def fee_rule(case: Case) -> tuple[Text, ...]:
    """What the creditor pays the agency by how the case ends, a sentence for each end that the profile names."""
    return tuple(_rules(case)) if case.profile is not None and case.dossier.settlement is not None else ()


def _rules(case: Case) -> Iterator[Text]:
    agreed = case.dossier.settlement
    for outcome, ending in _IF.items():
        found = fee_step(case.profile, case.dossier, outcome) if case.profile is not None else None
        if found is not None and agreed is not None:
            yield text("{ending}, {fee}.", ending=ending, fee=_fee(filled(found[1].terms, agreed)))


def _fee(terms: FeeTerms) -> Text:
    """What is owed, as half a sentence."""
    if terms.rule == "none":
        return text("you pay us nothing")
    if terms.rule == "fixed" and terms.amount is not None:
        return text("you pay us {amount}", amount=terms.amount)
    if terms.rule == "commission" and terms.percent is not None:
        return text("you pay us {percent} of what came in", percent=Percent(terms.percent))
    if terms.rule == "commission":
        return text("you pay us the percentage of what came in that we agreed on")
    if terms.rule == "base-fee":
        return text("you pay us the base fee that we agreed on")
    if terms.at_most is not None:
        return text(
            "you pay us the statutory collection costs over what came in, at most {percent} of that",
            percent=Percent(terms.at_most),
        )
    if terms.only_above_base_fee:
        return text("you pay us the statutory collection costs, if they are more than the base fee that we agreed on")
    return text("you pay us the statutory collection costs")
