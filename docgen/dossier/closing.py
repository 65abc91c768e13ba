"""The end of a file at the agency."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Part

ClosingReason = Literal["paid", "plan-completed", "uncollectable", "no-means", "bankruptcy", "disputed", "on-request"]


class Closing(Part):
    """That the agency closes its file, and why."""

    reason: ClosingReason = Field(
        description="Why: paid, plan-completed, uncollectable (it does not succeed), no-means (nothing to recover "
        "from), bankruptcy (or the statutory debt scheme), disputed, or on-request of the creditor.",
        examples=["paid"],
    )
    closed_on: Day | None = Field(
        None, description="Day on which it was closed. Default: the letter's date.", examples=["2026-12-01"]
    )
    papers: Literal["kept", "returned"] = Field(
        "kept", description="What happens to the creditor's papers: kept by the agency, or returned.", examples=["kept"]
    )
