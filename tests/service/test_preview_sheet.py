"""The middle of the workplace as a browser asks for it: the envelope, sharper pages, and the letter in a frame."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdfium2 import raw

from docgen.render import FORMS
from docgen.render.envelope import FOLD_LEFT, FOLD_LENGTH, FOLDS, window
from docgen.service import catalogue
from docgen.service.desk import Desk
from docgen.service.page_codes import find_code
from docgen.service.page_signs import MM
from docgen.service.page_window import check_window
from docgen.settings import ROOT

Read = Callable[[str], dict[str, Any]]

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
OPENING = window("left")


def shown(client: FlaskClient, request: dict[str, Any], language: str = "en") -> dict[str, Any]:
    response = client.post("/preview/letter", json=request, headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()["envelope"]
    return answer


@pytest.mark.parametrize("name", SAMPLES)
def test_the_address_of_every_sample_fits(desk: Desk, sample: Read, name: str) -> None:
    letter = desk.finish(sample(name), "pdf")
    pdf = desk.render(letter, "pdf").content
    own = [f"{letter.fields.sender.name} · {letter.fields.sender.address}", "AANGETEKEND"]
    opening = window(letter.look.window)
    check = check_window(pdf, opening, letter.fields.addressee.address_lines, own)
    assert check.fits, check
    assert not check.near
    assert fold_marks(pdf) == [(FOLD_LEFT[letter.look.window], top, FOLD_LENGTH) for top in FOLDS.values()]
    other = window("left" if letter.look.window == "right" else "right")
    wrong = check_window(pdf, other, letter.fields.addressee.address_lines, own)
    assert not wrong.fits
    assert wrong.outside, "in the other window none of it shows"


def fold_marks(pdf: bytes) -> list[tuple[float, float, float]]:
    """Left, top and length in millimetres of the short lines at the edges of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    found = []
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (side * MM for side in each.get_bounds())
        if (right < 30 or left > 180) and top - bottom < 0.5:
            found.append((round(left, 1), round(page.get_height() * MM - top, 1), round(right - left, 1)))
    document.close()
    return found


def test_tells_the_envelope_in_millimetres(client: FlaskClient, sample: Read) -> None:
    answer = shown(client, sample("wik-consumer"))
    assert answer["side"] == "left"
    assert answer["window"] == {"left": 35.0, "top": 45.0, "width": 70.0, "height": 37.0}
    assert [fold["top"] for fold in answer["folds"]] == [107.0, 158.0]
    assert answer["address"] == {
        "fits": True,
        "says": "The address fits the window: yes. Nothing else shows there.",
        "wrong": [],
    }
    code = answer["code"]
    assert (code["page"], code["short"], code["fits"]) == (0, "30 mm", True)
    assert code["says"].startswith("The payment code is 30 mm wide (at least 25), a dot of it 0.73 mm")
    dutch = shown(client, sample("wik-consumer"), "nl")
    assert dutch["address"]["says"].startswith("Het adres past in het venster: ja.")
    assert "0,73 mm" in dutch["code"]["says"]


def test_a_window_at_the_right_and_a_letter_without_code(client: FlaskClient, sample: Read) -> None:
    assert shown(client, sample("wik-english-consumer"))["window"]["left"] == 105.0
    assert shown(client, sample("sommatie-by-creditor-consumer"))["folds"][0]["left"] == 201.0


@pytest.mark.parametrize("name", ["reminder-english-foreign-address", "reminder-hard-names"])
def test_long_and_hard_addresses(client: FlaskClient, sample: Read, name: str) -> None:
    assert shown(client, sample(name))["address"]["fits"]


def test_a_letter_made_in_word_fits_too(client: FlaskClient, sample: Read) -> None:
    answer = shown(client, {**sample("reminder-english-foreign-address"), "engine": "word"})
    assert answer["address"]["fits"], answer
    assert answer["code"]["fits"], answer


def test_a_concept_fits(client: FlaskClient, sample: Read) -> None:
    """The mark over the page is no stranger in the window."""
    request = sample("sommatie-consumer-no-costs")
    request["costs"] = "claimed"
    request["on_finding"] = "warn"
    assert shown(client, request)["address"]["fits"]


