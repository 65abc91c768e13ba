"""What is mended on the way in, what is told of it, and that nothing else changes."""

from __future__ import annotations

import re

import pytest

from docgen.authoring.check import checked
from docgen.authoring.repair import repaired
from docgen.letters.kinds import KINDS
from docgen.render.word_package import open_own
from docgen.render.word_text import word_text
from docgen.render.word_xml import every, own_texts
from tests.broken.building import HEADER, MAIN, NOTES, edited, found_in, in_words, into, notes, paragraph, run, shipped

PROOF = '<w:proofErr w:type="spellStart"/>'
BOLD = "<w:rPr><w:b/></w:rPr>"

MENDS = [
    ("split", paragraph("Aan {", "{ deb", PROOF, "tor.na", "me }", "}, hoi"), ["split-tag"], "Aan {{ debtor.name }}, hoi"),
    ("split-bold", f"<w:p>{run('Aan {{ debtor.')}{run('name', BOLD)}{run(' }} hoi')}</w:p>", ["split-tag"], "Aan {{ debtor.name }} hoi"),
    ("curly", paragraph("{% if letter.branding == “agency” %}“Wij”{% endif %}"), ["curly-quotes"], '{% if letter.branding == "agency" %}“Wij”{% endif %}'),
    ("curly-single", paragraph("{% if letter.branding == ‘agency’ %}x{% endif %}"), ["curly-quotes"], "{% if letter.branding == 'agency' %}x{% endif %}"),
    ("no-break", paragraph("{{\u00a0debtor.name\u202f}}\u00a0en"), ["odd-spaces"], "{{ debtor.name }}\u00a0en"),
    ("invisible", paragraph("{{ debtor.\u200bna\u00adme }}"), ["odd-spaces"], "{{ debtor.name }}"),
    ("spaced-braces", paragraph("Aan { { debtor.name } }, hoi"), ["odd-spaces"], "Aan {{ debtor.name }}, hoi"),
    ("spaced-statement", paragraph("{ % if agency % }x{ % endif % }"), ["odd-spaces", "odd-spaces"], "{% if agency %}x{% endif %}"),
    ("both", paragraph("{{ deb", "tor.name }} {% if letter.channel == “po", "st” %}x{% endif %}"), ["split-tag", "split-tag", "curly-quotes"], '{{ debtor.name }} {% if letter.channel == "post" %}x{% endif %}'),
]  # fmt: skip


def texts(content: bytes, part: str = MAIN) -> list[str]:
    package = open_own(content)
    return ["".join(piece.text or "" for piece in own_texts(each)) for each in every(package.tree(part), "w:p")]


@pytest.mark.parametrize("part", [MAIN, HEADER, NOTES])
@pytest.mark.parametrize(("xml", "codes", "wanted"), [row[1:] for row in MENDS], ids=[row[0] for row in MENDS])
def test_tags_are_mended_and_nothing_else(part: str, xml: str, codes: list[str], wanted: str) -> None:
    content = edited(lambda files: notes(files, xml) if part == NOTES else into(files, xml, part))
    mended, found = repaired(content)
    assert [(each.code, each.severity) for each in found] == [(code, "repaired") for code in codes]
    before, after = texts(content, part), texts(mended, part)
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] in ([], [(joined(xml), wanted)])
    assert wanted in after
    for each in found:
        assert after[(each.spot.paragraph or 0) - 1][each.spot.start : each.spot.end] in wanted
    assert repaired(mended) == (mended, ())
    assert found_in(content) == found


def joined(xml: str) -> str:
    return "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", xml))


def test_what_is_mended_is_told_in_dutch() -> None:
    said = in_words(repaired(edited(lambda files: into(files, MENDS[2][1])))[1][0])
    assert "De aanhalingstekens in deze code waren gekruld. Ze zijn nu recht." in said
    assert '»{% if letter.branding == "agency" %}«“Wij”{% endif %}' in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_shipped_template_needs_no_repair(kind: str, language: str) -> None:
    content = shipped(kind, language)
    assert repaired(content) == (content, ())


def test_text_outside_tags_is_left_as_it_is() -> None:
    words = "“Hij zei: ‘ja’”\u00a0{ x } { } – en {% if agency %}“a\u00a0b”{% endif %}"
    content = edited(lambda files: into(files, paragraph(words)))
    assert repaired(content) == (content, ())
    assert words in texts(content)


def test_runs_keep_their_look_and_empty_ones_go() -> None:
    mended, _ = repaired(edited(lambda files: into(files, MENDS[1][1])))
    found = next(each for each in every(open_own(mended).tree(MAIN), "w:p") if "hoi" in "".join(each.itertext()))
    assert ["".join(each.itertext()) for each in every(found, "w:r")] == ["Aan {{ debtor.name }}", " hoi"]
    assert "debtor" in word_text(mended)


def test_a_tag_with_tracked_changes_is_not_touched() -> None:
    xml = f'<w:p>{run("{{ deb")}<w:ins w:id="1" w:author="x">{run("tor.name }}")}</w:ins></w:p>'
    content = edited(lambda files: into(files, xml))
    assert repaired(content) == (content, ())
    assert next(each.code for each in checked(content, "wik-notice", "nl", ())) == "tracked-changes"
