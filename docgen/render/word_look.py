"""What a letter has of its own in the look of its Word file: colours, window, properties, the mark CONCEPT.

Colours follow the theme's first accent, which authors find in Word's palette: that one becomes the brand's, and what
refers to it gets the literal colour too, for programs that do not read themes.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from docgen.dossier.xml_door import parse
from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.envelope import FOLD_LEFT, FOLDS, WINDOW_LEFT
from docgen.render.sheet import ADDRESS_SIZES, Sheet, kix_of
from docgen.render.word_kix import ADDRESS, place_kix
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_tables import keep_with_next, thin_paragraph
from docgen.render.word_xml import (
    NAMESPACES,
    TWIPS,
    Element,
    drop,
    element,
    every,
    get,
    q,
    serial,
    style_of,
    words_of,
)
from docgen.render.words import Words
from docgen.texts import text

FOLD_MARK = "Foldmark"  # a paragraph style
WINDOW_TABLE = "docgen:window"  # the name of the table in the envelope's window
BESIDE = "Contact agency"  # the paragraph style of what stands beside the window
PAYMENT_LINK = "https://payment-link.invalid/"
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}

# Attributes that say which colour of the theme it is, with the one that holds the colour itself: in w:color that is
# its value, in a border or a shade an attribute of its own.
_THEMED = (("w:color", "w:themeColor", "w:themeTint", "w:themeShade"),)
_FILLED = (("w:fill", "w:themeFill", "w:themeFillTint", "w:themeFillShade"),)
_COLOUR = (("w:val", "w:themeColor", "w:themeTint", "w:themeShade"),)
# Word's own watermark: a shape of the kind 136, in every header, of which its dialogue knows the name.
_WATERMARK = """<w:r xmlns:w="{w}" xmlns:v="{v}" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/>
<v:textpath on="t" fitshape="t"/><v:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{number}" type="#_x0000_t136" alt="CONCEPT"
 style="{style}" o:allowincell="f" fillcolor="#dddddd" stroked="f">
<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;font-weight:bold" string="CONCEPT"/>
<w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict></w:r>"""
_WATERMARK_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:460pt;height:115pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_HEADER = f"{_OFFICE}wordprocessingml.header+xml"
_CORE_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE = """<cp:coreProperties xmlns:cp="{cp}" xmlns:dc="{dc}" xmlns:dcterms="{dcterms}" xmlns:xsi="{xsi}">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:keywords>{keyword}</cp:keywords>\
<dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>"""
_APP_KINDS = (f"{_OFFICE}extended-properties+xml", f"{NAMESPACES['r']}/extended-properties")
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>docgen</Application></Properties>"
)


def dress(package: Package, letter: Letter, sheet: Sheet) -> None:
    """Give the file everything that is this letter's own, but its words and pictures."""
    _colour(package, sheet.accent.lstrip("#").upper())
    _set_window(package, sheet)
    _set_post(package, letter, sheet)
    _set_link(package, letter)
    _keep_the_end_together(package.tree(DOCUMENT))
    if letter.fields.letter.concept:
        _mark_concept(package)
    _set_properties(package, letter, sheet)


# ---- Colours ----


def _colour(package: Package, accent: str) -> None:
    styles = package.related("styles") + package.related("numbering")
    for part in [*package.stories(), *styles]:
        for found in package.tree(part).iter():
            for literal, theme, tint, shade in _COLOUR if found.tag == q("w:color") else _THEMED + _FILLED:
                if get(found, theme) == "accent1" and get(found, literal) is not None:
                    found.set(q(literal), _mixed(accent, get(found, tint), get(found, shade)))
    for theme_part in package.related("theme"):
        for slot in every(package.tree(theme_part), "a:accent1"):
            for old in list(slot):
                slot.remove(old)
            slot.append(element("a:srgbClr", {"val": accent}))


def _mixed(colour: str, tint: str | None, shade: str | None) -> str:
    """The colour with so much white or black (of 255, hexadecimal: what is left of the colour)."""
    channels = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    if tint:
        channels = [255 - round((255 - each) * int(tint, 16) / 255) for each in channels]
    if shade:
        channels = [round(each * int(shade, 16) / 255) for each in channels]
    return "".join(f"{each:02X}" for each in channels)


# ---- The window of the envelope ----


def _set_window(package: Package, sheet: Sheet) -> None:
    for story in package.stories():
        for table in every(package.tree(story), "w:tbl"):
            name = table.find(f"{q('w:tblPr')}/{q('w:tblCaption')}")
            place = table.find(f"{q('w:tblPr')}/{q('w:tblpPr')}")
            if name is None or get(name, "w:val") != WINDOW_TABLE:
                continue
            if place is not None:
                place.set(q("w:tblpX"), str(round(WINDOW_LEFT[sheet.window] * TWIPS)))
        for paragraph in every(package.tree(story), "w:p"):
            frame = paragraph.find(f"{q('w:pPr')}/{q('w:framePr')}")
            if frame is not None and style_of(paragraph) == FOLD_MARK:
                frame.set(q("w:x"), str(round(FOLD_LEFT[sheet.window] * TWIPS)))
    for part in package.related("styles"):
        for style in every(package.tree(part), "w:style"):
            name = style.find(q("w:name"))
            if name is not None and get(name, "w:val") == BESIDE and sheet.window == "right":
                _swap_sides(style)
            if get(style, "w:styleId") == ADDRESS and float(sheet.address_size) < max(ADDRESS_SIZES):
                _set_size(style, float(sheet.address_size))


