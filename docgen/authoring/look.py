"""What of a template's look does not come out: typefaces that the PDF does not have, and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.render.word_mistakes import Mistake, Spot
from docgen.render.word_package import Package
from docgen.render.word_xml import Element, every, get, q
from docgen.texts import text

# Carlito and Liberation Sans come with the program, and are as wide as Calibri and Arial.
FONTS = ("Calibri", "Carlito", "Arial", "Liberation Sans", "Helvetica")
HEAVY = 500_000  # bytes of one picture, written anew for print (the door sees to kind and size)
_SYMBOLS = ("Symbol", "Wingdings", "Webdings", "OpenSymbol")  # signs before the items of a list
_THEME = {"minor": "a:minorFont", "major": "a:majorFont"}


def look(package: Package) -> Iterator[Mistake]:
    """Typefaces and pictures, each once."""
    yield from _fonts(package)
    yield from _pictures(package)


def _fonts(package: Package) -> Iterator[Mistake]:
    told: set[str] = set()
    styles = _styles(package)
    for part in package.stories():
        for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
            for font in _of_paragraph(package, paragraph, styles):
                if font and font not in (*FONTS, *_SYMBOLS) and font.casefold() not in told:
                    told.add(font.casefold())
                    yield Mistake(
                        "font-replaced",
                        Spot(part, number),
                        text("The PDF does not have the typeface {font}; it takes another one.", font=font),
                        text("Choose {fonts}.", fonts=", ".join(FONTS[:4])),
                    )


def _of_paragraph(package: Package, paragraph: Element, styles: dict[str, Element]) -> Iterator[str]:
    """The typefaces of a paragraph's text: its own, those of its styles, and the one that holds for the document."""
    marks = {get(each, "w:val") or "" for each in every(paragraph, "w:pStyle", "w:rStyle")}
    used, todo = {"", *marks}, list(marks)
    while todo:
        style = styles.get(todo.pop())
        base = None if style is None else style.find(q("w:basedOn"))
        if base is not None and (id_ := get(base, "w:val") or "") not in used:
            used.add(id_)
            todo.append(id_)
    found = list(every(paragraph, "w:rFonts"))
    found += [each for id_ in sorted(used) if id_ in styles for each in every(styles[id_], "w:rFonts")]
    for each in found:
        theme = get(each, "w:asciiTheme")
        yield _theme_font(package, theme) if theme else get(each, "w:ascii") or ""


def _styles(package: Package) -> dict[str, Element]:
    """Styles by their id; under no id, what holds for the whole document."""
    found: dict[str, Element] = {}
    for part in package.related("styles"):
        for each in every(package.tree(part), "w:style"):
            found[get(each, "w:styleId") or ""] = each
        for each in every(package.tree(part), "w:docDefaults"):
            found[""] = each
    return found


def _theme_font(package: Package, name: str) -> str:
    for part in package.related("theme"):
        for fonts in every(package.tree(part), _THEME["major" if name.startswith("major") else "minor"]):
            latin = fonts.find(q("a:latin"))
            return "" if latin is None else str(latin.get("typeface", ""))
    return ""


def _pictures(package: Package) -> Iterator[Mistake]:
    told: set[str] = set()
    for part in package.stories():
        by_id = {each.get("Id"): package.target(part, each) for each in package.relations(part)}
        for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
            for blip in every(paragraph, "a:blip"):
                name = by_id.get(get(blip, "r:embed"), "")
                if name in package and name not in told:
                    told.add(name)
                    yield from _picture(package.read(name), Spot(part, number))


def _picture(content: bytes, spot: Spot) -> Iterator[Mistake]:
    if len(content) > HEAVY:
        yield Mistake(
            "picture-too-large",
            spot,
            text("This picture makes every letter {size} kB larger.", size=len(content) // 1000),
            text("Insert a smaller picture: less than {limit} kB.", limit=HEAVY // 1000),
        )
