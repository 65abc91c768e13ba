"""The preview as a browser asks for it: its page, its samples, its pictures, and what it refuses."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient
from PIL import Image

from docgen.letters.kinds import KINDS
from docgen.service.preview.samples import Sample, SampleFolder
from docgen.settings import ROOT

Read = Callable[[str], dict[str, Any]]

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
PARTS = ROOT / "docgen" / "service" / "preview"
PICTURE = "data:image/png;base64,"


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.found if name in attributes]


def show(client: FlaskClient, request: dict[str, Any], language: str = "nl") -> dict[str, Any]:
    response = client.post("/preview/letter", json=request, headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


@pytest.mark.parametrize(
    ("path", "accepted", "language", "title"),
    [
        ("/", "", "nl", "Brieven bekijken"),
        ("/", "en-GB,en;q=0.8", "en", "Letter preview"),
        ("/?lang=en", "nl", "en", "Letter preview"),
        ("/?lang=fr", "nl", "nl", "Brieven bekijken"),
    ],
)
def test_speaks_dutch_and_english(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str, accepted: str, language: str, title: str
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.get(path, headers={"Accept-Language": accepted})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.text
    assert title in response.text
    assert not caplog.records, "a word of the page is not in the catalogue"


def test_every_word_is_translated(client: FlaskClient) -> None:
    """Both pages have the same elements, and hardly any text is the same in both."""
    dutch, english = (re.sub(r"<[^>]+>", "\n", client.get(f"/?lang={each}").text) for each in ("nl", "en"))
    words = [set(filter(str.strip, page.split("\n"))) for page in (dutch, english)]
    same = {each.strip() for each in words[0] & words[1] if re.search("[A-Za-z]", each)} - set(SAMPLES)
    assert same == {"docgen", "API", "Batches", "Nederlands", "English", "HTML", "PDF", "Word", "JSON", "E-mail", "SMS"}


def test_the_policy_is_strict_and_the_page_keeps_it(client: FlaskClient) -> None:
    response = client.get("/")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"

    elements = Elements(response.text)
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert not elements.values("style")
    assert all("src" in attributes for tag, attributes in elements.found if tag == "script")
    assert "style" not in {tag for tag, _ in elements.found}


def test_nothing_comes_from_elsewhere(client: FlaskClient) -> None:
    page = Elements(client.get("/").text)
    for address in (*page.values("src"), *page.values("href"), *page.values("action")):
        assert address.startswith(("/", "#", "?")), address
        assert not address.startswith("//")
    for file in filter(Path.is_file, (PARTS / "static").rglob("*")):
        content = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""(https?:)?//[\w.]|@import""", content), file.name
        for named in re.findall(r"""url\(["']?([^"')]*)""", content):
            if named.startswith("data:image/svg+xml,"):
                continue
            assert named.startswith("../fonts/"), named
            assert client.get(f"/preview/{named.removeprefix('../')}").content_type == "font/ttf"
        response = client.get(f"/preview/static/{file.relative_to(PARTS / 'static')}")
        assert response.status_code == 200
        response.close()


