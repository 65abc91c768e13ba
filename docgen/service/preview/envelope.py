"""The envelope as the page draws it over a letter, in millimetres, and what there is to say of it in words."""

from __future__ import annotations

from typing import Any

from docgen.letters.letter import Letter
from docgen.render.envelope import (
    DOT_LEAST,
    FOLD_LEFT,
    FOLD_LENGTH,
    FOLDS,
    PRINTER_MARGIN,
    SYMBOL_LEAST,
    WINDOW_CLEAR,
    Box,
    window,
)
from docgen.render.kix import says_address
from docgen.render.sheet import code_of, folds_of, kix_of, return_line
from docgen.render.words import Words
from docgen.service.page_codes import find_code
from docgen.service.page_kix import read_kix
from docgen.service.page_window import WindowCheck, check_window
from docgen.texts import Text, text

REGISTERED, CONCEPT = "AANGETEKEND", "CONCEPT"  # marks on the page that may show in the window


def envelope(letter: Letter, pdf: bytes, words: Words) -> dict[str, Any]:
    """The window, the folds, the printer's margin and the payment code of a letter's PDF.

    `address` is the answer to whether the address shows and nothing else does: a sentence, and what is wrong.
    """
    preset = letter.look.window
    opening = window(preset)
    own = [return_line(letter)]
    own += [REGISTERED] if letter.fields.letter.registered else []
    own += [CONCEPT] if letter.fields.letter.concept else []
    check = check_window(pdf, opening, letter.fields.addressee.address_lines, own)
    wrong_code = _wrong_code(letter, pdf, opening)
    return {
        "side": preset,
        "window": _box(opening),
        "margin": PRINTER_MARGIN,
        "folds": [
            {"left": FOLD_LEFT[preset], "top": top, "width": FOLD_LENGTH, "says": words.say(_FOLDED[name])}
            for name, top in FOLDS.items()
            if name in folds_of(letter)
        ],
        "address": {
            "fits": check.fits and not wrong_code,
            "says": words.say(_verdict(fits=check.fits and not wrong_code)),
            "wrong": [words.say(each) for each in wrong_code] + _wrong(check, words),
        },
        "code": _code(letter, pdf, words),
    }


_FOLDED = {
    "three": text("fold in three: envelope DL or C5/6"),
    "two": text("fold in two: envelope C5"),
}


def _wrong_code(letter: Letter, pdf: bytes, opening: Box) -> list[Text]:
    """What is wrong with the KIX code that stands above the address."""
    if kix_of(letter) is None:
        return []
    code = read_kix(pdf, opening)
    if code is None or not opening.holds(code.box):
        return [text("The KIX code cannot be read in the window.")]
    if not says_address(code.content, letter.fields.addressee.address_lines):
        return [text("The KIX code says another address than the one that is printed.")]
    return []


def _verdict(*, fits: bool) -> Text:
    if fits:
        return text("The address fits the window: yes. Nothing else shows there.")
    return text("The address fits the window: no.")


def _wrong(check: WindowCheck, words: Words) -> list[str]:
    found = []
    if check.missing:
        found.append(text("Not found on the first page: {words}.", words=check.missing))
    if check.outside:
        found.append(text("Outside the window stands: {words}. Shorten the address.", words=check.outside))
    if check.strangers:
        found.append(text("This shows in the window too: {words}. Move it in the template.", words=check.strangers))
    if check.pictures:
        found.append(text("A picture reaches into the window. Move it in the template."))
    if check.near:
        found.append(
            text(
                "Closer than {distance} mm to the window stands: {words}. It may show when the sheet slides.",
                distance=_figure(WINDOW_CLEAR, words),
                words=check.near,
            )
        )
    return [words.say(each) for each in found]


def _code(letter: Letter, pdf: bytes, words: Words) -> dict[str, Any] | None:
    code = code_of(letter)
    found = find_code(pdf, code.modules) if code else None
    if code is None or found is None:
        return None
    page, box = found
    dot = box.width / code.modules
    values = {
        "size": _figure(box.width, words),
        "dot": _figure(dot, words, 2),
        "least": _figure(SYMBOL_LEAST, words),
        "least_dot": _figure(DOT_LEAST, words, 2),
    }
    large = round(box.width, 1) >= SYMBOL_LEAST and round(dot, 2) >= DOT_LEAST
    said = (
        text(
            "The payment code is {size} mm wide (at least {least}), a dot of it {dot} mm (at least {least_dot}).",
            **values,
        )
        if large
        else text(
            "The payment code is too small: {size} mm wide (at least {least}), a dot of it {dot} mm "
            "(at least {least_dot}). Make it larger in the template.",
            **values,
        )
    )
    return {
        "page": page,
        **_box(box),
        "least": SYMBOL_LEAST,
        "fits": large,
        "short": f"{_figure(box.width, words)} mm",
        "says": words.say(said),
    }


def _box(box: Box) -> dict[str, float]:
    return {name: round(getattr(box, name), 2) for name in ("left", "top", "width", "height")}


def _figure(measure: float, words: Words, decimals: int = 1) -> str:
    """Millimetres in figures, without decimals that say nothing."""
    figures = f"{measure:.{decimals}f}".rstrip("0").rstrip(".")
    return figures.replace(".", ",") if words.language == "nl" else figures
