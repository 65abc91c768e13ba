"""Versions of Word templates as authors meet them: the API, the command line, and the letters that come of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageChops
from werkzeug.test import TestResponse

from docgen.letters.kinds import KINDS
from docgen.render.word_package import open_own
from docgen.render.word_text import word_text
from docgen.service import answer_models as answers
from docgen.service import version_models as models
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.media import MEDIA_TYPES
from docgen.service.page_images import GAP
from docgen.service.preview.samples import SampleFolder
from docgen.settings import ROOT
from tests.service.template_editing import GREETING, edited, saved_by_libreoffice, with_greeting
from tests.service.test_catalogue import fits

Sample = Callable[[str], dict[str, Any]]
Docgen = Callable[..., subprocess.CompletedProcess[bytes]]

DOCX = MEDIA_TYPES["docx"]
NOTICE = "/v1/templates/wik-notice/nl"
EVERY_TEMPLATE = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in ("nl", "en")]
)
SAMPLES = SampleFolder(ROOT / "samples").all()
NOTICES = [each.name for each in SAMPLES if each.kind == "wik-notice"]
SAMPLE_OF = {each.kind: each.name for each in reversed(SAMPLES)}  # the first of each kind


class Author:
    """Somebody at a service with a store and a templates folder of its own."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.templates = folder / "templates"
        if not self.templates.exists():
            shutil.copytree(ROOT / "templates", self.templates)
        settings = replace(desk.settings, data=folder / "data", templates=self.templates)
        self.desk = Desk(settings, today=desk.today, now=desk.now)
        self.client: FlaskClient = create_app(self.desk).test_client()

    def get(self, path: str = NOTICE) -> TestResponse:
        return self.client.get(f"{path}.docx")

    def put(self, content: bytes, etag: str | None, path: str = NOTICE, **headers: str) -> TestResponse:
        given = headers | ({} if etag is None else {"If-Match": etag})
        return self.client.put(f"{path}.docx", data=content, content_type=DOCX, headers=given)

    def publish(self, version: str, path: str = NOTICE, **more: Any) -> TestResponse:
        headers = {"Docgen-Author": b"A. Jansen".decode("latin-1")}
        return self.client.post(f"{path}/publish", json={"version": version, **more}, headers=headers)

    def versions(self, path: str = NOTICE) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.get(f"{path}/versions").get_json()
        assert all(fits(models.TemplateVersion, each) for each in found)
        return found

    def letter(self, request: dict[str, Any], form: str = "docx") -> TestResponse:
        return self.client.post("/v1/letters", json=request, headers={"Accept": MEDIA_TYPES[form]})

    def change(self, new: str, path: str = NOTICE) -> str:
        """Fetch, change the greeting, send, publish; gives the new version."""
        fetched = self.get(path)
        content = edited(fetched.data, GREETING[path[-2:]], new)
        made = self.put(content, fetched.headers["ETag"], path).get_json()
        assert made["ok"], made
        assert self.publish(made["version"], path).status_code == 200
        version: str = made["version"]
        return version


@pytest.fixture
def author(desk: Desk, tmp_path: Path) -> Author:
    return Author(desk, tmp_path)


