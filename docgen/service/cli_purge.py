"""``docgen purge``: remove now what is older than DOCGEN_KEEP_DAYS, as the service does by itself."""

from __future__ import annotations

import argparse
import os

from docgen.render.words import Words
from docgen.service.batches.keeping import Keeper, Purged
from docgen.service.desk import Desk
from docgen.settings import settings_from
from docgen.texts import Text, text


def run(options: argparse.Namespace, words: Words) -> None:
    """Remove it, or count it, and say how much it was."""
    settings = settings_from(os.environ)
    found = Keeper(Desk(settings)).purge(pretend=options.dry_run)
    print(words.say(_summary(found, settings.keep_days, pretend=options.dry_run)))
    if found.running:
        print(words.say(text("Old enough too, but still being made: {count} batches.", count=found.running)))


def _summary(found: Purged, days: int, *, pretend: bool) -> Text:
    counts = {"batches": found.batches, "letters": found.letters, "keys": found.keys, "leftovers": found.leftovers}
    if pretend:
        return text(
            "Older than {days} days, and to be removed: {batches} batches, {letters} letters by themselves, {keys} "
            "keys of such letters, {leftovers} folders that nobody uses. Nothing was removed.",
            days=days,
            **counts,
        )
    return text(
        "Older than {days} days, and removed: {batches} batches, {letters} letters by themselves, {keys} keys of such "
        "letters, {leftovers} folders that nobody uses.",
        days=days,
        **counts,
    )
