"""The commented Word file: each comment at the right words, in our eyes and in LibreOffice's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from docgen.authoring.comments import AUTHOR, commented
from docgen.authoring.repair import repaired
from docgen.render.words import Words
from tests.broken.building import W, add_part, edited, found_in, into, paragraph, put, replacing, run
from tests.render.word_reading import W as WORD
from tests.render.word_reading import files_of, tree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

BROKEN = (
    put("body", "Aan {{ debtor.nmae }} en {{ debtor.naam }}, u betaalt {{ totals.total }}."),
    put("table", "op {{ letter.date }} dus"),
    lambda files: into(files, f"<w:p>{run('Beste {{ deb')}{run('tor.names }} zo', '<w:rPr><w:b/></w:rPr>')}</w:p>"),
    put("header", "{{ sender.nmae }}"),
    put("footnote", "{{ creditor.nmae }}"),
)
AT = ["{{ debtor.nmae }}", "{{ debtor.naam }}", "{{ totals.total }}", "{{ letter.date }}", "{{ debtor.names }}"]


def with_comments(content: bytes, language: str = "nl") -> bytes:
    return commented(repaired(content)[0], found_in(content), Words(language))


def ranges(content: bytes) -> dict[str, str]:
    """The words between the marks of each comment, by its id."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for each in tree(content).iter(f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd", f"{WORD}t"):
        if each.tag == f"{WORD}commentRangeStart":
            open_now.add(each.get(f"{WORD}id"))
            found[each.get(f"{WORD}id")] = ""
        elif each.tag == f"{WORD}commentRangeEnd":
            open_now.remove(each.get(f"{WORD}id"))
        else:
            for id_ in open_now:
                found[id_] += each.text or ""
    assert not open_now
    return found


def comments(content: bytes) -> list[Any]:
    return list(etree.fromstring(files_of(content)["word/comments.xml"]))


def test_each_finding_is_a_comment_at_its_tag() -> None:
    content = with_comments(edited(*BROKEN))
    found = ranges(content)
    said = {each.get(f"{WORD}id"): " ".join(each.itertext()) for each in comments(content)}
    assert list(said) == list(found)[: len(said)] or set(said) == set(found)
    assert sorted(each for each in found.values() if each in AT) == sorted([*AT, "{{ debtor.names }}"])
    by_words = {words: said[id_] for id_, words in found.items()}
    assert "Er is geen veld nmae in debtor." in by_words["{{ debtor.nmae }}"]
    assert "Schrijf {{ totals.total | euro }}." in by_words["{{ totals.total }}"]
    elsewhere = [said[id_] for id_, words in found.items() if words not in AT]
    assert any(each.startswith("een koptekst, alinea 2: »{{ sender.nmae }}«") for each in elsewhere)
    assert any(each.startswith("de voetnoten, alinea 1: »{{ creditor.nmae }}«") for each in elsewhere)
    assert {each.get(f"{WORD}author") for each in comments(content)} == {AUTHOR}
    assert "There is no field nmae in debtor." in str(
        files_of(with_comments(edited(*BROKEN), "en"))["word/comments.xml"]
    )


def test_the_words_and_their_look_stay_the_same() -> None:
    before = docx_paragraphs(repaired(edited(*BROKEN))[0])
    assert docx_paragraphs(with_comments(edited(*BROKEN))) == before
    assert with_comments(edited(*BROKEN)) == with_comments(edited(*BROKEN))


def docx_paragraphs(content: bytes) -> list[list[tuple[str, bool]]]:
    """Each paragraph sign by sign, with whether it is bold."""
    found = []
    for each in tree(content).iter(f"{WORD}p"):
        signs: list[tuple[str, bool]] = []
        for piece in each.iter(f"{WORD}t"):
            bold = piece.getparent().find(f"{WORD}rPr/{WORD}b") is not None
            signs += [(sign, bold) for sign in piece.text or ""]
        found.append(signs)
    return found


def test_the_authors_own_comments_stay_and_ours_of_before_go() -> None:
    def own(files: dict[str, bytes]) -> None:
        comment = f'<w:comment w:id="7" w:author="M. de Boer">{paragraph("Een tip")}</w:comment>'
        files["word/comments.xml"] = f"<w:comments {W}>{comment}</w:comments>".encode()
        add_part(files, "word/comments.xml", "comments")
        mark = '<w:commentRangeStart w:id="7"/>'
        end = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        into(files, paragraph(mark, "Van mij.", end))

    once = with_comments(edited(put("body", "{{ debtor.nmae }}", "{{ letter.date }}"), own))
    assert [each.get(f"{WORD}id") for each in comments(once)] == ["7", "8", "9"]
    assert ranges(once) == {"7": "Van mij.", "8": "{{ debtor.nmae }}", "9": "{{ letter.date }}"}
    files = files_of(once)
    replacing("{{ debtor.nmae }}", "{{ debtor.name }}")(files)
    mended = edited(lambda old: (old.clear(), old.update(files))[0])
    again = with_comments(mended)
    assert ranges(again) == {"7": "Van mij.", "8": "{{ letter.date }}"}


def test_a_clean_template_has_no_comments_and_python_docx_opens_it(tmp_path: Path) -> None:
    assert comments(with_comments(edited())) == []
    file = tmp_path / "commented.docx"
    file.write_bytes(with_comments(edited(*BROKEN)))
    assert len(list(docx.Document(str(file)).comments)) == len(found_in(edited(*BROKEN)))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments_at_the_right_words(tmp_path: Path) -> None:
    file = tmp_path / "commented.docx"
    file.write_bytes(with_comments(edited(*BROKEN)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = annotations(etree.parse(str(file.with_suffix(".fodt"))).getroot())
    assert [said for words, said in found if words == "{{ totals.total }}"] == [
        "Bij een bedrag hoort een opmaak. Schrijf {{ totals.total | euro }}."
    ]
    assert sorted({words for words, _ in found if words in AT}) == sorted(AT)
    assert len(found) == len(found_in(edited(*BROKEN)))


def annotations(root: Any) -> list[tuple[str, str]]:
    """The words that each comment is about, and what it says."""
    found = []
    for note in root.iter(f"{OFFICE}annotation"):
        words, inside = "", False
        for event, each in etree.iterwalk(root, events=("start", "end")):
            within = (
                each.tag == f"{OFFICE}annotation" or next(each.iterancestors(f"{OFFICE}annotation"), None) is not None
            )
            if event == "end" and each is note:
                inside, words = True, each.tail or ""
            elif inside and event == "start":
                if each.tag == f"{OFFICE}annotation-end" and each.get(f"{OFFICE}name") == note.get(f"{OFFICE}name"):
                    break
                words += "" if within else each.text or ""
            elif inside and (not within or each.tag == f"{OFFICE}annotation"):
                words += each.tail or ""
        found.append((words, " ".join("".join(each.itertext()) for each in note.iter(f"{TEXT}p"))))
    return found