def _set_post(package: Package, letter: Letter, sheet: Sheet) -> None:
    """The KIX code above the address, and only those marks of a fold that were asked for.

    Raises `BadTemplate` when the window has no place for the code.
    """
    content, placed = kix_of(letter), False
    for story in package.stories():
        for table in every(package.tree(story), "w:tbl"):
            name = table.find(f"{q('w:tblPr')}/{q('w:tblCaption')}")
            if name is None or get(name, "w:val") != WINDOW_TABLE:
                continue
            drop(name)
            placed = placed or (content is not None and place_kix(table, content))
        for paragraph in list(every(package.tree(story), "w:p")):
            frame = paragraph.find(f"{q('w:pPr')}/{q('w:framePr')}")
            if frame is not None and style_of(paragraph) == FOLD_MARK and _fold_of(frame) not in sheet.folds:
                drop(paragraph)
    if content is not None and not placed:
        raise BadTemplate(
            text(
                "The Word template has no table {table} with lines in the style {style}, so the KIX code has no place. "
                "Ask for the letter without kix, or add them.",
                table=WINDOW_TABLE,
                style=ADDRESS,
            )
        )


def _fold_of(frame: Element) -> str:
    """Which fold a mark is nearest to."""
    top = int(get(frame, "w:y") or "0") / TWIPS
    return min(FOLDS, key=lambda name: abs(FOLDS[name] - top))


def _swap_sides(style: Element) -> None:
    for indent in every(style, "w:ind"):
        left, right = get(indent, "w:left") or "0", get(indent, "w:right") or "0"
        indent.set(q("w:left"), right)
        indent.set(q("w:right"), left)


def _set_size(style: Element, points: float) -> None:
    for mark in every(style, "w:sz", "w:szCs"):
        mark.set(q("w:val"), str(round(points * 2)))


# ---- Link, breaks ----


def _set_link(package: Package, letter: Letter) -> None:
    """The template's placeholder address becomes that of the payment."""
    pay = letter.fields.pay
    for story in package.stories():
        for relation in package.relations(story):
            if relation.get("Target") == PAYMENT_LINK and pay is not None and pay.link:
                relation.set("Target", pay.link)


def _keep_the_end_together(document: Element) -> None:
    """The closing stays with what stands before it."""
    for paragraph in every(document, "w:p"):
        before = paragraph.getprevious()
        while style_of(paragraph) == "Closing" and before is not None:
            for each in every(before, "w:p") if before.tag == q("w:tbl") else [before]:
                keep_with_next(each)
            if words_of(before):
                break
            before = before.getprevious()


# ---- CONCEPT ----


def _mark_concept(package: Package) -> None:
    """Word's own kind of watermark, in every header; a page without a header gets one."""
    for kind in _kinds_of_header(package.tree(DOCUMENT)):
        _ensure_header(package, kind)
    for number, header in enumerate(package.related("header"), 2049):
        root = package.tree(header)
        if not len(root) or root[0].tag != q("w:p"):
            root.insert(0, thin_paragraph())  # behind a table, LibreOffice loses it on the first page
        watermark = parse(_WATERMARK.format(number=number, style=_WATERMARK_STYLE, **NAMESPACES))
        for found in watermark.iter():
            found.text = found.tail = None
        root[0].append(watermark)


def _kinds_of_header(document: Element) -> list[str]:
    first = any(section.find(q("w:titlePg")) is not None for section in every(document, "w:sectPr"))
    return ["default", "first"] if first else ["default"]


def _ensure_header(package: Package, kind: str) -> None:
    section = next(every(package.tree(DOCUMENT), "w:sectPr"))
    if any(get(each, "w:type") == kind for each in section.findall(q("w:headerReference"))):
        return
    header = serial(element("w:hdr", None, element("w:p")))
    relation = package.add_part(DOCUMENT, f"word/header-{kind}.xml", header, _HEADER, f"{NAMESPACES['r']}/header")
    section.insert(0, element("w:headerReference", {"w:type": kind, "r:id": relation}))


# ---- Properties ----


def _set_properties(package: Package, letter: Letter, sheet: Sheet) -> None:
    """Title, author, dates and the template's version of the letter; nothing of who made the template."""
    fields = letter.fields
    values = {
        "title": Words(letter.language, strict=True).say(fields.letter.subject),
        "author": fields.sender.name,
        "keyword": sheet.keyword,
        "language": LANGUAGES[letter.language],
        "moment": f"{letter.date.isoformat()}T00:00:00Z",
    }
    for relation in package.relations(""):
        if package.kind(relation) in ("core-properties", "extended-properties"):
            drop(relation)
    core = _CORE.format(**{key: escape(value) for key, value in values.items()}, **NAMESPACES)
    for name, content, kind, relation in (("core", core, _CORE_KIND, _CORE_RELATION), ("app", _APP, *_APP_KINDS)):
        package.add_part("", f"docProps/{name}.xml", serial(parse(content)), kind, relation)
