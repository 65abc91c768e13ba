"""Findings about special situations: what each of them forbids, what it asks for instead, and what it stops."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.relief import in_force, insolvent_since
from docgen.errors import Finding
from docgen.law.terms import ONE_DAY
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import Text, text

_FORBIDS: dict[str, tuple[frozenset[str] | None, str, Text]] = {
    # None: nothing may go to the debtor.
    "dispute": (
        frozenset(
            {
                "payment-reminder",
                "wik-notice",
                "sommatie",
                "instalment-reminder",
                "plan-lapse",
                "payment-acknowledgement",
            }
        ),
        "art. 4.1 Bki",
        text("The claim is disputed: collection pauses. Answer the objection first."),
    ),
    "bankruptcy": (None, "art. 26 Fw", text("The debtor is bankrupt: file the claim with the curator instead.")),
    "wsnp": (
        None,
        "art. 299 Fw",
        text("The debtor is in the statutory debt scheme: file the claim with the administrator instead."),
    ),
    "suspension": (None, "art. 228 Fw", text("The debtor has a suspension of payments: send nothing.")),
    "debt-help": (
        frozenset({"sommatie", "plan-lapse"}),
        "art. 4.1 Bki",
        text("The debtor gets debt help: contact the helper instead."),
    ),
    "deceased": (None, "art. 4:182 BW", text('The debtor has died: a letter may go only to "de erven van".')),
    "guardian": (
        None,
        "art. 1:441 BW",
        text("The debtor has a guardian: address the guardian (bewindvoerder) instead."),
    ),
}


def circumstance(case: Case) -> Iterator[Finding]:
    """Bankruptcy, debt schemes, death, guardianship, debt help and disputes forbid letters while they last."""
    debtor = case.dossier.debtor
    for place, each in enumerate(case.dossier.circumstances):
        if not in_force(each, case.date):
            continue
        kinds, article, instead = _FORBIDS[each.type]
        if kinds is not None and case.kind.id not in kinds:
            continue
        if each.type == "deceased" and debtor.name.lower().startswith(("de erven van", "the heirs of")):
            continue
        if each.type == "guardian" and debtor.attention:
            continue
        yield finding(
            f"circumstance-{each.type}",
            article,
            text("This letter may not go out now. {instead}", instead=instead),
            text("End the circumstance in the dossier (until) when it is over."),
            pointer=f"/dossier/circumstances/{place}",
        )


def insolvency_stops_interest(case: Case) -> Iterator[Finding]:
    """Bankruptcy and wsnp stop interest, and costs that were not due before them (art. 26, 128 and 303 Fw)."""
    since = insolvent_since(case.dossier, case.date)
    if since is not None:
        place = next(place for place, each in enumerate(case.dossier.circumstances) if each.since == since)
        yield finding(
            "insolvency-stops-interest",
            "art. 26, 128 and 303 Fw",
            text(
                "The debtor is insolvent since {since}: interest is counted up to and including {last}, and only "
                "collection costs that were due before {since} are in the amount.",
                since=since,
                last=since - ONE_DAY,
            ),
            text("File this amount with the curator or the administrator. Check the day of the judgment."),
            pointer=f"/dossier/circumstances/{place}/since",
            severity="warning",
        )