def words_in(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return word_text(answer.data)


def version_in(answer: TestResponse) -> str:
    """The version that a Word letter names in its properties."""
    return docx.Document(BytesIO(answer.data)).core_properties.keywords.removeprefix("template-")


def problem(answer: TestResponse, status: int, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = answer.get_json()
    assert (answer.status_code, found["type"]) == (status, f"/problems/{kind}"), found
    assert answer.content_type == "application/problem+json"
    return found


# ---- The round ----


@EVERY_TEMPLATE
def test_a_sentence_goes_round_and_the_old_version_makes_the_old_letter(
    author: Author, sample: Sample, kind: str, language: str
) -> None:
    path = f"/v1/templates/{kind}/{language}"
    request = sample(SAMPLE_OF[kind]) | {"language": language}
    before, greeting = author.letter(request), {"nl": "Met hartelijke groet,", "en": "Warm regards,"}[language]
    assert GREETING[language] in words_in(before)
    old = version_in(before)

    fetched = author.get(path)
    assert fetched.headers["ETag"] == f'"{old}"'
    assert fetched.data == (ROOT / "templates" / "docx" / language / f"{kind}.docx").read_bytes()
    answer = author.put(with_greeting(fetched.data, language, greeting), fetched.headers["ETag"], path)
    made = answer.get_json()
    assert fits(models.UploadedTemplate, made)
    assert (made["state"], made["ok"], made["findings"]) == ("draft", True, [])
    assert answer.headers["ETag"] == f'"{made["version"]}"'
    assert author.letter(request).data == before.data

    published = author.publish(made["version"], path, note="Warmer")
    assert fits(models.Template, published.get_json())
    after = author.letter(request)
    assert greeting in words_in(after)
    assert GREETING[language] not in words_in(after)
    assert version_in(after) == made["version"] != old
    assert author.letter(request | {"template_version": old}).data == before.data
    assert author.letter(request | {"template_version": made["version"]}).data == after.data


@pytest.mark.parametrize(("kind", "language"), [("wik-notice", "nl"), ("cost-specification", "en")])
def test_a_template_that_libreoffice_saved_goes_round(
    author: Author, sample: Sample, tmp_path: Path, kind: str, language: str
) -> None:
    path = f"/v1/templates/{kind}/{language}"
    request = sample(SAMPLE_OF[kind]) | {"language": language}
    before, fetched = author.letter(request), author.get(path)
    content = saved_by_libreoffice(with_greeting(fetched.data, language, "Hoogachtend / Yours truly,"), tmp_path)
    made = author.put(content, fetched.headers["ETag"], path).get_json()
    assert made["ok"], made
    author.publish(made["version"], path)
    assert "Hoogachtend / Yours truly," in words_in(author.letter(request))
    assert author.letter(request | {"template_version": version_in(before)}).data == before.data


def test_publishing_an_older_version_is_a_roll_back(author: Author, sample: Sample) -> None:
    first = author.letter(sample("wik-consumer"))
    second = author.change("Tot ziens,")
    back = author.publish(version_in(first), note="Terug").get_json()
    assert (back["published"], back["latest"], back["state"]) == (version_in(first), version_in(first), "published")
    assert author.letter(sample("wik-consumer")).data == first.data
    newest, oldest = author.versions()
    assert (newest["version"], newest["state"], newest["shipped"], newest["author"]) == (
        second,
        "replaced",
        False,
        None,
    )
    assert (oldest["version"], oldest["state"], oldest["shipped"]) == (version_in(first), "published", True)
    assert oldest["publications"] == [{"published_at": "2026-11-21T09:30:00Z", "author": "A. Jansen", "note": "Terug"}]
    assert author.get().headers["ETag"] == f'"{version_in(first)}"'


# ---- Two authors ----


def test_two_authors_do_not_overwrite_each_other(author: Author) -> None:
    content, etag = author.get().data, author.get().headers["ETag"]
    one, other = (with_greeting(content, "nl", new) for new in ("Dag,", "Tot ziens,"))
    first = author.put(one, etag, **{"Docgen-Author": "Łukasz".encode().decode("latin-1")})
    assert first.status_code == 200
    detail = problem(author.put(other, etag), 412, "stale")["detail"]
    assert first.get_json()["version"] in detail
    assert author.get().data == one
    assert author.put(other, author.get().headers["ETag"]).status_code == 200
    assert [(each["state"], each["author"]) for each in author.versions()] == [
        ("draft", None), ("draft", "Łukasz"), ("published", None),
    ]  # fmt: skip


@pytest.mark.parametrize("etag", ['W/"{}"', "{}x", '"000000000000"', '"', ""])
def test_only_the_whole_etag_of_the_latest_version_counts(author: Author, etag: str) -> None:
    fetched = author.get()
    version = fetched.headers["ETag"].strip('"')
    changed = with_greeting(fetched.data, "nl", "Dag,")
    problem(author.put(changed, etag.format(version)), 412, "stale")
    assert len(author.versions()) == 1
    assert author.put(changed, f'"000000000000", "{version}"').status_code == 200


def test_who_says_star_takes_whatever_is_there_and_who_says_nothing_is_asked(author: Author) -> None:
    changed = with_greeting(author.get().data, "nl", "Dag,")
    assert "If-Match" in problem(author.put(changed, None), 428, "precondition-required")["detail"]
    assert author.put(changed, "*").status_code == 200


def test_the_same_bytes_again_are_no_new_version(author: Author) -> None:
    content, etag = author.get().data, author.get().headers["ETag"]
    assert author.put(content, etag).get_json()["state"] == "published"
    changed = with_greeting(content, "nl", "Dag,")
    for each in (etag, "*"):
        assert author.put(changed, each).get_json()["state"] == "draft"
    assert len(author.versions()) == 2


# ---- What is refused ----


def test_a_draft_with_errors_is_kept_and_not_published(author: Author, sample: Sample) -> None:
    fetched = author.get()
    content = edited(fetched.data, GREETING["nl"], "Dag {{ debtor.nmae }},")
    made = author.put(content, fetched.headers["ETag"]).get_json()
    assert fits(models.UploadedTemplate, made)
    assert not made["ok"]
    assert [each["severity"] for each in made["findings"]] == ["error"]
    assert "{{ debtor.name }}" in made["findings"][0]["remedy"]
    found = problem(author.publish(made["version"]), 409, "template-has-errors")
    assert fits(answers.Problem, found)
    assert found["findings"] == made["findings"]
    assert GREETING["nl"] in words_in(author.letter(sample("wik-consumer")))
    listed = author.client.get("/v1/templates").get_json()
    assert {each["kind"]: each["drafts"] for each in listed if each["drafts"]} == {"wik-notice": [made["version"]]}


def test_a_draft_whose_letters_the_law_forbids_is_not_published(author: Author) -> None:
    fetched = author.get()
    content = edited(fetched.data, GREETING["nl"], "Betaal binnen 3 dagen, anders sturen wij de deurwaarder.")
    made = author.put(content, fetched.headers["ETag"]).get_json()
    assert not made["ok"]
    assert any(each["excerpt"] for each in made["findings"])
    problem(author.publish(made["version"]), 409, "template-has-errors")


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04" + b"x" * 100])
def test_a_file_that_is_no_word_document_is_not_kept(author: Author, content: bytes) -> None:
    problem(author.put(content, "*"), 422, "bad-template")
    assert len(author.versions()) == 1
    assert not (author.desk.settings.data / "templates").exists()


def test_a_file_that_is_too_large_is_not_kept(author: Author) -> None:
    problem(author.put(bytes(5 * 1024**2 + 1), "*"), 413, "too-large")
    assert len(author.versions()) == 1
    assert not (author.desk.settings.data / "templates").exists()


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "kind"),
    [
        ("get", "/v1/templates/letter/nl.docx", {}, 404, "not-found"),
        ("get", "/v1/templates/wik-notice/de.docx", {}, 404, "not-found"),
        ("get", "/v1/templates/wik-notice/nl.docx?version=000000000000", {}, 404, "not-found"),
        ("get", "/v1/templates/wik-notice/nl.docx?version=../../secret", {}, 404, "not-found"),
        ("get", "/v1/templates/wik-notice/nl.docx?versoin=1", {}, 400, "bad-request"),
        ("get", "/v1/templates/wik-notice/nl.docx?version=a&version=b", {}, 400, "bad-request"),
        ("get", "/v1/templates?kind=wik-notice", {}, 400, "bad-request"),
        ("get", "/v1/templates/letter/nl/versions", {}, 404, "not-found"),
        ("put", "/v1/templates/letter/nl.docx", {"data": b"", "content_type": DOCX}, 404, "not-found"),
        ("put", "/v1/templates/wik-notice/nl.docx", {"data": b"", "content_type": "application/zip"}, 415, "unsupported-media-type"),
        ("put", "/v1/templates/wik-notice/nl.docx", {"data": b"", "content_type": DOCX, "headers": {"Content-Encoding": "gzip"}}, 415, "unsupported-media-type"),
        ("put", "/v1/templates/wik-notice/nl.docx", {"data": b"", "content_type": DOCX, "headers": {"Docgen-Author": "x\xff"}}, 400, "bad-request"),
        ("put", "/v1/templates/wik-notice/nl.docx", {"data": b"", "content_type": DOCX, "headers": {"Docgen-Author": "x" * 71}}, 422, "invalid-input"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"json": {"version": "000000000000"}}, 422, "invalid-input"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"json": {}}, 422, "invalid-input"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"json": {"version": 7, "nota": "x"}}, 422, "invalid-input"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"json": []}, 422, "invalid-input"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"data": b"{", "content_type": "application/json"}, 400, "not-json"),
        ("post", "/v1/templates/wik-notice/nl/publish", {"data": b"{}"}, 415, "unsupported-media-type"),
        ("post", "/v1/templates/letter/nl/publish", {"json": {"version": "000000000000"}}, 404, "not-found"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_changes_nothing(
    author: Author, method: str, path: str, more: dict[str, Any], status: int, kind: str
) -> None:
    problem(getattr(author.client, method)(path, **more), status, kind)
    assert not author.desk.settings.data.exists()


def test_every_mistake_in_a_publication_is_named(author: Author) -> None:
    answer = author.client.post(f"{NOTICE}/publish", json={"version": "3f2A91c07be4", "nota": "x", "note": ""})
    found = problem(answer, 422, "invalid-input")["errors"]
    assert {each["pointer"] for each in found} == {"/version", "/nota", "/note"}


# ---- Which version makes a letter ----


def test_letters_name_their_template_in_every_form(author: Author, sample: Sample) -> None:
    request = sample("wik-consumer")
    data = author.letter(request, "json").get_json()
    with pikepdf.open(BytesIO(author.letter(request, "pdf").data)) as document:
        assert str(document.docinfo["/Keywords"]) == f"template-{data['template_version']}"
    html = author.letter(request, "html").text
    assert f'<meta name="keywords" content="template-{data["template_version"]}">' in html
    assert version_in(author.letter(request)) == author.get().headers["ETag"].strip('"')


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_only_a_word_letter_has_a_version_to_choose(author: Author, sample: Sample, form: str) -> None:
    request = sample("wik-consumer") | {"template_version": author.get().headers["ETag"].strip('"')}
    assert problem(author.letter(request, form), 422, "invalid-input")["errors"][0]["pointer"] == "/template_version"
    assert author.letter(request).status_code == 200


def test_unknown_versions_and_drafts_make_no_letter(author: Author, sample: Sample) -> None:
    draft = author.put(with_greeting(author.get().data, "nl", "Dag,"), "*").get_json()["version"]
    for version in ("000000000000", draft, author.get("/v1/templates/sommatie/nl").headers["ETag"].strip('"')):
        request = sample("wik-consumer") | {"template_version": version}
        assert problem(author.letter(request), 422, "invalid-input")["errors"][0]["pointer"] == "/template_version"
        problem(author.client.post("/v1/checks", json=request), 422, "invalid-input")


def test_a_check_looks_at_the_version_that_was_asked_for(author: Author, sample: Sample) -> None:
    request = sample("wik-consumer")
    request["template_version"] = author.change("Tot ziens,")
    assert author.client.post("/v1/checks", json=request).get_json() == {"lawful": True, "findings": []}


def test_an_edit_in_the_folder_shows_at_once_until_something_is_published(author: Author, sample: Sample) -> None:
    file = author.templates / "docx" / "nl" / "wik-notice.docx"
    shipped = file.read_bytes()
    before = author.letter(sample("wik-consumer"))
    file.write_bytes(with_greeting(shipped, "nl", "Dag,"))
    assert "Dag," in words_in(author.letter(sample("wik-consumer")))
    assert author.letter(sample("wik-consumer") | {"template_version": version_in(before)}).data == before.data

    third = author.put(with_greeting(shipped, "nl", "Tot ziens,"), author.get().headers["ETag"]).get_json()["version"]
    author.publish(third)
    file.write_bytes(with_greeting(shipped, "nl", "Een nieuwe uitgave,"))
    assert "Tot ziens," in words_in(author.letter(sample("wik-consumer")))
    assert [(each["state"], each["shipped"]) for each in author.versions()] == [
        ("shipped", True), ("published", False), ("shipped", True), ("shipped", True),
    ]  # fmt: skip
    newest = author.versions()[0]["version"]
    assert author.publish(newest).status_code == 200
    assert "Een nieuwe uitgave," in words_in(author.letter(sample("wik-consumer")))


def test_the_list_shows_every_template(author: Author) -> None:
    found = author.client.get("/v1/templates").get_json()
    assert all(fits(models.Template, each) and each["state"] == "shipped" for each in found)
    assert [(each["kind"], each["language"]) for each in found] == [
        (kind, language) for kind in KINDS for language in ("nl", "en")
    ]
    (author.templates / "docx" / "nl" / "sommatie.docx").unlink()
    missing = next(each for each in author.client.get("/v1/templates").get_json() if each["state"] == "missing")
    assert (missing["kind"], missing["published"], missing["latest"]) == ("sommatie", None, None)
    problem(author.get("/v1/templates/sommatie/nl"), 404, "not-found")


def test_a_letter_that_is_being_made_keeps_its_version(author: Author, sample: Sample) -> None:
    request = sample("wik-consumer")
    letter = author.desk.finish(request, "docx")
    second = author.change("Tot ziens,")
    document = author.desk.render(letter, "docx")
    assert GREETING["nl"] in word_text(document.content)
    assert document.template_version != second


def test_while_letters_are_made_and_versions_published_each_is_wholly_of_one_version(
    author: Author, sample: Sample
) -> None:
    """Two marks in the text and the name in the properties: they always belong together."""
    content, request = author.get().data, sample("wik-consumer")
    marks: dict[str, str] = {}
    for mark in ("linksom", "rechtsom"):
        changed = edited(content, GREETING["nl"], f"Groeten van {mark},")
        changed = edited(changed, "Kunt u niet in één keer betalen?", f"Kunt u niet in één keer betalen ({mark})?")
        marks[author.put(changed, author.get().headers["ETag"]).get_json()["version"]] = mark
    author.publish(next(iter(marks)))

    def letter(number: int) -> tuple[str, str]:
        if number % 3 == 1:
            assert author.publish(list(marks)[number % 2]).status_code == 200
        answer = author.letter(request)
        return version_in(answer), words_in(answer)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(letter, range(60)))  # and twenty publications
    assert {version for version, _ in made} == set(marks)
    for version, words in made:
        other = next(mark for mark in marks.values() if mark != marks[version])
        assert words.count(marks[version]) == 2
        assert other not in words


