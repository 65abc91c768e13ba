"""What must make sense together about the debtor's messages, and what a letter about one of them cannot do without."""

from __future__ import annotations

from docgen.dossier.debtor_messages import LETTERS_ABOUT, DebtorMessage, place_of_message
from docgen.dossier.mistake import Problems
from docgen.dossier.model import Dossier, LetterRequest
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.texts import Text, text

# What each letter needs of its message, and why it cannot be left out.
_NEEDED: dict[str, dict[str, Text]] = {
    "dispute-acknowledgement": {
        "answer_by": text("The letter says by when the debtor gets an answer. Add answer_by."),
    },
    "dispute-notice-creditor": {
        "answer_by": text("The letter says by when the debtor gets an answer. Add answer_by."),
        "creditor_answer_by": text("The creditor must know by when to answer. Add creditor_answer_by."),
    },
    "complaint-acknowledgement": {
        "handler": text("The letter names who handles the complaint. Add handler."),
        "answer_by": text("The letter says by when there is a decision. Add answer_by."),
    },
    "reply": {
        "answer": text("A reply is made of the paragraphs of its answer. Add at least one to answer."),
    },
}
_NONE_FITS: dict[str, Text] = {
    "dispute-acknowledgement": text("This letter is about an objection. Add a message of kind dispute to messages."),
    "dispute-notice-creditor": text("This letter is about an objection. Add a message of kind dispute to messages."),
    "complaint-acknowledgement": text("This letter is about a complaint. Add a message of kind complaint to messages."),
    "reply": text("This letter answers a message of the debtor. Add it to messages."),
}


def messages_problems(dossier: Dossier) -> Problems:
    """All about the messages of a dossier."""
    seen: set[str] = set()
    for place, each in enumerate(dossier.messages):
        here = f"/dossier/messages/{place}"
        if not known(each):
            continue
        if each.id is not None and known(each.id):
            if each.id in seen:
                yield InputProblem(f"{here}/id", text("Two messages have this id. Rename one."))
            seen.add(each.id)
        yield from _days(here, each)
        if not known(each.kind) or each.kind == "dispute":
            continue
        if each.undisputed_amount is not None and known(each.undisputed_amount):
            yield InputProblem(
                f"{here}/undisputed_amount", text("Only a dispute has a part that is not disputed. Leave this out.")
            )
        if each.pause == "disputed-part":
            yield InputProblem(f"{here}/pause", text("Only a dispute has a disputed part. Choose all or none."))


def _days(here: str, message: DebtorMessage) -> Problems:
    for name in ("answer_by", "answered_on", "creditor_answer_by"):
        day = getattr(message, name)
        if day is not None and known(day, message.received_on) and day < message.received_on:
            yield InputProblem(f"{here}/{name}", text("This day lies before the message was received. Correct one."))
    first, last = message.creditor_answer_by, message.answer_by
    if first is not None and last is not None and known(first, last) and last < first:
        yield InputProblem(
            f"{here}/answer_by", text("The debtor is to get an answer before the creditor has given his. Correct one.")
        )


def letter_message_problems(request: LetterRequest) -> Problems:
    """What a letter needs of the message that it is about."""
    if not known(request.kind, request.message, request.dossier, request.dossier.messages):
        return
    messages, kind = request.dossier.messages, request.kind
    if kind not in LETTERS_ABOUT:
        if request.message is not None:
            yield InputProblem("/message", text("This kind of letter is not about a message. Leave message out."))
        return
    if not known(*(part for each in messages for part in (each, each.id, each.kind, each.received_on, each.answer))):
        return
    place = place_of_message(kind, messages, request.message)
    if place is None and request.message is not None and messages:
        yield InputProblem(
            "/message", text("No message of the dossier that this letter can be about has this id. Correct it.")
        )
    elif place is None:
        yield InputProblem("/dossier/messages", _NONE_FITS[kind])
    else:
        for name, problem in _NEEDED[kind].items():
            if getattr(messages[place], name) in (None, ()):
                yield InputProblem(f"/dossier/messages/{place}/{name}", problem)


def support_problems(request: LetterRequest) -> Problems:
    """A referral to debt help goes to a person, not to a company."""
    dossier = request.dossier
    if not known(request.kind, dossier, dossier.debtor) or request.kind != "help-referral":
        return
    debtor = dossier.debtor
    if known(debtor.type, debtor.legal_form, debtor.natural_person) and not debtor.is_natural_person:
        yield InputProblem(
            "/kind", text("Help with debts is for people, and this debtor is a company. Choose another kind.")
        )
