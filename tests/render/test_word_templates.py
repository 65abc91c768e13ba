"""The Word files that authors edit: what they hold, what an edit does, and how a mistake in one is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from lxml import etree

from docgen.errors import BadTemplate
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render import Document, render
from docgen.render.words import Words
from tests.matrix.cases import TEMPLATES, letter_for, matrix
from tests.render.word_reading import W, files_of, one_line, tree, word_pieces

MAIN = "word/document.xml"
FILES = sorted((TEMPLATES / "docx").glob("*/*.docx"))
KIND = "payment-reminder"
START = "</w:tbl>"  # of the window: what is put behind it is the first paragraph of the letter

Edit = Callable[[dict[str, bytes]], dict[str, bytes]]


def pack(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def letter() -> Letter:
    return next(
        letter_for(case)
        for case in matrix()
        if (case.kind, case.branding, case.debtor, case.language) == (KIND, "creditor", "consumer", "nl")
    )


class Author:
    """Edits the reminder in a folder of its own."""

    def __init__(self, folder: Path, letter: Letter) -> None:
        self.folder, self.letter = folder, letter
        self.file = folder / "docx" / "nl" / f"{KIND}.docx"
        self.file.parent.mkdir(parents=True)
        self.files = files_of((TEMPLATES / "docx" / "nl" / f"{KIND}.docx").read_bytes())
        self.save()

    def save(self) -> None:
        self.file.write_bytes(pack(self.files))

    def put(self, xml: str, part: str = MAIN, before: str | None = None) -> None:
        """Add to a part, behind the window or before the last time that something stands there."""
        text = self.files[part].decode()
        at = text.index(START) + len(START) if before is None else text.rindex(before)
        self.files[part] = (text[:at] + xml + text[at:]).encode()
        self.save()

    def write(self, *paragraphs: str) -> None:
        self.put("".join(paragraph(words) for words in paragraphs))

    def render(self) -> Document:
        return render(replace(self.letter), "docx", templates=self.folder)

    def said(self) -> list[str]:
        return word_pieces(self.render().content)

    def mistake(self) -> str:
        """What the author is told, in English."""
        with pytest.raises(BadTemplate) as error:
            self.render()
        assert Words("nl").say(error.value.detail) != Words("en").say(error.value.detail)
        return Words("en").say(error.value.detail)


@pytest.fixture
def author(tmp_path: Path, letter: Letter) -> Author:
    return Author(tmp_path, letter)


def run(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    columns = max(map(len, rows))
    made = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


# ---- The shipped files ----


def test_every_kind_has_its_file_in_both_languages_and_there_are_no_others() -> None:
    found = {str(file.relative_to(TEMPLATES / "docx")) for file in (TEMPLATES / "docx").rglob("*") if file.is_file()}
    assert found == {f"{language}/{kind}.docx" for kind in KINDS for language in ("nl", "en")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_shipped_file_is_made_as_word_authors_make_them(file: Path) -> None:
    document = docx.Document(str(file))
    names = {style.name for style in document.styles}
    wanted = {"Normal", "Heading 1", "Heading 2", "Amounts", "Facts", "Small print", "Address", "Reference", "Pay box"}
    assert wanted <= names
    used = {each.style.name for each in document.paragraphs}
    assert {"Heading 1", "Salutation", "Closing", "Signature"} <= used
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "{{ sender.name }}" in "".join(each.text for each in section.header.paragraphs)
    assert etree.tostring(section.first_page_footer._element) == etree.tostring(section.footer._element)
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")
    assert len(file.read_bytes()) < 100_000
    for part, content in files_of(file.read_bytes()).items():
        if part.endswith(".xml"):
            words = "".join(etree.fromstring(content).itertext())
            assert not re.search(r"\{%\s*(p|tr|tc|r)\s|\{\{r|include|\b_\(", words), part
    normal = document.styles["Normal"]
    assert 10.5 <= normal.font.size.pt <= 11
    fonts = etree.fromstring(files_of(file.read_bytes())["word/styles.xml"]).iter(f"{W}rFonts")
    assert {each.get(f"{W}ascii") for each in fonts} == {"Calibri"}


# ---- Edits ----


def test_an_edited_file_is_used_from_the_next_letter_on(author: Author) -> None:
    before = author.render()
    author.write("Een nieuwe zin voor {{ debtor.name }}.")
    after = author.render()
    assert "Een nieuwe zin voor J. de Vries." not in word_pieces(before.content)
    assert "Een nieuwe zin voor J. de Vries." in word_pieces(after.content)
    assert before.template_version != after.template_version


def test_tags_that_word_cut_to_pieces_and_quotes_that_it_curled_are_mended(author: Author) -> None:
    author.put(
        paragraph("Aan {", "{ deb", '<w:proofErr w:type="spellStart"/>', "tor.na", "me }", "}, gegroet. ")
        + paragraph("{% if letter.branding == “cred", "itor” %}Onze brief.{% else %}Hun brief.{% endif %}")
        + paragraph("{%if letter.branding == ‘agency’%}Fout{%endif%}{{letter.reference}}")
    )
    assert {"Aan J. de Vries, gegroet.", "Onze brief.", author.letter.fields.letter.reference} <= set(author.said())


def test_statements_alone_in_a_paragraph_or_a_row_need_no_special_form(author: Author) -> None:
    author.put(
        paragraph("{% for invoice in invoices %}")
        + paragraph("Factuur {{ invoice.number }}!")
        + paragraph("{% endfor %}{% if invoices %}")
        + table(("{% for invoice in invoices %}", ""), ("{{ invoice.number }}", "ja"), ("{% endfor %}", ""))
        + paragraph("{% endif %}")
        + paragraph("{%p if invoices %}")
        + paragraph("Hulp.")
        + paragraph("{%p endif %}")
        + table(("{%tr for invoice in invoices %}",), ("nr. {{ invoice.number }}",), ("{%tr endfor %}",))
    )
    said = author.said()
    assert [each for each in said if each.endswith("!")] == ["Factuur F-301!", "Factuur F-302!"]
    at = said.index("Factuur F-302!")
    assert said[at + 1 : at + 8] == ["F-301", "ja", "F-302", "ja", "Hulp.", "nr. F-301", "nr. F-302"]
    first = tree(author.render().content).find(f"{W}body")[1]
    assert one_line("".join(first.itertext())) == "Factuur F-301!"


def test_what_an_if_leaves_empty_stays_sound(author: Author) -> None:
    empty = table(("{% if letter.concept %}",), ("weg",), ("{% endif %}",))
    cell = f"<w:tc>{paragraph('{% if letter.concept %}')}{paragraph('weg')}{paragraph('{% endif %}')}</w:tc>"
    nested = f"<w:tc>{paragraph('links')}</w:tc>"
    grid = '<w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>'
    half = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{nested}{cell}</w:tr></w:tbl>"
    author.put(empty + half + table(("naast",)))
    body = tree(author.render().content).find(f"{W}body")
    tables = [each for each in body if each.tag == f"{W}tbl"]
    assert "weg" not in author.said()
    assert len(tables[1].findall(f"{W}tr/{W}tc")) == 1  # the column that became empty is gone
    for each in body.iter(f"{W}tbl"):
        assert each.getnext().tag == f"{W}p"
    for each in body.iter(f"{W}tc"):
        assert each[-1].tag == f"{W}p"


def test_a_column_that_is_empty_in_the_template_keeps_others_apart(author: Author) -> None:
    author.put(table(("links", "", "{{ letter.reference }}")))
    found = [each for each in tree(author.render().content).iter(f"{W}tbl") if "links" in "".join(each.itertext())]
    assert len(found[0].findall(f"{W}tr/{W}tc")) == 3


def test_remarks_comments_and_traces_of_the_author_stay_behind(author: Author) -> None:
    author.files["word/comments.xml"] = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="M. de Boer">'
        f"{paragraph('Een tip')}</w:comment></w:comments>"
    ).encode()
    add_part(author, "word/comments.xml", "comments", "wordprocessingml.comments+xml")
    author.files["docProps/core.xml"] = author.files["docProps/core.xml"].replace(
        b"<dc:language>", b"<dc:creator>M. de Boer</dc:creator><dc:language>"
    )
    author.files["docProps/app.xml"] = author.files["docProps/app.xml"].replace(
        b"</Properties>", b"<Manager>M. de Boer</Manager></Properties>"
    )
    author.put(
        paragraph(
            '<w:commentRangeStart w:id="0"/>', "{# tip #}Een zin.", '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        )
        + paragraph("{# Nog een tip #}")
    )  # fmt: skip
    content = author.render().content
    everything = b"".join(files_of(content).values())
    assert b"De Boer" not in everything
    assert b"de Boer" not in everything
    assert b" tip" not in everything
    assert b"comment" not in everything
    assert "Een zin." in word_pieces(content)


def add_part(author: Author, name: str, kind: str, content_type: str) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "word/_rels/document.xml.rels"
    target = name.removeprefix("word/")
    author.files[relations] = author.files[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{office}/{kind}" Target="{target}"/></Relationships>'.encode(),
    )
    author.files["[Content_Types].xml"] = author.files["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{content_type}"/>'
        "</Types>".encode(),
    )


def test_footnotes_are_filled_too(author: Author) -> None:
    note = f'<w:footnote w:id="2">{paragraph("Kenmerk {{ letter.reference }} van {{ debtor.name }}")}</w:footnote>'
    author.files["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>'.encode()
    add_part(author, "word/footnotes.xml", "footnotes", "wordprocessingml.footnotes+xml")
    author.put(paragraph("Een noot", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    author.letter = replace(
        author.letter,
        fields=replace(author.letter.fields, debtor=replace(author.letter.fields.debtor, name="{{ 7*7 }}")),
    )
    found = files_of(author.render().content)["word/footnotes.xml"].decode()
    assert f"Kenmerk {author.letter.fields.letter.reference} van {{{{ 7*7 }}}}" in found


# ---- Mistakes ----


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Aan {{ debtor.nmae }}", "There is no field nmae; did you mean name?"),
        ("{{ dossier }}", "There is no field dossier"),
        ("{{ totals.total }}", "write | euro behind it"),
        ("{{ letter.date }}", "write | date behind it"),
        ("{{ totals.total | date }}", "The format date does not fit"),
        ("{{ totals.total | euros }}", "euros"),
        ("{{ plan.count }}", "test that field first with if"),
        ("{{ debtor.name ", "The sign {{ has no counterpart"),
        ("debtor.name }}", "The sign }} has no counterpart"),
        ("{% if help ", "The sign {% has no counterpart"),
        ("{% include 'nl/wik-notice.docx' %}", "cannot be used; the statements are: elif, else"),
        ("{% set x = 1 %}", "cannot be used"),
        ("{% raw %}{{ x }}{% endraw %}", "cannot be used"),
        ("{% colspan 2 %}", "cannot be used"),
        ("{%r if help %}x{%r endif %}", "cannot be used"),
        ("{{r debtor.name }}", "{{ r debtor.name }}"),
        ("{%p if %}", "Expected an expression"),
        ("{{ debtor.name | safe }}", "safe"),
        ("{{ debtor.name.upper() }}", "Templates cannot call anything"),
        ("{{ totals.total * 2 }}", "Templates cannot calculate"),
        ("{{ " + "x" * 300 + " }}", "A tag is longer than 300 characters"),
        ("{% if help %}nooit dicht", "endif"),
    ],
)
def test_a_mistake_is_told_with_its_place(author: Author, words: str, told: str) -> None:
    author.put("<w:p/>" + paragraph("Goed.") + paragraph("{% if help %}") + paragraph("{% endif %}") + paragraph(words))
    mistake = author.mistake()
    assert told in mistake
    assert mistake.startswith(f"Template nl/{KIND}.docx")
    place = re.search(r"paragraph (\d+)", mistake)
    if "nooit" not in words:
        assert place
        assert int(place[1]) == paragraph_number(author, words)


def paragraph_number(author: Author, words: str) -> int:
    found = tree(pack(author.files)).iter(f"{W}p")
    return next(number for number, each in enumerate(found, 1) if "".join(each.itertext()) == words)


@pytest.mark.parametrize("part", ["word/header1.xml", "word/header2.xml", "word/footer1.xml"])
def test_a_mistake_in_a_header_or_footer_is_told_as_such(author: Author, part: str) -> None:
    author.put(paragraph("{{ sender.nmae }}"), part, before="</w:hdr>" if "header" in part else "</w:ftr>")
    assert f"a {part[5:11]}, paragraph" in author.mistake()
    assert "at {{ sender.nmae }}: There is no field nmae; did you mean name?" in author.mistake()


def test_double_braces_that_a_template_prints_are_refused(author: Author) -> None:
    author.write("{{ '{' }}{{ '{' }} x")
    assert "The sign {{ is left in word/document.xml" in author.mistake()
    author.write("{{ '{{' }} x")
    assert "The sign {{ has no counterpart" in author.mistake()


def test_an_if_that_ends_elsewhere_is_told(author: Author) -> None:
    author.put(paragraph("{% if letter.concept %}weg") + table(("{% endif %}nog",)))
    assert "Put both alone." in author.mistake()


def test_tags_where_no_author_sees_them_are_refused(author: Author) -> None:
    author.put('<w:p><w:bookmarkStart w:id="1" w:name="x"/><w:r><w:sym w:char="{{ x }}"/></w:r></w:p>')
    assert "stands outside the text" in author.mistake()


def test_tags_in_a_part_that_is_not_filled_are_refused(author: Author) -> None:
    author.files["word/styles.xml"] = author.files["word/styles.xml"].replace(
        b'<w:name w:val="Amounts"/>', b'<w:name w:val="{{ letter.reference }}"/>'
    )
    author.save()
    assert "The sign {{ is left in word/styles.xml" in author.mistake()


def test_tracked_changes_are_refused(author: Author) -> None:
    author.put(f'<w:p><w:ins w:id="1" w:author="M. de Boer">{run("nieuw")}</w:ins></w:p>')
    assert "tracked changes" in author.mistake()


def test_too_many_tags_are_refused_at_once(author: Author) -> None:
    author.write(*["{{ debtor.name }}" * 20] * 101)
    assert "more than 2000 tags" in author.mistake()


# ---- Files that are no templates ----


def external(files: dict[str, bytes], kind: str, target: str) -> dict[str, bytes]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="x1" Type="{office}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    return {**files, name: files[name].replace(b"</Relationships>", relation.encode())}


def in_main(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    return {**files, MAIN: files[MAIN].replace(old, new, 1)}


BAD_FILES: dict[str, tuple[Edit, str]] = {
    "no document": (lambda files: {name: files[name] for name in files if name != MAIN}, "no Word document"),
    "no types": (lambda files: {name: files[name] for name in files if "Types" not in name}, "no Word document"),
    "damaged": (lambda files: {**files, MAIN: files[MAIN][:-40]}, "word/document.xml is damaged"),
    "doctype": (lambda files: in_main(files, b"<w:document", b"<!DOCTYPE x><w:document"), "has a document type"),
    "entities": (
        lambda files: in_main(files, b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
        "has a document type",
    ),
    "doctype elsewhere": (lambda files: {**files, "customXml/item1.xml": b"<!DOCTYPE x><x/>"}, "has a document type"),
    "outside picture": (lambda files: external(files, "image", "https://example.com/x.png"), "outside itself"),
    "file link": (lambda files: external(files, "hyperlink", "file:///etc/passwd"), "does not begin with https://"),
    "macros": (lambda files: external(files, "vbaProject", "x"), "macros"),
    "embedded": (lambda files: external(files, "oleObject", "x"), "macros or embedded"),
    "path": (lambda files: {**files, "../x.xml": b"<x/>"}, "a name that is not allowed"),
    "twice": (lambda files: {**files, "WORD/DOCUMENT.XML": b"<x/>"}, "have the same name"),
    "many": (lambda files: {**files, **{f"x{n}.xml": b"<x/>" for n in range(200)}}, "more than 200 parts"),
    "bomb": (
        lambda files: {**files, "word/media/x.png": b"\0" * 12_000_000},
        "Unpacked, the part word/media/x.png is too large",
    ),
    "large part": (lambda files: in_main(files, b"<w:body>", b"<w:body>" + b" " * 2**21), "is too large"),
    "chart": (lambda files: in_main(files, b'r:id="rId11"', b'r:id="rId77"'), "a chart or an embedded file"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_hostile_or_damaged_file_is_refused(author: Author, name: str) -> None:
    edit, told = BAD_FILES[name]
    author.files = edit(author.files)
    author.save()
    assert told in author.mistake()


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 100, b"%PDF-1.7"])
def test_what_is_no_zip_is_refused(author: Author, content: bytes) -> None:
    author.file.write_bytes(content)
    assert "no sound Word document" in author.mistake()


def test_a_file_that_is_too_large_is_refused(author: Author) -> None:
    author.file.write_bytes(b"PK" * (5 * 1024 * 1024))
    assert "larger than 5 MB" in author.mistake()


def test_a_template_that_is_not_there_is_told(author: Author) -> None:
    author.file.unlink()
    assert f"There is no template nl/{KIND}.docx" in author.mistake()


def test_what_only_the_template_needs_is_left_behind(author: Author) -> None:
    author.files = external(author.files, "attachedTemplate", "file:///C:/Normal.dotm")
    author.files["docProps/thumbnail.jpeg"] = b"\xff\xd8"
    author.save()
    content: Any = files_of(author.render().content)
    assert b"Normal.dotm" not in b"".join(content.values())
    assert "docProps/thumbnail.jpeg" not in content
