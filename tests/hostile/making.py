"""Makes hostile files from a shipped template: the parts of a Word file, changed, and zip files written by hand."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docgen.settings import ROOT

KIND = "payment-reminder"
SHIPPED = (ROOT / "templates" / "docx" / "nl" / f"{KIND}.docx").read_bytes()
MAIN, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
MAIN_RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

Files = dict[str, bytes]


def parts() -> Files:
    """The parts of the shipped template."""
    with ZipFile(BytesIO(SHIPPED)) as container:
        return {name: container.read(name) for name in container.namelist()}


def pack(files: Files) -> bytes:
    """An ordinary zip file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


def run(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs; what does not begin with < becomes the text of one."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def put(xml: str, part: str = MAIN, files: Files | None = None) -> Files:
    """The parts with XML added: behind the window of the body, or at the end of another part."""
    files = parts() if files is None else files
    words = files[part].decode()
    at = words.index("</w:tbl>") + len("</w:tbl>") if part == MAIN else words.rindex("</")
    return {**files, part: (words[:at] + xml + words[at:]).encode()}


def changed(part: str, old: str, new: str, files: Files | None = None) -> Files:
    """The parts with the first such words in one of them changed."""
    files = parts() if files is None else files
    assert old.encode() in files[part]
    return {**files, part: files[part].replace(old.encode(), new.encode(), 1)}


def related(kind: str, target: str, *, external: bool = True, files: Files | None = None, part: str = MAIN) -> Files:
    """The parts with one relation more, rId99; `kind` is its last word or the whole."""
    name = f"word/_rels/{part.rpartition('/')[2]}.rels"
    whole = kind if "://" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rId99" Type="{whole}" Target="{target}"{mode}/></Relationships>'
    return changed(name, "</Relationships>", relation, files)


def typed(name: str, content_type: str, files: Files) -> Files:
    """The parts with a content type for one of them."""
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return changed(TYPES, "</Types>", override, files)


def with_part(kind: str, name: str, content: bytes, content_type: str, files: Files | None = None) -> Files:
    """The parts with one more, led to from the body."""
    files = related(kind, name.removeprefix("word/"), external=False, files=files)
    return typed(name, content_type, {**files, name: content})


def with_footnote(words: str) -> Files:
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(words)}</w:footnote></w:footnotes>'
    files = put(paragraph("x", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    return with_part("footnotes", "word/footnotes.xml", note.encode(), f"{WORD_TYPE}.footnotes+xml", files)


def with_picture(name: str, content: bytes, content_type: str = "image/png") -> Files:
    """The parts with a picture that the body shows."""
    blip = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="99" name="x"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId99"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return with_part("image", f"word/media/{name}", content, content_type, put(paragraph(blip)))


def field(code: str, *pieces: str) -> str:
    """A complex field, its code in as many runs as there are pieces."""
    texts = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (code, *pieces))
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return paragraph(begin + texts + middle + run("x") + end)


def simple_field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}">{run("x")}</w:fldSimple></w:p>'


def png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A grey PNG of that size; `rows` gives it fewer rows than its header says."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    count = height if rows is None else rows
    content = zlib.compress(bytes((width + 7) // 8 + 1) * count if count else b"", 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


@dataclass
class Entry:
    """An entry of a zip file, which may say something else in the list than in front of its content."""

    name: bytes
    content: bytes
    flags: int = 0
    listed_flags: int | None = None
    method: int = 8
    listed_name: bytes | None = None
    size: int | None = None
    listed_size: int | None = None
    checksum: int | None = None
    extra: bytes = b""
    attributes: int = 0
    tail: bytes = b""
    start: int | None = None

    def packed(self) -> bytes:
        if self.method != 8:
            return self.content
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(self.content) + deflate.flush()


def entries() -> list[Entry]:
    """The shipped template, ready to be written by hand."""
    return [Entry(name.encode(), content) for name, content in parts().items()]


def by_hand(entries: list[Entry], *, before: bytes = b"", after: bytes = b"", count: int | None = None) -> bytes:
    """A zip file of these entries, sound unless an entry says otherwise."""
    out, listed = bytearray(before), bytearray()
    for each in entries:
        packed = each.packed()
        checksum = zlib.crc32(each.content) if each.checksum is None else each.checksum
        size = len(each.content) if each.size is None else each.size
        start = len(out) if each.start is None else each.start
        out += struct.pack(
            "<4s5H3I2H", b"PK\3\4", 20, each.flags, each.method, 0, 33, checksum, len(packed), size, len(each.name),
            len(each.extra),
        )  # fmt: skip
        out += each.name + each.extra + packed + each.tail
        name = each.name if each.listed_name is None else each.listed_name
        listed += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, each.flags if each.listed_flags is None else each.listed_flags, each.method,
            0, 33, checksum, len(packed), size if each.listed_size is None else each.listed_size, len(name),
            len(each.extra), 0, 0, 0, each.attributes, start,
        )  # fmt: skip
        listed += name + each.extra
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(listed), len(out), len(after))
    return bytes(out + listed) + end + after
