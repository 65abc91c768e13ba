"""What the page needs besides the letter's fields: its pictures, their sizes, and how the address fits its window."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from docgen.errors import LimitExceeded
from docgen.letters.annex import Annex
from docgen.letters.letter import Letter
from docgen.render.claim_table import ClaimTable, claim_table
from docgen.render.document import keyword
from docgen.render.envelope import WINDOW_HEIGHT, WINDOW_WIDTH
from docgen.render.fonts import MM_PER_POINT, line_count, width
from docgen.render.kix import FULL_HEIGHT, QUIET, problem_of, svg, width_of
from docgen.render.qr import QUIET as CODE_QUIET
from docgen.render.qr import Code, payment_code
from docgen.texts import Text, text

LOGO_WIDTH, LOGO_HEIGHT = 60.0, 22.0  # millimetres, at most
PIXEL = 25.4 / 150  # millimetres: a logo is not blown up beyond 150 dots an inch,
LOGO_SMALLEST = 10.0  # unless that left it less high than this
ADDRESS_HEIGHT = WINDOW_HEIGHT - 1.0  # half a millimetre is left above and below
ADDRESS_SIZES = (10.5, 9.5, 9.0, 8.0)  # points, the first that fits
ADDRESS_LEADING = 1.25
RETURN_SIZE, RETURN_HEIGHT, RETURN_GAP = 6.5, 2.9, 2.2  # points; millimetres a line; millimetres under it
PAY_SIZE, PAY_WIDTH = 11.5, 58.0  # points, with what bold adds; millimetres that the details of the pay box have
QUIET_ABOVE = 0.6  # millimetres: with the white under the return line it is as much as the code needs
REGISTERED_HEIGHT = 5.5  # millimetres, with the white under it

KIX_HEIGHT = FULL_HEIGHT + QUIET_ABOVE + QUIET  # millimetres, with the white around it
_FOLDS: Mapping[str, tuple[str, ...]] = {"both": ("three", "two"), "three": ("three",), "two": ("two",), "none": ()}

Pictures = Literal["inline", "asset", "mail"]  # in the page itself, by name, or as parts of an e-mail


@dataclass(frozen=True)
class Asset:
    """A picture of the page."""

    media_type: str
    content: bytes


@dataclass(frozen=True)
class Sheet:
    """What `_letter.html` and its parts use besides the fields; kind templates have no need of it."""

    paged: bool  # laid out on paper by us, else a page for a browser
    opening: tuple[Text, ...]  # what an e-mail says before the letter
    doubt: Text | None  # and at its end; None on any other page
    css: Markup  # style sheet for in the page; empty when paged
    window: str  # left or right
    accent: str  # colour #rrggbb
    tint: str  # the accent as a quiet background
    logo: str | None  # address of the picture
    logo_width: str  # millimetres
    logo_height: str
    qr: str | None  # address of the picture
    qr_size: str  # millimetres, with the white around it
    pay_words: str  # " breaks" when one of the pay box is too long for a line
    address_size: str  # points
    kix: str | None  # address of the picture
    kix_width: str  # millimetres
    folds: tuple[str, ...]  # three, two
    claims: ClaimTable
    annex: Annex | None
    day: str  # the letter's date for machines, 2026-11-21
    keyword: str  # which version of its template the letter is made from


def make_sheet(letter: Letter, pictures: Pictures, css: Markup, version: str) -> tuple[Sheet, dict[str, Asset]]:
    """The sheet of a letter and the pictures it names; `version` is its template's.

    Raises `LimitExceeded` when the address does not fit.
    """
    assets: dict[str, Asset] = {}
    logo_width = logo_height = 0.0
    if logo := letter.look.logo:
        assets["logo"] = Asset(logo.media_type, logo.content)
        logo_width, logo_height = logo_size(logo.width, logo.height)
    code = code_of(letter)
    if code:
        assets["qr"] = Asset("image/png", code.png8) if pictures == "mail" else Asset("image/svg+xml", code.svg)
    paged = pictures == "asset"
    kix = kix_of(letter) if paged else None
    if kix:
        assets["kix"] = Asset("image/svg+xml", svg(kix))
    addresses = {name: _address(name, asset, pictures) for name, asset in assets.items()}
    sheet = Sheet(
        paged=paged,
        opening=letter.mail.opening if pictures == "mail" else (),
        doubt=letter.mail.doubt if pictures == "mail" else None,
        css=css,
        window=letter.look.window,
        accent=letter.look.accent,
        tint=tint(letter.look.accent),
        logo=addresses.get("logo"),
        logo_width=f"{logo_width:.2f}",
        logo_height=f"{logo_height:.2f}",
        qr=addresses.get("qr"),
        qr_size=f"{qr_size(code):.2f}" if code else "0",
        pay_words=_pay_words(letter),
        address_size=f"{address_size(letter):g}",
        kix=addresses.get("kix"),
        kix_width=f"{width_of(kix):.2f}" if kix else "0",
        folds=folds_of(letter),
        claims=claim_table(letter.fields.invoices),
        annex=letter.annex,
        day=letter.date.isoformat(),
        keyword=keyword(version),
    )
    return sheet, assets


def code_of(letter: Letter) -> Code | None:
    """The payment code of a letter that asks for money."""
    if letter.amount is None or letter.payee is None or letter.amount <= 0:
        return None
    return payment_code(letter.payee, letter.amount, letter.payment_link)


def qr_size(code: Code) -> float:
    """Millimetres on a side with the quiet zone: a symbol of 30 mm, or 35 mm when it is dense."""
    symbol = 30.0 if code.version <= 8 else 35.0
    return symbol * (code.modules + 2 * CODE_QUIET) / code.modules


def logo_size(width: int, height: int) -> tuple[float, float]:
    """Millimetres for a logo of so many pixels: its own proportions, as large as its space and its pixels allow."""
    scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height, max(PIXEL, LOGO_SMALLEST / height))
    return width * scale, height * scale


def tint(accent: str) -> str:
    """The accent at a strength of one in fourteen on white."""
    channels = (int(accent[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{255 - round((255 - channel) / 14):02x}" for channel in channels)


def address_size(letter: Letter) -> float:
    """The largest type (points) in which the address and what stands above it fit the window of the envelope."""
    points = _size_below(letter, KIX_HEIGHT if kix_of(letter) else 0.0)
    if points is None:
        raise LimitExceeded(
            text(
                "The name and address of the addressee do not fit the window of the envelope. Shorten them or use "
                "fewer lines."
            )
        )
    return points


def _size_below(letter: Letter, code: float) -> float | None:
    """The same, with a code of so many millimetres between; None when no type is small enough."""
    fields = letter.fields
    above = line_count(return_line(letter), RETURN_SIZE, WINDOW_WIDTH) * RETURN_HEIGHT + RETURN_GAP + code
    above += REGISTERED_HEIGHT if fields.letter.registered else 0.0
    for points in ADDRESS_SIZES:
        lines = sum(line_count(line, points, WINDOW_WIDTH - 0.5) for line in fields.addressee.address_lines)
        if above + lines * points * ADDRESS_LEADING * MM_PER_POINT <= ADDRESS_HEIGHT:
            return points
    return None


def folds_of(letter: Letter) -> tuple[str, ...]:
    """Which folds are marked: three, two."""
    return _FOLDS[letter.look.fold_marks]


def kix_of(letter: Letter) -> str | None:
    """What the KIX code of the letter says, when it was asked for and can be there."""
    return letter.kix if letter.kix and kix_problem(letter) is None else None


def kix_problem(letter: Letter) -> Text | None:
    """Why the KIX code that was asked for is not there."""
    if letter.kix is None:
        return None
    if _size_below(letter, KIX_HEIGHT) is None:
        return text("With a KIX code the address does not fit the window of the envelope.")
    return problem_of(letter.kix, letter.fields.addressee.address_lines)


def return_line(letter: Letter) -> str:
    """The sender above the address, where the letter goes when it cannot be delivered."""
    return f"{letter.fields.sender.name} · {letter.fields.sender.address}"


def _pay_words(letter: Letter) -> str:
    pay = letter.fields.pay
    words = f"{pay.holder} {pay.reference} {pay.link_host or ''}".split() if pay else []
    return " breaks" if any(width(word, PAY_SIZE) > PAY_WIDTH for word in words) else ""


def _address(name: str, asset: Asset, pictures: Pictures) -> str:
    if pictures == "asset":
        return f"asset:{name}"
    if pictures == "mail":
        return f"cid:{name}@letter"
    return f"data:{asset.media_type};base64,{b64encode(asset.content).decode()}"
