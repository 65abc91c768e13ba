"""From a request to a letter: every choice made, the legal gate passed, every amount in its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docgen.dossier.account import ClaimLine
from docgen.dossier.brands import DEFAULT_ACCENT, Brand
from docgen.dossier.creditor_side import for_debtor
from docgen.dossier.model import Agency, Creditor, LetterRequest
from docgen.dossier.plan_course import REMINDER
from docgen.dossier.post import DEFAULT_FOLD_MARKS, kix_content
from docgen.errors import InputProblem, InvalidInput, UnlawfulLetter
from docgen.law.amounts import ZERO
from docgen.letters.annex import Annex, annex_of
from docgen.letters.case import Case, case_of
from docgen.letters.checks import check
from docgen.letters.content import fields_of
from docgen.letters.enclosures import enclosures_of
from docgen.letters.explain import explain
from docgen.letters.explained_plan import explained_of
from docgen.letters.explained_report import explain_report
from docgen.letters.explanation import Explanation
from docgen.letters.identity import bare_link
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter, Look, Payee
from docgen.letters.message_content import undisputed_of
from docgen.letters.messages import mail_of, not_before, sms_of
from docgen.letters.profiles import Profile
from docgen.texts import text

PAGES_LIMIT = 10  # without the annex
ANNEX_LIMIT = 30
NOTHING_BEHIND: Mapping[int, int] = {}


def compose(
    request: LetterRequest,
    *,
    on: date,
    brands: Mapping[str, Brand],
    pages: Mapping[int, int] = NOTHING_BEHIND,
    profile: Profile | None = None,
) -> Letter:
    """Make a letter. `on` is the day that counts as today when the request has no date; `brands` by their id.

    `pages` has the number of pages of each attachment that is printed behind the letter, by its place in the dossier.
    `profile` is the process whose fees the dossier's `settlement` names; only letters to the creditor look at it.
    Raises `UnlawfulLetter` when a finding refuses it, `RatesNotKnown`, and `InvalidInput` for what does not fit.
    """
    if KINDS[request.kind].to != "creditor":  # what goes to others, the debtor may get to read
        request = for_debtor(request)
    case = case_of(request, request.date or on, brands, profile)
    findings = check(case)
    errors = [finding for finding in findings if finding.severity == "error"]
    if any(finding.always for finding in errors) or (errors and request.on_finding == "refuse"):
        raise UnlawfulLetter(findings)
    asks = case.amount > ZERO
    plan = case.plan if case.kind.id == "payment-plan-confirmation" else ()
    explained = explain(
        case.account,
        plan if case.kind.id == "payment-plan-confirmation" else None,
        (*explained_of(case), *undisputed_of(case)),
    )
    tree = Explanation((*explained.roots, *explain_report(case)))
    annex = _annex(request, tree, asks=asks and case.kind.to == "debtor")
    enclosures, behind = enclosures_of(request.dossier.attachments, pages, annex, numbered=case.kind.to == "bailiff")
    return Letter(
        kind=case.kind.id,
        title=case.kind.title,
        date=case.date,
        language=case.language,
        fields=fields_of(case, tree, concept=bool(errors), enclosures=enclosures),
        look=_look(case),
        account=case.account,
        plan=plan,
        amount=case.amount if asks else None,
        pay_before=case.pay_before if asks else None,
        payee=_payee(case) if asks else None,
        payment_link=case.payment_link if asks else None,
        findings=findings,
        history_entry=_history_entry(case),
        pages_limit=PAGES_LIMIT,
        forms=case.kind.forms,
        mail=mail_of(case),
        sms=sms_of(case),
        not_before=not_before(case),
        to=case.kind.to,
        engine=request.engine,
        hidden=_hidden(case),
        annex_limit=ANNEX_LIMIT,
        annex=annex,
        explanation=tree,
        kix=_kix(case),
        behind=behind,
    )


def _annex(request: LetterRequest, tree: Explanation, *, asks: bool) -> Annex | None:
    """The annex, where it was asked for. A letter that asks no money has no amount to explain."""
    if request.annex and not asks:
        problem = text("This letter asks the debtor no money, so the annex has no amount to explain. Leave it out.")
        raise InvalidInput((InputProblem("/annex", problem),))
    return annex_of(tree) if request.annex else None


def _payee(case: Case) -> Payee:
    return Payee(case.payee_name, case.payee_iban, case.payee_bic, case.payment_reference)


def _letterhead(case: Case) -> tuple[Creditor | Agency, Brand | None]:
    """Whose paper it is, and its brand."""
    party: Creditor | Agency = case.dossier.creditor
    if case.branding == "agency" and case.dossier.agency is not None:
        party = case.dossier.agency
    return party, case.brands.get(party.brand) if party.brand else None


def _look(case: Case) -> Look:
    party, brand = _letterhead(case)
    asked = case.request.fold_marks
    if brand is None:
        return Look(DEFAULT_ACCENT, "left", party.logo, asked or DEFAULT_FOLD_MARKS)
    return Look(brand.accent, brand.window, party.logo or brand.logo, asked or brand.fold_marks)


def _kix(case: Case) -> str | None:
    """What the code above the address says, where it was asked for and the letter goes by ordinary post at home."""
    _, brand = _letterhead(case)
    asked = case.request.kix
    wanted = asked if asked is not None else brand is not None and brand.kix
    address = case.addressee.address
    return kix_content(address) if wanted and case.channel == "post" and address.is_dutch else None


def _hidden(case: Case) -> tuple[str, ...]:
    """Names and contact details of the agency, when this letter may not show it (or only as what follows)."""
    agency = case.dossier.agency
    if agency is None or case.shows_agency:
        return ()
    website = bare_link(agency.website) if agency.website else None
    names = (agency.registered_name, agency.name, agency.kvk_number, agency.phone, agency.email, website)
    return tuple(dict.fromkeys(name for name in names if name))


def _asked(line: ClaimLine, case: Case) -> bool:
    """Was an invoice asked by the letter in whose term this one is written?"""
    return case.term_of is not None and line.item.number in case.term_of.covered


def _history_entry(case: Case) -> Mapping[str, object]:
    """What the caller adds to `dossier.history` once the letter is sent."""
    announced = case.account.costs.costs if case.costs == "announced" else None
    asks_debtor = case.kind.asks and case.kind.to == "debtor"
    current = case.standing.state.current if case.standing is not None and case.kind.id == REMINDER else None
    particulars: dict[str, object] = {} if current is None else {"instalment_number": current.instalment.number}
    if case.request.tracking_id is not None:
        particulars["tracking_id"] = case.request.tracking_id
    return particulars | {
        "kind": case.kind.id,
        "sent_on": case.date.isoformat(),
        "channel": case.channel,
        "delivered_on": None,
        "performed_by": case.performed_by,
        "invoice_numbers": [
            line.item.number for line in case.account.claims if line.principal > ZERO or _asked(line, case)
        ],
        "amount_asked": str(case.amount) if asks_debtor else None,  # what the creditor pays is not the debtor's
        "pay_by": case.pay_before.isoformat() if asks_debtor and case.pay_before else None,
        "term_days": case.term_days,
        "term_wording": "from-day-after-delivery" if case.consumer_notice else None,
        "announced_costs": str(announced.excl_vat) if announced else None,
        "announced_vat": str(announced.vat) if announced else None,
    }
