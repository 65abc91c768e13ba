"""Findings about the hand-over of a file to a bailiff: whether it may go, and whether it is complete."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.plan_course import in_force as plan_stands
from docgen.dossier.relief import in_force
from docgen.errors import Finding
from docgen.law.amounts import ZERO
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.handover import consent
from docgen.texts import Text, text


def nothing_to_hand_over(case: Case) -> Iterator[Finding]:
    """A bailiff can do nothing about a claim of nothing."""
    if case.account.total_due <= ZERO:
        yield finding(
            "nothing-to-hand-over",
            "art. 6:27 BW",
            text("Nothing is overdue, so there is nothing to hand over."),
            text("Check the invoices, the payments and the date of the letter."),
            pointer="/dossier/invoices",
            always=True,
        )


def handover_without_consent(case: Case) -> Iterator[Finding]:
    """An agency hands a file to a bailiff only after its creditor decided so: it is the creditor who pays for it."""
    if case.performed_by == "agency" and consent(case) is None:
        yield finding(
            "handover-without-consent",
            "art. 7:403 BW",
            text("The dossier does not say that the creditor decided on a bailiff or the court."),
            text("Ask the creditor, and fill in next_step: kind bailiff or court, and decided_on."),
            pointer="/dossier/next_step",
        )


def handover_despite_plan(case: Case) -> Iterator[Finding]:
    """Who has a payment plan that stands is not brought before a court for the whole sum (art. 6:38 BW)."""
    if plan_stands(case.dossier, case.date):
        yield finding(
            "handover-despite-plan",
            "art. 6:38 BW",
            text("The payment plan stands, so the whole sum is not to be claimed now."),
            text(
                "Check that the plan has lapsed. Send instalment-reminder and then plan-lapse, and add them to history."
            ),
            pointer="/dossier/payment_plan",
        )


def handover_too_early(case: Case) -> Iterator[Finding]:
    """A dispute or debt help is dealt with first, where that can still spare the debtor the costs of a court case."""
    first: dict[str, Text] = {
        "dispute": text("The claim is disputed. The bailiff gets the objection, and a court will judge it."),
        "debt-help": text("The debtor gets debt help. A court case costs the debtor money that the helper needs."),
    }
    for place, each in enumerate(case.dossier.circumstances):
        if each.type in first and in_force(each, case.date):
            yield finding(
                "handover-too-early",
                "art. 4.1 Bki",
                first[each.type],
                text("Answer the objection or talk with the helper first, when that was not done yet."),
                pointer=f"/dossier/circumstances/{place}",
                severity="warning",
            )


def handover_without_costs(case: Case) -> Iterator[Finding]:
    """Without a notice that is lawful and whose term is over, no collection costs can be claimed from a consumer."""
    wanted = case.dossier.collection_costs.type != "none" and case.request.costs != "none"
    if case.consumer and wanted and not case.account.costs.due:
        yield finding(
            "handover-without-costs",
            "art. 6:96 lid 6 BW",
            text("No lawful notice has run out, so the file that is handed over holds no collection costs."),
            text("Send a notice first and wait for the end of its term, or leave it so."),
            pointer="/dossier/history",
            severity="warning",
        )


def handover_element_left_out(case: Case) -> Iterator[Finding]:
    """What a complete file has and the dossier cannot fill is left out: proof, numbers, earlier letters."""
    dossier, debtor = case.dossier, case.dossier.debtor
    wanted = {
        "attachments": not dossier.attachments,
        "history": not any(each.sent_on <= case.date for each in dossier.history),
        "payments_processed_until": dossier.payments_processed_until is None,
        "creditor/kvk_number": dossier.creditor.kvk_number is None,
        "debtor/kvk_number": debtor.type == "business" and debtor.kvk_number is None,
        "debtor/birth_date": debtor.is_natural_person and debtor.birth_date is None,
    }
    places = {invoice.number: place for place, invoice in enumerate(dossier.invoices)}
    for line in case.account.open_claims:
        here = f"invoices/{places[line.item.number]}"
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


HANDOVER = (
    nothing_to_hand_over, handover_without_consent, handover_despite_plan, handover_too_early, handover_without_costs,
    handover_element_left_out,
)  # fmt: skip
