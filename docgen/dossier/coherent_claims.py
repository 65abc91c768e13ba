"""What must make sense together about the claim: invoices, credit notes, payments, interest and costs."""

from __future__ import annotations

from decimal import Decimal

from docgen.dossier.mistake import Problems
from docgen.dossier.model import Dossier, Invoice
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.texts import text

_ZERO = Decimal("0.00")


def claims_problems(dossier: Dossier) -> Problems:
    """All about the claim of a dossier."""
    yield from _invoices(dossier.invoices)
    yield from _references(dossier)
    yield from _interest(dossier)
    yield from _costs(dossier)
    yield from _vat(dossier)


def _invoices(invoices: tuple[Invoice, ...]) -> Problems:
    seen: set[str] = set()
    for place, invoice in enumerate(invoices):
        if not known(invoice):
            continue
        here = f"/dossier/invoices/{place}"
        if known(invoice.number) and invoice.number in seen:
            yield InputProblem(
                f"{here}/number", text("This invoice number stands twice. Give each invoice its own number.")
            )
        seen.add(invoice.number)
        if known(invoice.issued_on, invoice.due_on) and invoice.due_on < invoice.issued_on:
            yield InputProblem(f"{here}/due_on", text("The due date lies before the date of the invoice. Correct one."))
        if invoice.credits is not None and known(invoice.amount, invoice.credits) and invoice.amount > _ZERO:
            yield InputProblem(
                f"{here}/credits",
                text("Only a credit note has credits. Make the amount negative, or leave credits out."),
            )
    if known(invoices, *(part for each in invoices for part in (each, each.number, each.amount, each.credits))):
        yield from _credit_notes(invoices)


def _credit_notes(invoices: tuple[Invoice, ...]) -> Problems:
    owed = {each.number: each.amount for each in invoices if each.amount > _ZERO}
    numbers = {each.number for each in invoices}
    left = dict(owed)
    for place, note in enumerate(invoices):
        if note.credits is None or note.amount > _ZERO:
            continue
        here = f"/dossier/invoices/{place}"
        if note.credits in owed:
            left[note.credits] += note.amount
            if left[note.credits] < _ZERO:
                yield InputProblem(
                    f"{here}/amount",
                    text("This takes off more than the invoice that it credits. Lower it, or split it."),
                )
        elif note.credits in numbers:
            yield InputProblem(f"{here}/credits", text("This names a credit note. Name the invoice that is lowered."))
    if sum((each.amount for each in invoices), _ZERO) < _ZERO:
        yield InputProblem(
            "/dossier/invoices",
            text("The credit notes come to more than the invoices, so nothing is owed. Check the amounts."),
        )


def _references(dossier: Dossier) -> Problems:
    """Numbers that must be those of an invoice in the dossier."""
    invoices = dossier.invoices
    if not known(invoices, *(part for each in invoices for part in (each, each.number))):
        return
    numbers = {each.number for each in invoices}
    notes = {each.number for each in invoices if known(each.amount) and each.amount < _ZERO}
    unknown_number = text("No invoice in this dossier has this number. Correct it, or add the invoice.")
    for place, invoice in enumerate(invoices):
        if invoice.credits is not None and known(invoice.credits) and invoice.credits not in numbers:
            yield InputProblem(f"/dossier/invoices/{place}/credits", unknown_number)
    for place, payment in enumerate(dossier.payments):
        if payment.invoice_number is None or not known(payment, payment.invoice_number):
            continue
        here = f"/dossier/payments/{place}/invoice_number"
        if payment.invoice_number not in numbers:
            yield InputProblem(here, unknown_number)
        elif payment.invoice_number in notes:
            yield InputProblem(
                here, text("This names a credit note. Name the invoice that was paid, or leave this out.")
            )
    named = {
        "history": [each.invoice_numbers for each in dossier.history],
        "messages": [each.invoice_numbers for each in dossier.messages],
    }
    for name, lists in named.items():
        for place, invoice_numbers in enumerate(lists):
            for index, number in enumerate(invoice_numbers):
                if number not in numbers:
                    yield InputProblem(f"/dossier/{name}/{place}/invoice_numbers/{index}", unknown_number)


def _is_consumer(dossier: Dossier) -> bool:
    return known(dossier.debtor, dossier.debtor.type) and dossier.debtor.type == "consumer"


def _interest(dossier: Dossier) -> Problems:
    here, interest = "/dossier/interest", dossier.interest
    if not known(interest, interest.type, interest.annual_rate):
        return
    if interest.type == "contractual" and interest.annual_rate is None:
        yield InputProblem(
            f"{here}/annual_rate", text("Contractual interest needs its rate. Add annual_rate in percent.")
        )
    if interest.type != "contractual" and interest.annual_rate is not None:
        yield InputProblem(
            f"{here}/annual_rate", text("Only contractual interest has its own rate. Leave annual_rate out.")
        )
    if interest.type == "commercial" and _is_consumer(dossier):
        yield InputProblem(
            f"{here}/type", text("Commercial interest is for business debtors only (art. 6:119a BW). Choose statutory.")
        )


def _costs(dossier: Dossier) -> Problems:
    here, costs = "/dossier/collection_costs", dossier.collection_costs
    if not known(costs, costs.type):
        return
    if costs.type == "contractual" and _is_consumer(dossier):
        yield InputProblem(
            f"{here}/type", text("Contractual collection costs are for business debtors only. Choose statutory.")
        )
    needed = {"contractual": "percentage", "reduced": "amount"}.get(costs.type)
    if needed and getattr(costs, needed) is None:
        yield InputProblem(
            f"{here}/{needed}", text("Collection costs of this type need {field}. Add it.", field=needed)
        )
    for field, owner in (("percentage", "contractual"), ("minimum", "contractual"), ("amount", "reduced")):
        if getattr(costs, field) is not None and costs.type != owner:
            yield InputProblem(
                f"{here}/{field}",
                text("Only collection costs of the type {type} have {field}. Leave it out.", type=owner, field=field),
            )


def _vat(dossier: Dossier) -> Problems:
    creditor = dossier.creditor
    claimed = dossier.collection_costs.vat_claimed
    if not known(creditor, claimed, creditor.can_reclaim_vat) or not claimed:
        return
    if "can_reclaim_vat" in creditor.model_fields_set and creditor.can_reclaim_vat:
        yield InputProblem(
            "/dossier/collection_costs/vat_claimed",
            text("Who can reclaim VAT may not add it to the costs. Leave this out, or make can_reclaim_vat false."),
        )
