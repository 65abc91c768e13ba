"""Shipped templates with a blow of chance in them: a letter or a reason, never an error of the program."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

from docgen.errors import BadTemplate, LimitExceeded
from docgen.letters.letter import Letter
from docgen.render.job import WordJob
from docgen.render.word_making import answer
from docgen.render.words import Words
from tests.hostile.making import FOOTER, HEADER, KIND, MAIN, MAIN_RELATIONS, TYPES, pack, parts
from tests.matrix.cases import letter_for, matrix

STRUCK = [
    MAIN,
    MAIN,
    MAIN,
    HEADER,
    FOOTER,
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    MAIN_RELATIONS,
    TYPES,
]
VALUES = [
    "",
    "x",
    "-1",
    "0",
    "99999999999999999999",
    "1e400",
    "NaN",
    "é",
    "true",
    "auto",
    "{",
    "}}",
    "rId1",
    "docgen:logo",
]
OURS = (
    "AttributeError",
    "NameError",
    "UnboundLocalError",
    "AssertionError",
)  # would be a mistake of ours, not a bad file


@pytest.fixture(scope="module")
def letter() -> Letter:
    case = next(each for each in matrix() if each.kind == KIND and each.language == "nl")
    return letter_for(case)


def struck(seed: int) -> bytes:
    chance, files = Random(seed), parts()  # noqa: S311 - no secret
    for _ in range(chance.choice((1, 1, 3))):
        part = chance.choice(STRUCK)
        root = etree.fromstring(files[part])
        found = chance.choice([each for each in root.iter() if each is not root] or [root])
        blow = chance.choice(("remove", "twice", "value", "value", "value", "rename", "move", "text", "empty"))
        if blow == "remove":
            found.getparent().remove(found)
        elif blow == "twice":
            found.addnext(etree.fromstring(etree.tostring(found)))
        elif blow == "value" and found.attrib:
            found.set(chance.choice(list(found.attrib)), chance.choice(VALUES))
        elif blow == "rename":
            found.tag = chance.choice([each.tag for each in root.iter()])
        elif blow == "move":
            target = chance.choice(list(root.iter()))
            if found not in target.iterancestors() and found is not target:
                target.append(found)
        elif blow == "text":
            found.text = chance.choice(VALUES)
        else:
            for each in list(found):
                found.remove(each)
        files[part] = etree.tostring(root)
    return pack(files)


@pytest.mark.parametrize("block", range(4))
def test_a_struck_template_gives_a_letter_or_a_reason(letter: Letter, block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        try:
            assert answer(WordJob(struck(seed), "x", letter))[:2] == b"PK"
        except (BadTemplate, LimitExceeded) as refused:
            said = Words("en").say(refused.detail)
            assert not any(kind in said for kind in OURS), (seed, said)
