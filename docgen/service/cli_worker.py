"""``docgen worker``: make letters of the batches of a service, on this machine too."""

from __future__ import annotations

import argparse
import os
import signal

from docgen.render.words import Words
from docgen.service import logs
from docgen.service.batches.engines import check_means
from docgen.service.batches.workshop import Workshop
from docgen.service.desk import Desk
from docgen.settings import settings_from
from docgen.texts import text


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--concurrency", metavar="N", type=_count, help="letters at a time (default: DOCGEN_WORKERS)")


def run(options: argparse.Namespace, words: Words) -> None:
    """Work until SIGTERM or Ctrl-C: letters that were begun are finished, a second one ends at once."""
    settings = settings_from(os.environ)
    logs.start(settings.log, level="info")
    logs.take_over()
    Desk(settings).check()
    check_means(settings)
    count = options.concurrency or settings.workers
    workshop = Workshop(settings, count)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, workshop.stop)

    def ready() -> None:
        said = text("docgen worker is ready. Letters at a time: {count}. SIGTERM or Ctrl-C stops it.", count=count)
        print(words.say(said), flush=True)

    workshop.run(ready)


def _count(value: str) -> int:
    count = int(value)
    if not 1 <= count <= 256:
        raise argparse.ArgumentTypeError("letters at a time are a number from 1 to 256")
    return count
