"""What must make sense together in a process profile: the order of its steps, and what the law never allows."""

from __future__ import annotations

import re

from docgen.dossier.course import Channel
from docgen.dossier.mistake import Problems
from docgen.dossier.partial import known
from docgen.dossier.suggestions import nearest
from docgen.errors import InputProblem
from docgen.law.rates import tables
from docgen.letters.kinds import KINDS
from docgen.letters.profile_fees import fee_problems
from docgen.letters.profile_file import ProfileFile, StepEntry
from docgen.texts import text

LETTER_CHANNELS: tuple[Channel, ...] = ("post", "registered", "email", "sms")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CREDITOR_IS_PAID = ("payment-reminder", "wik-notice")


def profile_problems(name: str, file: ProfileFile) -> Problems:
    """All that does not make sense together in a profile of this name."""
    if not _ID.fullmatch(name):
        yield InputProblem("", text("The name of a profile has small letters, digits and single hyphens."))
    if not known(file):
        return
    if known(file.steps):
        steps = [(f"/steps/{place}", step) for place, step in enumerate(file.steps) if known(step)]
        yield from _order(steps)
        for here, step in steps:
            yield from _moment(here, step)
            yield from _kind(here, step)
            if known(step.kind) and step.kind in KINDS:
                yield from _letter(here, step)
                yield from _costs(here, step)
                yield from _term(here, step)
        yield from fee_problems(steps)
        if known(file.target) and file.target is not None and known(file.target.from_step):
            dated = [step.id for _, step in steps if known(step.id, step.after) and step.after is not None]
            if file.target.from_step not in dated:
                yield InputProblem(
                    "/target/from_step", text("This names no step that has its day. Name one by its id.")
                )


def _order(steps: list[tuple[str, StepEntry]]) -> Problems:
    """Ids are unique, one step hands over, and a step counts from something before it."""
    seen: set[str] = set()
    dated = term = handed_over = False
    for here, step in steps:
        if known(step.id):
            if step.id in seen:
                yield InputProblem(f"{here}/id", text("Two steps have this id. Rename one."))
            seen.add(step.id)
        if known(step.hand_over) and step.hand_over:
            if handed_over:
                yield InputProblem(f"{here}/hand_over", text("Only one step hands the claim over. Choose one."))
            if known(step.after) and step.after is None:
                yield InputProblem(f"{here}/hand_over", text("A step that hands over has its day: give it an after."))
        if known(step.after):
            there = {"previous-step": dated, "term-end": term, "hand-over": handed_over}.get(step.after or "", True)
            if not there:
                yield InputProblem(
                    f"{here}/after",
                    text("There is nothing before this step that it could follow. The first counts from due-date."),
                )
            dated = dated or step.after is not None
            kind = KINDS.get(step.kind) if known(step.kind) else None
            term = term or (step.after is not None and kind is not None and kind.term is not None)
        handed_over = handed_over or bool(step.hand_over)


def _moment(here: str, step: StepEntry) -> Problems:
    if not known(step.after, step.when):
        return
    if (step.after is None) == (step.when is None):
        yield InputProblem(
            here, text("A step has its day (after and days), or follows on an event (when): one of the two.")
        )
    elif step.after is None and known(step.days) and step.days is not None:
        yield InputProblem(f"{here}/days", text("Only a step with after counts days. Leave days out."))


def _kind(here: str, step: StepEntry) -> Problems:
    if not known(step.kind, step.made) or step.kind in KINDS:
        return
    if not _ID.fullmatch(step.kind):
        yield InputProblem(f"{here}/kind", text("A kind has small letters, digits and single hyphens."))
    elif step.made:
        meant = nearest(step.kind, KINDS)
        if meant is not None:
            yield InputProblem(
                f"{here}/kind",
                text("There is no such letter. Did you mean {name}? Else write made = false.", name=meant),
            )
        else:
            yield InputProblem(
                f"{here}/kind",
                text("There is no such letter. Write made = false for what is not made here."),
            )


def _letter(here: str, step: StepEntry) -> Problems:
    """What goes for a letter that is made here."""
    to = KINDS[step.kind].to
    if known(step.to) and to not in step.to:
        yield InputProblem(f"{here}/to", text("A letter of this kind goes to {to}. Add {to}.", to=to))
    if known(step.channels) and not set(step.channels) & set(LETTER_CHANNELS):
        yield InputProblem(
            f"{here}/channels",
            text("A letter needs a way to go: one of {channels}.", channels=", ".join(LETTER_CHANNELS)),
        )
    if known(step.channels) and step.kind == "wik-notice" and "sms" in step.channels:
        yield InputProblem(f"{here}/channels", text("A final notice cannot go by SMS."))
    if known(step.stage) and step.stage is not None and step.kind != "sommatie":
        yield InputProblem(f"{here}/stage", text("Only a sommatie has a stage. Leave stage out for this kind."))
    if known(step.payee) and step.kind in _CREDITOR_IS_PAID and step.payee == "agency":
        yield InputProblem(
            f"{here}/payee", text("A reminder and a final notice are paid to the creditor. Choose creditor.")
        )
    white_label = known(step.branding, step.performed_by, step.debtors) and step.performed_by == "agency"
    if white_label and step.kind == "payment-reminder" and step.branding != "agency" and "consumer" in step.debtors:
        yield InputProblem(
            f"{here}/branding",
            text("An agency may not remind a consumer in the creditor's name. Choose agency, or another performer."),
        )


def _costs(here: str, step: StepEntry) -> Problems:
    if known(step.costs) and step.costs is not None:
        allowed = {"payment-reminder": ("none",), "wik-notice": ("announced",)}.get(step.kind, ("none", "claimed"))
        if step.costs not in allowed:
            yield InputProblem(
                f"{here}/costs",
                text("This letter does something else with costs: {allowed}.", allowed=", ".join(allowed)),
            )
    if known(step.interest) and step.interest == "claimed" and step.kind == "payment-reminder":
        yield InputProblem(f"{here}/interest", text("A payment reminder asks no interest. Choose none."))


def _term(here: str, step: StepEntry) -> Problems:
    if not known(step.term_days):
        return
    given = {track: days for track, days in step.term_days if known(days) and days is not None}
    if given and KINDS[step.kind].term is None:
        yield InputProblem(f"{here}/term_days", text("This letter sets no term. Leave term_days out."))
    shortest = int(tables()["consumer_notice_days"].values[-1].value)
    if step.kind == "wik-notice" and given.get("consumer", shortest) < shortest:
        yield InputProblem(
            f"{here}/term_days/consumer", text("A consumer has at least {shortest} days.", shortest=shortest)
        )
