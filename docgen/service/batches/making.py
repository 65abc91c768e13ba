"""Making one letter of a batch: read its request, compose, render, keep, and only then enter it in the ledger.

Whoever makes a letter twice ends with one result: its date comes from the batch, its name from its position (and its
attempt, where others may be at it still), and the ledger takes the outcome from none but who holds the letter.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter

from docgen.dossier.strict_json import read_json
from docgen.errors import BadTemplate, DocgenError, LimitExceeded, TooLarge, Unavailable, UnlawfulLetter
from docgen.letters.letter import Letter as Composed
from docgen.render import FORMS, Document
from docgen.render.words import LANGUAGES, Words
from docgen.render.workers import OF_A_LETTER
from docgen.service.access.roles import asks_for_concept, not_allowed
from docgen.service.batches.files import BatchFiles
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import LedgerUnusable
from docgen.service.batches.lines import MAX_LINE
from docgen.service.batches.store import CannotKeep, check_room
from docgen.service.batches.tables import Batch, Failed, Letter, Made
from docgen.service.desk import Desk
from docgen.service.log_context import about
from docgen.service.mistakes import internal
from docgen.service.problems import problem
from docgen.texts import text

log = logging.getLogger("docgen.service")

NO_FAULT_OF_A_LETTER = (CannotKeep, LedgerUnusable)


@dataclass(frozen=True)
class Maker:
    """Makes the letters of one batch, by its own date."""

    ledger: Ledger
    files: BatchFiles
    batch: Batch
    desk: Desk

    @classmethod
    def of(cls, batch: Batch, ledger: Ledger, files: BatchFiles, desk: Desk) -> Maker:
        """A maker for a batch: today is the batch's date, whatever day it has become."""
        return cls(ledger, files, batch, replace(desk, today=lambda: batch.date))

    def now(self) -> datetime:
        """This moment."""
        return self.desk.now()

    def make(self, letter: Letter) -> bool:
        """Make a letter that was taken, and enter how it ended; False when it was no longer ours.

        Raises `CannotKeep` and `LedgerUnusable`: then nothing was entered, and it can be given back.
        """
        with about(batch=self.batch.id, position=letter.position):
            started = perf_counter()
            outcome = self._made(letter)
            if isinstance(outcome, DocgenError):
                return self.fail(letter, outcome)
            entered = self.ledger.record(letter, outcome, self.now())
            told = {"form": self.batch.form, "kind": outcome.kind, "rules": outcome.rules}
            event = "letter checked" if self.batch.options.check else "letter made"
            log.info(event, extra=told | {"ms": round((perf_counter() - started) * 1000)})
        return entered

    def fail(self, letter: Letter, error: DocgenError) -> bool:
        """Enter why a letter cannot be made; False when it was no longer ours."""
        self.files.keep_reason(letter.position, {language: problem(error, Words(language)) for language in LANGUAGES})
        found = error.findings if isinstance(error, UnlawfulLetter) else ()
        failed = Failed(error.problem, tuple(dict.fromkeys(each.rule for each in found if each.severity == "error")))
        with about(batch=self.batch.id, position=letter.position):
            log.info("letter failed", extra={"form": self.batch.form, "problem": failed.problem, "rules": failed.rules})
        return self.ledger.record(letter, failed, self.now())

    def _made(self, letter: Letter) -> Made | DocgenError:
        try:
            return self._letter(letter)
        except NO_FAULT_OF_A_LETTER:
            raise
        except (Unavailable, BadTemplate) as error:  # what a full disk may look like
            check_room(Path(gettempdir()))
            return error
        except DocgenError as error:
            return error
        except MemoryError:
            return LimitExceeded(OF_A_LETTER.too_much)
        except Exception as error:
            check_room(Path(gettempdir()))
            return internal(error)

    def _letter(self, letter: Letter) -> Made:
        if letter.request_size > MAX_LINE:
            raise TooLarge(text("A line of a batch is at most {limit} MB.", limit=MAX_LINE // 1024**2))
        request = read_json(self.files.request(letter))
        options, form = self.batch.options, self.batch.form
        if asks_for_concept(request) and not options.concepts:
            raise not_allowed("author", "viewer")
        if options.append_attachments and isinstance(request, dict):
            request = {"append_attachments": True} | request
        composed = self.desk.finish(request, form)
        if options.check:
            return lawful(composed)
        document = self.desk.render(composed, form)
        output, digest = self.files.keep_letter(letter, FORMS[form].extension, document.content)
        return made(composed, document, output, digest)


def lawful(composed: Composed) -> Made:
    """What the ledger says of a letter that was only checked."""
    return Made(composed.kind, composed.date, tuple(dict.fromkeys(each.rule for each in composed.findings)))


def made(composed: Composed, document: Document, output: str, digest: str) -> Made:
    """What the ledger says of a letter that was kept as `output`, with its SHA-256."""
    return replace(
        lawful(composed),
        output=output,
        sha256=digest,
        pages=document.pages,
        template_version=document.template_version,
        business_key=business_key(composed),
    )


def business_key(composed: Composed) -> str | None:
    """What is the same of two letters that say the same to the same debtor: dossier, kind and date, as a SHA-256.

    None for a concept: that is not sent.
    """
    if composed.fields.letter.concept:
        return None
    return hashed(composed.fields.letter.reference, composed.kind, composed.date.isoformat())


def hashed(*parts: str) -> str:
    """A SHA-256 of some texts, told apart."""
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
