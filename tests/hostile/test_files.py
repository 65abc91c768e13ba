"""Files that are more than a Word document: each is refused with its reason, and the part that it is about."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from docgen.errors import BadTemplate
from docgen.render.word_door import open_template
from docgen.render.words import Words
from docgen.settings import ROOT
from tests.hostile.conftest import Canary, Service
from tests.hostile.making import (
    FOOTER,
    HEADER,
    MAIN,
    MAIN_RELATIONS,
    MICROSOFT,
    SHIPPED,
    TYPES,
    WORD_TYPE,
    Entry,
    W,
    by_hand,
    changed,
    entries,
    field,
    pack,
    paragraph,
    parts,
    png,
    put,
    related,
    run,
    simple_field,
    typed,
    with_part,
    with_picture,
)

NO_ZIP = "no sound Word document"
NO_NUMBER = "no number that Word takes"
OUTSIDE, LINK = "refers to a file outside itself", "does not begin with https:// or mailto:"
MACROS, FIELDS, OBJECT, DOCUMENT_TYPE = (
    "macros or embedded objects",
    "The Word field",
    "holds an object",
    "has a document type",
)
FAKE_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def edited(**first: object) -> list[Entry]:
    """The shipped template with its first entry changed."""
    found = entries()
    for name, value in first.items():
        setattr(found[0], name, value)
    return found


def plus(*more: Entry) -> list[Entry]:
    return [*entries(), *more]


def overlapping() -> bytes:
    """Two entries of the list that share the same content."""
    twin = Entry(b"word/twin.xml", b"<x/>")
    sound = by_hand(plus(twin))
    found = entries()
    return by_hand([*found, Entry(b"word/twin.xml", b"<x/>", start=sound.index(b"PK\3\4", 30))])


def zip64() -> bytes:
    sound = by_hand(entries())
    record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 18, 18, 0, 0) + struct.pack(
        "<4sIQI", b"PK\6\7", 0, 0, 1
    )
    return sound[:-22] + record + sound[-22:]


CONTAINERS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", NO_ZIP),
    "two letters": (b"PK", NO_ZIP),
    "only an end": (by_hand([]), "no Word document"),
    "a pdf": (b"%PDF-1.7\n" * 200, NO_ZIP),
    "an old word file": (FAKE_OLE, NO_ZIP),
    "rich text": (b"{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE x}}}", NO_ZIP),
    "too large": (SHIPPED + bytes(5 * 1024**2), "larger than 5 MB"),
    "cut off": (SHIPPED[:-10], NO_ZIP),
    "half": (SHIPPED[: len(SHIPPED) // 2], NO_ZIP),
    "something before": (by_hand(entries(), before=b"#!/bin/sh\n"), NO_ZIP),
    "something behind": (SHIPPED + b"<script>", NO_ZIP),
    "a remark": (by_hand(entries(), after=b"remark"), NO_ZIP),
    "a second zip behind": (SHIPPED + SHIPPED, NO_ZIP),
    "something between": (by_hand(edited(tail=b"hidden")), NO_ZIP),
    "overlapping": (overlapping(), NO_ZIP),
    "zip64": (zip64(), NO_ZIP),
    "zip64 extra": (by_hand(edited(extra=struct.pack("<2HQ", 1, 8, 5))), NO_ZIP),
    "a name for others": (by_hand(edited(extra=struct.pack("<2H", 0x7075, 0))), NO_ZIP),
    "fewer than listed": (by_hand(entries(), count=3), NO_ZIP),
    "more than listed": (by_hand(entries(), count=99), NO_ZIP),
    "another name in the list": (by_hand(edited(listed_name=b"[content_types].xml")), NO_ZIP),
    "another size in the list": (by_hand(edited(listed_size=5)), NO_ZIP),
    "a false size": (by_hand(edited(size=5)), NO_ZIP),
    "a false checksum": (by_hand(edited(checksum=1)), NO_ZIP),
    "other flags in the list": (by_hand(edited(listed_flags=2)), NO_ZIP),
    "encrypted": (by_hand(edited(flags=1)), "protected by a password"),
    "strongly encrypted": (by_hand(edited(flags=0x41)), "protected by a password"),
    "an odd way of packing": (by_hand(edited(method=14)), "packed in an unusual way"),
    "a link": (by_hand(plus(Entry(b"word/x.xml", b"/etc/passwd", attributes=0o120777 << 16))), NO_ZIP),
    "a device": (by_hand(plus(Entry(b"word/x.xml", b"", attributes=0o020666 << 16))), NO_ZIP),
    "a folder with content": (by_hand(plus(Entry(b"word/x/", b"<x/>"))), NO_ZIP),
    "twice": (by_hand(plus(Entry(MAIN.encode(), b"<x/>"))), "the same name"),
    "twice, in capitals": (by_hand(plus(Entry(b"Word/Document.XML", b"<x/>"))), "the same name"),
    "out of the folder": (by_hand(plus(Entry(b"../../x.xml", b"<x/>"))), "a name that is not allowed"),
    "out of the folder later": (by_hand(plus(Entry(b"word/../../x.xml", b"<x/>"))), "a name that is not allowed"),
    "from the root": (by_hand(plus(Entry(b"/etc/cron.d/x", b"<x/>"))), "a name that is not allowed"),
    "a backslash": (by_hand(plus(Entry(b"word\\x.xml", b"<x/>"))), "a name that is not allowed"),
    "a drive": (by_hand(plus(Entry(b"C:x.xml", b"<x/>"))), "a name that is not allowed"),
    "an end in the name": (by_hand(plus(Entry(b"word/x.xml\0.png", b"<x/>"))), "a name that is not allowed"),
    "no name": (by_hand(plus(Entry(b"", b"<x/>"))), "a name that is not allowed"),
    "a name that is not plain": (by_hand(plus(Entry("word/é.xml".encode(), b"<x/>"))), NO_ZIP),
    "a long name": (by_hand(plus(Entry(b"x" * 60_000, b"<x/>"))), "a name that is not allowed"),
    "many parts": (pack(parts() | {f"x{number}.xml": b"<x/>" for number in range(200)}), "more than 200 parts"),
    "very many parts": (pack({f"x{number}": b"" for number in range(20_000)}), "more than 200 parts"),
    "a bomb": (pack(parts() | {"x.bin": bytes(40_000_000)}), "the part x.bin is too large"),
    "a bomb that says it is small": (by_hand(plus(Entry(b"x.bin", bytes(40_000_000), size=10))), "the part x.bin is too large"),
    "many small bombs": (pack(parts() | {f"x{n}.bin": bytes(60_000) * 60 for n in range(150)}), "is too large"),
    "a zip in it": (pack(parts() | {"word/x.docx": SHIPPED, "word/y.xml": SHIPPED}), "not in UTF-8"),
}  # fmt: skip


def xml(words: str, encoding: str = "utf-8") -> bytes:
    return words.encode(encoding)


def entity(canary: Canary) -> str:
    return f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.file.as_uri()}">]><x>&a;</x>'


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]><x>&m;</x>"
)
XML: dict[str, tuple[Callable[[Canary], bytes], str]] = {
    "an entity": (lambda canary: xml(entity(canary)), DOCUMENT_TYPE),
    "a type from outside": (lambda canary: xml(f'<!DOCTYPE x SYSTEM "{canary.url}/x.dtd"><x/>'), DOCUMENT_TYPE),
    "a public type": (lambda canary: xml(f'<!DOCTYPE x PUBLIC "-//X" "{canary.url}/x.dtd"><x/>'), DOCUMENT_TYPE),
    "a parameter": (lambda canary: xml(f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{canary.url}/x">%a;]><x/>'), DOCUMENT_TYPE),
    "laughs": (lambda _: xml(LAUGHS), DOCUMENT_TYPE),
    "quadratic": (lambda _: xml(f"<!DOCTYPE x [<!ENTITY a '{'a' * 5_000}'>]><x>{'&a;' * 2_000}</x>"), DOCUMENT_TYPE),
    "wide": (lambda canary: xml('<?xml version="1.0" encoding="utf-16"?>' + entity(canary), "utf-16"), DOCUMENT_TYPE),
    "wide, turned": (lambda canary: b"\xfe\xff" + xml(entity(canary), "utf-16-be"), DOCUMENT_TYPE),
    "wide without a mark": (lambda canary: xml(entity(canary), "utf-16-le"), "not in UTF-8"),
    "wider": (lambda canary: xml(entity(canary), "utf-32"), "not in UTF-8"),
    "in seven bits": (lambda _: xml('<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'), "not in UTF-8"),
    "in the way of mainframes": (lambda canary: xml('<?xml version="1.0" encoding="cp037"?>' + entity(canary), "cp037"), "not in UTF-8"),
    "in Latin": (lambda _: xml('<?xml version="1.0" encoding="iso-8859-1"?><x>é</x>', "latin-1"), "not in UTF-8"),
    "with a mark": (lambda canary: b"\xef\xbb\xbf" + xml(entity(canary)), DOCUMENT_TYPE),
    "not closed": (lambda _: xml("<x><y></x>"), "is damaged"),
    "an unknown entity": (lambda _: xml("<x>&nbsp;</x>"), "is damaged"),
    "no xml": (lambda _: b"GIF89a", "is damaged"),
    "empty": (lambda _: b"", "is damaged"),
    "a control sign": (lambda _: xml("<x>\x01</x>"), "is damaged"),
    "an end sign": (lambda _: xml("<x>\0</x>"), "not in UTF-8"),
    "deep": (lambda _: xml("<x>" * 5_000 + "</x>" * 5_000), "is damaged"),
    "large": (lambda _: xml("<x>" + "a b c d e " * 300_000 + "</x>"), "is too large"),
    "many attributes twice": (lambda _: xml("<x a='1' a='2'/>"), "is damaged"),
}  # fmt: skip
KINDS_OF_PART = {
    "the body": MAIN,
    "a header": HEADER,
    "the styles": "word/styles.xml",
    "the properties": "docProps/core.xml",
    "relations": MAIN_RELATIONS,
    "the list of types": TYPES,
    "a part of no use": "customXml/item1.xml",
}


def test_doors(service: Service) -> None:
    """The service that all this goes through does answer."""
    assert service.letter_from(SHIPPED)[0] == 200


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_with_a_trick_is_refused(service: Service, name: str) -> None:
    content, told = CONTAINERS[name]
    assert told in service.refusal_of(content)


@pytest.mark.parametrize("name", XML)
def test_xml_with_a_trick_is_refused(service: Service, canary: Canary, name: str) -> None:
    make, told = XML[name]
    reason = service.refusal_of(pack(parts() | {"customXml/item1.xml": make(canary)}))
    assert told in reason
    assert "customXml/item1.xml" in reason


@pytest.mark.parametrize("part", KINDS_OF_PART.values(), ids=KINDS_OF_PART)
@pytest.mark.parametrize("name", ["an entity", "wide", "laughs"])
def test_in_every_kind_of_part(service: Service, canary: Canary, name: str, part: str) -> None:
    make, told = XML[name]
    reason = service.refusal_of(pack(parts() | {part: make(canary)}))
    assert told in reason
    assert part in reason


def link(target: str) -> str:
    return f'<w:hyperlink r:id="rId99">{run("x")}</w:hyperlink>'


def linked(target: str) -> dict[str, bytes]:
    return related("hyperlink", target, files=put(f"<w:p>{link(target)}</w:p>"))


def table(cell: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}<w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"


def vml(attributes: str) -> str:
    return f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape><v:imagedata {attributes}/></v:shape></w:pict></w:r></w:p>'


FROM_OUTSIDE: dict[str, tuple[Callable[[Canary], dict[str, bytes]], str]] = {
    "picture": (lambda canary: related("image", f"{canary.url}/x.png"), OUTSIDE),
    "picture from a file": (lambda canary: related("image", canary.file.as_uri()), OUTSIDE),
    "picture from a share": (lambda _: related("image", "\\\\127.0.0.1\\share\\x.png"), OUTSIDE),
    "picture in a header": (lambda canary: related("image", f"{canary.url}/x.png", part=HEADER), OUTSIDE),
    "template": (lambda canary: related("attachedTemplate", f"{canary.url}/x.dotm", files=changed("word/settings.xml", "<w:zoom", '<w:attachedTemplate r:id="rId99"/><w:zoom')), OUTSIDE),
    "template on a share": (lambda _: related("attachedTemplate", "file://127.0.0.1/share/x.dotm"), OUTSIDE),
    "header": (lambda canary: related("header", f"{canary.url}/header.xml"), OUTSIDE),
    "styles": (lambda canary: related("styles", f"{canary.url}/styles.xml"), OUTSIDE),
    "an unknown kind": (lambda canary: related("http://example.org/odd", f"{canary.url}/x"), OUTSIDE),
    "transform": (lambda canary: related("transform", f"{canary.url}/x.xsl"), OUTSIDE),
    "object": (lambda canary: related("oleObject", f"{canary.url}/x"), MACROS),
    "frame": (lambda canary: related("frame", f"{canary.url}/x"), "takes in another document"),
    "sub-document": (lambda canary: related("subDocument", canary.file.as_uri()), "takes in another document"),
    "alternative part": (lambda canary: related("aFChunk", f"{canary.url}/x.htm"), "takes in another document"),
    "mail merge": (lambda canary: related("mailMergeSource", canary.file.as_uri()), "for mail merge"),
    "link to a file": (lambda canary: linked(canary.file.as_uri()), LINK),
    "link to a plain web address": (lambda canary: linked(canary.url), LINK),
    "link to a script": (lambda _: linked("javascript:alert(1)"), LINK),
    "link to a share": (lambda _: linked("\\\\127.0.0.1\\x"), LINK),
    "link with a break": (lambda _: linked("https://example.org/&#10;x"), LINK),
    "link to a search": (lambda _: linked("search-ms:query=x"), LINK),
    "link to the diagnosis tool": (lambda _: linked("ms-msdt:/id%20PCWDiagnostic"), LINK),
    "a mode that is none": (lambda _: changed(MAIN_RELATIONS, 'TargetMode="External"', 'TargetMode="external"'), "is damaged"),
    "vml source": (lambda canary: put(vml(f'src="{canary.url}/x.png"')), OUTSIDE),
    "vml reference": (lambda canary: put(vml(f'o:href="{canary.url}/x.png"')), OUTSIDE),
    "vml file": (lambda canary: put(vml(f'o:althref="{canary.file.as_uri()}"'), HEADER), OUTSIDE),
    "base": (lambda canary: changed(MAIN, "<w:body>", f'<w:body xml:base="{canary.url}/">'), OUTSIDE),
    "schema": (lambda canary: changed("docProps/core.xml", "<dc:title>", f'<dc:title xsi:schemaLocation="x {canary.url}/x.xsd">'), OUTSIDE),
    "action": (lambda _: changed(MAIN, "<wp:docPr ", '<wp:docPr action="ppaction://program" '), OUTSIDE),
    "a style sheet, left behind": (lambda canary: changed(MAIN, "<w:document", f'<?xml-stylesheet href="{canary.url}/x.xsl"?><w:document', put(paragraph("{{ x }}"))), "There is no field x"),
}  # fmt: skip


@pytest.mark.parametrize("name", FROM_OUTSIDE)
def test_what_comes_from_outside_is_refused(service: Service, canary: Canary, name: str) -> None:
    make, told = FROM_OUTSIDE[name]
    assert told in service.refusal_of(pack(make(canary)))


VBA = "application/vnd.ms-office.vbaProject"
ACTIVE: dict[str, tuple[dict[str, bytes], str]] = {
    "macros": (with_part(f"{MICROSOFT}/vbaProject", "word/vbaProject.bin", FAKE_OLE, VBA), MACROS),
    "macros that nothing leads to": (typed("word/vbaProject.bin", VBA, parts() | {"word/vbaProject.bin": FAKE_OLE}), MACROS),
    "a document that runs": (changed(TYPES, f"{WORD_TYPE}.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), MACROS),
    "a template": (changed(TYPES, ".document.main+xml", ".template.main+xml"), "of another kind than the file says"),
    "an embedded object": (with_part("oleObject", "word/embeddings/x.bin", FAKE_OLE, "application/vnd.openxmlformats-officedocument.oleObject"), MACROS),
    "an embedded sheet": (with_part("package", "word/embeddings/x.xlsx", SHIPPED, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), MACROS),
    "a control": (with_part("control", "word/activeX/x.xml", b"<x/>", "application/vnd.ms-office.activeX+xml"), MACROS),
    "buttons": (changed("_rels/.rels", "</Relationships>", f'<Relationship Id="rId99" Type="{MICROSOFT}/ui/extensibility" Target="customUI.xml"/></Relationships>', parts() | {"customUI.xml": b"<x/>"}), MACROS),
    "keys": (with_part(f"{MICROSOFT}/keyMapCustomizations", "word/customizations.xml", b"<x/>", "application/vnd.ms-word.keyMapCustomizations+xml"), MACROS),
    "an object element": (put("<w:p><w:r><w:object/></w:r></w:p>"), OBJECT),
    "an object of other names": (put('<w:p><w:r><w:pict><OLEObject xmlns="urn:x"/></w:pict></w:r></w:p>'), OBJECT),
    "a control element": (put("<w:p><w:r><w:control/></w:r></w:p>"), OBJECT),
    "an alternative part": (put("<w:altChunk/>"), OBJECT),
    "a sub-document": (put("<w:p><w:subDoc/></w:p>"), OBJECT),
    "frames": (with_part("webSettings", "word/webSettings.xml", f'<w:webSettings xmlns:w="{W}"><w:frameset/></w:webSettings>'.encode(), f"{WORD_TYPE}.webSettings+xml"), OBJECT),
    "a field that starts a macro": (put('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="x"/></w:ffData></w:fldChar></w:r></w:p>'), OBJECT),
    "mail merge": (changed("word/settings.xml", "<w:zoom", "<w:mailMerge/><w:zoom"), "for mail merge"),
    "a chart": (put('<w:p><w:r><w:drawing><c:chart xmlns:c="urn:c" r:id="rId77"/></w:drawing></w:r></w:p>'), "such as a chart"),
    "a header that is the body": (related("header", "document.xml", external=False), "of another kind than the file says"),
    "a header of another name": (with_part("header", "word/header.bin", f'<w:hdr xmlns:w="{W}"/>'.encode(), f"{WORD_TYPE}.header+xml"), "of another kind"),
    "a header that is a picture": (with_part("header", "word/media/x.xml", png(1, 1), "image/png"), "not in UTF-8"),
    "xml under another name": (with_part("header", "word/x.bin", b"<!DOCTYPE x><x/>", f"{WORD_TYPE}.header+xml"), DOCUMENT_TYPE),
    "a part that is not there": (related("header", "header77.xml", external=False), "is missing"),
    "a part outside": (related("header", "../../../../etc/passwd", external=False), "is missing"),
    "the same relation twice": (changed(MAIN_RELATIONS, 'Id="rId2"', 'Id="rId1"'), "is damaged"),
    "the same type twice": (typed("word/document.xml", f"{WORD_TYPE}.document.main+xml", parts()), "is damaged"),
    "relations that are none": (parts() | {MAIN_RELATIONS: b"<x/>"}, "is damaged"),
    "types that are none": (parts() | {TYPES: b"<x/>"}, "is damaged"),
    "a body that is none": (parts() | {MAIN: b"<x/>"}, "no Word document"),
    "a cell over all columns": (put(table('<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/>')), NO_NUMBER),
    "a width that is none": (put(table("<w:p/>").replace('w:w="100"', 'w:w="1e400"')), NO_NUMBER),
    "a size that is none": (changed("word/styles.xml", '<w:sz w:val="', '<w:sz w:val="NaN'), NO_NUMBER),
    "a colour that is none": (changed("word/styles.xml", "<w:rPr>", '<w:rPr><w:color w:val="auto" w:themeColor="accent1" w:themeTint="x"/>'), NO_NUMBER),
    "a picture without end": (changed(MAIN, '<wp:extent cx="', '<wp:extent cx="99999999999'), NO_NUMBER),
    "a row without end": (put(table("<w:p/></w:tc><w:tc>" * 5_000 + "<w:p/>")), "a row of more than 63 cells"),
    "very many elements": (put("<w:p/>" * 70_000), "is too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_what_runs_or_hides_something_is_refused(service: Service, name: str) -> None:
    files, told = ACTIVE[name]
    assert told in service.refusal_of(pack(files))


INSTRUCTIONS = [
    'DDE c:\\windows\\system32\\cmd.exe "/c calc"', 'DDEAUTO cmd "/c calc"', "ddeauto cmd", "INCLUDETEXT /etc/passwd",
    "INCLUDEPICTURE http://127.0.0.1/x.png", "IMPORT x", "LINK Excel.Sheet x", "EMBED x", "MACROBUTTON x y", "QUOTE 68 68 69",
    "= 1 + 1", "ASK x", "FILLIN x", "SET x y", "REF x", "MERGEFIELD x", "NEXT", "DATABASE x", "AUTOTEXT x", "DATE", "TIME",
    "FILENAME \\p", "USERNAME", "AUTHOR", "DOCVARIABLE x", "DOCPROPERTY x", "IF 1 = 1 x y", "PRINT x", "GOTOBUTTON x y",
    "HYPERLINK file:///etc/passwd", 'HYPERLINK "file:///etc/passwd"', 'HYPERLINK "http://127.0.0.1/"', "HYPERLINK x",
    'HYPERLINK "https://x" DDE', "PAGE DDE x", "PAGE\\* MERGEFORMAT DDE", "",
]  # fmt: skip


@pytest.mark.parametrize("code", INSTRUCTIONS)
def test_fields_are_refused_but_for_a_few(service: Service, code: str) -> None:
    assert FIELDS in service.refusal_of(pack(put(simple_field(code.replace('"', "&quot;")))))
    assert FIELDS in service.refusal_of(pack(put(field(*code.split("D")) if code else field(""))))


CUT = {
    "cut in letters": (put(field("P", "AGE", " \\* DDEAUTO x")), MAIN),
    "cut over paragraphs": (put(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>D</w:instrText></w:r>') + paragraph("<w:r><w:instrText>DE x</w:instrText></w:r>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')), MAIN),
    "never closed": (put(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r>')), MAIN),
    "without a begin": (put(paragraph("<w:r><w:instrText>DDE x</w:instrText></w:r>")), MAIN),
    "deleted": (put(paragraph("<w:del><w:r><w:delInstrText>DDE x</w:delInstrText></w:r></w:del>")), MAIN),
    "in another": (put(field('HYPERLINK "https://x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>')), MAIN),
    "in a header": (put(field("DDE x"), HEADER), HEADER),
    "in a footer": (put(simple_field("INCLUDETEXT x"), FOOTER), FOOTER),
    "in the styles": (put("<w:style><w:fldSimple w:instr='DDE x'/></w:style>", "word/styles.xml"), "word/styles.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_fields_are_found_however_they_are_cut(service: Service, name: str) -> None:
    files, part = CUT[name]
    reason = service.refusal_of(pack(files))
    assert FIELDS in reason
    assert part in reason


@pytest.mark.parametrize(
    "code",
    [" PAGE ", "NUMPAGES", "page", "PAGE \\* MERGEFORMAT", "SECTIONPAGES \\* Arabic", 'HYPERLINK "https://example.org/x"',
     'HYPERLINK "mailto:a@example.org" \\o "mail"', 'HYPERLINK \\l "bookmark"'],
)  # fmt: skip
def test_the_fields_that_a_letter_has_stay(code: str) -> None:
    files = put(simple_field(code.replace('"', "&quot;")) + field(*code.partition("E")[:2], code.partition("E")[2]))
    assert b"fldSimple" in open_template(pack(files), "x").read(MAIN)


def jpeg(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("L", (width, height)).save(out, "JPEG")
    return out.getvalue()


def saved(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, kind)
    return out.getvalue()


NO_PICTURE = "no PNG or JPEG"
PICTURES: dict[str, tuple[dict[str, bytes], str]] = {
    "svg": (with_picture("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"), NO_PICTURE),
    "svg as png": (with_picture("x.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'), NO_PICTURE),
    "eps": (with_picture("x.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "application/postscript"), NO_PICTURE),
    "eps as png": (with_picture("x.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), NO_PICTURE),
    "wmf": (with_picture("x.wmf", b"\xd7\xcd\xc6\x9a" + bytes(40), "image/x-wmf"), NO_PICTURE),
    "wmf as png": (with_picture("x.png", b"\xd7\xcd\xc6\x9a" + bytes(40)), NO_PICTURE),
    "emf": (with_picture("x.emf", b"\x01\0\0\0" + bytes(80), "image/x-emf"), NO_PICTURE),
    "gif": (with_picture("x.gif", saved("GIF"), "image/gif"), NO_PICTURE),
    "gif as png": (with_picture("x.png", saved("GIF")), NO_PICTURE),
    "tiff as jpeg": (with_picture("x.jpg", saved("TIFF"), "image/jpeg"), NO_PICTURE),
    "bmp as png": (with_picture("x.png", saved("BMP")), NO_PICTURE),
    "webp as png": (with_picture("x.png", saved("WEBP")), NO_PICTURE),
    "pdf as png": (with_picture("x.png", b"%PDF-1.7\n"), NO_PICTURE),
    "fits as png": (with_picture("x.png", b"SIMPLE  =                    T" + bytes(2850)), NO_PICTURE),
    "html as png": (with_picture("x.png", b"<html><script>alert(1)</script>"), NO_PICTURE),
    "jpeg as png": (with_picture("x.png", jpeg(9, 9)), "of another kind"),
    "png as jpeg": (with_picture("x.jpg", png(9, 9), "image/jpeg"), "of another kind"),
    "a bomb": (with_picture("x.png", png(13_000, 13_000)), "more than 4 megapixels"),
    "a bomb in its header": (with_picture("x.png", png(2**31 - 1, 2**31 - 1, rows=0)), "more than 4 megapixels"),
    "a bomb in jpeg": (with_picture("x.jpg", jpeg(9, 9).replace(b"\0\x09\0\x09", b"\xff\xff\xff\xff"), "image/jpeg"), "more than 4 megapixels"),
    "too wide": (with_picture("x.png", png(4_000_001, 1)), "more than 4 megapixels"),
    "no width": (with_picture("x.png", png(0, 9)), "is damaged"),
    "too many bytes": (with_picture("x.png", png(9, 9) + b"".join(sha256(bytes([n % 256, n // 256])).digest() for n in range(2**15))), "larger than 1 MB"),
    "half": (with_picture("x.png", png(900, 900, rows=100)[:-40]), "is damaged"),
    "only its first signs": (with_picture("x.png", b"\x89PNG\r\n\x1a\n"), "is damaged"),
    "empty": (with_picture("x.png", b""), NO_PICTURE),
    "where a logo stands": (parts() | {"word/media/logo.png": b"%!PS-Adobe-3.0 EPSF-3.0\n"}, NO_PICTURE),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_that_are_none_or_too_large_are_refused(service: Service, name: str) -> None:
    files, told = PICTURES[name]
    assert told in service.refusal_of(pack(files))


def test_nothing_travels_in_a_picture(service: Service) -> None:
    both = png(9, 9) + b"PK\3\4<script>alert(1)</script>"
    status, content = service.letter_from(pack(with_picture("x.png", both)))
    assert status == 200
    package = open_template(pack(with_picture("x.png", both)), "x")
    assert b"script" not in package.read("word/media/x.png")
    assert b"script" not in content


def test_what_a_letter_has_no_use_for_stays_behind() -> None:
    files = with_part("customXml", "customXml/item1.xml", b"<?odd x?><x/>", "application/xml")
    files = changed(MAIN, "<w:body>", "<!-- {{ remark }} --><w:body><?odd program?>", files)
    files = related(
        "attachedTemplate",
        "file:///C:/Users/x/Normal.dotm",
        part="word/settings.xml",
        files=with_settings_relations(files),
    )
    package = open_template(pack(files), "x")
    assert "customXml/item1.xml" not in package
    everything = b"".join(package.read(name) for name in package.names())
    assert b"remark" not in everything
    assert b"odd" not in everything
    assert b"Normal.dotm" not in everything
    assert b"attachedTemplate" not in everything


def with_settings_relations(files: dict[str, bytes]) -> dict[str, bytes]:
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    files = changed("word/settings.xml", "<w:zoom", '<w:attachedTemplate r:id="rId99"/><w:zoom', files)
    return files | {"word/_rels/settings.xml.rels": empty}


def test_ordinary_containers_are_let_in() -> None:
    described = [Entry(each.name, each.content, flags=8) for each in entries()]
    for each in described:
        each.tail = b"PK\7\x08" + struct.pack("<3I", zlib.crc32(each.content), len(each.packed()), len(each.content))
    stored = [Entry(each.name, each.content, method=0) for each in entries()]
    folders = [Entry(b"word/", b"", method=0, attributes=0o040755 << 16), *entries()]
    packages = [
        open_template(content, "x") for content in (SHIPPED, by_hand(described), by_hand(stored), by_hand(folders))
    ]
    assert len({package.pack() for package in packages}) == 1


@pytest.mark.parametrize(
    "xml",
    [
        table("<w:p/>" * 15_000),
        "<w:p>" + "<w:r/>" * 15_000 + "</w:p>",
        table("") * 2_000,
        paragraph("{ " * 200_000),
        paragraph("€ 1,00 " * 90_000),
    ],
    ids=["paragraphs in a cell", "runs in a paragraph", "empty tables", "braces", "amounts"],
)
def test_a_file_that_is_only_large_is_done_in_time(service: Service, xml: str) -> None:
    status, content = service.letter_from(pack(put(xml)))
    assert status in (200, 422), content[:200]


COLLECTED = sorted((ROOT.parent / "shared" / "data" / "docx-templates").glob("*.docx"))


@pytest.mark.skipif(not COLLECTED, reason="the collection of others' templates is not here")
def test_files_that_nobody_here_wrote_give_a_letter_or_a_reason(service: Service) -> None:
    for file in COLLECTED:
        status, content = service.letter_from(file.read_bytes())
        assert status in (200, 422), (file.name, content[:300])


@pytest.mark.parametrize("name", ["macros", "frames", "a chart", "the same type twice"])
def test_a_refusal_is_said_in_dutch_too(name: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        open_template(pack(ACTIVE[name][0]), "x")
    assert Words("nl").say(refused.value.detail) != Words("en").say(refused.value.detail)


def test_the_service_makes_a_normal_letter_after_all_this(service: Service) -> None:
    assert service.letter_from(SHIPPED)[0] == 200
    status, content = service.post(service.request, "application/pdf")
    assert (status, content[:5]) == (200, b"%PDF-")
