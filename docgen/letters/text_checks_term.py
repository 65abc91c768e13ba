"""Rules about the text: until when to pay. A wrong term in a notice to a consumer costs all collection costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.letters.kinds import KINDS
from docgen.letters.phrases import phrase, term_wordings
from docgen.letters.required import REQUIRED
from docgen.letters.text_reading import Reading
from docgen.letters.text_rules import Said, rule
from docgen.texts import InWords, Text, text

_LID_6 = "art. 6:96 lid 6 BW"
_PRINT_TERM = text("Print fixed.term as it is.")
_COUNT = re.compile(
    r"(?<!\w)(?P<count>\d{1,3}|[^\W\d_]+) "
    r"(?P<unit>(?:werk|kalender)?dagen|weken|(?:working |calendar )?days|weeks)(?!\w)",
    re.IGNORECASE,
)
_BARE_TERM = re.compile(r"(?<!\w)(?:binnen|within) \w+ (?:dagen|weken|days|weeks)(?!\w)", re.IGNORECASE)
_TO_PAY = re.compile(r"(?<!\w)(?:betaal\w*|betalen|betaling|voldoe\w*|pay|paid|payment)(?!\w)", re.IGNORECASE)
_WEEK = 7


def _consumer_notice(letter: Reading) -> bool:
    fields = letter.fields
    return letter.kind == "wik-notice" and fields.debtor.consumer and fields.term is not None


def _wordings(letter: Reading, language: str) -> Iterator[str]:
    """The wordings that courts take, for this letter's number of days."""
    term = letter.fields.term
    for wording in term_wordings(language):
        if term is not None:
            days = letter.say(text("{number}", number=InWords(term.days + wording.plus, language)))
            yield wording.words.format(days=days)


def _approved(letter: Reading) -> list[tuple[int, int]]:
    """Where a wording stands that courts take."""
    return [
        place for language in ("nl", "en") for words in _wordings(letter, language) for place in letter.places(words)
    ]


# ---- The notice to a consumer ----


@rule("text-term-wording", _LID_6, _PRINT_TERM)
def term_wording(letter: Reading) -> Iterator[Said]:
    """A notice to a consumer has the term in words that courts took, with the right number of days."""
    if not _consumer_notice(letter) or letter.fields.pay is None:
        return
    if not any(map(letter.holds, _wordings(letter, letter.language))):
        said = next((match.start() for match in _BARE_TERM.finditer(letter.text)), None)
        yield Said(
            text("The term does not stand in the notice in the words that the courts take."),
            "" if said is None else letter.sentence(said),
        )


@rule("text-term-not-in-dutch", _LID_6, text("Print fixed.term_in_dutch as well."))
def term_in_dutch(letter: Reading) -> Iterator[Said]:
    """An English notice has the term in the Dutch words too: those are the ones that the courts took."""
    foreign = _consumer_notice(letter) and letter.language != "nl"
    if foreign and not any(map(letter.holds, _wordings(letter, "nl"))):
        yield Said(text("The English notice does not give the term in the Dutch words."))


@rule("text-second-term", _LID_6, text("Take it out: a letter gives one term. The term stands in fixed.term."))
def second_term(letter: Reading) -> Iterator[Said]:
    """One term only: a notice to a consumer names no other number of days, other letters no other days to pay."""
    term, plan = letter.fields.term, letter.fields.plan
    strict, approved = _consumer_notice(letter), _approved(letter)
    standing = letter.fields.standing
    right = {each.days for each in (term,) if each is not None}
    right |= {each.lapse_days for each in (plan, standing) if each is not None}
    for match in _COUNT.finditer(letter.text):
        number = _number(letter, match["count"])
        if match["unit"].lower() in ("weken", "weeks"):
            number *= _WEEK
        if not number or _within(match.span(), approved) or not letter.own(*match.span()):
            continue
        start, end = letter.sentence_bounds(match.start())
        if number not in right and (strict or _TO_PAY.search(letter.text, start, end)):
            yield Said(text("The letter names a second term."), letter.sentence(match.start()))


