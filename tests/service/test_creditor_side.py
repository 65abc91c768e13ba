"""What creditor and agency settle reaches no debtor: no form of a letter, nothing in its files, no answer about a dossier."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from email import policy
from email.parser import BytesParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from flask.testing import FlaskClient

from docgen.dossier.creditor_side import CREDITOR_SIDE, for_debtor
from docgen.dossier.model import LetterRequest
from docgen.dossier.reading import letter_request
from docgen.letters import compose
from docgen.letters.kinds import KINDS, LetterKind
from docgen.service.desk import Desk

Read = Callable[[str], dict[str, Any]]
SAMPLE = "specification-partial-payments"
SIDE: dict[str, Any] = {
    "remittances": [{"paid_on": "2026-09-25", "amount": "87.41", "reference": "UB-KANARIE"}],
    "settlement": {
        "profile": "ecommerce-60-days",
        "commission": "13.37",
        "base_fee": [{"up_to": "911.91", "amount": "61.73"}, {"amount": "93.19"}],
        "direct_payments_count": True,
        "set_off": True,
        "payment_days": 29,
        "fee_iban": "NL02ABNA0123456789",
        "invoice_number": "AF-KANARIE",
    },
    "intake": {"missing": [{"what": "other", "note": "KANARIE"}]},
    "planned": [{"kind": "call", "on": "2031-07-13"}],
    "court_advice": {
        "chances": "poor",
        "chances_because": "KANARIE",
        "means": "poor",
        "means_because": "KANARIE",
        "advice": "close",
        "alternatives": ["write-off"],
        "reply_by": "2031-07-13",
    },
    "closing": {"reason": "on-request", "closed_on": "2031-07-13"},
}
CANARIES = (
    "87.41", "87,41", "KANARIE", "13.37", "13,37", "911.91", "911,91", "61.73", "61,73", "93.19", "93,19", "NL02ABNA",
    "NL02 ABNA", "2031",
)  # fmt: skip
FORMS = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "eml": "message/rfc822",
    "txt": "text/plain",
}


def both(request: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The request with a creditor's side in its dossier, and without."""
    with_, without = copy.deepcopy(request), copy.deepcopy(request)
    with_["dossier"] |= SIDE
    for name in CREDITOR_SIDE:
        without["dossier"].pop(name, None)
    return with_, without


def inside(form: str, content: bytes) -> Iterator[str]:
    """All text in a file: of its pages, its parts and its metadata."""
    yield content.decode("latin-1")
    if form == "pdf":
        shown = pypdfium2.PdfDocument(content)
        try:
            yield from (page.get_textpage().get_text_range() for page in shown)
        finally:
            shown.close()
        with pikepdf.open(BytesIO(content)) as opened:
            yield str(opened.docinfo)
            yield opened.Root.Metadata.read_bytes().decode("utf-8")
            yield from (str(key) for key in opened.attachments)
    elif form == "docx":
        with ZipFile(BytesIO(content)) as parts:
            yield from (parts.read(name).decode("utf-8") for name in parts.namelist() if not name.endswith(".png"))
    elif form == "eml":
        for part in BytesParser(policy=policy.default).parsebytes(content).walk():
            yield str(part.items())
            if part.get_content_type() == "application/pdf":
                yield from inside("pdf", part.get_content())
            elif part.get_content_maintype() == "text":
                yield part.get_content()


def canaries(text: str) -> list[str]:
    return [each for each in CANARIES if each in text]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_letter_holds_any_of_it(client: FlaskClient, sample: Read, form: str) -> None:
    request = sample("sommatie-consumer" if form == "txt" else SAMPLE)
    request["dossier"] |= SIDE
    if form == "txt":
        request["dossier"]["debtor"]["phone"] = "+31612345678"
        del request["dossier"]["remittances"]  # nothing came in
    if form in ("txt", "eml"):
        request["send_at"] = "09:30"
    got = client.post("/v1/letters", json=request, headers={"Accept": FORMS[form]})
    assert got.status_code == 200, got.text
    assert canaries(str(got.headers)) == []
    assert [each for text in inside(form, got.data) for each in canaries(text)] == []


