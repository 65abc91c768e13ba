"""What is answered about batches. A test compares the answers with these shapes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.service.answer_models import Answer, Day
from docgen.service.answering import moment
from docgen.service.batch_desk import Status
from docgen.service.openapi_parts import Json
from docgen.service.version_models import Moment

Count = Annotated[int, Field(ge=0)]


class BatchStatus(Answer):
    """A batch, and how far it is."""

    id: str
    state: Literal["running", "paused", "cancelled", "finished"] = Field(
        description="A batch that waits for another one is running too; its letters are still waiting."
    )
    form: str = Field(description="The form of its letters.", examples=["pdf"])
    date: Day = Field(description="What today is for letters that do not say their date.")
    append_attachments: bool
    check: bool = Field(description="Nothing is made; what cannot be made has failed.")
    total: Count = Field(description="Letters in all.")
    waiting: Count = Field(description="Letters that nobody has begun.")
    being_made: Count
    done: Count = Field(description="Letters that were made, or can be.")
    failed: Count = Field(description="Letters that cannot be made; report.csv says why.")
    cancelled: Count = Field(description="Letters that are not made because the batch was cancelled.")
    rate: float | None = Field(description="Letters a second, lately; null when that is not known.")
    seconds_left: Count | None = Field(description="At that rate; null when that is not known.")
    created_at: Moment
    finished_at: Moment | None


def status_json(status: Status) -> Json:
    """A batch as it is answered."""
    batch, progress, pace = status.batch, status.progress, status.pace
    return {
        "id": batch.id,
        "state": progress.state,
        "form": batch.form,
        "date": batch.date.isoformat(),
        "append_attachments": batch.options.append_attachments,
        "check": batch.options.check,
        "total": progress.total,
        "waiting": progress.open,
        "being_made": progress.taken,
        "done": progress.done,
        "failed": progress.failed,
        "cancelled": progress.counts.get("cancelled", 0),
        "rate": pace.rate and round(pace.rate, 1),
        "seconds_left": pace.seconds_left,
        "created_at": moment(batch.created_at),
        "finished_at": batch.finished_at and moment(batch.finished_at),
    }
