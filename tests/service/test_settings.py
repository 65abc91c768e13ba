"""The settings: defaults, values and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.render.words import Words
from docgen.settings import ROOT, BadSetting, Log, Settings, settings_from


def test_nothing_needs_to_be_set() -> None:
    assert settings_from({"PATH": "/usr/bin", "LANG": "nl_NL.UTF-8", "DOCGEN_HOSTS": ""}) == Settings()
    assert Settings().templates == ROOT / "templates"
    assert Settings().brands == ROOT / "samples" / "brands"
    assert Settings().agency == "voorbeeld-incasso"
    assert Settings().data == ROOT / "var"
    assert Settings().profiles == ROOT / "samples" / "profiles"
    assert Settings().profile == "standard"
    assert Settings().auth == "open"


def test_everything_can_be_set(tmp_path: Path) -> None:
    found = settings_from(
        {
            "DOCGEN_TEMPLATES": str(tmp_path),
            "DOCGEN_BRANDS": str(tmp_path),
            "DOCGEN_AGENCY": "other-agency",
            "DOCGEN_DATA": str(tmp_path / "later"),
            "DOCGEN_PROFILES": str(tmp_path),
            "DOCGEN_PROFILE": "our-own",
            "DOCGEN_AUTH": "keys",
            "DOCGEN_HOSTS": "letters.example.org, [fd00::1],OTHER",
            "DOCGEN_LEDGER": "postgresql+psycopg://docgen@host/docgen",
            "DOCGEN_WORKERS": "3",
            "DOCGEN_STORE": "s3://letters/docgen/",
            "DOCGEN_BROKER": "redis://:secret@host:6379/0",
            "DOCGEN_LETTER_SECONDS": "60",
            "DOCGEN_LOG": "Warning, json",
            "DOCGEN_WARM": "letters",
        }
    )
    assert found == Settings(
        templates=tmp_path,
        brands=tmp_path,
        agency="other-agency",
        data=tmp_path / "later",
        profiles=tmp_path,
        profile="our-own",
        auth="keys",
        hosts=("letters.example.org", "[fd00::1]", "other"),
        ledger="postgresql+psycopg://docgen@host/docgen",
        workers=3,
        store="s3://letters/docgen",
        broker="redis://:secret@host:6379/0",
        letter_seconds=60,
        log=Log("warning", "json"),
        warm="letters",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOCGEN_TEMPLATES", "no/such/folder"),
        ("DOCGEN_BRANDS", "pyproject.toml"),
        ("DOCGEN_PROFILES", "no/such/folder"),
        ("DOCGEN_PROFILE", "../standard"),
        ("DOCGEN_AGENCY", "../voorbeeld-incasso"),
        ("DOCGEN_AGENCY", "Voorbeeld Incasso"),
        ("DOCGEN_HOSTS", "example.org:8000"),
        ("DOCGEN_HOSTS", "https://example.org"),
        ("DOCGEN_HOSTS", "*"),
        ("DOCGEN_TEMPLATE", "templates"),
        ("DOCGEN_AUTH", "yes"),
        ("DOCGEN_WORKERS", "0"),
        ("DOCGEN_WORKERS", "two"),
        ("DOCGEN_WORKERS", "257"),
        ("DOCGEN_LETTER_SECONDS", "-1"),
        ("DOCGEN_LETTER_SECONDS", "1.5"),
        ("DOCGEN_LOG", "loud"),
        ("DOCGEN_WARM", "hot"),
        ("DOCGEN_LOG", "json,text"),
        ("DOCGEN_PASSWORD", "secret"),
        ("DOCGEN_STORE", "https://host/bucket"),
        ("DOCGEN_STORE", "s3://"),
        ("DOCGEN_STORE", "s3://bucket/../other"),
        ("DOCGEN_STORE", "s3://bucket//prefix"),
        ("DOCGEN_BROKER", "sqs://secret@host"),
        ("DOCGEN_BROKER", "secret"),
        ("DOCGEN_BROKER", "redis:///0"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_wrong_is_named(name: str, value: str, language: str) -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({name: value})
    assert name in Words(language, strict=True).say(caught.value.detail)


@pytest.mark.parametrize("ledger", ["", "sqlite:////tmp/ledger.sqlite"])
@pytest.mark.parametrize(
    "broker", ["redis://:secret@host/0", "amqps://docgen:secret@host//", "redis+socket:///run/redis.sock"]
)
def test_several_machines_need_a_ledger_on_a_server(ledger: str, broker: str) -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({"DOCGEN_BROKER": broker, "DOCGEN_LEDGER": ledger})
    said = Words("en", strict=True).say(caught.value.detail)
    assert "DOCGEN_LEDGER" in said
    assert "secret" not in said
    server = "postgresql+psycopg://host/docgen"
    assert settings_from({"DOCGEN_BROKER": broker, "DOCGEN_LEDGER": server}).broker == broker


def test_a_broker_that_is_none_is_refused_without_its_password() -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({"DOCGEN_BROKER": "sqs://user:secret@host", "DOCGEN_LEDGER": "postgresql://host/docgen"})
    assert "secret" not in Words("nl", strict=True).say(caught.value.detail)


def test_a_folder_for_the_store_is_one_from_wherever_it_is_used() -> None:
    assert settings_from({"DOCGEN_STORE": "shared"}).store == str(Path("shared").absolute())