def paper(*words: tuple[float, float, str]) -> bytes:
    """A page with words, each at so many millimetres from the left and the top."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    for left, top, said in words:
        words_of = raw.FPDFPageObj_CreateTextObj(document, font, 10.0)
        units = (said + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(words_of, (raw.FPDF_WCHAR * (len(units) // 2)).from_buffer_copy(units))
        raw.FPDFPageObj_Transform(words_of, 1, 0, 0, 1, left / MM, 842 - top / MM)
        raw.FPDFPage_InsertObject(page, words_of)
    page.gen_content()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


ADDRESS = ((36.0, 55.0, "J. de Vries"), (36.0, 60.0, "Dorpsstraat 1"))


@pytest.mark.parametrize(
    ("more", "part", "words"),
    [
        ((), None, ()),
        (((36.0, 91.0, "Datum"),), None, ()),
        (((36.0, 78.0, "Geheim"),), "strangers", ("Geheim",)),
        (((36.0, 89.0, "Datum"),), "near", ("Datum",)),
        (((150.0, 200.0, "J. de Vries"),), None, ()),
    ],
)
def test_sees_what_else_shows(more: tuple[Any, ...], part: str | None, words: tuple[str, ...]) -> None:
    check = check_window(paper(*ADDRESS, *more), OPENING, ["J. de Vries", "Dorpsstraat 1"], [])
    found = {name: getattr(check, name) for name in ("outside", "missing", "strangers", "near") if getattr(check, name)}
    assert found == ({part: words} if part else {})
    assert check.fits is (part in (None, "near"))


def test_sees_what_does_not_show() -> None:
    low = paper((36.0, 55.0, "J. de Vries"), (36.0, 84.0, "Dorpsstraat 1"))
    assert check_window(low, OPENING, ["J. de Vries", "Dorpsstraat 1"], []).outside
    gone = check_window(paper(*ADDRESS), OPENING, ["J. de Vries", "DUITSLAND"], [])
    assert gone.missing == ("DUITSLAND",)
    assert not gone.fits


def test_a_page_without_code_has_none() -> None:
    assert find_code(paper(*ADDRESS), 37) is None


def test_a_sharper_page(client: FlaskClient, sample: Read) -> None:
    request = sample("wik-consumer")
    response = client.post("/preview/page?number=2&scale=3", json=request)
    picture = response.get_json()["page"].removeprefix("data:image/png;base64,")
    assert Image.open(BytesIO(base64.b64decode(picture))).size == (1786, 2526)
    for asked, status in {
        "number=3&scale=3": 404,
        "number=0&scale=3": 404,
        "number=1&scale=40": 400,
        "number=1&scale=x": 400,
        "number=1": 400,
        "number=1&scale=3&more=1": 400,
    }.items():
        assert client.post(f"/preview/page?{asked}", json=request).status_code == status, asked
    assert client.post("/preview/page?number=1&scale=3", data="x").status_code == 415


def test_only_our_own_page_may_frame_a_letter(client: FlaskClient, sample: Read) -> None:
    data = {"request": json.dumps(sample("wik-consumer"))}
    for form in ("pdf", "html"):
        response = client.post(f"/preview/open/{form}", data=data)
        assert response.mimetype == FORMS[form].media_type.partition(";")[0]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        policy = response.headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
    assert policy.startswith("sandbox;"), "the HTML has an origin of its own and runs nothing"
    assert client.post("/preview/open/none", data=data).status_code == 404
    response = client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": "text/html"})
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_the_page_has_a_button_for_every_form(client: FlaskClient) -> None:
    page = client.get("/").text
    for form in catalogue.forms():
        assert f'data-form="{form["media_type"]}" data-kinds="{" ".join(form["kinds"])}"' in page
    assert 'data-view="html" data-type="text/html"' in page
    assert 'data-view="txt" data-type="text/plain"' in page
    assert ">SMS</button>" in page