# ---- The command line ----


def test_the_command_line_does_the_same(docgen: Docgen, author: Author, tmp_path: Path) -> None:
    data = {"DOCGEN_DATA": str(author.desk.settings.data), "LANG": "en_GB.UTF-8"}
    file = tmp_path / "notice.docx"
    got = docgen("templates", "get", "wik-notice", "nl", "-o", file, **data)
    old = author.get().headers["ETag"].strip('"')
    assert (got.returncode, file.read_bytes()) == (0, author.get().data)
    assert f"--if-match {old}" in got.stdout.decode()

    file.write_bytes(with_greeting(file.read_bytes(), "nl", "Dag,"))
    upload = ("templates", "upload", "wik-notice", "nl", file, "--author", "B. Smit")
    refused = docgen(*upload, **data)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "--if-match" in refused.stderr.decode()
    sent = docgen(*upload, "--if-match", old, **data)
    assert sent.returncode == 0, sent.stderr
    version = author.get().headers["ETag"].strip('"')
    assert version in sent.stdout.decode()
    assert docgen(*upload, "--if-match", old, **data).returncode == 2

    done = docgen("templates", "publish", "wik-notice", "nl", version, "--note", "Korter", "--author", "C. Vos", **data)
    assert done.returncode == 0, done.stderr
    shown = docgen("templates", "versions", "wik-notice", "nl", **data).stdout.decode()
    assert all(each in shown for each in (version, "B. Smit", "C. Vos", '"Korter"', old, "came with the program"))
    listed = docgen("templates", "list", **data).stdout.decode().splitlines()
    assert len(listed) == 2 * len(KINDS)
    assert any(version in line and "published" in line for line in listed)
    letter = docgen("letter", ROOT / "samples" / "wik-consumer.json", "-o", "-", "--form", "docx", **data)
    assert "Dag," in word_text(letter.stdout)