def test_offers_every_sample_under_its_kind(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    listed = re.findall(r"<option(?: selected)?>([a-z0-9-]+)</option>", page)
    assert sorted(listed) == SAMPLES
    assert "<option selected>wik-consumer</option>" in page
    assert "<option selected>plan-business</option>" in client.get("/?sample=plan-business").text
    for kind in KINDS:
        assert f'<option value="{kind}">' in page


@pytest.mark.parametrize("name", SAMPLES)
def test_gives_a_sample_as_it_stands(client: FlaskClient, name: str) -> None:
    response = client.get(f"/preview/samples/{name}.json")
    assert response.mimetype == "application/json"
    assert response.data == (ROOT / "samples" / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", ["none", "..%2fpyproject", "%2e%2e/pyproject", "brands/de-korenbloem/brand", "README"])
def test_gives_nothing_else(client: FlaskClient, name: str) -> None:
    assert client.get(f"/preview/samples/{name}.json").status_code == 404


def test_shows_the_pages_of_the_pdf(client: FlaskClient, sample: Read) -> None:
    request = sample("wik-vat-exempt-consumer")
    answer = show(client, request)
    pdf = pypdfium2.PdfDocument(client.post("/v1/letters", json=request).data)
    assert len(answer["pages"]) == len(pdf)
    pdf.close()
    for page in answer["pages"]:
        assert page.startswith(PICTURE)
        picture = Image.open(BytesIO(base64.b64decode(page.removeprefix(PICTURE))))
        assert picture.format == "PNG"
        assert picture.size == (1191, 1684)  # A4 at 144 dpi
        darkest, lightest = picture.convert("L").getextrema()
        assert (darkest, lightest) == (0, 255)


def test_the_page_that_is_looked_at_comes_ahead(client: FlaskClient, sample: Read) -> None:
    """A line of its own, once; the rest is as without it. A page that the letter no longer has is none."""
    request = sample("wik-consumer")
    usual = client.post("/preview/letter", json=request).get_json()
    response = client.post("/preview/letter?page=2", json=request)
    ahead, rest = response.text.split("\n")
    assert json.loads(ahead.removesuffix(",") + "}") == {"soon": {"number": 2, "picture": usual["pages"][1]}}
    assert json.loads("{" + rest) == usual | {"pages": [usual["pages"][0], None]}
    assert client.post("/preview/letter?page=3", json=request).get_json() == usual
    assert client.post("/preview/letter?pages=1", json=request).status_code == 400


@pytest.mark.parametrize("page", ["", "?page=1"])
def test_a_mistake_after_the_first_page_is_told_without_its_words(
    client: FlaskClient, sample: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("J. de Vries")

    monkeypatch.setattr("docgen.service.preview.shown_letter.envelope", broken)
    with caplog.at_level(logging.ERROR):
        response = client.post(f"/preview/letter{page}", json=sample("reminder-consumer"))
    answer = response.get_json()
    assert ("soon" in answer) == bool(page)
    assert answer["problem"]["status"] == 500
    assert answer["problem"]["detail"].startswith("Dit is mislukt door een fout in het programma.")
    assert "Vries" not in response.text + caplog.text
    assert "ValueError" in caplog.text


def test_says_what_the_letter_says(client: FlaskClient, sample: Read) -> None:
    request = sample("sommatie-consumer")
    answer = show(client, request)
    letter = client.post("/v1/letters", json=request, headers={"Accept": "application/json"}).get_json()
    assert {name: answer[name] for name in letter} == letter
    assert answer["language"] == "nl"


def test_reasons_are_in_the_words_of_the_reader(client: FlaskClient, sample: Read) -> None:
    request = sample("reminder-consumer")
    del request["dossier"]["attachments"]
    dutch, english = show(client, request, "nl"), show(client, request, "en")
    assert dutch["text"] == english["text"]
    assert dutch["findings"][0]["rule"] == english["findings"][0]["rule"]
    assert dutch["findings"][0]["message"] != english["findings"][0]["message"]
    assert dutch["calculation"]["explanation"][0]["text"] != english["calculation"]["explanation"][0]["text"]


@pytest.mark.parametrize("name", ["plan-consumer", "reminder-business"])
def test_the_page_has_a_place_only_for_what_is_answered(client: FlaskClient, sample: Read, name: str) -> None:
    elements = Elements(client.get("/").text)
    answer = show(client, sample(name))
    for path in (*elements.values("data-value"), *elements.values("data-list"), *elements.values("data-tree")):
        inner: Any = answer
        for step in path.split("."):
            assert step in inner, path
            inner = inner[step]


def test_mistakes_come_back_with_their_place(client: FlaskClient, sample: Read) -> None:
    request = sample("wik-consumer")
    request["dossier"]["invoices"][0]["amount"] = "a lot"
    request["dossier"]["debtor"]["nmae"] = "x"
    response = client.post("/preview/letter", json=request)
    assert response.status_code == 422
    assert {each["pointer"] for each in response.get_json()["errors"]} >= {
        "/dossier/invoices/0/amount",
        "/dossier/debtor/nmae",
    }


def test_takes_json_only(client: FlaskClient, sample: Read) -> None:
    """A form of another site cannot send application/json."""
    body = json.dumps(sample("wik-consumer"))
    assert client.post("/preview/letter", data=body, content_type="text/plain").status_code == 415
    assert client.get("/preview/letter").status_code == 405
    assert client.post("/preview/letter", data="{", content_type="application/json").status_code == 400


def test_opens_the_very_pdf(client: FlaskClient, sample: Read) -> None:
    request = sample("wik-consumer")
    opened = client.post("/preview/open/pdf", data={"request": json.dumps(request)})
    assert opened.mimetype == "application/pdf"
    assert opened.data == client.post("/v1/letters", json=request).data
    assert opened.headers["Content-Disposition"].startswith("inline")


def test_opens_a_request_with_large_attachments(client: FlaskClient, sample: Read) -> None:
    request = sample("reminder-consumer")
    large = b"%PDF-1.7\n" + bytes(900_000)
    request["dossier"]["attachments"][0]["content"] = base64.b64encode(large).decode("ascii")
    assert client.post("/preview/open/pdf", data={"request": json.dumps(request)}).status_code == 200


def test_opens_nothing_for_another_site(client: FlaskClient, sample: Read) -> None:
    data = {"request": json.dumps(sample("wik-consumer"))}
    for site in ("cross-site", "same-site"):
        assert client.post("/preview/open/pdf", data=data, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert client.post("/preview/open/pdf", data={}).status_code == 400


def test_a_new_sample_shows_at_once(tmp_path: Path) -> None:
    folder = SampleFolder(tmp_path)
    assert folder.all() == ()
    for name, content in {
        "one": '{"kind": "sommatie"}',
        "two": '{"kind": "other"}',
        "three": "{",
        "four": "[]",
    }.items():
        (tmp_path / f"{name}.json").write_text(content, encoding="utf-8")
    assert folder.all() == (Sample("one", "sommatie"),)
    assert folder.content("../one") is None
