"""What a sommatie says about the step that follows, and what a case before the court may cost."""

from __future__ import annotations

from docgen.dossier.court_case import forecast
from docgen.errors import NotSupported, RatesNotKnown
from docgen.law.amounts import ZERO
from docgen.law.court import CourtCosts
from docgen.letters.case import Case
from docgen.letters.identity import registered_name
from docgen.texts import Text, text


def _step_kind(case: Case) -> str | None:
    """The step that may be announced: a decided one, else that it will be discussed; None when there is none."""
    if not case.kind.announces:
        return None
    step = case.dossier.next_step
    decided = step is not None and step.decided_on is not None and step.decided_on <= case.date
    kind = step.kind if step is not None and (decided or step.kind == "none") else "discuss"
    return None if kind == "none" else kind


def court_forecast(case: Case) -> CourtCosts | None:
    """What going to court costs, where a letter says so: the advice, and a sommatie whose creditor decided to go.

    None above the limit of the cantonal judge, or past the tables.
    """
    told = case.kind.id == "court-advice" or _step_kind(case) == "court"
    if not told or case.account.total_due <= ZERO:
        return None
    try:
        return forecast(case.dossier, case.account, case.date)
    except (NotSupported, RatesNotKnown):
        return None


def next_step(case: Case) -> Text | None:
    """What happens when nothing is paid: only what is lawful, and announced as decided only when it is
    (Wki art. 13).
    """
    kind = _step_kind(case)
    creditor = case.dossier.creditor.name
    if kind is None:
        return None
    for_creditor = case.branding == "agency"
    if kind == "court":
        who = text("Then {creditor} brings the case before the court.", creditor=creditor)
        return _court(case, who if for_creditor else text("Then we bring the case before the court."))
    if kind == "bailiff":
        who = text("Then {creditor} hands the case to a bailiff.", creditor=creditor)
        return _costs_money(who if for_creditor else text("Then we hand the case to a bailiff."))
    if kind == "agency" and not for_creditor and case.dossier.agency is not None:
        return text("Then we hand the claim over to {agency}.", agency=registered_name(case.dossier.agency))
    if for_creditor:
        return _costs_money(text("Then we discuss with {creditor} whether the case goes to court.", creditor=creditor))
    return _costs_money(text("Then we decide whether the case goes to court."))


def _court(case: Case, step: Text) -> Text:
    """The step, and what it may cost the debtor: an indication with its date, where one can be given."""
    costs = court_forecast(case)
    if costs is None:
        return _costs_money(step)  # no figure is better than one that is guessed
    wins = text("If the court agrees with us, you probably have to pay the costs of the case too.")
    if case.branding == "agency":
        wins = text(
            "If the court agrees with {creditor}, you probably have to pay the costs of the case too.",
            creditor=case.dossier.creditor.name,
        )
    return text(
        "{step} {wins} By estimate (an indication of {date}) that is {least} if you do not respond, and {most} if "
        "there is a hearing.",
        step=step,
        wins=wins,
        date=case.date,
        least=costs.least,
        most=costs.most,
    )


def _costs_money(step: Text) -> Text:
    return text("{step} That can cost you extra money.", step=step)
