"""What must make sense together about the course of a case: letters sent, the plan, circumstances, files."""

from __future__ import annotations

from decimal import Decimal

from docgen.dossier.mistake import Problems
from docgen.dossier.model import Attachment, Dossier, HistoryEntry, Invoice, PaymentPlan
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.texts import text

MAX_INSTALMENTS = 120
_ZERO = Decimal("0.00")
_CENT = Decimal("0.01")
_EXTENSIONS = {"application/pdf": (".pdf",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg")}
_MAGIC = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def course_problems(dossier: Dossier) -> Problems:
    """All about what happened and was agreed in a dossier."""
    for place, entry in enumerate(dossier.history):
        yield from _history(f"/dossier/history/{place}", entry, dossier.invoices)
    if dossier.payment_plan is not None:
        yield from _plan(dossier.payment_plan, dossier)
    for place, each in enumerate(dossier.circumstances):
        if known(each.since, each.until) and each.since and each.until and each.until < each.since:
            yield InputProblem(
                f"/dossier/circumstances/{place}/until", text("The last day lies before the first. Correct one.")
            )
    yield from _attachments(dossier.attachments)


def _history(here: str, entry: HistoryEntry, invoices: tuple[Invoice, ...]) -> Problems:
    if not known(entry, entry.sent_on):
        return
    for name, day in (("delivered_on", entry.delivered_on), ("pay_by", entry.pay_by)):
        if day is not None and known(day) and day < entry.sent_on:
            yield InputProblem(f"{here}/{name}", text("This day lies before the letter was sent. Correct one."))
    issued = {each.number: each.issued_on for each in invoices if known(each, each.number, each.issued_on)}
    for place, number in enumerate(entry.invoice_numbers):
        if number in issued and issued[number] > entry.sent_on:
            yield InputProblem(
                f"{here}/invoice_numbers/{place}",
                text("This invoice is younger than the letter. Correct the number, or the day the letter was sent."),
            )


def _plan(plan: PaymentPlan, dossier: Dossier) -> Problems:
    if not known(plan):
        return
    here = "/dossier/payment_plan"
    count, amount = plan.instalment_count, plan.instalment_amount
    if count is None and amount is None:
        yield InputProblem(here, text("A payment plan needs instalment_count or instalment_amount. Add one of them."))
    if count is not None and amount is not None:
        yield InputProblem(
            f"{here}/instalment_amount",
            text("A payment plan has instalment_count or instalment_amount, not both. Leave one of them out."),
        )
    for name, day in (("first_due_on", plan.first_due_on), ("reply_by", plan.reply_by)):
        if day is not None and known(day, plan.agreed_on) and day < plan.agreed_on:
            yield InputProblem(f"{here}/{name}", text("This day lies before the day of the agreement. Correct one."))
    if plan.interest == "runs" and known(dossier.debtor) and dossier.debtor.type == "consumer":
        yield InputProblem(f"{here}/interest", text("Towards a consumer interest stops during a plan. Choose stops."))
    yield from _instalments(plan, dossier.invoices)


def _instalments(plan: PaymentPlan, invoices: tuple[Invoice, ...]) -> Problems:
    here, count, amount, debt = "/dossier/payment_plan", plan.instalment_count, plan.instalment_amount, plan.total
    if not known(count, amount, debt):
        return
    if debt is None:
        if not known(invoices, *(part for each in invoices for part in (each, each.amount))):
            return
        debt = sum((each.amount for each in invoices), _ZERO)
    elif amount is not None and amount > debt:
        yield InputProblem(f"{here}/instalment_amount", text("One instalment is more than the whole plan. Lower it."))
    if amount is not None and debt > amount * MAX_INSTALMENTS:
        yield InputProblem(
            f"{here}/instalment_amount",
            text("This makes more than {limit} instalments. Make them larger.", limit=MAX_INSTALMENTS),
        )
    if count is not None and _ZERO < debt < count * _CENT:
        yield InputProblem(
            f"{here}/instalment_count", text("There are more instalments than cents to pay. Take fewer.")
        )


def _attachments(attachments: tuple[Attachment, ...]) -> Problems:
    seen: set[str] = set()
    for place, each in enumerate(attachments):
        here = f"/dossier/attachments/{place}"
        if not known(each, each.media_type):
            continue
        if known(each.content) and not each.content.startswith(_MAGIC[each.media_type]):
            yield InputProblem(
                f"{here}/content", text("This file is not of the type that media_type names. Correct one.")
            )
        if not known(each.name):
            continue
        name = each.name.casefold()
        if not name.endswith(_EXTENSIONS[each.media_type]) or "/" in name or "\\" in name:
            yield InputProblem(
                f"{here}/name",
                text("The name of a file has no folder and the extension of its type, such as factuur.pdf."),
            )
        if name in seen:
            yield InputProblem(f"{here}/name", text("Two attachments have this name. Rename one."))
        seen.add(name)
