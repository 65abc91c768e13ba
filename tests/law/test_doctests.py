"""The examples in the docstrings of the law, the dossier and the letters are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

PACKAGES = ("docgen.law", "docgen.dossier", "docgen.letters")
MODULES = [
    f"{package}.{module.name}"
    for package in PACKAGES
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    law = [importlib.import_module(name) for name in MODULES if name.startswith("docgen.law.")]
    assert sum(doctest.testmod(module).attempted for module in law) >= 4
