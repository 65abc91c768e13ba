"""The payment code: a SEPA credit transfer by the European standard EPC069-12, or the payment link as it stands.

The standard's payload is read by line, so every field is proven to be one clean line before it goes in; what does not
fit is refused, never shortened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from io import BytesIO

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_8BIT_BYTE, QRData

from docgen.errors import NotSupported
from docgen.letters.letter import Payee
from docgen.render.qr_mask import Symbol
from docgen.texts import Text, text

QUIET = 4  # modules of white that the QR standard asks for around the symbol
MAX_BYTES = 331
MAX_VERSION = 13
MAX_AMOUNT = Decimal("999999999.99")
PIXELS = 8  # per module in the PNG

# One line: no control, format, surrogate, private-use or line and paragraph separator characters.
_LINE = (
    "[^\\x00-\\x1f\\x7f-\\x9f\\xad\\u0600-\\u0605\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ud800-\\uf8ff\\ufeff\\ufff0-\\uffff\\U000e0000-\\U0010ffff]"
)
_NAME = re.compile(_LINE + "{1,70}")
_REMITTANCE = re.compile(_LINE + "{1,140}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")
_LINK = re.compile(r"https://[!-~]{1,320}")


@dataclass(frozen=True)
class Code:
    """A QR symbol: what it says, its version (1 to 13), and which modules are dark, with the quiet zone."""

    payload: str
    version: int
    matrix: list[list[bool]] = field(repr=False)

    @cached_property
    def svg(self) -> bytes:
        """A drawing of it."""
        return _svg(self.matrix)

    @cached_property
    def png8(self) -> bytes:
        """A picture of it, eight dots a module."""
        return _png(self.matrix)

    @property
    def modules(self) -> int:
        """Modules on a side, without the quiet zone."""
        return 17 + 4 * self.version


def payment_code(payee: Payee, amount: Decimal, link: str | None) -> Code:
    """The code to pay `amount` (euros) with: that of the link when there is one. Raises `NotSupported`."""
    return _code(_link(link) if link else transfer(payee, amount))


def transfer(payee: Payee, amount: Decimal) -> str:
    """The payload of a credit transfer, version 002, in UTF-8."""
    if amount != amount.quantize(Decimal("0.01")) or not Decimal("0.01") <= amount <= MAX_AMOUNT:
        raise _refusal(text("amount"))
    reference = "".join(payee.reference.split())
    structured = bool(_CREDITOR_REFERENCE.fullmatch(reference)) and _remainder(reference) == 1
    lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        _checked(_BIC, payee.bic, text("BIC")) if payee.bic else "",
        _checked(_NAME, payee.name, text("name of the account holder")),
        _checked(_IBAN, payee.iban, text("account number")),
        f"EUR{amount:.2f}",
        "",
        reference if structured else "",
        "" if structured else _checked(_REMITTANCE, payee.reference, text("payment reference")),
    ]
    if _remainder(payee.iban) != 1:
        raise _refusal(text("account number"))
    payload = "\n".join(lines).rstrip("\n")
    if len(payload.encode()) > MAX_BYTES:
        raise _refusal(text("payment reference"))
    return payload


def _link(link: str) -> str:
    return _checked(_LINK, link, text("payment link"))


def _checked(pattern: re.Pattern[str], value: str, what: Text) -> str:
    if not pattern.fullmatch(value) or value != value.strip():
        raise _refusal(what)
    return value


def _refusal(what: Text) -> NotSupported:
    return NotSupported(
        text("No payment code can be made: the {what} does not fit the standard. Correct it in the dossier.", what=what)
    )


def _remainder(code: str) -> int:
    """Modulo 97 of an IBAN or RF reference, its first four characters moved to the end; 1 when it is sound."""
    return int("".join(str(int(character, 36)) for character in code[4:] + code[:4])) % 97


@lru_cache(maxsize=64)  # a letter's code is wanted for its sheet, its pictures and every check
def _code(payload: str) -> Code:
    symbol = Symbol(error_correction=ERROR_CORRECT_M, border=QUIET)
    symbol.add_data(QRData(payload.encode(), mode=MODE_8BIT_BYTE), optimize=0)
    try:
        symbol.make(fit=True)
    except (DataOverflowError, ValueError):
        raise _refusal(text("payment link")) from None
    if symbol.version > MAX_VERSION:
        raise _refusal(text("payment link"))
    return Code(payload, symbol.version, symbol.get_matrix())


def _svg(matrix: list[list[bool]]) -> bytes:
    """All dark modules as one path, a run of them in a row at a time, on white."""
    runs = []
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{"".join(runs)}" fill="#000"/></svg>'
    ).encode()


def _png(matrix: list[list[bool]]) -> bytes:
    """Eight-bit grey: one-bit pictures get lost in some converters of Word files."""
    size = len(matrix)
    grey = bytes(0 if dark else 255 for row in matrix for dark in row)
    picture = Image.frombytes("L", (size, size), grey)
    picture = picture.resize((size * PIXELS, size * PIXELS), Image.Resampling.NEAREST)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
