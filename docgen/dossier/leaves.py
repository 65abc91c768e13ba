"""The kinds of values that a dossier is made of: each checks one leaf, and documents itself in the JSON Schema."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

from docgen.dossier import identifiers
from docgen.dossier.countries import COUNTRIES
from docgen.dossier.mistake import Mistake
from docgen.dossier.pictures import Picture, picture_from_data_uri
from docgen.dossier.plain_text import plain_text
from docgen.dossier.strict_json import JsonNumber
from docgen.errors import InvalidInput
from docgen.texts import Text, text

FIRST_DAY: Final = dt.date(1990, 1, 1)
LAST_DAY: Final = dt.date(2100, 12, 31)
FIRST_BIRTH: Final = dt.date(1900, 1, 1)
NAME_LENGTH: Final = 70  # what the payment standard allows for a payee
LINE_LENGTH: Final = 140
PARAGRAPH_LENGTH: Final = 1000

_MONEY = r"^-?[0-9]{1,9}(\.[0-9]{1,2})?$"
_PERCENT = r"^[0-9]{1,3}(\.[0-9]{1,4})?$"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
_CENT = Decimal("0.01")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


class Part(BaseModel):
    """A part of the input: unknown fields are refused, null means absent, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core_schema)
        body = handler.resolve_ref_schema(schema)
        needed = body.get("required", ())
        for name, field in body.get("properties", {}).items():
            if name not in needed and not _allows_null(field):
                kept = {key: field.pop(key) for key in ("title", "description", "examples", "default") if key in field}
                body["properties"][name] = {"anyOf": [field, {"type": "null"}], **kept}
        return schema


