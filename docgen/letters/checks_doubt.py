"""Findings about what the law leaves in doubt: what the doubt is, and which reading was taken."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator

from docgen.dossier.demands import charged_before
from docgen.errors import Finding
from docgen.law.cumulation import Part, cumulates, readings
from docgen.law.rates import days_on, tables
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.next_step_sentences import court_forecast
from docgen.texts import sentences, text


def instalments_cumulate(case: Case) -> Iterator[Finding]:
    """Costs over instalments of one contract are limited since 1 October 2024; how is in doubt (art.

    2a Besluit BIK).
    """
    if case.costs == "none" or not case.consumer:
        return
    parts = tuple(
        Part(line.principal, line.item.invoice.contract, line.item.invoice.due_on) for line in case.account.claims
    )
    if not cumulates(parts, case.date):
        return
    found = readings(parts, charged_before(case.dossier), case.date)
    contracts = tuple(dict.fromkeys(part.contract for part in parts if part.contract))
    yield finding(
        "instalments-cumulate",
        "art. 2a Besluit BIK",
        text(
            "Several instalments of contract {numbers} fell due within six months. The words of art. 2a are "
            "not known to us; "
            "of three readings ({sum}, {each} and {highest}) the lowest is taken.",
            numbers=contracts,
            sum=found.scale_over_sum,
            each=found.per_instalment,
            highest=found.highest_instalment,
        ),
        text("Check art. 2a Besluit BIK before you claim these costs in court."),
        pointer="/dossier/invoices",
        severity="warning",
    )


def rate_in_doubt(case: Case) -> Iterator[Finding]:
    """Where sources disagree on a rate, the lower one is taken and the letter's maker is told."""
    terms = case.account.interest.terms
    table = tables().get(f"{terms.type}_interest")
    if table is None:
        return
    doubts = {rate.doubt: rate for period in case.account.interest.periods if (rate := table.on(period.start)).doubt}
    for doubt, rate in doubts.items():
        yield finding(
            "rate-in-doubt",
            table.article,
            text("For the rate from {date} the sources disagree: {doubt}.", date=rate.start, doubt=text(doubt)),
            text("The lower rate was taken. Check the source before you go to court."),
            pointer="/dossier/interest",
            severity="warning",
        )


def day_count_in_doubt(case: Case) -> Iterator[Finding]:
    """No statute says how many days a year of interest has; it matters in leap years only (art. 6:119 BW)."""
    touched = {
        year
        for period in case.account.interest.periods
        for year in range(period.start.year, period.end.year + 1)
        if isleap(year)
    }
    if touched:
        yield finding(
            "day-count-in-doubt",
            tables()["days_in_year"].article,
            text(
                "No law says whether a year of interest has 365 or 366 days in a leap year. {days} were taken in "
                "{years} too, as published calculators do.",
                days=days_on("days_in_year", case.date),
                years=", ".join(map(str, sorted(touched))),
            ),
            text("The difference is a few cents. Be ready to explain it in court."),
            pointer="/dossier/interest",
            severity="warning",
        )


def email_receipt_presumed(case: Case) -> Iterator[Finding]:
    """When an e-mail reached a consumer is in doubt without a delivery log; the day after is taken (art. 3:37 lid 3
    BW).
    """
    if not case.consumer:
        return
    pointer = "/channel" if case.kind.id == "wik-notice" and case.channel == "email" else ""
    for letter in case.account.letters if case.costs == "claimed" and case.account.costs.due else ():
        entry = letter.entry
        if entry.kind == "wik-notice" and entry.channel == "email" and entry.delivered_on is None and not letter.flaws:
            pointer = f"/dossier/history/{letter.place}/delivered_on"
    if pointer:
        yield finding(
            "email-receipt-presumed",
            "art. 3:37 lid 3 BW",
            text(
                "When a notice by e-mail was received is in doubt without proof. The day after sending was taken, and "
                "the term counts from there."
            ),
            text("Keep a delivery log or a reply, and fill in delivered_on. By post the proof is easier."),
            pointer=pointer,
            severity="warning",
        )


def court_costs_estimated(case: Case) -> Iterator[Finding]:
    """The court costs that a sommatie or an advice names are an estimate by tables of which some are in doubt."""
    costs = court_forecast(case)
    if costs is not None:
        doubts = tuple(doubt for source in costs.sources for doubt in source.doubts)
        yield finding(
            "court-costs-estimated",
            "art. 237 Rv",
            text(
                "The letter names an estimate of court costs, {least} to {most}. In doubt: {doubts}. The court fee "
                "was taken over the principal alone, which is the lower reading.",
                least=costs.least,
                most=costs.most,
                doubts=sentences(doubts),
            ),
            text("Check the tables before you go to court, and fill in legal_form of the creditor."),
            pointer="/dossier/court_advice" if case.kind.id == "court-advice" else "/dossier/next_step",
            severity="warning",
        )
