"""Numbers and addresses that check themselves: accounts, tax numbers, payment references, e-mail, links."""

from __future__ import annotations

import re
from typing import Literal

from stdnum import bic as stdnum_bic
from stdnum import iban as stdnum_iban
from stdnum import iso11649
from stdnum.eu import vat as stdnum_vat
from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as stdnum_postcode

from docgen.dossier.mistake import Mistake
from docgen.dossier.plain_text import plain_text
from docgen.texts import text

ReferenceKind = Literal["rf", "betalingskenmerk", "text"]

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_VAT = re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,13}")
_DUTCH_VAT = re.compile(r"NL[0-9]{9}B[0-9]{2}")
_RF = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")
_KENMERK = re.compile(r"[0-9]{16}")
_DUTCH_POSTCODE = re.compile(r"[0-9]{4} ?[A-Za-z]{2}")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]*[0-9]")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}")
_LINK = re.compile(rf"https://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Betalingskenmerk: from the right, over the fifteen digits after the check digit.
_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)


def _compact(value: object, longest: int = 60) -> str:
    return plain_text(value, longest).replace(" ", "")


def iban(value: object) -> str:
    """An IBAN without spaces, its check digits and its country's form checked."""
    number = _compact(value).upper()
    try:
        if not _IBAN.fullmatch(number):
            raise ValidationError
        # Without the country's own list of banks: it knows less than the banks do.
        return str(stdnum_iban.validate(number, check_country=False))
    except ValidationError:
        raise Mistake(
            text("This is no valid IBAN: a digit is wrong or missing. Copy it from a bank statement.")
        ) from None


def bic(value: object) -> str:
    """A BIC of eight or eleven characters."""
    try:
        return str(stdnum_bic.validate(_compact(value)))
    except ValidationError:
        raise Mistake(
            text("This is no valid BIC: it has 8 or 11 characters, such as ABNANL2A. Or leave it out.")
        ) from None


def vat_number(value: object) -> str:
    """A VAT number of the European Union with its country letters."""
    number = re.sub(r"[.-]", "", _compact(value)).upper()
    try:
        # stdnum fills up short Dutch numbers with zeros: that would accept a number with a digit missing.
        if not _VAT.fullmatch(number) or (number.startswith("NL") and not _DUTCH_VAT.fullmatch(number)):
            raise ValidationError
        return str(stdnum_vat.validate(number))
    except ValidationError:
        raise Mistake(
            text("This is no valid VAT number. Write it with its country, such as NL123456789B01, or leave it out.")
        ) from None


def kvk_number(value: object) -> str:
    """A number in the Dutch trade register: eight digits."""
    number = _compact(value)
    if not re.fullmatch(r"[0-9]{8}", number):
        raise Mistake(text("A KvK number has eight digits. Write all eight, also zeros in front."))
    return number


def postal_code(value: object) -> str:
    """A postal code; one of the Dutch form becomes ``1234 AB``."""
    code = plain_text(value, 12)
    return f"{code[:4]} {code[-2:].upper()}" if _DUTCH_POSTCODE.fullmatch(code) else code


def is_dutch_postal_code(code: str) -> bool:
    """Four digits and two letters, none of the letters that are not used."""
    return bool(_DUTCH_POSTCODE.fullmatch(code)) and bool(stdnum_postcode.is_valid(code))


def reference_kind(reference: str) -> ReferenceKind:
    """What a payment reference looks like: an RF reference, a betalingskenmerk of sixteen digits, or free text."""
    compact = reference.replace(" ", "").upper()
    if _RF.fullmatch(compact):
        return "rf"
    return "betalingskenmerk" if _KENMERK.fullmatch(compact) else "text"


def betalingskenmerk_check(digits: str) -> str:
    """The check digit of the fifteen digits that follow it.

    >>> betalingskenmerk_check("202600010000123")
    '3'
    """
    weighted = sum(int(digit) * _WEIGHTS[place % 10] for place, digit in enumerate(reversed(digits)))
    check = 11 - weighted % 11
    return str({10: 1, 11: 0}.get(check, check))


def payment_reference(value: object) -> str:
    """A payment reference: RF and betalingskenmerk with sound check digits and without spaces, else free text.

    Shorter runs of digits stay free text: many parties number their files so, and nothing tells them apart.
    """
    reference = plain_text(value, 140, header=True)
    kind = reference_kind(reference)
    if kind == "text":
        return reference
    compact = reference.replace(" ", "").upper()
    if kind == "rf" and not iso11649.is_valid(compact):
        raise Mistake(text("The check digits of this RF reference are wrong. Copy it again, or use another reference."))
    if kind == "betalingskenmerk" and compact[0] != betalingskenmerk_check(compact[1:]):
        raise Mistake(
            text("The check digit of this betalingskenmerk is wrong. Copy it again, or use another reference.")
        )
    return compact


def phone(value: object) -> str:
    """A telephone number as people write it: 3 to 15 digits with spaces, dashes, dots, brackets."""
    number = plain_text(value, 30)
    digits = sum(sign.isdigit() for sign in number)
    if not _PHONE.fullmatch(number) or not 3 <= digits <= 15:
        raise Mistake(text("This is no telephone number. Write digits, such as 030 123 45 67 or +31301234567."))
    return number


def email(value: object) -> str:
    """One bare e-mail address."""
    address = plain_text(value, 254, header=True)
    if not _EMAIL.fullmatch(address) or len(address.partition("@")[0]) > 64:
        raise Mistake(text("This is no e-mail address. Write one address, such as naam@example.nl, and nothing else."))
    return address


def link(value: object) -> str:
    """A web address with https, a host name and no user name."""
    address = plain_text(value, 500, header=True)
    if not _LINK.fullmatch(address) or _BAD_ESCAPE.search(address):
        raise Mistake(text("This is no safe web address. Write it whole and start with https://, without a user name."))
    return address


def link_or_email(value: object) -> str:
    """A web address or an e-mail address."""
    address = plain_text(value, 500, header=True)
    if "@" in address and "/" not in address:
        return email(address)
    return link(address)


_DUTCH_MOBILE = ("6", "97")  # after the country's own number: phones, and machines that get messages


def is_dutch_landline(number: str) -> bool:
    """Is this a Dutch number that gets no SMS? Those of other countries have the benefit of the doubt."""
    figures = "".join(sign for sign in number if sign.isdecimal() or sign == "+").replace("+31", "0031", 1)
    national = (
        figures.removeprefix("0031").removeprefix("0") if figures.startswith("0031") else figures.removeprefix("0")
    )
    dutch = figures.startswith("0031") or (figures.startswith("0") and not figures.startswith("00"))
    return dutch and not national.startswith(_DUTCH_MOBILE)
