"""``docgen batch``: many letters from a file of requests, into a folder. The same command goes on where it stopped."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from docgen.errors import DocgenError
from docgen.render.words import Words
from docgen.service import logs
from docgen.service.batches.ledger_database import LedgerUnusable
from docgen.service.batches.local import REPORT, LocalBatch, Wanted, opened
from docgen.service.batches.tables import Options, Progress
from docgen.service.cli_progress import Bar
from docgen.service.desk import Desk
from docgen.service.media import MEDIA_TYPES
from docgen.settings import settings_from
from docgen.texts import Text, text

ALL_MADE, SOME_FAILED, STOPPED = 0, 1, 130
SHOWN, REASONS = 20, 5  # letters that were not made, and lines for each, on the screen; the report has them all


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("requests", metavar="REQUESTS.jsonl", type=Path, help="a letter request on each line")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="folder for letters and report")
    parser.add_argument("--form", choices=tuple(MEDIA_TYPES), default="pdf", help="form of the letters (default: pdf)")
    parser.add_argument("--check", action="store_true", help="make nothing, only say which letters cannot be made")
    parser.add_argument("--workers", metavar="N", type=_workers, help="letters at a time (default: DOCGEN_WORKERS)")
    parser.add_argument("--append-attachments", action="store_true", help="print PDF attachments behind each letter")
    parser.add_argument("--zip", action="store_true", help="also write letters.zip")
    parser.add_argument("--print-file", action="store_true", help="also write letters.pdf: all of them, bookmarked")


def run(options: argparse.Namespace, words: Words) -> int:
    """Make the letters; gives the exit status."""
    desk = Desk(settings_from(os.environ))
    logs.start(desk.settings.log, level="warning")
    desk.check()
    wanted = Wanted(
        options.requests,
        options.output,
        options.form,
        Options(append_attachments=options.append_attachments, check=options.check),
        zip=options.zip,
        print_file=options.print_file,
    )
    with opened(wanted, desk) as batch:
        return _make(batch, options.workers or desk.settings.workers, wanted, words)


def _make(batch: LocalBatch, workers: int, wanted: Wanted, words: Words) -> int:
    before = batch.progress()
    if not batch.fresh and before.left:
        _say(words, text("Going on. Still to be made: {count} of {total}.", count=before.left, total=before.total))
    bar = Bar(sys.stderr, words)
    try:
        with _stopped_by_signals():
            progress = batch.make(workers, bar.show)
    except KeyboardInterrupt:
        bar.end()
        _say(words, _to_go_on(batch.progress()))
        return STOPPED
    except DocgenError:
        bar.end()
        with suppress(LedgerUnusable):
            _say(words, _to_go_on(batch.progress()))
        raise
    bar.end()
    batch.write_results(words)
    for each in islice(_not_made(batch, words), SHOWN):
        print(each, file=sys.stderr)
    if count := batch.results.made_before():
        said = text("Made before, for the same dossier, kind and date: {count}. See {file}.", count=count, file=REPORT)
        _say(words, said)
    print(words.say(_summary(progress, wanted)))
    batch.tidy()
    return ALL_MADE if progress.done == progress.total else SOME_FAILED


def _not_made(batch: LocalBatch, words: Words) -> Iterator[str]:
    for each in batch.results.failed():
        place = words.say(text("Line {line}", line=each.letter.position))
        reference = f" ({each.reference})" if each.reference else ""
        reasons = batch.results.reasons(each.letter, words)
        if len(reasons) > REASONS + 1:
            more = text("And {count} more: see {file}.", count=len(reasons) - REASONS, file=REPORT)
            reasons = [*reasons[:REASONS], words.say(more)]
        yield f"{place}{reference}: {' '.join(reasons)}"


def _summary(progress: Progress, wanted: Wanted) -> Text:
    counts = {"done": progress.done, "total": progress.total, "folder": str(wanted.folder), "file": REPORT}
    if wanted.options.check:
        if progress.done < progress.total:
            return text("Can be made: {done} of {total}. Why the rest cannot: {file} in {folder}.", **counts)
        return text("Can be made: {done} of {total}.", **counts)
    if progress.done < progress.total:
        return text("Made: {done} of {total}, in {folder}. Why the rest was not: {file} there.", **counts)
    return text("Made: {done} of {total}, in {folder}.", **counts)


def _to_go_on(progress: Progress) -> Text:
    return text(
        "Stopped. Still to be made: {count} of {total}. The same command goes on.",
        count=progress.left,
        total=progress.total,
    )


def _say(words: Words, said: Text) -> None:
    print(words.say(said), file=sys.stderr, flush=True)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """What asks a program to end stops the batch as Ctrl-C does: letters that were begun are finished."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _workers(value: str) -> int:
    count = int(value)
    if not 1 <= count <= 256:
        raise argparse.ArgumentTypeError("workers are a number from 1 to 256")
    return count
