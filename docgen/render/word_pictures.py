"""The logo and the payment code in a Word letter.

In a template they are pictures with the alternative text ``docgen:logo`` and ``docgen:qr``, which an author places and
sizes. The picture of the letter comes in the same place and fits in the same box at its own proportions. Without a
logo the sender's name stands there in the type of that paragraph; without a code the picture goes.
"""

from __future__ import annotations

from docgen.letters.letter import Letter
from docgen.render.qr import QUIET, Code
from docgen.render.sheet import code_of, logo_size
from docgen.render.word_package import Package
from docgen.render.word_xml import EMU, Element, child, drop, element, enclosing, every, placed, q
from docgen.render.words import Words
from docgen.texts import text

LONG_NAME = 36  # characters: a longer name is set smaller
LONG_NAME_SIZE = "26"  # half points
SMALLEST_MODULE = 0.33  # millimetres: cameras miss what is smaller


def place_pictures(package: Package, letter: Letter) -> None:
    """Put the letter's pictures where the template has its placeholders, in every part."""
    code = code_of(letter)
    for story in package.stories():
        for drawing in every(package.tree(story), "w:drawing"):
            meant = _meant(drawing)
            if meant == "docgen:logo":
                _place_logo(package, story, drawing, letter)
            elif meant == "docgen:qr":
                _place_code(package, story, drawing, letter, code)


def _meant(drawing: Element) -> str:
    mark = next(every(drawing, "wp:docPr"), None)
    said = [mark.get(key, "").strip().lower() for key in ("descr", "title", "name")] if mark is not None else []
    return next((each for each in said if each.startswith("docgen:")), "")


def _place_logo(package: Package, story: str, drawing: Element, letter: Letter) -> None:
    name = letter.fields.sender.name
    logo = letter.look.logo
    if logo is None:
        _set_in_type(drawing, name)
        return
    own = logo_size(logo.width, logo.height)
    box = _box(drawing)
    scale = min(1.0, box[0] / own[0], box[1] / own[1])
    relation = package.add_picture(story, "logo", logo.content, logo.media_type)
    _show(drawing, relation, (own[0] * scale, own[1] * scale), "Logo", name)


def _place_code(package: Package, story: str, drawing: Element, letter: Letter, code: Code | None) -> None:
    pay = letter.fields.pay
    if code is None or pay is None:
        _take_out(drawing)
        return
    side = max(min(_box(drawing)), SMALLEST_MODULE * (code.modules + 2 * QUIET))
    said = text("QR code to pay {amount} to {name}", amount=pay.amount, name=pay.holder)
    relation = package.add_picture(story, "qr", code.png8, "image/png")
    _show(drawing, relation, (side, side), "QR", Words(letter.language, strict=True).say(said))


def _box(drawing: Element) -> tuple[float, float]:
    """Millimetres of the placeholder."""
    extent = next(every(drawing, "wp:extent"))
    return int(extent.get("cx", "1")) / EMU, int(extent.get("cy", "1")) / EMU


def _show(drawing: Element, relation: str, size: tuple[float, float], name: str, said: str) -> None:
    across, down = (str(max(1, round(each * EMU))) for each in size)
    for extent in every(drawing, "wp:extent", "a:ext"):
        if extent.get("cx") is not None:
            extent.set("cx", across)
            extent.set("cy", down)
    _give_room(drawing)
    for needless in every(drawing, "wp:effectExtent", "a:srcRect", "a:extLst"):
        drop(needless)
    for blip in every(drawing, "a:blip"):
        for key in list(blip.attrib):
            del blip.attrib[key]
        for effect in list(blip):
            blip.remove(effect)
        blip.set(q("r:embed"), relation)
    for mark in every(drawing, "wp:docPr", "pic:cNvPr"):
        mark.attrib.pop("title", None)
        mark.set("name", name)
        mark.set("descr", said)


def _give_room(drawing: Element) -> None:
    """The line is as high as its picture: in a line set closer, other programs than Word cut the picture off."""
    paragraph = enclosing(drawing, "w:p")
    if paragraph is not None and next(every(drawing, "wp:inline"), None) is not None:
        spacing = placed(child(paragraph, "w:pPr", first=True), "w:spacing")
        spacing.set(q("w:line"), "240")
        spacing.set(q("w:lineRule"), "auto")


def _run(drawing: Element) -> Element:
    run = enclosing(drawing, "w:r")
    return drawing if run is None else run


def _take_out(drawing: Element) -> None:
    drop(_run(drawing))


def _set_in_type(drawing: Element, name: str) -> None:
    run = _run(drawing)
    words = element("w:t", {"xml:space": "preserve"})
    words.text = name
    made = element("w:r", None, words)
    if len(name) > LONG_NAME:
        sizes = (element(kind, {"w:val": LONG_NAME_SIZE}) for kind in ("w:sz", "w:szCs"))
        made.insert(0, element("w:rPr", None, *sizes))
    run.addprevious(made)
    drop(run)