def _allows_null(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "null" or any(_allows_null(each) for each in schema.get("anyOf", ()))


def _line(longest: int, *, header: bool = False) -> Callable[[object], str]:
    return lambda value: plain_text(value, longest, header=header)


def _decimal(value: object, pattern: str, mistake: Text) -> Decimal:
    # Python callers may pass Decimal or int; a float was rounded before we saw it.
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Mistake(mistake)
    literal = str(value)
    if not re.fullmatch(pattern[1:-1], literal, re.ASCII):
        raise Mistake(mistake)
    return Decimal(literal)


def _money(value: object) -> Decimal:
    mistake = text(
        'This is no amount in euros. Write digits with a dot and at most two decimals, such as "1250.00"; '
        "no euro sign, no thousands mark, no exponent, and less than a billion."
    )
    return _decimal(value, _MONEY, mistake).quantize(_CENT) + Decimal("0.00")  # the sum takes the sign off -0.00


def _positive(value: object) -> Decimal:
    amount = _money(value)
    if amount <= 0:
        raise Mistake(text("This amount must be more than zero."))
    return amount


def _not_negative(value: object) -> Decimal:
    amount = _money(value)
    if amount < 0:
        raise Mistake(text("This amount must not be negative."))
    return amount


def _not_zero(value: object) -> Decimal:
    amount = _money(value)
    if amount == 0:
        raise Mistake(text("This amount must not be zero. Leave an invoice of nothing out."))
    return amount


def _percent(value: object) -> Decimal:
    percent = _decimal(
        value, _PERCENT, text('This is no percentage. Write digits with at most four decimals, such as "8.5".')
    )
    if percent > 100:
        raise Mistake(text("A percentage lies between 0 and 100."))
    return percent


def _day(value: object, first: dt.date = FIRST_DAY) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        day = value
    elif isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            raise Mistake(text("This day does not exist in the calendar. Correct it.")) from None
    else:
        raise Mistake(text('This is no date. Write year-month-day, such as "2026-11-21", without a time.'))
    if not first <= day <= LAST_DAY:
        raise Mistake(text("A date lies between {first} and {last}. Correct the year.", first=first, last=LAST_DAY))
    return day


def _birth_day(value: object) -> dt.date:
    return _day(value, FIRST_BIRTH)


def _time(value: object) -> dt.time:
    if isinstance(value, dt.time):
        return value
    if isinstance(value, str) and re.fullmatch(_TIME, value, re.ASCII) and len(value) == len("07:30"):
        return dt.time.fromisoformat(value)
    raise Mistake(text('This is no time of the day. Write hours and minutes, such as "09:30".'))


def _whole(lowest: int, highest: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        is_number = isinstance(value, JsonNumber) or (isinstance(value, int) and not isinstance(value, bool))
        literal = str(value) if is_number else ""
        if not re.fullmatch(r"-?[0-9]{1,12}", literal):
            raise Mistake(text("This must be a whole number, without quotes and without decimals."))
        number = int(literal)
        if not lowest <= number <= highest:
            raise Mistake(text("This number lies between {lowest} and {highest}.", lowest=lowest, highest=highest))
        return number

    return check


def _version(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, JsonNumber) or not _FINGERPRINT.fullmatch(value):
        raise Mistake(text('This is no version of a template. Write its twelve signs, such as "3f2a91c07be4".'))
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Mistake(text("This is yes or no: write true or false, without quotes."))
    return value


def _country(value: object) -> str:
    code = plain_text(value, LINE_LENGTH).upper()
    if code not in COUNTRIES:
        raise Mistake(text("This is no country code. Write its two letters, such as NL, BE or DE."))
    return code


def _file(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str) or isinstance(value, JsonNumber) or not _BASE64.fullmatch(value):
        raise Mistake(text("This is no base64. Encode the bytes of the file, without line breaks."))
    try:
        content = base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Mistake(text("This base64 is cut off. Encode the bytes of the whole file again.")) from None
    if not content:
        raise Mistake(text("This file is empty. Leave it out, or attach the right one."))
    return content


def _logo(value: object) -> Picture:
    if isinstance(value, Picture):  # from a registered brand; JSON cannot make one
        return value
    try:
        return picture_from_data_uri(value, pointer="")
    except InvalidInput as error:
        raise Mistake(error.errors[0].message) from None


def _leaf(check: Callable[[Any], object], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(check), WithJsonSchema(schema)


def _words(longest: int, *, header: bool = False) -> tuple[PlainValidator, WithJsonSchema]:
    return _leaf(_line(longest, header=header), {"type": "string", "minLength": 1, "maxLength": longest})


def items(at_most: int, *, at_least: int = 0) -> tuple[Any, BeforeValidator]:
    """How many items a list may hold. Counted first: a list that is far too long costs no work."""

    def count(value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > at_most:
            raise Mistake(text("This list is too long: at most {limit}. Leave some out.", limit=at_most))
        if isinstance(value, list | tuple) and len(value) < at_least:
            raise Mistake(text("This list is empty. Add at least one."))
        return value

    return Field(min_length=at_least or None, max_length=at_most), BeforeValidator(count)


def _number_or_text(pattern: str, **limits: float) -> dict[str, Any]:
    return {"anyOf": [{"type": "string", "pattern": pattern}, {"type": "number", **limits}]}


_EUROS = _number_or_text(_MONEY, minimum=-999999999.99, maximum=999999999.99)
_NO_DEBT = _number_or_text(_MONEY.replace("-?", ""), minimum=0, maximum=999999999.99)
_CODE = {"type": "string", "minLength": 1}

Name = Annotated[str, *_words(NAME_LENGTH, header=True)]
Line = Annotated[str, *_words(LINE_LENGTH)]
Paragraph = Annotated[str, *_words(PARAGRAPH_LENGTH)]
Short = Annotated[str, *_words(35, header=True)]
Tiny = Annotated[str, *_words(10)]
Money = Annotated[Decimal, *_leaf(_money, _EUROS)]
PositiveMoney = Annotated[Decimal, *_leaf(_positive, _NO_DEBT)]
NotNegativeMoney = Annotated[Decimal, *_leaf(_not_negative, _NO_DEBT)]
NonZeroMoney = Annotated[Decimal, *_leaf(_not_zero, _EUROS)]
PercentNumber = Annotated[Decimal, *_leaf(_percent, _number_or_text(_PERCENT, minimum=0, maximum=100))]
Day = Annotated[dt.date, *_leaf(_day, {"type": "string", "format": "date"})]
BirthDay = Annotated[dt.date, *_leaf(_birth_day, {"type": "string", "format": "date"})]
Time = Annotated[dt.time, *_leaf(_time, {"type": "string", "pattern": _TIME})]
TermDays = Annotated[int, *_leaf(_whole(1, 365), {"type": "integer", "minimum": 1, "maximum": 365})]
Instalments = Annotated[int, *_leaf(_whole(1, 120), {"type": "integer", "minimum": 1, "maximum": 120})]
Version = Annotated[str, *_leaf(_version, {"type": "string", "pattern": "^[0-9a-f]{12}$"})]
Country = Annotated[str, *_leaf(_country, {"type": "string", "pattern": "^[A-Za-z]{2}$"})]
PostalCode = Annotated[str, *_leaf(identifiers.postal_code, {"type": "string", "minLength": 1, "maxLength": 12})]
Iban = Annotated[str, *_leaf(identifiers.iban, _CODE)]
Bic = Annotated[str, *_leaf(identifiers.bic, _CODE)]
VatNumber = Annotated[str, *_leaf(identifiers.vat_number, _CODE)]
KvkNumber = Annotated[str, *_leaf(identifiers.kvk_number, {"type": "string", "pattern": "^[0-9 ]*$"})]
Phone = Annotated[str, *_leaf(identifiers.phone, {"type": "string", "minLength": 3, "maxLength": 30})]
Email = Annotated[str, *_leaf(identifiers.email, {"type": "string", "minLength": 3, "maxLength": 254})]
Link = Annotated[str, *_leaf(identifiers.link, {"type": "string", "pattern": "^https://", "maxLength": 500})]
LinkOrEmail = Annotated[str, *_leaf(identifiers.link_or_email, {"type": "string", "minLength": 3, "maxLength": 500})]
Reference = Annotated[
    str, *_leaf(identifiers.payment_reference, {"type": "string", "minLength": 1, "maxLength": LINE_LENGTH})
]
Logo = Annotated[Picture, *_leaf(_logo, {"type": "string", "pattern": "^data:image/(png|jpeg);base64,"})]
File = Annotated[bytes, *_leaf(_file, {"type": "string", "contentEncoding": "base64"})]
Flag = Annotated[bool, *_leaf(_flag, {"type": "boolean"})]
