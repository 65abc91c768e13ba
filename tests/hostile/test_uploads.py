"""An upload that hangs the check, or eats its memory, is refused in time; the service goes on, its letters too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.authoring import check
from docgen.authoring.check import mended
from docgen.authoring.findings import Spot, TemplateFinding
from docgen.render.word import CREW as LETTERS
from docgen.render.word_package import Package
from docgen.render.workers import Crew
from docgen.service import template_checks, template_desk
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.hostile.conftest import DOCX
from tests.hostile.making import KIND, SHIPPED, pack, paragraph, put

URL = f"/v1/templates/check?kind={KIND}&language=nl"
TOO_LONG = "Het controleren van het sjabloon duurt te lang. Maak het sjabloon eenvoudiger."
TOO_MUCH = "Het controleren van het sjabloon kost te veel geheugen. Maak het sjabloon eenvoudiger."
STOPPED = "Het programma dat de sjablonen controleert, is gestopt. Probeer het opnieuw."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return create_app(Desk(Settings(data=tmp_path_factory.mktemp("data")))).test_client()


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    made = Crew(
        "tests.hostile.checking_jobs",
        memory=1024**3,
        size=1,
        answers=(TemplateFinding, Spot),
        said=check.CREW._said,
    )
    yield made
    made.close()


def post(client: FlaskClient, content: bytes, accept: str = "application/json") -> Any:
    return client.post(URL, data=content, headers={"Content-Type": DOCX, "Accept": accept})


@pytest.mark.parametrize(
    ("upload", "seconds", "status", "problem", "detail"),
    [
        (b"loop", 1, 422, "limit-exceeded", TOO_LONG),
        (b"regex", 1, 422, "limit-exceeded", TOO_LONG),
        (b"memory", 30, 422, "limit-exceeded", TOO_MUCH),
        (b"list", 30, 422, "limit-exceeded", TOO_MUCH),
        (b"gone", 30, 503, "unavailable", STOPPED),
    ],
)
def test_an_upload_that_does_not_end_well_is_refused_and_the_next_is_checked(
    client: FlaskClient,
    crew: Crew,
    monkeypatch: pytest.MonkeyPatch,
    upload: bytes,
    seconds: float,
    status: int,
    problem: str,
    detail: str,
) -> None:
    monkeypatch.setattr(check, "CREW", crew)
    crew.close()
    with monkeypatch.context() as shorter:
        shorter.setattr(check, "SECONDS", seconds)
        started = time.monotonic()
        refused = post(client, upload)
        assert time.monotonic() - started < seconds + 10
    assert (refused.status_code, refused.json["type"], refused.json["detail"]) == (
        status,
        f"/problems/{problem}",
        detail,
    )
    assert post(client, SHIPPED).json == {"ok": True, "findings": []}


def test_a_worker_of_the_check_cannot_hand_us_what_acts(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CREW", crew)
    with pytest.raises(Exception, match="may not hold"):
        mended(b"acts", "x")
    assert mended(SHIPPED, "x") == (SHIPPED, ())


def test_the_real_check_keeps_to_its_limit(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(client, SHIPPED).status_code == 200
    with monkeypatch.context() as shorter:
        shorter.setattr(check, "SECONDS", 0.01)
        shorter.setattr(check, "_checks", check._Checks())  # one that remembers nothing
        assert post(client, SHIPPED).json["detail"] == TOO_LONG
    assert post(client, SHIPPED).json["ok"]


@pytest.mark.parametrize("accept", ["application/json", DOCX])
def test_the_service_itself_reads_no_upload(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, accept: str) -> None:
    def opened(*_: object) -> None:
        pytest.fail("a file is opened in the service's own process")

    monkeypatch.setattr(Package, "__init__", opened)
    answer = post(client, pack(put(paragraph("{{ debtor.nmae }}"))), accept)
    assert (answer.status_code, answer.mimetype) == (200, accept)


def test_the_check_uses_no_worker_of_the_letters(client: FlaskClient) -> None:
    LETTERS.close()
    assert post(client, SHIPPED).json["ok"]
    assert LETTERS.idle == []


@pytest.mark.parametrize("name", ["mended", "checked"])
def test_a_draft_whose_check_does_not_end_is_not_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whether it is the mending that does not end or the check itself."""
    real = getattr(check, name)

    def hurried(*arguments: object) -> object:
        monkeypatch.setattr(check, "SECONDS", 0.01)
        return real(*arguments)

    monkeypatch.setattr(template_desk if name == "mended" else template_checks, name, hurried)
    template = f"/v1/templates/{KIND}/nl"
    before = client.get(f"{template}/versions").json
    draft = pack(put(paragraph("Dit is nieuw.")))
    etag = client.get(f"{template}.docx").headers["ETag"]
    answer = client.put(f"{template}.docx", data=draft, headers={"Content-Type": DOCX, "If-Match": etag})
    assert answer.json is not None
    assert (answer.status_code, answer.json["detail"]) == (422, TOO_LONG)
    assert client.get(f"{template}/versions").json == before