@rule("text-rejected-wording", _LID_6, _PRINT_TERM)
def rejected_wording(letter: Reading) -> Iterator[Said]:
    """A notice to a consumer has none of the wordings that courts refused, nor a number of days with nothing more."""
    if not _consumer_notice(letter):
        return
    for start, _ in letter.hits("rejected_terms"):
        yield Said(text("Courts refused this wording of the term."), letter.sentence(start))
    approved = _approved(letter)
    for match in _BARE_TERM.finditer(letter.text):
        if not _within(match.span(), approved) and letter.own(*match.span()):
            yield Said(
                text("The term does not say that it starts on the day after delivery."), letter.sentence(match.start())
            )


@rule(
    "text-term-date", _LID_6, text("Take the date out: the term hangs on the day of delivery, which is not known yet.")
)
def term_date(letter: Reading) -> Iterator[Said]:
    """A notice to a consumer prints no date after its own: one that is too early undercuts the term."""
    if not _consumer_notice(letter):
        return
    for found in letter.dates:
        if found.value.after(letter.date) and letter.own(found.start, found.end):
            yield Said(text("The notice prints a date after its own."), letter.sentence(found.start))


# ---- Other letters ----


@rule("text-pay-date-missing", "art. 6:82 BW", _PRINT_TERM)
def pay_date(letter: Reading) -> Iterator[Said]:
    """Other letters that set a term print its last day, and say that it is the last."""
    last = letter.pay_before
    if last is None:
        return
    for found in letter.dates:
        if found.value.is_one_of(frozenset({last})) and found.value.year is not None:
            before = letter.text[max(0, found.start - 24) : found.start]
            if any(match.end() >= len(before) - 1 for match in phrase("at_the_latest").finditer(before)):
                return
    yield Said(text("The letter does not say that payment is due by {date} at the latest.", date=last))


@rule("text-other-deadline", "art. 6:82 BW", _PRINT_TERM)
def other_deadline(letter: Reading) -> Iterator[Said]:
    """A letter gives no other day in the future than its last day to pay and those of its plan."""
    if _consumer_notice(letter):
        return
    right = _days_ahead(letter)
    for found in letter.dates:
        ahead = found.value.after(letter.date) and not found.value.is_one_of(right)
        if ahead and letter.own(found.start, found.end):
            yield Said(
                text("The letter names another day to come than its last day to pay."), letter.sentence(found.start)
            )


def _days_ahead(letter: Reading) -> frozenset[date]:
    """The days in the future that may stand in the letter."""
    fields = letter.fields
    days = {letter.pay_before} | {each.pay_by for each in fields.earlier}
    if fields.plan is not None:
        days |= {fields.plan.reply_by, fields.plan.agreed_on} | {each.due_on for each in fields.plan.instalments}
    if fields.message is not None:
        days |= {fields.message.answer_by, fields.message.creditor_answer_by}
    if fields.support is not None:
        days |= {fields.support.pause_until}
    return frozenset(day for day in days if day is not None)


# ---- Sentences that the law fixes ----


@rule("text-fixed-sentence", "art. 6:96 BW", text("Print the field as it is; a template does not word it anew."))
def fixed_sentence(letter: Reading) -> Iterator[Said]:
    """Sentences that the law fixes stand in the letter word for word."""
    fixed = letter.fields.fixed
    prints_term = KINDS[letter.kind].asks or "term" in REQUIRED[letter.kind]
    printed: dict[str, Text | None] = {
        # A notice to a consumer has a rule of its own; not every letter that asks nothing says what is open.
        "fixed.term": fixed.term if prints_term and not _consumer_notice(letter) else None,
        "fixed.costs": fixed.costs,
        "fixed.no_costs_yet": fixed.no_costs_yet,
    }
    for name, sentence in printed.items():
        if sentence is not None and not letter.says(sentence):
            yield Said(text("The sentence {field} is not in the letter as it is.", field=name))


def _number(letter: Reading, count: str) -> int:
    """The number that a word or figures stand for; 0 when it is none."""
    return int(count) if count.isdigit() else letter.numbers.get(count.lower(), 0)


def _within(span: tuple[int, int], places: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in places)


TERM = (
    term_wording, term_in_dutch, second_term, rejected_wording, term_date, pay_date, other_deadline, fixed_sentence,
)  # fmt: skip
