"""Which part of the service is ill, what that means, and who is told how much of it."""

from __future__ import annotations

import shutil
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.service import health as health_module
from docgen.service import health_checks
from docgen.service.access.access import Access
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.health import Check, Health
from docgen.settings import ROOT
from docgen.texts import text

SAID = text("Nobody can log in.")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the templates may take as long to read as they do on a busy machine."""
    monkeypatch.setattr(health_module, "WAIT", 60.0)


def health(desk: Desk, key: str | None = None, language: str = "en") -> dict[str, Any]:
    """What a fresh service on a desk says of itself."""
    headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {key}"} if key else {})
    answer = create_app(desk).test_client().get("/healthz", headers=headers)
    return {**answer.get_json(), "status_code": answer.status_code}


def ill(found: dict[str, Any]) -> dict[str, str]:
    return {each["part"]: each["detail"] for each in found["parts"] if not each["ok"]}


@pytest.fixture
def apart(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with state of its own."""
    return Desk(replace(desk.settings, data=tmp_path / "data"), today=desk.today, now=desk.now)


def test_a_service_that_is_well(apart: Desk) -> None:
    found = health(apart)
    assert (found["status_code"], found["status"], ill(found)) == (200, "ok", {})
    assert [each["part"] for each in found["parts"]] == [
        *("brands", "templates", "template-store", "rates", "ledger", "batches", "keeping", "disk", "office"),
    ]
    assert all(each["detail"] is None for each in found["parts"])
    assert not apart.settings.data.exists(), "nothing is made by looking"


def test_every_part_says_what_is_wrong_with_it(apart: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    for kind in ("sommatie", "wik-notice"):
        (templates / "html" / "nl" / f"{kind}.html").write_text("{{ 1 + 1 }")
    (templates / "html" / "_plan.html").write_text("{% import 'x' as y %}")
    (templates / "docx" / "nl" / "reply.docx").write_text("no Word file")
    data = apart.settings.data
    for place in ("templates/versions.sqlite", "batches/ledger.sqlite", "access/access.sqlite"):
        (data / place).parent.mkdir(parents=True)
    key = Access(data).keys.add("monitor", None, datetime(2026, 11, 21, tzinfo=UTC))
    for place in ("templates/versions.sqlite", "batches/ledger.sqlite"):
        (data / place).write_text("no database at all, but some text that is long enough")
    monkeypatch.setattr(health_checks, "LEAST_ROOM", 2**70)
    monkeypatch.setattr(health_checks, "find_office", lambda: None)
    nowhere = {"broker": "redis://127.0.0.1:1/0", "store": "nothing://known", "ledger": None}
    settings = replace(apart.settings, templates=templates, auth="keys", **nowhere)
    desk = Desk(settings, today=lambda: date(2027, 2, 1), now=apart.now)

    found = health(desk, key)
    details = ill(found)
    assert (found["status_code"], found["status"]) == (200, "impaired")
    assert list(details) == [
        *("templates", "template-store", "rates", "ledger", "queue", "store", "disk", "office"),
    ]
    assert "nl/wik-notice.html" in details["templates"]
    assert "And 1 more." in details["templates"]
    assert "file is not a database" in details["ledger"]
    assert "The queue of letters cannot be reached" in details["queue"]
    assert str(data) in details["disk"]
    assert "libreoffice-writer-nogui" in details["office"]
    assert found["warnings"][: len(details)] == list(details.values())

    strange = ill(health(desk))
    assert list(strange) == list(details)
    assert strange["office"] == "PDFs from Word templates cannot be made."
    assert not any(each in repr(strange) for each in (str(tmp_path), "sqlite", "database", ".html", "libreoffice"))
    assert ill(health(desk, language="nl"))["office"] == "Pdf's uit Word-sjablonen kunnen niet worden gemaakt."


def test_no_letter_at_all(apart: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty" / "html").mkdir(parents=True)
    for settings, said in (
        (replace(apart.settings, templates=tmp_path / "empty"), "DOCGEN_TEMPLATES"),
        (replace(apart.settings, agency="nobody"), "DOCGEN_AGENCY"),
    ):
        found = health(Desk(settings, today=apart.today, now=apart.now))
        assert (found["status_code"], found["type"]) == (503, "/problems/bad-setting")
        assert said in found["detail"]
        strange = health(Desk(replace(settings, auth="keys"), today=apart.today, now=apart.now))
        assert (strange["status_code"], str(tmp_path) in strange["detail"]) == (503, False)
        assert strange["detail"].startswith("No letter can be made.")


def test_a_wrong_key_is_a_stranger_here(apart: Desk) -> None:
    desk = Desk(replace(apart.settings, auth="keys"), today=apart.today, now=apart.now)
    assert health(desk, "docgen_no_key")["status_code"] == 200


def test_a_part_that_hangs_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "WAIT", 0.2)
    may_end = threading.Event()

    def hangs() -> None:
        may_end.wait(30)

    def fails() -> None:
        raise Unavailable(text("Nobody can log in."))

    looked = Health([Check("fails", SAID, fails), Check("odd", SAID, odd), Check("hangs", SAID, hangs, patience=0.3)])
    looked.look()
    time.sleep(0.3)
    second = looked.look()
    may_end.set()
    assert [each.ok for each in second] == [False, False, False]
    assert second[2].detail(Words("en"), whole=True) == "Nobody can log in. It does not answer."
    assert second[2].detail(Words("en"), whole=False) == "Nobody can log in."


def odd() -> None:
    raise KeyError("J. de Vries")