def test_the_command_line_tells_what_keeps_a_draft_from_publication(
    docgen: Docgen, author: Author, tmp_path: Path
) -> None:
    data = {"DOCGEN_DATA": str(author.desk.settings.data), "LANG": "en_GB.UTF-8"}
    file = tmp_path / "notice.docx"
    file.write_bytes(edited(author.get().data, GREETING["nl"], "Dag {{ debtor.nmae }},"))
    sent = docgen("templates", "upload", "wik-notice", "nl", file, "--if-match", "*", **data)
    assert sent.returncode == 0, sent.stderr
    assert "Did you mean {{ debtor.name }}?" in sent.stdout.decode()
    refused = docgen("templates", "publish", "wik-notice", "nl", author.get().headers["ETag"].strip('"'), **data)
    error = refused.stderr.decode()
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "Did you mean {{ debtor.name }}?" in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    "arguments",
    [
        ("get", "letter", "nl", "-o", "-"),
        ("get", "wik-notice", "de", "-o", "-"),
        ("get", "wik-notice", "nl", "-o", "-", "--version", "000000000000"),
        ("publish", "wik-notice", "nl", "000000000000"),
        ("publish", "wik-notice", "nl", "x"),
        ("upload", "wik-notice", "nl", "absent.docx", "--if-match", "*"),
        ("versions", "letter", "nl"),
        (),
    ],
)
def test_what_the_command_line_refuses(docgen: Docgen, author: Author, arguments: tuple[str, ...]) -> None:
    done = docgen("templates", *arguments, DOCGEN_DATA=str(author.desk.settings.data))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert not author.desk.settings.data.exists()


