"""The command line as a program of its own: files in, files out, readable errors, exit status 2."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.service.cli import main
from docgen.service.desk import Desk
from docgen.settings import ROOT

Docgen = Callable[..., subprocess.CompletedProcess[bytes]]
Sample = Callable[[str], dict[str, Any]]

PERSONAL = "J. de Vries"
REQUEST = ROOT / "samples" / "wik-consumer.json"


def check_refused(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    error = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert "Traceback" not in error
    assert all(word in error for word in words), error


@pytest.mark.parametrize(
    ("ending", "start"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>"), ("json", b"{"), ("PDF", b"%PDF-")],
)
def test_the_name_of_the_output_says_the_form(docgen: Docgen, tmp_path: Path, ending: str, start: bytes) -> None:
    target = tmp_path / f"letter.{ending}"
    done = docgen("letter", REQUEST, "-o", target)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert target.read_bytes().lower().startswith(start.lower())
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def test_standard_input_and_output(docgen: Docgen) -> None:
    done = docgen("letter", "-", "-o", "-", given=REQUEST.read_bytes())
    assert (done.returncode, done.stdout[:5]) == (0, b"%PDF-")
    done = docgen("letter", "-", "-o", "-", "--form", "json", given=REQUEST.read_bytes())
    assert json.loads(done.stdout)["kind"] == "wik-notice"


def test_the_command_line_and_the_api_make_the_same_letter(docgen: Docgen, client: Any) -> None:
    request = REQUEST.read_bytes()
    made = client.post("/v1/letters", data=request, content_type="application/json").data
    assert docgen("letter", "-", "-o", "-", given=request).stdout == made


def test_an_error_leaves_the_old_file_alone(docgen: Docgen, sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"old")
    request = sample("wik-consumer") | {"term_days": 7}
    done = docgen("letter", "-", "-o", target, "--language", "en", given=json.dumps(request).encode())
    check_refused(done, "docgen: The law does not allow this letter.", "error ", "art. ")
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["letter.pdf"]


@pytest.mark.parametrize(
    ("variables", "arguments", "title"),
    [
        ({"LANG": "en_GB.UTF-8"}, (), "The input does not fit"),
        ({"LANG": "C.UTF-8"}, (), "De invoer klopt niet"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, (), "De invoer klopt niet"),
        ({"LANG": "nl_NL.UTF-8"}, ("--language", "en"), "The input does not fit"),
    ],
)
def test_mistakes_are_listed_in_the_language_of_the_terminal(
    docgen: Docgen, sample: Sample, variables: dict[str, str], arguments: tuple[str, ...], title: str
) -> None:
    request = sample("wik-consumer")
    request["dossier"]["invoices"][0]["amount"] = "a lot"
    request["dossier"]["creditor"]["iban"] = "NL00BANK0123456789"
    clean = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""} | variables
    done = docgen("letter", "-", "-o", "-", *arguments, given=json.dumps(request).encode(), **clean)
    check_refused(done, title, "\n  /dossier/invoices/0/amount: ", "\n  /dossier/creditor/iban: ")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("letter", "absent.json", "-o", "-"), "absent.json"),
        (("letter", REQUEST, "-o", "letter.odt"), ".pdf"),
        (("letter", REQUEST, "-o", "letter"), ".docx"),
        (("letter", REQUEST, "-o", "no/such/folder/letter.pdf"), "no/such/folder/letter.pdf"),
        (("letter", REQUEST), "--output"),
        (("calculate", REQUEST, "--date", "21-11-2026"), "2026-11-21"),
        (("calculate", REQUEST, "--date", "2031-01-01"), "Wettelijke rente"),
        (("serve", "--host", "0.0.0.0"), "--insecure"),  # noqa: S104 (that it is refused is what is tested)
        (("serve", "--host", "example.org"), "--insecure"),
        (("serve", "--port", "70000"), "65535"),
        (("serve", "--port", "http"), "--port"),
        (("nonsense",), "nonsense"),
        ((), "COMMAND"),
    ],
)
def test_errors_are_readable(docgen: Docgen, arguments: tuple[str | Path, ...], word: str) -> None:
    check_refused(docgen(*arguments), word)


def test_our_own_mistakes_are_a_readable_line_too(monkeypatch: pytest.MonkeyPatch, capsys: Any, caplog: Any) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(PERSONAL)

    monkeypatch.setattr(Desk, "finish", fail)
    assert main(["letter", str(REQUEST), "-o", "-", "--language", "en"]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("docgen: Something went wrong on our side. ")
    assert "builtins.RuntimeError at docgen/service/cli.py:" in caplog.text
    assert PERSONAL not in error + caplog.text


def test_a_wrong_setting_is_named(docgen: Docgen) -> None:
    check_refused(docgen("letter", REQUEST, "-o", "-", DOCGEN_BRANDS="no/such/folder"), "DOCGEN_BRANDS")
    check_refused(docgen("serve", DOCGEN_AGENCY="nobody"), "DOCGEN_AGENCY", "nobody")
    check_refused(docgen("serve", DOCGEN_COLOUR="red"), "DOCGEN_COLOUR")


def test_a_dossier_or_a_whole_request_can_be_calculated(docgen: Docgen, sample: Sample) -> None:
    request = sample("sommatie-consumer")
    whole = docgen("calculate", ROOT / "samples" / "sommatie-consumer.json")
    bare = docgen("calculate", "-", "--date", request["date"], given=json.dumps(request["dossier"]).encode())
    assert whole.returncode == 0, whole.stderr
    assert json.loads(whole.stdout) == json.loads(bare.stdout)
    later = docgen("calculate", ROOT / "samples" / "sommatie-consumer.json", "--date", "2026-12-24")
    assert json.loads(later.stdout)["as_of"] == "2026-12-24"


def test_places_are_those_of_the_file_that_was_given(docgen: Docgen, sample: Sample) -> None:
    dossier = sample("wik-consumer")["dossier"]
    del dossier["reference"]
    check_refused(docgen("calculate", "-", given=json.dumps(dossier).encode()), "\n  /reference: ")
    check_refused(docgen("calculate", "-", given=json.dumps({"dossier": dossier}).encode()), "\n  /dossier/reference: ")
    check_refused(docgen("calculate", "-", given=b"[]"), "\n  /: ")


def test_the_rates_come_with_their_sources(docgen: Docgen) -> None:
    done = docgen("rates", "--language", "en")
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "art. 6:119 BW" in shown
    assert "holds until" in shown
    assert "2026-01-01" in shown
