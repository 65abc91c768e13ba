"""Findings about when an agency may reach a natural person (art. 4.2 Bki): the day, and the hour."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import Finding
from docgen.law.rates import rate_on, tables
from docgen.letters.case import Case
from docgen.letters.contact_days import is_contact_day
from docgen.letters.findings import finding
from docgen.texts import text


def email_on_forbidden_day(case: Case) -> Iterator[Finding]:
    """An agency does not mail or text a natural person on a Sunday or holiday (art. 4.2 Bki)."""
    if case.wki and case.channel in ("email", "sms") and not is_contact_day(case.date):
        yield finding(
            "email-on-forbidden-day",
            "art. 4.2 Bki",
            text(
                "{date} is a Sunday or a holiday; an agency may not send e-mail or SMS to a natural person then.",
                date=case.date,
            ),
            text("Choose another date, or send the letter by post."),
            pointer="/date",
        )


def email_at_forbidden_hour(case: Case) -> Iterator[Finding]:
    """An agency mails or texts a natural person in the daytime only; the hours are Dutch time (art. 4.2 Bki)."""
    sent_at = case.request.send_at
    bound = case.wki and case.channel in ("email", "sms") and case.date >= tables()["contact_hours"].values[0].start
    if not bound or sent_at is None:
        return
    hours = rate_on("contact_hours", case.date).value
    if not hours["from"] <= sent_at.hour < hours["until"]:
        yield finding(
            "email-at-forbidden-hour",
            "art. 4.2 Bki",
            text(
                "An agency may send e-mail or SMS to a natural person from {first}:00 until {last}:00 only, and this "
                "one goes at {time}.",
                first=str(hours["from"]),
                last=str(hours["until"]),
                time=f"{sent_at:%H:%M}",
            ),
            text("Send it in the daytime, or send the letter by post."),
            pointer="/send_at",
        )
