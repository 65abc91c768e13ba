"""The tables of the ledger, and what stands in a row of them. Hashes and counts only: nobody's name, no amount.

A batch is `running`, `paused`, `cancelled` or `finished`, and `deleted` once its files went. A letter goes from `open`
to `taken` (somebody makes it), and from there to `done`, to `failed`, or back to `open` when its maker is gone; a batch
that is cancelled takes its open letters with it. A letter that is done never changes again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table
from sqlalchemy import UniqueConstraint as Unique

from docgen.service.access.tables import Moment

BatchState = Literal["running", "paused", "cancelled", "finished", "deleted"]
LetterState = Literal["open", "taken", "done", "failed", "cancelled"]

TABLES = MetaData()
BATCHES = Table(
    "batches",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("form", String(8), nullable=False),
    Column("state", String(9), nullable=False),
    Column("total", Integer, nullable=False),
    Column("date", Date, nullable=False),  # what today is for all its letters
    Column("options", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("finished_at", Moment),
)
LETTERS = Table(
    "letters",
    TABLES,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("batch_id", String(64), ForeignKey("batches.id")),  # null: a letter by itself
    Column("position", Integer),  # the number of its line
    Column("idempotency_key", String(64), unique=True),  # SHA-256 of the key
    Column("request_hash", String(64), nullable=False),
    Column("request_start", BigInteger),  # where it stands in the requests of its batch, in bytes
    Column("request_size", Integer),
    Column("business_key", String(64)),  # SHA-256 of dossier reference, kind and date
    Column("state", String(9), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("taken_by", String(255)),
    Column("taken_at", Moment),
    Column("finished_at", Moment),
    Column("output", String(64)),
    Column("sha256", String(64)),
    Column("pages", Integer),
    Column("template_version", String(64)),
    Column("kind", String(64)),
    Column("date", Date),
    Column("rules", String, nullable=False, default=""),  # ids of what the law had to say, spaces between them
    Column("problem", String(64)),  # the type of problem that it failed by
    Unique("batch_id", "position"),
    Index("letters_by_state", "batch_id", "state", "position"),
    Index("letters_by_business_key", "business_key"),
)


@dataclass(frozen=True)
class Options:
    """What holds for every letter of a batch.

    `check`: nothing is rendered, only looked at. `concepts`: who sent it may have letters with errors in them made
    (``on_finding: "warn"``). `served`: it came over the line, and the service keeps it going.
    """

    append_attachments: bool = False
    check: bool = False
    concepts: bool = True
    served: bool = False


@dataclass(frozen=True)
class Batch:
    """A batch as the ledger knows it."""

    id: str
    form: str
    state: BatchState
    total: int
    date: date
    options: Options
    created_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Line:
    """A request of a batch: the number of its line, where it stands (bytes), and its SHA-256."""

    position: int
    start: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Letter:
    """A letter as the ledger knows it; fields as in the table."""

    id: int
    batch_id: str | None
    position: int
    request_hash: str
    request_start: int
    request_size: int
    state: LetterState
    attempts: int
    taken_by: str | None
    taken_at: datetime | None
    finished_at: datetime | None
    output: str | None
    sha256: str | None
    pages: int | None
    template_version: str | None
    kind: str | None
    date: date | None
    rules: tuple[str, ...]
    problem: str | None


@dataclass(frozen=True)
class Made:
    """How a letter was made. `output` and `sha256` are None when it was only checked."""

    kind: str
    date: date
    rules: tuple[str, ...] = ()
    output: str | None = None
    sha256: str | None = None
    pages: int | None = None
    template_version: str | None = None
    business_key: str | None = None


@dataclass(frozen=True)
class Failed:
    """Why a letter was not made: the type of problem, and the ids of the rules that refuse it."""

    problem: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How many letters of a batch are in which state."""

    state: BatchState
    total: int
    counts: dict[LetterState, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """Letters that nobody has begun."""
        return self.counts.get("open", 0)

    @property
    def taken(self) -> int:
        """Letters that are being made."""
        return self.counts.get("taken", 0)

    @property
    def done(self) -> int:
        """Letters that were made."""
        return self.counts.get("done", 0)

    @property
    def failed(self) -> int:
        """Letters that could not be made."""
        return self.counts.get("failed", 0)

    @property
    def left(self) -> int:
        """Letters that are still to come."""
        return self.open + self.taken
