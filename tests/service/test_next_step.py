"""POST /v1/next-step, GET /v1/profiles and `docgen next`: the same answer everywhere, of the promised shape."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from docgen.letters.kinds import KINDS
from docgen.service import step_models
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.examples import DOSSIER, NEXT_STEP_REQUEST
from docgen.settings import ROOT, Settings

Docgen = Callable[..., subprocess.CompletedProcess[bytes]]
Sample = Callable[[str], dict[str, Any]]
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
PROFILES = ROOT / "samples" / "profiles"
ENGLISH = {"Accept-Language": "en"}


def fits(model: type[Any], answer: Any) -> bool:
    schema = model.model_json_schema(mode="serialization", by_alias=True)
    mistakes = [f"{list(each.path)}: {each.message}" for each in Draft202012Validator(schema).iter_errors(answer)]
    assert not mistakes
    return True


def following(client: FlaskClient, **changes: Any) -> Any:
    answer = client.post("/v1/next-step", json=NEXT_STEP_REQUEST | changes, headers=ENGLISH)
    assert answer.status_code == 200, answer.text
    assert fits(step_models.NextStepAnswer, answer.json)
    return answer.json


def test_the_answer_of_the_contract(client: FlaskClient) -> None:
    found = following(client)
    assert list(found) == ["kind", "from", "channel", "reason", "blocked", "timeline"]
    assert (found["kind"], found["from"], found["channel"]) == ("payment-reminder", "2026-11-21", "post")
    # The reminder of Saturday 21 November: until Saturday 28, so Monday 30. The notice of 1 December is received on
    # Thursday 3: until Thursday 17 December. With the margin costs may be asked from Monday 21 December.
    assert [(each["kind"], each["until"]) for each in found["blocked"]] == [("sommatie", "2026-12-21")]
    assert [(each["step"], each["date"], each["status"], each["letter"]) for each in found["timeline"][:4]] == [
        ("reminder", "2026-11-21", "next", True),
        ("final-notice", "2026-12-01", "later", True),
        ("hand-over", "2026-12-18", "later", False),
        ("demand", "2026-12-21", "later", True),
    ]


def test_in_dutch_unless_asked_otherwise(client: FlaskClient) -> None:
    dutch = client.post("/v1/next-step", json=NEXT_STEP_REQUEST).json
    assert dutch is not None
    assert dutch["reason"].startswith("Nu aan de beurt in dit proces: Betalingsherinnering.")
    assert dutch["timeline"][1]["title"] == "Laatste aanmaning"
    assert following(client)["timeline"][1]["title"] == "Final notice"


def test_only_a_dossier_is_needed(client: FlaskClient) -> None:
    found = client.post("/v1/next-step", json={"dossier": DOSSIER}, headers=ENGLISH).json
    assert found == following(client)  # today is the same day, and the default profile is standard


def test_the_agency_of_the_service_goes_on_where_none_is_named(client: FlaskClient) -> None:
    notice = {
        "kind": "wik-notice", "sent_on": "2026-09-21", "term_days": 14, "term_wording": "from-day-after-delivery",
        "announced_costs": "172.50",
    }  # fmt: skip
    found = following(client, dossier=DOSSIER | {"history": [notice]})
    assert (found["kind"], found["blocked"]) == ("sommatie", [])


def test_what_is_called_next_is_made_when_it_is_asked_for(client: FlaskClient) -> None:
    dossier = copy.deepcopy(DOSSIER) | {"payments": [], "payments_processed_until": None}
    kinds = []
    on = "2026-09-01"
    while True:
        found = following(client, dossier=dossier, date=on, profile="friendly-same-day")
        due = [each for each in found["timeline"] if (each["status"], each["kind"]) == ("next", found["kind"])]
        letter = next((each for each in due if each["letter"] and each["to"] == ["debtor"]), None)
        if letter is None:
            break
        request = {
            "kind": found["kind"], "date": found["from"], "channel": found["channel"], "dossier": dossier,
            **{name: letter[name] for name in ("branding", "performed_by", "costs", "interest", "stage")},
            "term_days": letter["term_days"].get("consumer"),
        }  # fmt: skip
        made = client.post("/v1/letters", json=request, headers={"Accept": "application/json"})
        assert made.status_code == 200, made.text
        assert made.json is not None
        dossier.setdefault("history", []).append(made.json["history_entry"])
        on = found["from"][:8] + f"{int(found['from'][8:]) + 1:02}"
        kinds.append((letter["kind"], letter["inserted"]))
    assert kinds == [("payment-reminder", False), ("wik-notice", True)]
    assert (found["kind"], found["from"]) == ("court-advice", "2026-09-29")  # the notice of 9 September, and the margin


@pytest.mark.parametrize("profile", [file.stem for file in sorted(PROFILES.glob("*.toml"))])
@pytest.mark.parametrize("file", SAMPLES, ids=[file.stem for file in SAMPLES])
def test_every_sample_has_a_next_step(client: FlaskClient, file: Path, profile: str) -> None:
    request = json.loads(file.read_text(encoding="utf-8"))
    found = following(client, dossier=request["dossier"], date=request["date"], profile=profile)
    assert found["reason"]


def test_profiles(client: FlaskClient) -> None:
    found = client.get("/v1/profiles").json
    assert found is not None
    assert all(fits(step_models.Profile, each) for each in found)
    assert [each["id"] for each in found] == [file.stem for file in sorted(PROFILES.glob("*.toml"))]
    assert [each["id"] for each in found if each["default"]] == ["standard"]
    by_id = {each["id"]: each for each in found}
    assert by_id["ecommerce-60-days"]["target"]["days"] == 60
    assert by_id["standard"]["title"] == "Standaard"
    steps = [step for each in found for step in each["timeline"]]
    assert all(step["letter"] == (step["kind"] in KINDS) for step in steps)
    assert [step["fee"]["amount"] for step in steps if step["fee"] and step["fee"]["amount"]] == ["75.00"]
    english = client.get("/v1/profiles", headers=ENGLISH).json
    assert english is not None
    assert {each["title"] for each in english}.isdisjoint(each["title"] for each in found)


def test_a_next_step_has_no_fee_in_it(client: FlaskClient) -> None:
    found = following(client, profile="ecommerce-60-days")
    assert all("fee" not in each for each in found["timeline"])
    assert "75" not in json.dumps([each["title"] for each in found["timeline"]])


@pytest.mark.parametrize(
    ("changes", "pointer", "words"),
    [
        ({"profile": "standaard"}, "/profile", "Did you mean standard?"),
        ({"profile": "zzz"}, "/profile", "Choose one of: creditor-step-plan, "),
        ({"profile": 7}, "/profile", "must be text"),
        ({"profil": "standard"}, "/profil", "Did you mean profile?"),
        ({"date": "tomorrow"}, "/date", "no date"),
        ({"dossier": {}}, "/dossier/reference", "required"),
        ({"kind": "sommatie"}, "/kind", "no such field"),
    ],
)
def test_mistakes_are_named(client: FlaskClient, changes: dict[str, Any], pointer: str, words: str) -> None:
    answer = client.post("/v1/next-step", json=NEXT_STEP_REQUEST | changes, headers=ENGLISH)
    assert answer.status_code == 422
    assert answer.json is not None
    found = {each["pointer"]: each["message"] for each in answer.json["errors"]}
    assert words in found[pointer]


def test_days_before_the_tables_are_refused_with_a_reason(client: FlaskClient) -> None:
    old = copy.deepcopy(DOSSIER) | {"payments": [], "payments_processed_until": None}
    old["invoices"][0] |= {"issued_on": "2005-01-01", "due_on": "2005-02-01"}
    answer = client.post("/v1/next-step", json={"dossier": old, "date": "2005-03-01"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["type"] == "/problems/rates-not-known"


# ---- the settings


def test_another_default_and_another_folder(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "profiles"
    own.mkdir()
    shutil.copy(PROFILES / "creditor-step-plan.toml", own / "ours.toml")
    client = create_app(Desk(replace(desk.settings, profiles=own, profile="ours"), today=desk.today)).test_client()
    listed = client.get("/v1/profiles").json
    assert listed is not None
    assert [(each["id"], each["default"]) for each in listed] == [("ours", True)]
    found = client.post("/v1/next-step", json={"dossier": DOSSIER}).json
    assert found is not None
    assert found["timeline"][0]["lines"] == ["AL-01"]
    shutil.copy(PROFILES / "standard.toml", own / "later.toml")  # it is there at once
    listed = client.get("/v1/profiles").json
    assert listed is not None
    assert [each["id"] for each in listed] == ["later", "ours"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no profile standard"),
        (b"title = ", "The profile standard.toml is not sound"),
        (b"\xff", "The profile standard.toml is not sound"),
        (b"colour = 1", "/colour: "),
    ],
)
def test_a_bad_profile_is_named_and_letters_are_made_all_the_same(
    desk: Desk, sample: Sample, tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "standard.toml").write_bytes(content)
    client = create_app(Desk(replace(desk.settings, profiles=tmp_path), today=desk.today)).test_client()
    for answer in (
        client.post("/v1/next-step", json=NEXT_STEP_REQUEST | {"profile": None}, headers=ENGLISH),
        client.get("/v1/profiles", headers=ENGLISH),
    ):
        assert answer.status_code == 503
        assert answer.json is not None
        assert answer.json["type"] == "/problems/bad-setting"
        assert words in answer.json["detail"]
    assert client.get("/healthz").status_code == 200
    assert client.post("/v1/letters", json=sample("wik-consumer")).status_code == 200


# ---- the command line


def test_the_command_line_and_the_api_say_the_same(docgen: Docgen, client: FlaskClient, sample: Sample) -> None:
    request = sample("sommatie-consumer")
    done = docgen(
        *("next", ROOT / "samples" / "sommatie-consumer.json", "--profile", "ecommerce-60-days", "--language", "en")
    )
    assert done.returncode == 0, done.stderr
    api = following(client, dossier=request["dossier"], date=request["date"], profile="ecommerce-60-days")
    assert json.loads(done.stdout) == api


def test_a_dossier_by_itself_a_day_and_a_setting(docgen: Docgen, sample: Sample) -> None:
    bare = json.dumps(sample("wik-consumer")["dossier"]).encode()
    done = docgen("next", "-", "--date", "2026-11-30", given=bare, DOCGEN_PROFILE="creditor-step-plan")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["from"] >= "2026-11-30"
    assert found["timeline"][0]["lines"] == ["AL-01"]
    asked = json.dumps({"dossier": json.loads(bare), "date": "2026-11-30", "profile": "creditor-step-plan"}).encode()
    assert docgen("next", "-", given=asked).stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (("--profile", "standaard"), {}, "\n  /profile: This profile does not exist"),
        (("--date", "soon"), {}, "2026-11-21"),
        ((), {"DOCGEN_PROFILE": "other"}, "DOCGEN_PROFILE"),
        ((), {"DOCGEN_PROFILES": "no/such/folder"}, "DOCGEN_PROFILES"),
    ],
)
def test_errors_are_readable(docgen: Docgen, arguments: Any, settings: Any, words: str) -> None:
    done = docgen("next", ROOT / "samples" / "wik-consumer.json", *arguments, "--language", "en", **settings)
    assert done.returncode == 2
    assert done.stdout == b""
    error = done.stderr.decode()
    assert words.replace("This profile does not exist", "There is no such profile") in error
    assert "Traceback" not in error


def test_the_shipped_profiles_are_the_default() -> None:
    assert Settings().profiles == PROFILES
    assert Settings().profile == "standard"
    assert Desk(Settings(), today=lambda: date(2026, 11, 21)).profiles.profiles()["standard"]


def test_a_server_with_a_wrong_profile_does_not_start(docgen: Docgen) -> None:
    done = docgen("serve", "--port", "0", DOCGEN_PROFILE="nobody")
    assert done.returncode == 2
    assert b"DOCGEN_PROFILE" in done.stderr
