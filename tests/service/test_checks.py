"""The last gate as callers meet it: POST /v1/checks, docgen check, and templates that someone edited wrongly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from flask.testing import FlaskClient

from docgen.service import answer_models as answers
from docgen.service.app import create_app
from docgen.service.cli import main
from docgen.service.desk import Desk
from docgen.service.media import MEDIA_TYPES
from docgen.settings import ROOT
from tests.service.test_catalogue import fits

Sample = Callable[[str], dict[str, Any]]
Edit = Callable[..., FlaskClient]

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
PDF, HTML, JSON, DOCX = (MEDIA_TYPES[form] for form in ("pdf", "html", "json", "docx"))
NOTICE, SOMMATIE, PAY_BOX = "html/nl/wik-notice.html", "html/nl/sommatie.html", "html/_paybox.html"


@pytest.fixture
def edited(desk: Desk, tmp_path: Path) -> Edit:
    """The service with one file of the templates edited: what stood there is replaced."""

    def edit(file: str, old: str, new: str) -> FlaskClient:
        folder = tmp_path / "templates"
        shutil.copytree(ROOT / "templates", folder)
        if file.endswith(".docx"):
            edit_word(folder / file, old, new)
        else:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return create_app(Desk(replace(desk.settings, templates=folder), today=desk.today)).test_client()

    return edit


def edit_word(file: Path, old: str, new: str) -> None:
    with ZipFile(BytesIO(file.read_bytes())) as container:
        parts = {entry.filename: container.read(entry) for entry in container.infolist()}
    body = parts["word/document.xml"].decode()
    assert old in body
    parts["word/document.xml"] = body.replace(old, new).encode()
    with ZipFile(file, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)


# ---- POST /v1/checks ----


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_lawful(client: FlaskClient, sample: Sample, name: str) -> None:
    answer = client.post("/v1/checks", json=sample(name))
    found = answer.get_json()
    assert (answer.status_code, found["lawful"]) == (200, True)
    # Those that name court costs say that they are an estimate.
    expected = ["court-costs-estimated"] if name in ("sommatie-business-final", "court-advice") else []
    assert [each["rule"] for each in found["findings"]] == expected


@pytest.mark.parametrize("on_finding", ["refuse", "warn"])
def test_findings_about_dossier_and_text_come_at_once(edited: Edit, sample: Sample, on_finding: str) -> None:
    request = sample("sommatie-consumer") | {"costs": "claimed", "on_finding": on_finding}
    request["dossier"]["history"] = []
    client = edited(SOMMATIE, "<h2>Wat moet u doen?</h2>", "<p>Anders volgt loonbeslag.</p>")
    answer = client.post("/v1/checks", json=request).get_json()
    assert fits(answers.Checked, answer)
    assert answer["lawful"] is False
    found = {each["rule"]: each for each in answer["findings"]}
    assert {"consumer-costs-not-due", "text-costs-not-due", "text-threat"} <= found.keys()
    assert found["text-threat"]["sentence"] == "Anders volgt loonbeslag."
    severities = [each["severity"] for each in answer["findings"]]
    assert severities == sorted(severities)


def test_warnings_alone_are_lawful(client: FlaskClient, sample: Sample) -> None:
    request = sample("reminder-consumer")
    request["dossier"]["attachments"] = []
    answer = client.post("/v1/checks", json=request).get_json()
    assert answer["lawful"] is True
    assert {each["severity"] for each in answer["findings"]} == {"warning"}


def test_what_is_always_refused_is_a_finding_here(client: FlaskClient, sample: Sample) -> None:
    answer = client.post("/v1/checks", json=sample("wik-consumer") | {"term_days": 13}).get_json()
    assert answer["lawful"] is False
    assert "term-too-short" in [each["rule"] for each in answer["findings"]]


@pytest.mark.parametrize("costs", ["none", "announced", "claimed"])
@pytest.mark.parametrize("name", ["wik-consumer", "wik-business", "reminder-consumer", "sommatie-consumer-no-costs"])
def test_any_choice_of_costs_can_be_checked(client: FlaskClient, sample: Sample, name: str, costs: str) -> None:
    """Also one that makes no lawful letter: its text is looked at all the same."""
    answer = client.post("/v1/checks", json=sample(name) | {"costs": costs})
    assert answer.status_code == 200
    found = {each["rule"] for each in answer.get_json()["findings"] if each["severity"] == "error"}
    assert any(each.startswith("text-") for each in found) <= any(not each.startswith("text-") for each in found)


def test_messages_are_in_the_language_asked_for(edited: Edit, sample: Sample) -> None:
    client = edited(NOTICE, "{{ fixed.term }}", "Betaal binnen 14 dagen.")
    said = {}
    for language in ("nl", "en"):
        found = client.post("/v1/checks", json=sample("wik-consumer"), headers={"Accept-Language": language}).get_json()
        said[language] = next(each for each in found["findings"] if each["rule"] == "text-term-wording")
    assert said["nl"]["message"] != said["en"]["message"]
    assert said["nl"]["remedy"] != said["en"]["remedy"]
    assert said["nl"]["sentence"] == said["en"]["sentence"] == "Betaal binnen 14 dagen."


@pytest.mark.parametrize(("body", "status"), [({}, 422), ([], 422), ({"kind": "wik-notice", "dossier": {}}, 422)])
def test_a_request_that_does_not_fit_is_a_problem(client: FlaskClient, body: Any, status: int) -> None:
    answer = client.post("/v1/checks", json=body)
    assert (answer.status_code, answer.get_json()["type"]) == (status, "/problems/invalid-input")


# ---- Templates that someone edited ----

EDITS = [
    # sample, file, what stood there, what the author made of it, the rule, the sentence
    (
        "wik-consumer", NOTICE, "{{ fixed.term }}", "Betaal {{ pay.amount | euro }} binnen 14 dagen na dagtekening.",
        "text-rejected-wording", "Betaal € 286,50 binnen 14 dagen na dagtekening.",
    ),
    ("wik-consumer", NOTICE, "{{ fixed.costs }}", "Daarna komen er kosten bij.", "text-costs-not-named", ""),
    (
        "wik-consumer", NOTICE, "{{ fixed.no_costs_yet }}", "{{ fixed.no_costs_yet }} De kosten zijn maximaal € 42,98.",
        "text-vague-costs", "De kosten zijn maximaal € 42,98.",
    ),
    (
        "wik-consumer", PAY_BOX, "{{ pay.iban }}", "{{ pay.iban }} of NL39 BANK 0271 8281 82",
        "text-other-account", "Rekening NL91 ABNA 0417 1643 00 of NL39 BANK 0271 8281 82",
    ),
    ("wik-consumer", PAY_BOX, "{{ pay.holder }}", "Stichting Elders", "text-payee-missing", ""),
    (
        "sommatie-consumer", SOMMATIE, "{{ fixed.next_step }}", "Dan legt de deurwaarder beslag.",
        "text-threat", "Dan legt de deurwaarder beslag.",
    ),
    (
        "sommatie-consumer", SOMMATIE, "{{ fixed.calculated_until }}", "Onze dossierkosten zijn € 75,00.",
        "text-creditor-fee", "Onze dossierkosten zijn € 75,00.",
    ),
    ("sommatie-consumer", SOMMATIE, '{% include "nl/_help.html" %}', "", "text-debt-help-missing", ""),
    ("sommatie-consumer", SOMMATIE, '{% include "nl/_description.html" %}', "", "text-description-missing", ""),
    (
        "reminder-consumer", "html/nl/payment-reminder.html", "{{ fixed.term }}",
        "{{ fixed.term }} Daarna rekenen wij rente.", "text-reminder-costs", "Daarna rekenen wij rente.",
    ),
    (
        "plan-consumer", "html/_plan.html", "{{ instalment.due_on | date }}", "elke maand",
        "text-instalment-missing", "",
    ),
    (
        "wik-whitelabel-by-agency", NOTICE, "<p>{{ fixed.imprint }}</p>",
        '<p style="display: none">{{ fixed.imprint }}</p>', "text-imprint-missing", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize("accept", [PDF, HTML, JSON])
@pytest.mark.parametrize(
    ("name", "file", "old", "new", "rule", "sentence"),
    EDITS,
    ids=[edit[4] for edit in EDITS],
)
def test_an_edited_template_makes_no_unlawful_letter(
    edited: Edit, sample: Sample, accept: str, name: str, file: str, old: str, new: str, rule: str, sentence: str
) -> None:
    answer = edited(file, old, new).post("/v1/letters", json=sample(name), headers={"Accept": accept})
    assert answer.status_code == 422
    assert answer.get_json()["type"] == "/problems/unlawful-letter"
    found = [each for each in answer.get_json()["findings"] if each["rule"] == rule]
    assert sentence in [each["sentence"] for each in found]


def test_a_harmless_edit_is_left_alone(edited: Edit, sample: Sample) -> None:
    client = edited(NOTICE, "{{ fixed.term }}", "Wij vragen u vriendelijk: {{ fixed.term }}")
    answer = client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": HTML})
    assert answer.status_code == 200
    assert "Docgen-Findings" not in answer.headers
    assert "Wij vragen u vriendelijk" in answer.text
    assert "CONCEPT</p>" not in answer.text


def test_a_word_authors_edit_is_safe(edited: Edit, sample: Sample) -> None:
    """The edit is in the Word template: no Word file; the PDF comes from the HTML template and is made."""
    client = edited("docx/nl/wik-notice.docx", "{{ fixed.term }}", "Betaal {{ pay.amount | euro }} vandaag nog.")
    answers_ = {
        form: client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": form}) for form in (DOCX, PDF)
    }
    assert [each.status_code for each in answers_.values()] == [422, 200]
    found = {each["rule"]: each for each in answers_[DOCX].get_json()["findings"]}
    assert {"text-term-wording", "text-rejected-wording"} <= found.keys()
    assert found["text-rejected-wording"]["sentence"] == "Betaal € 286,50 vandaag nog."


# ---- With "on_finding": "warn" ----


@pytest.mark.parametrize("accept", [PDF, HTML, JSON, DOCX])
def test_an_unlawful_text_is_a_concept_when_asked_for(edited: Edit, sample: Sample, accept: str) -> None:
    file = "docx/nl/sommatie.docx" if accept == DOCX else SOMMATIE
    client = edited(file, "{{ fixed.calculated_until }}", "Anders volgt loonbeslag.")
    answer = client.post(
        "/v1/letters", json=sample("sommatie-consumer") | {"on_finding": "warn"}, headers={"Accept": accept}
    )
    assert answer.status_code == 200
    assert answer.headers["Docgen-Findings"] == "text-threat"
    if accept == JSON:
        assert [each["sentence"] for each in answer.get_json()["findings"]] == ["Anders volgt loonbeslag."]
        assert "CONCEPT" in answer.get_json()["text"]
    elif accept == HTML:
        assert '<p class="concept">CONCEPT</p>' in answer.text
    elif accept == DOCX:
        with ZipFile(BytesIO(answer.data)) as container:
            heads = [container.read(name) for name in container.namelist() if "header" in name and ".rels" not in name]
        assert heads
        assert all(b"CONCEPT" in head for head in heads)
    else:
        pdf = pypdfium2.PdfDocument(answer.data)
        try:
            assert all("CONCEPT" in page.get_textpage().get_text_range() for page in pdf)
        finally:
            pdf.close()


def test_a_warning_about_the_text_goes_along(edited: Edit, sample: Sample) -> None:
    client = edited(SOMMATIE, "{{ fixed.calculated_until }}", "Dit is uw laatste kans.")
    answer = client.post("/v1/letters", json=sample("sommatie-consumer"), headers={"Accept": HTML})
    assert (answer.status_code, answer.headers["Docgen-Findings"]) == (200, "text-hard-words")
    assert "CONCEPT</p>" not in answer.text


def test_the_preview_is_no_way_around(edited: Edit, sample: Sample) -> None:
    client = edited(SOMMATIE, "{{ fixed.calculated_until }}", "Anders volgt loonbeslag.")
    request = sample("sommatie-consumer")
    assert client.post("/preview/letter", json=request).status_code == 422
    assert client.post("/preview/open/pdf", data={"request": json.dumps(request)}).status_code == 422


# ---- docgen check ----


def test_the_command_says_when_all_is_well(docgen: Callable[..., Any]) -> None:
    done = docgen("check", ROOT / "samples" / "wik-consumer.json", "--language", "nl")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "De wet staat deze brief toe.\n", b"")


def test_the_command_lists_warnings_of_a_lawful_letter(capsys: Any, sample: Sample, tmp_path: Path) -> None:
    request = sample("reminder-consumer")
    request["dossier"]["attachments"] = []
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request), encoding="utf-8")
    assert main(["check", str(file), "--language", "en"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("The law allows this letter.\nwarning reminder-without-invoice")
    assert said.err == ""


def test_the_command_lists_what_is_wrong(docgen: Callable[..., Any], sample: Sample, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    file = tmp_path / "templates" / SOMMATIE
    file.write_text(
        file.read_text(encoding="utf-8").replace("{{ fixed.calculated_until }}", "Anders volgt loonbeslag."),
        encoding="utf-8",
    )
    request = sample("sommatie-consumer") | {"costs": "claimed"}
    request["dossier"]["history"] = []
    done = docgen(
        "check",
        "-",
        "--language",
        "nl",
        given=json.dumps(request).encode(),
        DOCGEN_TEMPLATES=str(tmp_path / "templates"),
    )
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert lines[0].startswith("docgen: ")
    assert any(line.startswith("  fout consumer-costs-not-due (art. 6:96 lid 6 BW): ") for line in lines)
    assert any("text-threat" in line and '"Anders volgt loonbeslag."' in line for line in lines)
