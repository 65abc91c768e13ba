"""The registered parties: read from their folders, again after a change, and refused when unsound."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.render.words import Words
from docgen.service.app import create_app
from docgen.service.brands import BrandFolder
from docgen.service.desk import Desk
from docgen.settings import ROOT, BadSetting

BRAND = "de-korenbloem"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the samples' brands that a test may change."""
    return shutil.copytree(ROOT / "samples" / "brands", tmp_path / "brands")


def change(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_the_brands_of_the_samples_are_sound() -> None:
    brands = BrandFolder(ROOT / "samples" / "brands").brands()
    assert set(brands) == {"de-korenbloem", "praktijk-lindehof", "voorbeeld-incasso"}
    assert all(brand.id == name and brand.logo is not None for name, brand in brands.items())


def test_a_change_counts_from_the_next_look_and_no_change_costs_nothing(folder: Path) -> None:
    registry = BrandFolder(folder)
    first = registry.brands()
    assert registry.brands() is first
    change(folder / BRAND / "brand.toml", 'window = "left"', 'window = "right"')
    assert registry.brands()[BRAND].window == "right"
    shutil.rmtree(folder / BRAND)
    assert BRAND not in registry.brands()


def test_a_new_logo_is_seen(folder: Path) -> None:
    registry = BrandFolder(folder)
    before = registry.brands()[BRAND].logo
    logo = folder / BRAND / "logo.png"
    shutil.copyfile(folder / "voorbeeld-incasso" / "logo.png", logo)
    os.utime(logo, ns=(1, 1))
    after = registry.brands()[BRAND].logo
    assert before is not None
    assert after is not None
    assert before.content != after.content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('logo = "logo.png"', 'logo = "../voorbeeld-incasso/logo.png"'),
        ('logo = "logo.png"', 'logo = "absent.png"'),
        ('logo = "logo.png"', "logo = 1"),
        ('logo = "logo.png"', 'logo = "brand.toml"'),
        ('window = "left"', 'window = "middle"'),
        ('window = "left"', 'window = "left'),
        ('accent = "#', 'accent = "'),
        ("NL91ABNA0417164300", "NL91ABNA0417164301"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_unsound_brand_is_refused_by_name(folder: Path, old: str, new: str, language: str) -> None:
    change(folder / BRAND / "brand.toml", old, new)
    with pytest.raises(BadSetting) as caught:
        BrandFolder(folder).brands()
    said = Words(language, strict=True).say(caught.value.detail)
    assert BRAND in said
    assert new.partition(" ")[0].strip('"') in said or "iban" in said or "line" in said, said


def test_an_unsound_brand_stops_letters_and_says_so(
    desk: Desk, folder: Path, sample: Callable[[str], dict[str, Any]]
) -> None:
    client = create_app(replace(desk, settings=replace(desk.settings, brands=folder))).test_client()
    assert client.get("/healthz").status_code == 200
    change(folder / BRAND / "brand.toml", 'window = "left"', 'window = "middle"')
    for answer in (client.get("/healthz"), client.post("/v1/letters", json=sample("wik-consumer"))):
        assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/bad-setting")
        assert BRAND in answer.get_json()["detail"]
