"""Messages of the debtor: which one a letter is about, and what such a letter cannot do without."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.dossier.debtor_messages import DebtorMessage, place_of_message
from tests.dossier.building import AGENCY, COMPANY, COMPLAINT, DISPUTE, QUESTION, Data, dossier_data
from tests.dossier.given import mistakes, pointers


def asked(kind: str, *messages: Data, dossier: Data | None = None, **more: Any) -> Data:
    return {"kind": kind, "dossier": dossier_data(agency=AGENCY, messages=list(messages)) | (dossier or {})} | more


@pytest.mark.parametrize(
    ("letter", "kinds", "named", "place"),
    [
        ("dispute-acknowledgement", "dispute question dispute", None, 2),
        ("dispute-acknowledgement", "dispute question dispute", "B-0", 0),
        ("dispute-acknowledgement", "dispute question dispute", "B-1", None),  # a question is no objection
        ("complaint-acknowledgement", "dispute question", None, None),
        ("reply", "dispute question", None, 1),  # the one that has an answer
        ("reply", "question dispute", "B-1", 1),
        ("sommatie", "dispute", None, None),
    ],
)
def test_which_message_a_letter_is_about(letter: str, kinds: str, named: str | None, place: int | None) -> None:
    given = {"dispute": DISPUTE, "complaint": COMPLAINT, "question": QUESTION}
    messages = [
        DebtorMessage.model_validate(given[kind] | {"id": f"B-{number}"}) for number, kind in enumerate(kinds.split())
    ]
    assert place_of_message(letter, messages, named) == place


def test_the_latest_is_by_its_day() -> None:
    days = ("2026-11-16", "2026-11-18", "2026-11-17")
    messages = [DebtorMessage.model_validate(DISPUTE | {"received_on": day}) for day in days]
    assert place_of_message("dispute-acknowledgement", messages, None) == 1


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (asked("dispute-acknowledgement", DISPUTE), []),
        (asked("dispute-acknowledgement", COMPLAINT), ["/dossier/messages"]),
        (asked("dispute-acknowledgement", DISPUTE | {"answer_by": None}), ["/dossier/messages/0/answer_by"]),
        (asked("dispute-notice-creditor", DISPUTE | {"creditor_answer_by": None}),
         ["/dossier/messages/0/creditor_answer_by"]),
        (asked("dispute-notice-creditor", DISPUTE | {"answer_by": None}), ["/dossier/messages/0/answer_by"]),
        (asked("complaint-acknowledgement", DISPUTE, COMPLAINT | {"handler": None, "answer_by": None}),
         ["/dossier/messages/1/handler", "/dossier/messages/1/answer_by"]),
        (asked("reply", QUESTION | {"answer": []}), ["/dossier/messages/0/answer"]),
        (asked("reply"), ["/dossier/messages"]),
        (asked("reply", QUESTION, message="B-1"), ["/message"]),
        (asked("sommatie", QUESTION, message="B-1"), ["/message"]),
        (asked("sommatie", QUESTION | {"id": "B"}, COMPLAINT | {"id": "B"}), ["/dossier/messages/1/id"]),
        (asked("sommatie", DISPUTE | {"answer_by": "2026-11-15"}),
         ["/dossier/messages/0/answer_by", "/dossier/messages/0/answer_by"]),
        (asked("sommatie", DISPUTE | {"creditor_answer_by": "2026-12-12"}), ["/dossier/messages/0/answer_by"]),
        (asked("sommatie", QUESTION | {"undisputed_amount": "1.00", "pause": "disputed-part"}),
         ["/dossier/messages/0/undisputed_amount", "/dossier/messages/0/pause"]),
        (asked("sommatie", DISPUTE | {"invoice_numbers": ["F1", "F9"]}), ["/dossier/messages/0/invoice_numbers/1"]),
        (asked("help-referral"), []),
        (asked("help-referral", dossier={"debtor": COMPANY}), ["/kind"]),
    ],
)  # fmt: skip
def test_what_does_not_go_together(data: Data, where: list[str]) -> None:
    assert pointers(data) == where


def test_all_mistakes_at_once_also_beside_unsound_values() -> None:
    data = asked(
        "complaint-acknowledgement", COMPLAINT | {"received_on": "yesterday", "handler": None}, QUESTION | {"id": 7}
    )
    assert pointers(data) == ["/dossier/messages/0/received_on", "/dossier/messages/1/id"]
    data = asked("reply", QUESTION | {"answer": ["a" * 1001, "b\nc", "<b>vet</b>"]})
    assert pointers(data) == ["/dossier/messages/0/answer/0", "/dossier/messages/0/answer/1"]


def test_mistakes_say_what_to_do() -> None:
    assert "answer_by" in mistakes(asked("dispute-acknowledgement", DISPUTE | {"answer_by": None}))[0][1]
