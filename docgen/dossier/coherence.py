"""What must make sense together: dates, numbers that refer to each other, terms that exclude each other.

Every check looks at values that are sound by themselves, and leaves alone what `partial` could not understand.
"""

from __future__ import annotations

from docgen.dossier.coherent_claims import claims_problems
from docgen.dossier.coherent_course import course_problems
from docgen.dossier.coherent_creditor import creditor_problems, letter_creditor_problems
from docgen.dossier.coherent_handover import handover_problems, letter_handover_problems
from docgen.dossier.coherent_messages import letter_message_problems, messages_problems, support_problems
from docgen.dossier.coherent_parties import parties_problems
from docgen.dossier.coherent_settlement import settlement_problems
from docgen.dossier.mistake import Problems
from docgen.dossier.model import AGENCY_KINDS, Dossier, LetterRequest
from docgen.dossier.partial import known
from docgen.dossier.request import TO_CREDITOR
from docgen.errors import InputProblem
from docgen.texts import text

_ABOUT_A_PLAN = ("payment-plan-confirmation", "instalment-reminder", "plan-lapse")


def letter_problems(request: LetterRequest) -> Problems:
    """All that does not make sense together in a letter request."""
    dossier = request.dossier
    if known(request.kind, request.stage) and request.stage is not None and request.kind != "sommatie":
        yield InputProblem("/stage", text("Only a sommatie has a stage. Leave stage out for this kind."))
    if (
        known(request.channel, request.tracking_id)
        and request.tracking_id is not None
        and request.channel != "registered"
    ):
        yield InputProblem(
            "/tracking_id",
            text("Only a registered letter has such a number. Leave it out, or make channel registered."),
        )
    if known(dossier, request.kind) and request.kind in _ABOUT_A_PLAN and dossier.payment_plan is None:
        yield InputProblem(
            "/dossier/payment_plan", text("This kind of letter is about a payment plan. Add payment_plan.")
        )
    if known(dossier, dossier.agency):
        yield from _agency(request)
    if request.kix is True:
        yield from _kix(request)
    yield from letter_creditor_problems(request)
    yield from letter_message_problems(request)
    yield from support_problems(request)
    yield from letter_handover_problems(request)
    yield from dossier_problems(dossier)


def dossier_problems(dossier: Dossier) -> Problems:
    """All that does not make sense together in a dossier."""
    if known(dossier):
        yield from parties_problems(dossier)
        yield from claims_problems(dossier)
        yield from course_problems(dossier)
        yield from creditor_problems(dossier)
        yield from settlement_problems(dossier)
        yield from messages_problems(dossier)
        yield from handover_problems(dossier)


def _agency(request: LetterRequest) -> Problems:
    """A letter that the agency makes or sends needs an agency with a name."""
    agency = request.dossier.agency
    asked = [name for name in ("branding", "performed_by") if getattr(request, name) == "agency"]
    by_default = request.kind in AGENCY_KINDS and request.branding is None
    if agency is None:
        for name in asked:
            yield InputProblem(
                f"/{name}", text("The dossier has no agency. Add agency to it, or choose creditor here.")
            )
        if by_default and not asked:
            yield InputProblem(
                "/dossier/agency",
                text("This kind of letter comes from the agency. Add agency, or make branding creditor."),
            )
    elif agency.name is None and (asked or by_default):
        yield InputProblem("/dossier/agency/name", text("The agency needs a name. Add it, or add its registered_name."))


def _kix(request: LetterRequest) -> Problems:
    """Only what goes by ordinary post to a Dutch address has use for a KIX code."""
    dossier = request.dossier
    if known(request.channel) and request.channel not in (None, "post"):
        yield InputProblem("/kix", text("A KIX code is for ordinary post only. Leave kix out, or make channel post."))
    if not known(dossier):
        return
    officers = {"curator-claim": dossier.curator, "bailiff-handover": dossier.bailiff}
    party = dossier.creditor if request.kind in TO_CREDITOR else dossier.debtor
    who = officers.get(request.kind, party)
    if who is None or not known(who) or not known(who.address, who.address.country):
        return
    if not who.address.is_dutch:
        yield InputProblem("/kix", text("Only an address in the Netherlands has a KIX code. Leave kix out."))
