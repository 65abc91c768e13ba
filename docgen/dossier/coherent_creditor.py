"""What must make sense together in what letters to the creditor tell: the claim as it came in, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.dossier.demands import DEMANDS
from docgen.dossier.intake import Intake
from docgen.dossier.mistake import Problems
from docgen.dossier.model import Dossier, LetterRequest
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.texts import Text, text

# What a register said, and the situations that contradict it while they have no end.
_CONTRADICTED = {"insolvency-register": ("bankruptcy", "wsnp", "suspension"), "guardianship-register": ("guardian",)}


# What a kind of letter is about: the part of the dossier that it cannot do without.
_ABOUT: Mapping[str, tuple[str, Text]] = {
    "intake-incomplete": ("intake", text("This letter lists what is missing. Add intake, with missing in it.")),
    "court-advice": ("court_advice", text("This letter is the advice about going to court. Add court_advice.")),
    "closing-creditor": ("closing", text("This letter says why the file is closed. Add closing.")),
    "remittance-advice": ("remittances", text("This letter tells of a transfer to the creditor. Add remittances.")),
    "settlement-statement": ("settlement", text("A settlement needs the profile that was agreed. Add settlement.")),
}


def letter_creditor_problems(request: LetterRequest) -> Problems:
    """What a kind of letter to the creditor cannot do without."""
    dossier = request.dossier
    if not known(request.kind, dossier) or request.kind not in _ABOUT:
        return
    name, missing = _ABOUT[request.kind]
    if known(getattr(dossier, name)) and not getattr(dossier, name):
        yield InputProblem(f"/dossier/{name}", missing)
    if request.kind == "intake-incomplete":
        yield from _waiting(dossier)


def _waiting(dossier: Dossier) -> Problems:
    """A file that waits for papers lacks some, and has no letter of the agency to the debtor yet."""
    intake = dossier.intake
    if intake is not None and known(intake, intake.missing) and not intake.missing:
        yield InputProblem(
            "/dossier/intake/missing",
            text("Nothing is missing, so there is nothing to ask. Add what is missing, or confirm with claim-receipt."),
        )
    for place, entry in enumerate(dossier.history):
        sent = known(entry, entry.kind, entry.performed_by) and entry.kind in DEMANDS
        if sent and entry.performed_by == "agency":
            yield InputProblem(
                f"/dossier/history/{place}",
                text(
                    "This letter says that the file waits, and the agency wrote to the debtor already. Ask for the "
                    "papers in another way, or correct the history."
                ),
            )


def creditor_problems(dossier: Dossier) -> Problems:
    """All about what creditor and agency tell each other."""
    if dossier.intake is not None and known(dossier.intake):
        yield from _intake(dossier.intake, dossier)


def _intake(intake: Intake, dossier: Dossier) -> Problems:
    here = "/dossier/intake"
    came, reply_by = intake.received_on, intake.reply_by
    if known(came, reply_by) and came is not None and reply_by is not None and reply_by < came:
        yield InputProblem(f"{here}/reply_by", text("This day lies before the claim was received. Correct one."))
    lasting = {each.type for each in dossier.circumstances if known(each, each.type, each.until) and each.until is None}
    for place, check in enumerate(intake.checks):
        if known(check) and lasting & set(_CONTRADICTED.get(check, ())):
            yield InputProblem(
                f"{here}/checks/{place}",
                text("The dossier has a situation that says otherwise. Take this check out, or end the situation."),
            )
    numbers = {each.number for each in dossier.invoices if known(each, each.number)}
    for place, item in enumerate(intake.missing):
        if not known(item, item.what):
            continue
        if item.what == "other" and item.note is None:
            yield InputProblem(f"{here}/missing/{place}/note", text("Say what is missing, in a few words."))
        if item.invoice_number is not None and known(item.invoice_number) and item.invoice_number not in numbers:
            yield InputProblem(
                f"{here}/missing/{place}/invoice_number",
                text("No invoice in this dossier has this number. Correct it, or add the invoice."),
            )