# ---- A store that fails ----


def test_a_store_that_cannot_be_written_to_stops_no_letter(
    author: Author, sample: Sample, caplog: pytest.LogCaptureFixture
) -> None:
    author.desk.settings.data.write_bytes(b"a file where the folder should be")
    assert GREETING["nl"] in words_in(author.letter(sample("wik-consumer")))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "nl/wik-notice.docx" in caplog.text
    found = problem(author.put(with_greeting(author.get().data, "nl", "Dag,"), "*"), 503, "unavailable")
    assert "DOCGEN_DATA" in found["detail"]


def test_a_lost_file_of_the_published_version_makes_no_letter_of_another(author: Author, sample: Sample) -> None:
    version = author.change("Tot ziens,")
    next((author.desk.settings.data / "templates").glob(f"{version}*.docx")).unlink()
    answer = author.letter(sample("wik-consumer"))
    assert version in problem(answer, 503, "unavailable")["detail"]
    assert answer.headers["Retry-After"]
    assert author.letter(sample("wik-consumer"), "pdf").status_code == 200
    author.publish(author.versions()[-1]["version"])
    assert GREETING["nl"] in words_in(author.letter(sample("wik-consumer")))


# ---- What changes ----


def test_the_difference_is_told_for_every_sample(author: Author) -> None:
    author.put(with_greeting(author.get().data, "nl", "Met hartelijke groet,"), "*")
    found = author.client.get(f"{NOTICE}/diff").get_json()
    assert fits(models.Difference, found)
    assert [found["to"], found["from"]] == [each["version"] for each in author.versions()]
    assert [each["sample"] for each in found["samples"]] == NOTICES
    assert all(
        each["changes"]
        == [
            [
                {"change": "same", "text": "Met "},
                {"change": "removed", "text": "vriendelijke"},
                {"change": "added", "text": "hartelijke"},
                {"change": "same", "text": " groet,"},
            ]
        ]
        for each in found["samples"]
    )
    back = author.client.get(f"{NOTICE}/diff?from={found['to']}&to={found['from']}").get_json()
    assert back["samples"][0]["changes"][0][1] == {"change": "removed", "text": "hartelijke"}
    same = author.client.get(f"{NOTICE}/diff?from={found['to']}").get_json()
    assert [each["changes"] for each in same["samples"]] == [[]] * len(NOTICES)


