"""E-invoices by the API and the command line: answers, refusals, and the letter that comes of one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.service.ubl_models import Imported
from docgen.settings import ROOT
from tests.service.test_catalogue import fits

FILE = ROOT / "tests" / "dossier" / "ubl" / "invoice.xml"
INVOICE = FILE.read_bytes()

Docgen = Callable[..., subprocess.CompletedProcess[bytes]]


def post(client: FlaskClient, body: bytes, content_type: str = "application/xml", path: str = "") -> Any:
    return client.post(
        f"/v1/invoices/ubl{path}", data=body, content_type=content_type, headers={"Accept-Language": "en"}
    )


@pytest.mark.parametrize("content_type", ["application/xml", "text/xml", "text/xml; charset=UTF-8"])
def test_an_invoice_becomes_a_part_of_a_dossier(client: FlaskClient, content_type: str) -> None:
    answer = post(client, INVOICE, content_type)
    assert answer.status_code == 200
    assert fits(Imported, answer.json)
    assert answer.json["dossier"]["invoices"][0]["amount"] == "300.00"
    assert answer.json["remarks"][0]["pointer"] == "/dossier/debtor/type"


@pytest.mark.parametrize(
    ("body", "content_type", "path", "status", "problem"),
    [
        (INVOICE, "application/json", "", 415, "unsupported-media-type"),
        (INVOICE, "text/xml; charset=iso-8859-1", "", 415, "unsupported-media-type"),
        (INVOICE, "text/xml", "?x=1", 400, "bad-request"),
        (b"<!DOCTYPE x><x/>", "text/xml", "", 400, "not-xml"),
        (b"{}", "text/xml", "", 400, "not-xml"),
        (b"<x>" + b" " * 10**7 + b"</x>", "text/xml", "", 413, "too-large"),
        (b"<x/>", "text/xml", "", 422, "invalid-input"),
    ],
)
def test_what_is_not_read(
    client: FlaskClient, body: bytes, content_type: str, path: str, status: int, problem: str
) -> None:
    answer = post(client, body, content_type, path)
    assert (answer.status_code, answer.json["type"]) == (status, f"/problems/{problem}")


def test_a_sum_that_differs_is_named_with_its_place_and_both_amounts(client: FlaskClient) -> None:
    answer = post(client, INVOICE.replace(b"32.96", b"32.95"))
    assert answer.status_code == 422
    assert answer.json["errors"] == [
        {
            "pointer": "",
            "place": "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
            "message": "This says €300.00, and its parts come to €300.01. Ask the sender which is right.",
        }
    ]


def test_the_part_with_what_it_lacks_is_a_dossier_whose_letter_asks_the_amount(client: FlaskClient) -> None:
    dossier = post(client, INVOICE).json["dossier"]
    dossier["reference"] = "D1"
    dossier["debtor"]["type"] = "consumer"
    dossier["payments_processed_until"] = "2026-11-20"
    request = {"kind": "payment-reminder", "date": "2026-11-21", "dossier": dossier}
    made = client.post("/v1/letters", json=request, headers={"Accept": "application/json"})
    assert made.status_code == 200, made.json
    assert made.json["amount"] == "300.00"
    assert made.json["payee"] == {
        "name": "Bakkerij De Korenbloem B.V.", "iban": "NL91ABNA0417164300", "reference": "F2026-101",
    }  # fmt: skip


def test_the_command_writes_the_part_and_says_the_remarks(docgen: Docgen, tmp_path: Path) -> None:
    target = tmp_path / "dossier.json"
    done = docgen("import-ubl", FILE, "-o", target, "--language", "en")
    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads(target.read_bytes())["dossier"]["invoices"][0]["number"] == "F2026-101"
    assert done.stderr.startswith(b"/dossier/debtor/type: ")
    printed = docgen("import-ubl", "-", given=INVOICE)
    assert printed.stdout == target.read_bytes()


def test_the_command_refuses_with_every_place(docgen: Docgen) -> None:
    wrong = INVOICE.replace(b">380<", b">389<").replace(b"32.96", b"32.95")
    done = docgen("import-ubl", "-", given=wrong)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"  /Invoice/cbc:InvoiceTypeCode: " in done.stderr
    assert b"  /Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount: " in done.stderr
    assert b"Traceback" not in done.stderr
