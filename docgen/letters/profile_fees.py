"""The fees in a process profile: what the creditor pays the agency, by how the case ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docgen.dossier.coherent_settlement import band_problems
from docgen.dossier.mistake import Problems
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.law.fees import Band, FeeTerms
from docgen.letters.profile_file import Event, FeeEntry, StepEntry
from docgen.texts import text

# The events at which creditor and agency settle.
OUTCOMES: Final[tuple[Event, ...]] = ("all-paid", "part-paid", "nothing-paid", "not-recoverable")


@dataclass(frozen=True)
class AgreedFee:
    """What the creditor pays the agency. It is between those two: no document to a debtor may ever hold it.

    `unless_court`: nothing when the creditor has decided to go to court.
    """

    terms: FeeTerms
    unless_court: bool


def agreed_fee(entry: FeeEntry) -> AgreedFee:
    """The fee of a sound entry."""
    terms = FeeTerms(
        rule=entry.rule,
        amount=entry.amount,
        percent=entry.percent,
        bands=tuple(Band(each.up_to, each.amount) for each in entry.base_fee),
        over=entry.over or "claim",
        at_most=entry.at_most,
        only_above_base_fee=entry.only_above_base_fee,
    )
    return AgreedFee(terms, entry.unless_court)


def fee_problems(steps: Iterable[tuple[str, StepEntry]]) -> Problems:
    """All that does not make sense together in the fees of steps, each with its pointer."""
    seen: set[tuple[str, str]] = set()
    for here, step in steps:
        if not known(step.fee) or step.fee is None:
            continue
        if known(step.to) and "debtor" in step.to:
            yield InputProblem(
                f"{here}/fee", text("A fee is between creditor and agency: it never stands in what a debtor gets.")
            )
        if known(step.when):
            if step.when not in OUTCOMES:
                yield InputProblem(
                    f"{here}/when",
                    text("A fee belongs to how the case ended: one of {outcomes}.", outcomes=", ".join(OUTCOMES)),
                )
            elif known(step.debtors):
                own = {(step.when, track) for track in step.debtors}
                if own & seen:
                    yield InputProblem(f"{here}/fee", text("Another step has the fee of this outcome. Keep one."))
                seen |= own
        yield from _entry(f"{here}/fee", step.fee)


def _entry(here: str, fee: FeeEntry) -> Problems:
    if not known(fee.rule):
        return
    if known(fee.amount) and (fee.amount is None) == (fee.rule == "fixed"):
        yield InputProblem(f"{here}/amount", text("A fixed fee has an amount, and no other fee has one."))
    if known(fee.percent) and fee.percent is not None and fee.rule != "commission":
        yield InputProblem(f"{here}/percent", text("Only a commission has a percent. Leave it out."))
    for name in ("over", "at_most", "only_above_base_fee"):
        value = getattr(fee, name)
        if known(value) and value and fee.rule != "statutory-costs":
            yield InputProblem(f"{here}/{name}", text("Only statutory costs have {name}. Leave it out.", name=name))
    if known(fee.base_fee, fee.only_above_base_fee) and fee.base_fee:
        if fee.rule != "base-fee" and not fee.only_above_base_fee:
            yield InputProblem(f"{here}/base_fee", text("This fee does not rest on a base fee. Leave it out."))
        yield from band_problems(f"{here}/base_fee", fee.base_fee)
