"""The last gate: the text of a finished letter, whatever template made it, against every rule about its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.errors import Finding, UnlawfulLetter
from docgen.letters.kinds import Recipient
from docgen.letters.letter import Letter
from docgen.letters.text_checks_costs import COSTS
from docgen.letters.text_checks_messages import EVERY_MESSAGE, MESSAGES
from docgen.letters.text_checks_parties import EVERY_PARTY, PARTIES
from docgen.letters.text_checks_payment import EVERY_FIGURE, FILED, PAY_BOX, PAYMENT
from docgen.letters.text_checks_term import TERM
from docgen.letters.text_checks_tone import EVERY_TONE, TONE
from docgen.letters.text_reading import Reading, Say
from docgen.letters.text_rules import TextRule

RULES: tuple[TextRule, ...] = (*TERM, *COSTS, *PAYMENT, *PARTIES, *MESSAGES, *TONE)
_EVERY_LETTER = frozenset(each.id for each in (*EVERY_PARTY, *EVERY_FIGURE, *EVERY_MESSAGE, *EVERY_TONE))
_MORE: Mapping[Recipient, frozenset[str]] = {"curator": frozenset(each.id for each in FILED)}


def check_text(text: str, letter: Letter, say: Say) -> tuple[Finding, ...]:
    """What is wrong with the plain text of a finished letter, errors first; nothing when all is well.

    `text` has a line for a paragraph and tabs between the cells of a row. `say` puts a sentence into the letter's
    language, as the letter itself does.
    """
    reading = Reading(text, letter, say)
    held = _EVERY_LETTER | _MORE.get(letter.to, frozenset())
    if letter.payee is not None:  # the agency's own bill
        held |= {each.id for each in PAY_BOX}
    rules = [each for each in RULES if letter.to == "debtor" or each.id in held]
    found = [finding for each in rules for finding in each.check(reading)]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def judged(letter: Letter, found: tuple[Finding, ...], *, refuse: bool) -> Letter:
    """The letter with what was found in its text. An error makes it a concept, or raises `UnlawfulLetter`."""
    if not found:
        return letter
    findings = (*letter.findings, *found)
    wrong = any(finding.severity == "error" for finding in found)
    if wrong and refuse:
        raise UnlawfulLetter(findings)
    marks = replace(letter.fields.letter, concept=letter.fields.letter.concept or wrong)
    return replace(letter, findings=findings, fields=replace(letter.fields, letter=marks))
