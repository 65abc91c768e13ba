"""What comes of a batch: a list of its letters for people and for programs, and the letters in one file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docgen.letters.kinds import KINDS
from docgen.render.document import plain_name
from docgen.render.words import Words
from docgen.service.batches.files import BatchFiles
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.lines import MAX_LINE
from docgen.service.batches.tables import Batch, Letter
from docgen.texts import Text, text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")  # at the start of a cell a spreadsheet may carry it out
_PACKED = {"pdf", "docx"}  # is small already
_LONGEST = 100  # characters of a reference that was refused
SENT_BEFORE = text("This dossier had a letter of this kind and date before.")


@dataclass(frozen=True)
class Entry:
    """A letter of a batch with what only its request says; `made_before`: not the first of its kind and date."""

    letter: Letter
    reference: str
    made_before: bool

    @property
    def name(self) -> str:
        """The name of its file for people: "00012_D2026-004711_wik-notice_2026-11-21.pdf"."""
        kind, day = self.letter.kind, self.letter.date
        extension = (self.letter.output or "").rpartition(".")[2]
        return f"{self.letter.position:05d}_{plain_name(self.reference)}_{kind}_{day}.{extension}"


@dataclass(frozen=True)
class Results:
    """The results of a batch."""

    ledger: Ledger
    files: BatchFiles
    batch: Batch

    def entries(self) -> Iterator[Entry]:
        """Every letter, in the given order. Raises `CannotKeep` and `LedgerUnusable`."""
        before = self.ledger.made_before(self.batch.id)
        return (self._entry(each, before) for each in self.ledger.letters(self.batch.id))

    def failed(self) -> Iterator[Entry]:
        """The letters that were not made, in the given order."""
        return (self._entry(each) for each in self.ledger.letters(self.batch.id, "failed"))

    def made_before(self) -> int:
        """How many letters were made before, in this batch or elsewhere."""
        return len(self.ledger.made_before(self.batch.id))

    def _entry(self, letter: Letter, before: frozenset[int] = frozenset()) -> Entry:
        return Entry(letter, self._reference(letter), letter.position in before)

    def _reference(self, letter: Letter) -> str:
        """Whose letter it is, as far as its request can be read."""
        if letter.request_size > MAX_LINE:
            return ""
        try:
            request = json.loads(self.files.request(letter))
        except (ValueError, RecursionError):
            return ""
        dossier = request.get("dossier") if isinstance(request, dict) else None
        reference = dossier.get("reference") if isinstance(dossier, dict) else None
        said = reference if isinstance(reference, str) else ""
        return "".join(sign for sign in said[:_LONGEST] if sign.isprintable())

    def manifest(self) -> bytes:
        """For programs: what became of each letter, as JSON."""
        batch = self.ledger.batch(self.batch.id) or self.batch
        progress = self.ledger.progress(batch.id)
        data = {
            "batch": batch.id,
            "form": batch.form,
            "date": batch.date.isoformat(),
            "state": progress.state,
            "created_at": batch.created_at.isoformat(),
            "finished_at": batch.finished_at and batch.finished_at.isoformat(),
            "total": progress.total,
            "done": progress.done,
            "failed": progress.failed,
            "letters": [_manifest_row(each) for each in self.entries()],
        }
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"

    def report(self, words: Words) -> bytes:
        """For people: a table that spreadsheets open as it is meant (semicolons, UTF-8 with its mark)."""
        out = StringIO()
        table = csv.writer(out, delimiter=";", lineterminator="\r\n")
        table.writerow([words.say(each) for each in _COLUMNS])
        for each in self.entries():
            letter = each.letter
            table.writerow(
                [
                    letter.position,
                    _cell(each.reference),
                    words.say(KINDS[letter.kind].title) if letter.kind else "",
                    letter.date or "",
                    words.say(_STATES[letter.state]),
                    letter.output or "",
                    letter.pages or "",
                    _cell(" ".join(self.reasons(letter, words))),
                    " ".join(letter.rules),
                    words.say(SENT_BEFORE) if each.made_before else "",
                ]
            )
        return out.getvalue().encode("utf-8-sig")

    def reasons(self, letter: Letter, words: Words) -> list[str]:
        """Why a letter was not made, a sentence for each mistake; nothing for one that was."""
        return told(self.files.reason(letter.position, words.language)) if letter.state == "failed" else []

    def zip(self, target: BinaryIO) -> None:
        """All letters in one archive, by names for people. Raises `CannotKeep` and `Damaged`."""
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for each in self.entries():
                if each.letter.output is not None:
                    entry = ZipInfo(each.name, self.batch.created_at.timetuple()[:6])
                    entry.compress_type = ZIP_STORED if self.batch.form in _PACKED else ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, self.files.letter(each.letter))


_COLUMNS = (
    text("Line"),
    text("Dossier"),
    text("Kind of letter"),
    text("Date"),
    text("State"),
    text("File"),
    text("Pages"),
    text("Why it was not made"),
    text("Rules"),
    text("Warning"),
)
_STATES: dict[str, Text] = {
    "open": text("not begun"),
    "taken": text("being made"),
    "done": text("made"),
    "failed": text("not made"),
    "cancelled": text("cancelled"),
}


def told(problem: dict[str, Any]) -> list[str]:
    """A problem object as sentences: what was wrong, then every mistake and finding with its place and remedy."""
    errors = [f"{each.get('place') or each['pointer'] or '/'}: {each['message']}" for each in problem.get("errors", ())]
    findings = [
        f"{each['rule']} ({each['article']}): {each['message']} {each['remedy']}"
        for each in problem.get("findings", ())
        if each.get("severity") == "error" and "rule" in each
    ]
    return [
        f"{problem['title']}." if errors or findings else f"{problem['title']}. {problem['detail']}",
        *errors,
        *findings,
    ]


def _manifest_row(each: Entry) -> dict[str, Any]:
    letter = each.letter
    return {
        "line": letter.position,
        "reference": each.reference,
        "state": letter.state,
        "kind": letter.kind,
        "date": letter.date and letter.date.isoformat(),
        "file": letter.output,
        "sha256": letter.sha256,
        "pages": letter.pages,
        "template_version": letter.template_version,
        "request_sha256": letter.request_hash,
        "findings": list(letter.rules),
        "problem": letter.problem and f"/problems/{letter.problem}",
        "made_before": each.made_before,
    }


def _cell(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
