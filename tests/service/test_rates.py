"""Tables of legal numbers through time: newer ones by a setting, what is said before one ends, and letters after that."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.law.rates import fingerprint, shipped, tables
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.settings import ROOT, BadSetting, Settings
from tests.service.test_readme import README

Sample = Callable[[str], dict[str, Any]]
Docgen = Callable[..., subprocess.CompletedProcess[bytes]]

ENGLISH = {"Accept-Language": "en", "Accept": "application/json"}
JANUARY = date(2027, 1, 15)
NEWER = """
[statutory_interest]
checked = 2026-11-22
known_until = 2027-06-30
values = [{ from = 2027-01-01, value = 3.00, source = "invented for this test" }]

[commercial_interest]
checked = 2026-11-22
known_until = 2027-06-30
values = [{ from = 2027-01-01, value = 9.90, source = "invented for this test" }]
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A file with tables up to and including June 2027."""
    file = tmp_path / "rates-2027.toml"
    file.write_text(NEWER, encoding="utf-8")
    return file


def desk_with(rates: Path | None, today: date = JANUARY) -> Desk:
    return Desk(replace(Settings(), rates=rates), today=lambda: today)


def client_with(rates: Path | None, today: date = JANUARY) -> FlaskClient:
    return create_app(desk_with(rates, today)).test_client()


def in_january(request: dict[str, Any]) -> dict[str, Any]:
    """The request on a day of 2027 whose creditor has looked at his account."""
    dossier = request["dossier"] | {"payments_processed_until": "2027-01-14"}
    return request | {"date": JANUARY.isoformat(), "dossier": dossier}


# ---- letters after the shipped tables end

# Reckoned by hand, from the day after the due date on, each row in whole cents.
# 480.00 from 1 September 2026: 122 days at 4% = 6.4175, 15 days at 3% = 0.5918, together 7.01; costs 72.00.
# 7,432.10 from 15 April 2026: 77 days at 10.15% = 159.1386, 184 days at 10.40% = 389.6457, 15 days at 9.90% = 30.2375,
# each row in whole cents: 159.14 + 389.65 + 30.24 = 579.03; costs 375 + 250 + 5% of 2,432.10 = 746.61 (121.61 rounded from 121.605).
IN_2027 = (
    ("sommatie-consumer", "7.01", "559.01"),
    ("sommatie-business-final", "579.03", "8757.74"),
)


@pytest.mark.parametrize(("name", "interest", "amount"), IN_2027)
def test_a_letter_of_2027_is_right_to_the_cent_by_a_supplied_table(
    newer: Path, sample: Sample, name: str, interest: str, amount: str
) -> None:
    answer = client_with(newer).post("/v1/letters", json=in_january(sample(name)), headers=ENGLISH)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json["calculation"]["interest"]["outstanding"] == interest
    assert answer.json["amount"] == amount
    assert "invented for this test" in json.dumps(answer.json["calculation"]["explanation"])


@pytest.mark.parametrize("name", [name for name, _, _ in IN_2027] + ["specification-partial-payments"])
def test_without_it_a_letter_with_interest_is_refused_with_the_remedy(sample: Sample, name: str) -> None:
    client = client_with(None)
    for language, table in (("en", "holds until 31 December 2026"), ("nl", "geldt tot en met 31 december 2026")):
        answer = client.post("/v1/letters", json=in_january(sample(name)), headers={"Accept-Language": language})
        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["type"] == "/problems/rates-not-known"
        assert table in answer.json["detail"]
        assert "Wettelijke " in answer.json["detail"]
        assert "DOCGEN_RATES" in answer.json["detail"]


@pytest.mark.parametrize("name", ["reminder-consumer", "reminder-business", "wik-consumer", "wik-business"])
@pytest.mark.parametrize("year", [2027, 2031])
def test_a_letter_that_asks_no_interest_is_made_in_any_year(sample: Sample, name: str, year: int) -> None:
    request = sample(name) | {"date": f"{year}-01-15"}
    request["dossier"]["payments_processed_until"] = f"{year}-01-14"
    request["dossier"]["history"] = []
    answer = client_with(None).post("/v1/checks", json=request, headers=ENGLISH)
    assert answer.status_code == 200, answer.text
    answer = client_with(None).post("/v1/letters", json=request | {"on_finding": "warn"}, headers=ENGLISH)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json["amount"] == f"{sum(Decimal(each['amount']) for each in request['dossier']['invoices']):.2f}"


MONTHS = [date(2026, month, 1) for month in range(1, 13)] + [date(2026, month, 28) for month in range(1, 13)]
MONTHS += [date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1)]


@pytest.mark.parametrize("file", sorted((ROOT / "samples").glob("*.json")), ids=lambda file: file.stem)
def test_every_sample_gives_a_letter_or_a_clear_refusal_around_every_month(newer: Path, file: Path) -> None:
    request = json.loads(file.read_text(encoding="utf-8"))
    client = client_with(newer)
    made = 0
    for day in MONTHS:
        answer = client.post("/v1/calculations", json={"dossier": request["dossier"], "date": day.isoformat()})
        assert answer.status_code in (200, 422), (day, answer.text)
        if day == date(2027, 7, 1) and answer.status_code == 422:
            assert answer.json is not None
            assert answer.json["type"] in ("/problems/rates-not-known", "/problems/invalid-input")
        answer = client.post("/v1/checks", json=request | {"date": day.isoformat()}, headers=ENGLISH)
        assert answer.status_code in (200, 422), (day, answer.text)
        assert answer.json is not None
        made += bool(answer.json.get("lawful"))
        if answer.status_code == 422:
            assert answer.json["type"] in ("/problems/rates-not-known", "/problems/invalid-input"), (day, answer.text)
            assert answer.json["detail"]
        elif not answer.json["lawful"]:
            assert all(each["message"] and each["remedy"] for each in answer.json["findings"])
    assert made or request["date"][:7] not in {day.isoformat()[:7] for day in MONTHS}


# ---- one process, several desks


def test_every_desk_keeps_to_its_own_tables(newer: Path, sample: Sample) -> None:
    """Also when they work at the same time, and nothing stays behind."""
    requests = [client_with(newer), client_with(None)] * 4
    body = in_january(sample("sommatie-consumer"))
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda client: client.post("/v1/checks", json=body).status_code, requests))
    assert codes == [200, 422] * 4
    assert tables() is shipped()


def test_no_method_of_a_desk_reckons_by_other_tables() -> None:
    """Whoever adds a method to `Desk` decorates it with `by_own_rates`, or names it here when it needs no table."""
    public = {name: each for name, each in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")}
    assert {name for name, each in public.items() if not hasattr(each, "__wrapped__")} <= {
        "now",
        "rate_warnings",
        "settlement_profile",
        "today",
    }


def test_a_folder_of_files(newer: Path) -> None:
    statutory, _, commercial = NEWER.partition("[commercial")
    newer.write_text(statutory, encoding="utf-8")
    newer.with_name("trade.toml").write_text(f"[commercial{commercial}", encoding="utf-8")
    found = desk_with(newer.parent).rates
    assert {name for name in found if found[name] != shipped()[name]} == {"statutory_interest", "commercial_interest"}
    assert [rate.file for rate in found["commercial_interest"].values][-2:] == ["", "trade.toml"]


# ---- what is said


def warnings(rates: Path | None, today: date) -> list[str]:
    answer = client_with(rates, today).get("/healthz", headers=ENGLISH)
    assert answer.json is not None
    found: list[str] = answer.json["warnings"]
    return found


def test_two_months_ahead_it_is_said_until_a_newer_table_is_there(newer: Path) -> None:
    assert warnings(None, date(2026, 10, 30)) == []
    (found,) = warnings(None, date(2026, 10, 31))
    assert all(word in found for word in ("31 December 2026", '"Wettelijke rente"', "DOCGEN_RATES"))
    assert "Wettelijke rente" not in " ".join(warnings(newer, date(2026, 12, 31)))
    assert any("30 June 2027" in each and '"Wettelijke rente"' in each for each in warnings(newer, date(2027, 5, 1)))


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Bekend tot en met 31 december 2026"), ("en", "31 December 2026")]
)
def test_the_preview_says_it_too(language: str, words: str) -> None:
    def page(today: date) -> str:
        return client_with(None, today).get(f"/?lang={language}").text

    early, late = page(date(2026, 10, 30)), page(date(2026, 10, 31))
    assert 'class="coming"' not in early
    (notice,) = re.findall(r'<section class="coming".*?</section>', late, re.DOTALL)
    assert words in notice
    assert "DOCGEN_RATES" in notice


def test_the_fingerprint_tells_which_tables_are_used(newer: Path, docgen: Docgen) -> None:
    prints = [client_with(place).get("/healthz").get_json()["rates"] for place in (None, newer)]
    assert prints == [fingerprint(shipped()), fingerprint(desk_with(newer).rates)]
    assert prints[0] != prints[1]
    assert re.fullmatch(r"[0-9a-f]{12}", prints[0])
    shown = docgen("rates", "--language", "en", DOCGEN_RATES=str(newer)).stdout.decode()
    assert prints[1] in shown
    assert (
        "statutory_interest: holds until 30 June 2027, checked on 22 November 2026, with lines of rates-2027.toml"
        in shown
    )
    assert "  2027-01-01  3.00  invented for this test [rates-2027.toml]" in shown
    assert "vat_general: holds until the law changes, checked on 21 November 2026, shipped" in shown
    assert "up_to 500.00 fee 139, up_to 1500.00 fee 350" in shown
    assert "Decimal" not in shown


def test_the_example_of_the_readme_is_sound_and_marked(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert "EXAMPLE: THESE VALUES ARE INVENTED" in example
    file = tmp_path / "example.toml"
    file.write_text(example, encoding="utf-8")
    assert desk_with(file).rates["statutory_interest"].known_until == date(2027, 6, 30)


# ---- what is refused at start


def broken() -> Iterator[tuple[str, bytes, str]]:
    yield "no TOML", b"[statutory_interest", "rates.toml"
    yield "no UTF-8", b"\xff\xfe", "rates.toml"
    yield "a huge number", b"[a]\nb = " + b"1" * 5000, "rates.toml"
    yield "too deep", b"a = " + b"[" * 50_000, "rates.toml"
    yield "too large", b"#" * 1_000_001, "1 MB"
    yield "nothing", b"", "rates.toml"
    yield "another name", b"[statutory_intrest]", "statutory_interest"


@pytest.mark.parametrize(("content", "word"), [pytest.param(*each[1:], id=each[0]) for each in broken()])
def test_a_file_that_is_not_sound_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "rates.toml"
    file.write_bytes(content)
    with pytest.raises(BadSetting) as refused:
        desk_with(file)
    assert word in str(refused.value.detail.values)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="DOCGEN_RATES"):
        desk_with(tmp_path)


@pytest.mark.parametrize(
    "command", [("serve", "--port", "0"), ("rates",), ("check", ROOT / "samples" / "wik-consumer.json")]
)
def test_no_program_starts_with_it(docgen: Docgen, newer: Path, command: tuple[str | Path, ...]) -> None:
    newer.write_text(NEWER.replace("9.90", '"9.90"').replace("checked", "cheked", 1), encoding="utf-8")
    done = docgen(*command, "--language", "en", DOCGEN_RATES=str(newer))
    error = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "rates-2027.toml/statutory_interest/cheked: There is no such name here. Did you mean checked?" in error
    assert "rates-2027.toml/commercial_interest/values/0/value: This is no percentage" in error
    assert "Traceback" not in error
    absent = docgen(*command, "--language", "en", DOCGEN_RATES="no/such/file.toml")
    assert (absent.returncode, b"DOCGEN_RATES" in absent.stderr) == (2, True)
