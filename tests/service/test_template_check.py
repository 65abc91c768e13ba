"""The check of templates at its two entrances, and the field guide."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from docgen.authoring.snippets import tag_of
from docgen.letters.field_types import entries
from docgen.letters.kinds import KINDS
from docgen.render.words import Words, catalogue
from docgen.service.desk import Desk
from docgen.service.template_checks import sample_letters
from docgen.service.template_models import TemplateChecked
from docgen.settings import ROOT
from tests.broken.building import edited, found_in, put, shipped
from tests.render.word_reading import files_of
from tests.service.test_catalogue import fits

Docgen = Callable[..., subprocess.CompletedProcess[bytes]]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
URL = "/v1/templates/check?kind=wik-notice&language=nl"
BROKEN = edited(put("body", "Aan {{ debtor.nmae }}"))


def post(client: FlaskClient, content: bytes = BROKEN, url: str = URL, **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(url, data=content, headers={"Content-Type": DOCX, **names})


def test_findings_come_as_the_contract_has_them(client: FlaskClient) -> None:
    answer = post(client)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert fits(TemplateChecked, answer.json)
    assert answer.json == {
        "ok": False,
        "findings": [
            {
                "code": "unknown-field",
                "severity": "error",
                "part": "de tekst",
                "place": "onder het kopje “{{ letter.subject }}”, alinea 6",
                "excerpt": "Aan »{{ debtor.nmae }}«",
                "message": "Er is geen veld nmae in debtor.",
                "remedy": "Bedoelde u {{ debtor.name }}?",
            }
        ],
    }
    english = post(client, Accept_Language="en").json["findings"][0]
    assert (english["part"], english["remedy"]) == ("the text", "Did you mean {{ debtor.name }}?")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_shipped_template_is_clean_with_every_sample(client: FlaskClient, kind: str, language: str) -> None:
    answer = post(client, shipped(kind, language), f"/v1/templates/check?kind={kind}&language={language}")
    assert answer.json == {"ok": True, "findings": []}


def test_the_same_file_comes_back_with_comments(client: FlaskClient) -> None:
    answer = post(client, Accept=DOCX)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="wik-notice-nl.docx"'
    assert "Bedoelde u {{ debtor.name }}?" in files_of(answer.data)["word/comments.xml"].decode()
    assert answer.data == post(client, Accept=DOCX).data


@pytest.mark.parametrize(
    ("content", "url", "headers", "status", "problem"),
    [
        (b"no docx", URL, {}, 422, "bad-template"),
        (BROKEN, "/v1/templates/check?kind=wik-notise&language=nl", {}, 422, "invalid-input"),
        (BROKEN, "/v1/templates/check?kind=wik-notice&language=fr", {}, 422, "invalid-input"),
        (BROKEN, "/v1/templates/check", {}, 422, "invalid-input"),
        (BROKEN, URL, {"Content-Type": "application/json"}, 415, "unsupported-media-type"),
        (BROKEN, URL, {"Content-Encoding": "gzip"}, 415, "unsupported-media-type"),
        (BROKEN, URL, {"Accept": "text/html"}, 406, "not-acceptable"),
        (bytes(5 * 1024**2 + 1), URL, {}, 413, "too-large"),
    ],
)
def test_what_does_not_fit_is_refused(
    client: FlaskClient, content: bytes, url: str, headers: dict[str, str], status: int, problem: str
) -> None:
    answer = client.post(url, data=content, headers={"Content-Type": DOCX, **headers})
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["type"] == f"/problems/{problem}"
    if "notise" in url:
        assert answer.json["errors"] == [{"pointer": "/kind", "message": "Bedoelde u wik-notice?"}]


def test_samples_show_both_letterheads_and_both_sorts_of_debtor(desk: Desk) -> None:
    for kind in KINDS.values():
        for language in ("nl", "en"):
            found = [letter for _, letter in sample_letters(desk, kind.id, language)]
            assert {each.language for each in found} == {language}
            assert {each.fields.letter.branding for each in found} == set(kind.brandings)
            if kind.asks and kind.to == "debtor":  # who is asked for money decides most on what a letter says
                assert {each.fields.debtor.consumer for each in found} == {True, False}
            assert not any(each.fields.letter.concept for each in found)


# ---- The command line ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "wik-notice.docx").write_bytes(BROKEN)
    return tmp_path


def test_the_command_line_says_it_in_words(docgen: Docgen, folder: Path) -> None:
    out = folder / "out.docx"
    done = docgen("templates", "check", folder / "nl" / "wik-notice.docx", "--comments", out, LANG="nl_NL.UTF-8")
    assert (done.returncode, done.stderr) == (2, b"")
    assert done.stdout.decode().splitlines() == [
        "Er zit één fout in dit sjabloon. Er zijn nog geen brieven mee te maken.",
        "",
        "1. FOUT in de tekst, onder het kopje “{{ letter.subject }}”, alinea 6  [unknown-field]",
        "   Aan »{{ debtor.nmae }}«",
        "   Er is geen veld nmae in debtor.",
        "   Bedoelde u {{ debtor.name }}?",
    ]
    assert b"Bedoelde u" in files_of(out.read_bytes())["word/comments.xml"]


def test_the_command_line_and_the_api_find_the_same(docgen: Docgen, folder: Path, client: FlaskClient) -> None:
    (folder / "draft.docx").write_bytes(BROKEN)
    options = ("--kind", "wik-notice", "--language", "nl", "--json")
    done = docgen("templates", "check", folder / "draft.docx", *options, LANG="nl_NL.UTF-8")
    assert done.returncode == 2
    assert json.loads(done.stdout) == post(client).json


def test_a_clean_file_gives_exit_status_nought(docgen: Docgen, folder: Path) -> None:
    (folder / "nl" / "sommatie.docx").write_bytes(shipped("sommatie"))
    done = docgen("templates", "check", folder / "nl" / "sommatie.docx", LANG="en_GB.UTF-8")
    assert (done.returncode, done.stdout) == (0, b"Every letter of this template will be right.\n")


def test_a_file_that_is_no_template_is_a_readable_line(docgen: Docgen, folder: Path) -> None:
    (folder / "nl" / "wik-notice.docx").write_bytes(b"x")
    done = docgen("templates", "check", folder / "nl" / "wik-notice.docx", LANG="en_GB.UTF-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"This is no sound Word document (.docx)." in done.stderr
    done = docgen("templates", "check", folder / "nl" / "wik-notice.docx", "--kind", "wik-notic", LANG="en_GB.UTF-8")
    assert b"/kind: Did you mean wik-notice?" in done.stderr


# ---- The field guide ----


def test_the_field_guide_lists_every_field_with_its_tag(docgen: Docgen, tmp_path: Path) -> None:
    for language, title in (("nl", "Veldengids voor Word-sjablonen"), ("en", "Field guide for Word templates")):
        file = tmp_path / f"{language}.docx"
        assert docgen("templates", "fields", "-o", file, "--language", language).returncode == 0
        document = docx.Document(str(file))
        assert document.paragraphs[0].text == title
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        for each in entries():
            if not each.shape.group:
                assert tag_of(each) in cells, each.name
            wanted = Words(language)
            assert any(sentence_of(each.description, wanted) in text for text in (*cells, *texts(document)))
    again = tmp_path / "again.docx"
    docgen("templates", "fields", "-o", again, "--language", "en")
    assert again.read_bytes() == file.read_bytes()


def sentence_of(description: str, words: Words) -> str:
    return description if words.language == "en" else catalogue("nl")[description]


def texts(document: Any) -> list[str]:
    return [each.text for each in document.paragraphs]


def test_every_ready_made_tag_passes_the_check() -> None:
    named = {each.name: each for each in entries()}
    texts = []
    for each in named.values():
        top = each.name.split(".")[0]
        lists, inside, _ = each.name.rpartition("[].")
        start = tag_of(named[f"{lists}[]"]).partition("…")[0] if inside else ""
        tag = f"{start}{tag_of(each)}{'{% endfor %}' if inside else ''}"
        groups = [".".join(each.name.split(".")[: end + 1]) for end in range(each.name.count("."))]
        for group in reversed(dict.fromkeys((top, *groups))):  # a group that may be empty is tested around its fields
            if group in named and named[group].shape.optional and "[]" not in group:
                tag = f"{{% if {group} %}}{tag}{{% endif %}}"
        texts.append(tag)
    found = found_in(edited(put("body", *texts)))
    assert [each for each in found if each.code != "unlawful-letter"] == []


def test_fields_have_their_tag_and_speak_the_readers_language(client: FlaskClient) -> None:
    dutch = {each["name"]: each for each in client.get("/v1/fields").json or []}
    english = {each["name"]: each for each in client.get("/v1/fields", headers={"Accept-Language": "en"}).json or []}
    assert dutch["invoices[].amount"]["tag"] == "{{ invoice.amount | euro }}"
    assert dutch["invoices[]"]["tag"] == "{% for invoice in invoices %}…{% endfor %}"
    assert dutch["agency.phone"]["tag"] == "{% if agency.phone %}{{ agency.phone }}{% endif %}"
    assert (dutch["debtor.name"]["description"], english["debtor.name"]["description"]) == (
        "Naam van de debiteur.",
        "Name of the debtor.",
    )
    assert [name for name, each in dutch.items() if each["description"] == english[name]["description"]] == []


def test_the_readme_names_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docgen templates check" in readme
    assert "docgen templates fields" in readme
    assert "`POST /v1/templates/check`" in readme