def test_a_letter_comes_with_its_changes_tracked(author: Author) -> None:
    author.put(with_greeting(author.get().data, "nl", "Met hartelijke groet,"), "*")
    answer = author.client.get(f"{NOTICE}/diff?sample=wik-consumer")
    assert answer.mimetype == DOCX
    assert "Met hartelijke groet," in words_in(answer)
    assert b"vriendelijke" in open_own(answer.data).read("word/document.xml")


@pytest.mark.parametrize(
    ("query", "status"),
    [("from=000000000000", 404), ("to=x", 404), ("sample=sommatie-consumer", 404), ("form=x", 400)],
)
def test_a_difference_that_cannot_be_shown(author: Author, query: str, status: int) -> None:
    assert author.client.get(f"{NOTICE}/diff?{query}").status_code == status


def test_a_difference_with_a_broken_template_names_its_mistake(author: Author) -> None:
    author.put(edited(author.get().data, GREETING["nl"], "Dag {{ debtor.nmae }},"), "*")
    assert "name" in problem(author.client.get(f"{NOTICE}/diff"), 422, "bad-template")["detail"]


def test_the_command_line_shows_the_difference(docgen: Docgen, author: Author, tmp_path: Path) -> None:
    data = {"DOCGEN_DATA": str(author.desk.settings.data), "LANG": "en_GB.UTF-8"}
    author.put(with_greeting(author.get().data, "nl", "Met hartelijke groet,"), "*")
    shown = docgen("templates", "diff", "wik-notice", "nl", **data)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.decode().count("Met [-vriendelijke-]{+hartelijke+} groet,") == len(NOTICES)
    file = tmp_path / "tracked.docx"
    done = docgen("templates", "diff", "wik-notice", "nl", "--sample", "wik-consumer", "-o", file, **data)
    assert (done.returncode, file.read_bytes()[:2]) == (0, b"PK")
    assert docgen("templates", "diff", "wik-notice", "nl", "--sample", "wik-consumer", **data).returncode == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pages_stand_side_by_side(author: Author, docgen: Docgen, tmp_path: Path) -> None:
    author.put(with_greeting(author.get().data, "nl", "Met hartelijke groet,"), "*")
    answer = author.client.get(f"{NOTICE}/diff?sample=wik-consumer&page=1")
    assert (answer.status_code, answer.mimetype) == (200, "image/png"), answer.text
    picture = Image.open(BytesIO(answer.data))
    half = (picture.width - GAP) // 2
    sides = [picture.crop((start, 0, start + half, picture.height)) for start in (0, half + GAP)]
    different = ImageChops.difference(*sides).getbbox()
    assert different is None or (different[3] - different[1]) < picture.height / 2  # one line of one page
    problem(author.client.get(f"{NOTICE}/diff?sample=wik-consumer&page=9"), 404, "not-found")
    problem(author.client.get(f"{NOTICE}/diff?page=1"), 400, "bad-request")
    data = {"DOCGEN_DATA": str(author.desk.settings.data)}
    done = docgen("templates", "diff", "wik-notice", "nl", "--sample", "wik-consumer", "-o", tmp_path / "p.png", **data)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "p-1.png").read_bytes() == answer.data


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_pdf_has_versions_too(author: Author, sample: Sample) -> None:
    request = sample("wik-consumer") | {"engine": "word"}
    old = author.get().headers["ETag"].strip('"')
    new = author.change("Tot ziens,")
    for version, greeting, other in ((old, GREETING["nl"], "Tot ziens,"), (new, "Tot ziens,", GREETING["nl"])):
        asked = request | {"template_version": version}
        words = author.letter(asked, "json").get_json()
        assert words["template_version"] == version
        assert greeting in words["text"]
        assert other not in words["text"]
        pdf = author.letter(asked, "pdf").data
        with pikepdf.open(BytesIO(pdf)) as document:
            assert str(document.docinfo["/Keywords"]) == f"template-{version}"
        assert greeting in " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert author.letter(request, "json").get_json()["template_version"] == new
