"""Every sentence of the door exists in Dutch, with the same places in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "docgen/locale/nl/LC_MESSAGES/dossier.po"
# The modules whose words stand in this catalogue.
MODULES = (
    "brands", "coherence", "coherent_claims", "coherent_course", "coherent_messages", "coherent_parties",
    "coherent_settlement", "faults", "identifiers", "leaves",
    "merging", "pictures", "plain_text", "reading", "strict_json",
)  # fmt: skip


def messages(module: str) -> set[str]:
    tree = ast.parse((ROOT / f"docgen/dossier/{module}.py").read_text(encoding="utf-8"))
    return {
        str(ast.literal_eval(node.args[0]))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
    }


def translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


@pytest.mark.parametrize("module", MODULES)
def test_every_sentence_is_translated(module: str) -> None:
    assert messages(module) - set(translations()) == set()


def test_no_translation_is_left_over() -> None:
    assert set(translations()) == set().union(*(messages(module) for module in MODULES))


def test_translations_have_the_same_places_and_end_the_same() -> None:
    for english, dutch in translations().items():
        assert dutch
        assert dutch != english
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", dutch)), english
        assert english.endswith(".") == dutch.endswith("."), english
