"""Findings about a claim that is filed with the curator of a bankruptcy, or the administrator of a debt scheme."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.relief import in_force
from docgen.errors import Finding
from docgen.law.amounts import ZERO
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import text

_HERE = "/dossier/insolvency"


def insolvency_of_claim(case: Case) -> Iterator[Finding]:
    """A claim is filed in a bankruptcy or a debt scheme that holds on the letter's date; in a suspension nothing is."""
    insolvency = case.dossier.insolvency
    if insolvency is None:
        return
    if insolvency.type == "suspension":
        yield finding(
            "no-claim-in-suspension",
            "art. 228 Fw",
            text("A suspension of payments is no bankruptcy: no claim is filed, and nothing is sent while it lasts."),
            text("Wait. When it becomes a bankruptcy, change the insolvency and file the claim then."),
            pointer=f"{_HERE}/type",
            always=True,
        )
        return
    held = [each for each in case.dossier.circumstances if each.type == insolvency.type]
    if insolvency.declared_on > case.date or not any(in_force(each, case.date) for each in held):
        yield finding(
            "insolvency-not-in-force",
            "art. 26 and 299 Fw",
            text("On the date of this letter there is no insolvency to file a claim in."),
            text("Check the day of the judgment, the end of the circumstance and the date of the letter."),
            pointer=f"{_HERE}/declared_on",
            always=True,
        )


def nothing_to_file(case: Case) -> Iterator[Finding]:
    """A claim of nothing is no claim."""
    if case.account.total_due <= ZERO:
        yield finding(
            "nothing-to-file",
            "art. 26 Fw",
            text("Nothing is open, so there is no claim to file."),
            text("Check the invoices, the payments and the date of the letter."),
            pointer="/dossier/invoices",
            always=True,
        )


def filed_without_invoices(case: Case) -> Iterator[Finding]:
    """Invoices that are not due yet, or that are of the day of the judgment or later, need a look."""
    insolvency = case.dossier.insolvency
    waiting = {each.invoice_number for each in case.account.not_yet_due if each.open > ZERO}
    for place, invoice in enumerate(case.dossier.invoices):
        if invoice.number in waiting:
            yield finding(
                "invoice-not-filed",
                "",
                text("Invoice {number} is not due yet, so it is not in this claim.", number=invoice.number),
                text("Ask the curator or administrator how to file it, or file it when it is due."),
                pointer=f"/dossier/invoices/{place}",
                severity="warning",
            )
        elif insolvency is not None and invoice.amount > ZERO and invoice.issued_on >= insolvency.declared_on:
            yield finding(
                "invoice-after-judgment",
                "art. 26 Fw",
                text("Invoice {number} is not from before the judgment.", number=invoice.number),
                text("Check when it was delivered. What was delivered later is not filed like this."),
                pointer=f"/dossier/invoices/{place}/issued_on",
                severity="warning",
            )


def payment_after_judgment(case: Case) -> Iterator[Finding]:
    """A payment from the day of the judgment on lowers the claim; whether it may be kept is not for a letter to say."""
    insolvency = case.dossier.insolvency
    for place, payment in enumerate(case.dossier.payments):
        if insolvency is not None and insolvency.declared_on <= payment.received_on <= case.date:
            yield finding(
                "payment-after-judgment",
                "",
                text("A payment came in on or after the day of the judgment; the claim is lower by it."),
                text("Ask the curator or administrator whether it may be kept, and take it out if not."),
                pointer=f"/dossier/payments/{place}/received_on",
                severity="warning",
            )


def claim_element_left_out(case: Case) -> Iterator[Finding]:
    """What a complete claim has and the dossier cannot fill is left out: the proof, the VAT, the KvK number."""
    dossier = case.dossier
    wanted = {"attachments": not dossier.attachments, "creditor/kvk_number": dossier.creditor.kvk_number is None}
    if dossier.debtor.type == "business":
        wanted["debtor/kvk_number"] = dossier.debtor.kvk_number is None
    places = {invoice.number: place for place, invoice in enumerate(dossier.invoices)}
    for line in case.account.open_claims:
        here = f"invoices/{places[line.item.number]}"
        wanted[f"{here}/vat"] = line.item.invoice.vat is None
        wanted[f"{here}/agreement"] = line.item.invoice.agreement is None
        wanted[f"{here}/description"] = line.item.invoice.description is None
    for name, missing in wanted.items():
        if missing:
            yield finding(
                "element-left-out",
                "",
                text("The dossier has no {field}, so the letter leaves that part out.", field=name),
                text("Fill in {field}, so that the letter is complete.", field=name),
                pointer=f"/dossier/{name}",
                severity="warning",
            )


FILING = (
    insolvency_of_claim, nothing_to_file, filed_without_invoices, payment_after_judgment, claim_element_left_out,
)  # fmt: skip