def test_the_canaries_are_seen() -> None:
    """In a letter that says such things they would be found."""
    assert set(canaries(json.dumps(SIDE))) >= {"87.41", "KANARIE", "13.37", "911.91", "61.73", "93.19", "NL02ABNA"}


class Composed(Exception):
    """Stands for a letter: what it would have been composed of."""

    def __init__(self, request: LetterRequest) -> None:
        super().__init__()
        self.request = request


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_only_a_letter_to_the_creditor_is_made_of_it(
    desk: Desk, sample: Read, kind: LetterKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a template or a sentence would do: what any other letter is composed of does not have it."""

    def watched(request: LetterRequest, *_: Any) -> Any:
        raise Composed(request)

    monkeypatch.setattr(compose, "case_of", watched)
    made_of = []
    for data in both(sample(SAMPLE)):
        request = case_request(desk, data).model_copy(update={"kind": kind.id})
        with pytest.raises(Composed) as caught:
            compose.compose(request, on=date(2026, 11, 21), brands=desk.brands.brands())
        made_of.append(caught.value.request)
    with_, without = made_of
    if kind.to == "creditor":
        assert with_.dossier.settlement is not None
        assert with_.dossier.remittances
    else:
        assert with_ == without
        assert (with_.dossier.remittances, with_.dossier.settlement) == ((), None)


def test_every_field_of_the_creditors_side_is_behind_the_wall(desk: Desk, sample: Read) -> None:
    """A field that says that no letter to the debtor holds it is taken out before one is made."""
    request = case_request(desk, both(sample(SAMPLE))[0])
    named = {
        name
        for name, field in type(request.dossier).model_fields.items()
        if "No letter to the debtor" in (field.description or "")
    }
    assert named == set(CREDITOR_SIDE)
    stripped = for_debtor(request).dossier
    assert {name for name in named if getattr(request.dossier, name) and not getattr(stripped, name)} == named


def case_request(desk: Desk, data: dict[str, Any]) -> LetterRequest:
    return letter_request(data, desk.brands.brands(), None)


ANSWERS = ["/v1/calculations", "/v1/next-step", "/v1/checks", "/preview/letter", "/preview/outlook", "/preview/mail"]
WITH_PICTURES = ("/preview/letter", "/preview/mail")  # slow to make


@pytest.mark.parametrize("address", ANSWERS)
def test_no_answer_about_a_dossier_holds_any_of_it(client: FlaskClient, sample: Read, address: str) -> None:
    request: dict[str, Any] = sample(SAMPLE)
    if address in ("/v1/calculations", "/v1/next-step"):
        request = {"dossier": request["dossier"], "date": request["date"]}
    if address == "/preview/mail":
        request["send_at"] = "09:30"
    with_, without = both(request)
    got = client.post(address, json=with_)
    assert got.status_code == 200, got.text
    assert canaries(got.text) == []
    if address not in WITH_PICTURES:
        assert got.get_json() == client.post(address, json=without).get_json()


@pytest.mark.parametrize("address", ["/v1/letters", "/v1/calculations", "/v1/next-step", "/preview/outlook"])
def test_a_profile_that_nobody_knows_is_named(client: FlaskClient, sample: Read, address: str) -> None:
    request: dict[str, Any] = sample(SAMPLE)
    if address in ("/v1/calculations", "/v1/next-step"):
        request = {"dossier": request["dossier"]}
    request["dossier"]["settlement"] = {"profile": "frendly-same-day"}
    answer = client.post(address, json=request, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    (mistake,) = answer.get_json()["errors"]
    assert mistake["pointer"] == "/dossier/settlement/profile"
    assert "Did you mean friendly-same-day?" in mistake["message"]
