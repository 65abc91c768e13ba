"""Which fee of a profile a settlement is by, and whether profile and dossier together say all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from docgen.dossier.mistake import Problems
from docgen.dossier.model import Dossier, SettlementTerms
from docgen.errors import InputProblem
from docgen.law.fees import Band, FeeTerms
from docgen.letters.profile_fees import AgreedFee
from docgen.letters.profile_file import Event
from docgen.letters.profiles import Profile, Step
from docgen.texts import text

Outcome = Literal["all", "part", "none"]

SETTLEMENT = "/dossier/settlement"
_EVENTS: dict[Outcome, Event] = {"all": "all-paid", "part": "part-paid", "none": "nothing-paid"}
COURT = ("court", "bailiff")


def fee_step(profile: Profile, dossier: Dossier, outcome: Outcome) -> tuple[Step, AgreedFee] | None:
    """The step of a profile whose fee holds for an outcome, and that fee; None where the profile names none.

    Of a file that was closed as not recoverable the fee of that event goes first.
    """
    events = [_EVENTS[outcome]]
    if outcome == "none" and dossier.settlement is not None and dossier.settlement.not_recoverable:
        events.insert(0, "not-recoverable")
    steps = profile.on_event(dossier.debtor.type)
    found = ((step, step.fee) for event in events for step in steps if step.when == event and step.fee is not None)
    return next(found, None)


def no_fee(profile: Profile) -> InputProblem:
    """That a profile names no fee for an outcome."""
    said = text("The profile {profile} names no fees. Add them there, or name another.", profile=profile.id)
    if any(step.fee for step in profile.steps):
        said = text("The profile {profile} names no fee for this outcome. Add it there.", profile=profile.id)
    return InputProblem(f"{SETTLEMENT}/profile", said)


def filled(terms: FeeTerms, agreed: SettlementTerms) -> FeeTerms:
    """The terms with what was agreed with this creditor, where the profile leaves it open."""
    if terms.needs_percent:
        terms = replace(terms, percent=agreed.commission)
    if terms.needs_bands:
        terms = replace(terms, bands=tuple(Band(each.up_to, each.amount) for each in agreed.base_fee))
    return terms


def open_terms(fee: AgreedFee, terms: FeeTerms, dossier: Dossier) -> Problems:
    """What nobody has filled in."""
    if terms.needs_percent:
        yield InputProblem(
            f"{SETTLEMENT}/commission", text("The profile leaves the commission open. Add commission, in percent.")
        )
    if terms.needs_bands:
        yield InputProblem(f"{SETTLEMENT}/base_fee", text("The profile leaves the base fee open. Add base_fee."))
    step = dossier.next_step
    if fee.unless_court and step is not None and step.kind in COURT and step.decided_on is None:
        yield InputProblem(
            "/dossier/next_step/decided_on",
            text("This fee is not owed when the creditor goes to court. Add the day on which that was decided."),
        )


def unused(profile: Profile, agreed: SettlementTerms) -> Iterator[InputProblem]:
    """What was agreed with the creditor, and the profile has no use for."""
    fees = [step.fee.terms for step in profile.steps if step.fee is not None]
    if agreed.commission is not None and not any(terms.needs_percent for terms in fees):
        yield InputProblem(f"{SETTLEMENT}/commission", text("This profile leaves no commission open. Leave this out."))
    if agreed.base_fee and not any(terms.needs_bands for terms in fees):
        yield InputProblem(f"{SETTLEMENT}/base_fee", text("This profile leaves no base fee open. Leave this out."))
