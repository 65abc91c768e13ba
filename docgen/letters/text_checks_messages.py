"""Rules about the text of letters that answer the debtor: what they must tell, and may not judge or demand."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.letters.message_fields import MessageFields
from docgen.letters.text_reading import Reading
from docgen.letters.text_rules import Said, rule
from docgen.texts import Text, text

_ACKNOWLEDGEMENTS = ("dispute-acknowledgement", "complaint-acknowledgement")
_ASK_NOTHING = (*_ACKNOWLEDGEMENTS, "reply", "help-referral")
_USE_FIELDS = text("Put the field back in the template; GET /v1/fields lists them all.")


@rule("text-message-part-missing", "art. 4.1 Bki", _USE_FIELDS)
def message_parts(letter: Reading) -> Iterator[Said]:
    """A letter about a message says when it came, what it said, and what its kind must tell about what follows."""
    message = letter.fields.message
    if message is None:
        return
    if not letter.shows_date(message.received_on):
        yield _missing(text("the day on which the message was received"))
    if not letter.holds(message.summary):
        yield _missing(text("what the debtor says"))
    yield from _answers(letter, message)
    yield from _to_creditor(letter, message)


def _answers(letter: Reading, message: MessageFields) -> Iterator[Said]:
    """What the debtor must read."""
    if letter.kind in _ACKNOWLEDGEMENTS:
        if message.answer_by is not None and not letter.shows_date(message.answer_by):
            yield _missing(text("the last day for an answer"))
        if not all(map(letter.holds, message.proof_asked)):
            yield _missing(text("the documents that are asked for"))
    if letter.kind == "complaint-acknowledgement" and message.handler and not letter.holds(message.handler):
        yield _missing(text("who handles the complaint"))
    if letter.kind == "reply" and not all(map(letter.holds, message.answer)):
        yield _missing(text("the whole answer"))


def _to_creditor(letter: Reading, message: MessageFields) -> Iterator[Said]:
    """What the creditor must read."""
    if letter.kind != "dispute-notice-creditor":
        return
    if message.creditor_answer_by is not None and not letter.shows_date(message.creditor_answer_by):
        yield _missing(text("the last day for an answer"))
    if not all(map(letter.holds, message.own_words)):
        yield _missing(text("the debtor's own words"))
    if not all(map(letter.holds, message.questions)):
        yield _missing(text("the questions to the creditor"))


@rule("text-support-missing", "art. 4 lid 1 Rki", _USE_FIELDS)
def support(letter: Reading) -> Iterator[Said]:
    """A referral to help tells of the pause, and of every organisation with a way to reach it."""
    offered = letter.fields.support
    if offered is None:
        return
    if offered.pause_until is not None and not letter.shows_date(offered.pause_until):
        yield _missing(text("until when the pause lasts"))
    for partner in offered.partners:
        if not all(map(letter.holds, filter(None, (partner.name, partner.phone, partner.website)))):
            yield _missing(text("how to reach {partner}", partner=partner.name))
    help_ = letter.fields.help
    if help_ is not None and not letter.holds(help_.crisis_free_phone):
        yield _missing(text("debt help: {number}", number=help_.crisis_free_phone))


@rule("text-prejudged", "art. 4.1 Bki", text("Take it out: the message is answered in another letter."))
def prejudged(letter: Reading) -> Iterator[Said]:
    """Who confirms a message does not judge it yet."""
    for start, _ in letter.hits("prejudging", negated=True) if letter.kind in _ACKNOWLEDGEMENTS else ():
        yield Said(text("The letter judges the message before it is answered."), letter.sentence(start))


@rule("text-demand-repeated", "art. 4.1 Bki", text("Take it out: this letter asks no money."))
def demand_repeated(letter: Reading) -> Iterator[Said]:
    """A letter that answers the debtor repeats no demand: of all amounts it names the undisputed one at most."""
    if letter.kind not in _ASK_NOTHING:
        return
    message = letter.fields.message
    right = message.undisputed if message is not None else None
    for found in letter.amounts:
        if found.value != right and letter.own(found.start, found.end):
            yield Said(
                text("The letter repeats what is demanded: {amount}.", amount=found.value), letter.sentence(found.start)
            )


def _missing(what: Text) -> Said:
    return Said(text("The letter does not give {what}.", what=what))


MESSAGES = (message_parts, support, prejudged, demand_repeated)
EVERY_MESSAGE = (message_parts,)  # also in letters to others than the debtor
