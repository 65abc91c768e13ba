"""Findings about letters to the creditor: what the dossier lacks for them, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.closing import ClosingReason
from docgen.dossier.relief import in_force
from docgen.errors import Finding
from docgen.law.amounts import ZERO, total
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.intake import received_on
from docgen.letters.money_report import still_held
from docgen.letters.situations import INSOLVENT, filed_on, insolvency, situations
from docgen.texts import Text, text


def creditor_element_left_out(case: Case) -> Iterator[Finding]:
    """An element that a complete letter to the creditor has and the dossier cannot fill is left out."""
    dossier = case.dossier
    wanted: dict[str, bool] = {}
    if case.kind.id in ("claim-receipt", "intake-incomplete"):
        wanted["intake/received_on"] = received_on(case) is None
    if case.kind.to == "creditor" and case.kind.id != "dispute-notice-creditor":  # that one names its own handler
        wanted["handler"] = dossier.handler is None
    if case.kind.id in ("claim-receipt", "status-creditor"):
        wanted["planned"] = not any(each.on >= case.date for each in dossier.planned)
    if case.kind.id == "closing-creditor":
        wanted["settlement"] = dossier.settlement is None
    for name, missing in wanted.items():
        if missing:
            yield finding(
                "creditor-element-left-out",
                "",
                text("The dossier has no {field}, so the letter leaves that part out.", field=name),
                text("Fill in {field}, so that the letter is complete.", field=name),
                pointer=f"/dossier/{name}",
                severity="warning",
            )


def claim_not_filed(case: Case) -> Iterator[Finding]:
    """A claim on an insolvent debtor is filed with the curator or administrator (art. 26 and 299 Fw)."""
    if case.kind.id == "status-creditor" and insolvency(case) is not None and filed_on(case) is None:
        yield finding(
            "claim-not-filed",
            "art. 26 and 299 Fw",
            text("The debtor is insolvent and the claim was not filed yet; the letter says so."),
            text("File the claim with the curator or the administrator, and add that letter to history."),
            pointer="/dossier/history",
            severity="warning",
        )


def court_without_claim(case: Case) -> Iterator[Finding]:
    """Who is owed nothing has nothing to ask of a court (art. 3:303 BW)."""
    if case.kind.id == "court-advice" and case.account.total_due <= ZERO:
        yield finding(
            "court-without-claim",
            "art. 3:303 BW",
            text("Nothing is open, so there is nothing to go to court about."),
            text("Check invoices and payments, or close the file."),
            pointer="/dossier/invoices",
        )


def court_against_insolvent(case: Case) -> Iterator[Finding]:
    """A claim on an insolvent debtor can only be filed, not brought before the court (art. 26 and 299 Fw)."""
    for place, each in enumerate(case.dossier.circumstances):
        if case.kind.id == "court-advice" and each.type in INSOLVENT and in_force(each, case.date):
            yield finding(
                "court-against-insolvent",
                "art. 26 and 299 Fw",
                text(
                    "The debtor is insolvent: a claim is filed with the curator or administrator, not with the court."
                ),
                text("File the claim, and tell the creditor with status-creditor."),
                pointer=f"/dossier/circumstances/{place}",
            )
            return


def closing_contradicted(case: Case) -> Iterator[Finding]:
    """A file is closed for the reason that its own figures and situations show (art. 7:403 lid 2 BW)."""
    closing = case.dossier.closing
    if case.kind.id != "closing-creditor" or closing is None:
        return
    wrong = _contradiction(case, closing.reason)
    if wrong is not None:
        yield finding(
            "closing-contradicted",
            "art. 7:403 lid 2 BW",
            wrong,
            text("Choose another reason, or complete the dossier."),
            pointer="/dossier/closing/reason",
        )


def _contradiction(case: Case, reason: ClosingReason) -> Text | None:
    open_, plan = case.account.total_due, case.dossier.payment_plan
    if reason == "paid" and open_ > ZERO:
        return text("The file cannot be closed as paid: {amount} is open.", amount=open_)
    if reason == "plan-completed" and plan is None:
        return text("There is no payment plan, so none was completed.")
    if reason == "plan-completed" and plan is not None and open_ > ZERO:
        paid = total(each.amount for each in case.dossier.payments if plan.agreed_on <= each.received_on <= case.date)
        if paid < case.plan_total:
            return text("Of the payment plan {amount} is open.", amount=case.plan_total - paid)
    if reason == "bankruptcy" and insolvency(case) is None:
        return text("No bankruptcy or statutory debt scheme is known on the letter's date.")
    if reason == "disputed" and not any(each.type == "dispute" for each in situations(case)):
        return text("No dispute is known on the letter's date.")
    if reason in ("uncollectable", "no-means", "disputed", "bankruptcy") and open_ <= ZERO:
        return text("Nothing is open, so the file is closed as paid.")
    return None


def money_still_held(case: Case) -> Iterator[Finding]:
    """Clients' money is passed on before the file is closed (art. 7:403 lid 2 BW)."""
    if case.kind.id != "closing-creditor":
        return
    held = still_held(case)
    if held > ZERO:
        yield finding(
            "money-still-held",
            "art. 7:403 lid 2 BW",
            text("The agency still holds {amount} of what the debtor paid.", amount=held),
            text("Pass it on or settle it first, and add the transfer to remittances."),
            pointer="/dossier/remittances",
            severity="warning",
        )


def advice_of_another_day(case: Case) -> Iterator[Finding]:
    """An advice of a transfer goes out on its day: the creditor then knows what it sees on its account."""
    days = [each.paid_on for each in case.dossier.remittances if each.paid_on <= case.date]
    if case.kind.id != "remittance-advice":
        return
    if not days:
        message = text("No transfer was made up to and including the letter's date.")
    elif max(days) < case.date:
        message = text("The last transfer was on {date}: the advice is late.", date=max(days))
    else:
        return
    yield finding(
        "advice-of-another-day",
        "art. 7:403 lid 1 BW",
        message,
        text("Make the advice with the date of the transfer."),
        pointer="/dossier/remittances",
        severity="warning" if days else "error",
    )
