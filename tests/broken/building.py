"""Breaks the shipped templates as authors do: the same mistake in the text, a header, a table or a footnote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docgen.authoring.check import checked
from docgen.authoring.findings import TemplateFinding
from docgen.letters.letter import Letter
from docgen.render.words import Words
from tests.matrix.cases import TEMPLATES, letter_for, matrix
from tests.render.word_reading import files_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN, HEADER, FOOTER, NOTES = "word/document.xml", "word/header2.xml", "word/footer1.xml", "word/footnotes.xml"
PLACES = {"body": "de tekst", "header": "een koptekst", "table": "de tekst", "footnote": "de voetnoten"}

Files = dict[str, bytes]
Edit = Callable[[Files], None]


def pack(files: Files) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


@cache
def shipped(kind: str = "wik-notice", language: str = "nl") -> bytes:
    return (TEMPLATES / "docx" / language / f"{kind}.docx").read_bytes()


@cache
def letters(kind: str = "wik-notice", language: str = "nl") -> tuple[tuple[str, Letter], ...]:
    """A consumer on either letterhead, and a company."""
    wanted = (("consumer", "creditor"), ("consumer", "agency"), ("company", "creditor"))
    cases = [each for each in matrix() if (each.kind, each.language) == (kind, language)]
    own = [each for each in cases if each.branding == each.performed_by and (each.debtor, each.branding) in wanted]
    return tuple((str(each), letter_for(each)) for each in own)


def run(words: str, properties: str = "") -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of texts and of pieces of XML, each a run of its own."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells, each a text or the XML of its paragraphs."""

    def cell(words: str) -> str:
        return f"<w:tc>{words if words.startswith('<w:p') else paragraph(words)}</w:tc>"

    made = "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def into(files: Files, xml: str, part: str = MAIN) -> None:
    """Put XML in a part: in the text before the heading that asks what to do, else at the end."""
    words = files[part].decode()
    if part == MAIN:
        at = words.rindex("<w:p", 0, re.search(r"Wat moet u doen\?|What do you have to do\?", words).start())  # type: ignore[union-attr]
        at = max(words.rfind("<w:p>", 0, at + 5), words.rfind("<w:p ", 0, at + 5))
    else:
        at = words.rindex("</w:")
    files[part] = (words[:at] + xml + words[at:]).encode()


def put(place: str, *texts: str) -> Edit:
    """Paragraphs in one of the `PLACES`; in a table each is a row."""

    def edit(files: Files) -> None:
        if place == "table":
            into(files, table(*((words,) for words in texts)))
        elif place == "footnote":
            notes(files, "".join(map(paragraph, texts)))
        else:
            into(files, "".join(map(paragraph, texts)), HEADER if place == "header" else MAIN)

    return edit


def notes(files: Files, xml: str) -> None:
    """A footnote in the text, and the part that holds it."""
    files[NOTES] = f'<w:footnotes {W}><w:footnote w:id="2">{xml}</w:footnote></w:footnotes>'.encode()
    add_part(files, NOTES, "footnotes")
    into(files, paragraph("Zie de noot.", '<w:r><w:footnoteReference w:id="2"/></w:r>'))


def add_part(files: Files, name: str, kind: str) -> None:
    relations = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{name.removeprefix("word/")}"/>'
    files[relations] = files[relations].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"</Types>", override.encode())


def replacing(old: str, new: str, part: str = MAIN) -> Edit:
    """Another text in a part, everywhere it stands."""

    def edit(files: Files) -> None:
        assert old in files[part].decode(), old
        files[part] = files[part].decode().replace(old, new).encode()

    return edit


def edited(*edits: Edit, kind: str = "wik-notice", language: str = "nl") -> bytes:
    """A shipped template after edits."""
    files = files_of(shipped(kind, language))
    for each in edits:
        each(files)
    return pack(files)


def found_in(content: bytes, kind: str = "wik-notice", language: str = "nl") -> tuple[TemplateFinding, ...]:
    return checked(content, kind, language, letters(kind, language))


def in_words(finding: TemplateFinding, language: str = "nl") -> str:
    """Part, place, excerpt, message and remedy as an author reads them."""
    say = Words(language).say
    said = (say(finding.part), say(finding.place), finding.excerpt, say(finding.message), say(finding.remedy))
    return " | ".join(said)
