"""Registered parties: their look, their accounts, and the fields that a dossier may leave to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, ValidationError

from docgen.dossier.coherent_parties import party_problems
from docgen.dossier.faults import problems_of
from docgen.dossier.leaves import Bic, Flag, Iban, Name, Part, items
from docgen.dossier.mistake import Mistake
from docgen.dossier.model import Agency, Party
from docgen.dossier.parties import CreditorParty
from docgen.dossier.pictures import Picture, picture
from docgen.dossier.post import DEFAULT_FOLD_MARKS, FoldMarks
from docgen.errors import InputProblem, InvalidInput
from docgen.texts import text

BrandKind = Literal["creditor", "agency"]

DEFAULT_ACCENT = "#1f4e79"
CONTRAST = 4.5  # what small text on white needs

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,34}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_STEPS = 100
# Fields of a party that a brand says elsewhere, or that make no sense in one.
_NOT_IN_PARTY = ("brand", "logo", "iban", "bic", "account_holder")


@dataclass(frozen=True)
class Account:
    """A bank account of a brand: a letter on its paper asks for payment to no other."""

    iban: str
    holder: str
    bic: str | None


@dataclass(frozen=True)
class Brand:
    """A party registered with the service. `party` holds its fields as a dossier has them, ready to fill in."""

    id: str
    name: str
    kind: BrandKind
    accent: str  # "#rrggbb", dark enough for text on white
    window: Literal["left", "right"]
    kix: bool  # PostNL's code above the address, unless the request says otherwise
    fold_marks: FoldMarks
    accounts: tuple[Account, ...]
    party: Mapping[str, Any]
    logo: Picture | None

    def account(self, iban: str) -> Account | None:
        """The account with this IBAN, if it is one of the brand's."""
        compact = iban.replace(" ", "").upper()
        return next((each for each in self.accounts if each.iban == compact), None)


def _colour(value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise Mistake(text('This is no colour. Write six hexadecimal digits, such as "#1f4e79".'))
    return value.lower()


class _AccountEntry(Part):
    iban: Iban
    holder: Name
    bic: Bic | None = None


class _BrandFile(Part):
    """What a brand.toml holds. `logo` is the name of a file in the same folder; who reads the folder checks it."""

    kind: BrandKind
    name: Name | None = None
    logo: str | None = None
    accent: Annotated[str, PlainValidator(_colour)] = DEFAULT_ACCENT
    window: Literal["left", "right"] = "left"
    kix: Flag = False
    fold_marks: FoldMarks = DEFAULT_FOLD_MARKS
    accounts: Annotated[tuple[_AccountEntry, ...], *items(20)] = ()
    party: dict[str, Any] = {}  # noqa: RUF012 (Pydantic copies it)


def brand_from_toml(id: str, mapping: Mapping[str, Any], logo_bytes: bytes | None) -> Brand:  # noqa: A002
    """A brand from what its brand.toml says and the bytes of its logo.

    Raises `InvalidInput`, its pointers into the file, with every mistake at once.
    """
    problems: list[InputProblem] = []
    if not _ID.fullmatch(id):
        problems.append(
            InputProblem("", text("The folder of a brand has a short name of small letters, digits and dashes."))
        )
    raw_party = mapping.get("party")
    entry: _BrandFile | None = None
    try:
        entry = _BrandFile.model_validate(dict(mapping))
    except ValidationError as error:
        problems += problems_of(error, _BrandFile)
    party: dict[str, Any] = {}
    if isinstance(raw_party, Mapping):
        party = {"name": mapping.get("name"), **raw_party}
        problems += _party_problems(party, Agency if mapping.get("kind") == "agency" else CreditorParty)
    elif entry is not None:
        party = {"name": entry.name}
    if entry is not None and party.get("name") is None:
        problems.append(InputProblem("/party/name", text("A brand needs the name of its party. Add it.")))
    if entry is not None and entry.kind == "creditor" and not entry.accounts:
        problems.append(InputProblem("/accounts", text("A creditor's brand needs an account to pay to. Add one.")))
    logo = None
    if logo_bytes is not None:
        try:
            logo = picture(logo_bytes, pointer="/logo")
        except InvalidInput as error:
            problems += error.errors
    if problems or entry is None:
        raise InvalidInput(tuple(problems))
    return Brand(
        id=id,
        name=str(party["name"]).strip(),
        kind=entry.kind,
        accent=readable_on_white(entry.accent),
        window=entry.window,
        kix=entry.kix,
        fold_marks=entry.fold_marks,
        accounts=tuple(Account(each.iban, each.holder, each.bic) for each in entry.accounts),
        party=MappingProxyType({name: value for name, value in party.items() if value is not None}),
        logo=logo,
    )


def _party_problems(party: Mapping[str, Any], model: type[Party]) -> list[InputProblem]:
    elsewhere = text("A brand has no such field in its party. Accounts stand under accounts, the logo at the top.")
    problems = [InputProblem(f"/party/{name}", elsewhere) for name in _NOT_IN_PARTY if name in party]
    try:
        checked = model.model_validate({name: value for name, value in party.items() if name not in _NOT_IN_PARTY})
    except ValidationError as error:
        return problems + problems_of(error, model, "/party")
    return problems + list(party_problems("/party", checked))


def contrast_with_white(colour: str) -> float:
    """How much a colour ``#rrggbb`` stands out on white, by WCAG: 1 (not at all) to 21 (black)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def readable_on_white(colour: str) -> str:
    """The colour itself, or as little darker as makes it readable on white."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for step in range(_STEPS, -1, -1):
        darker = "#" + "".join(f"{channel * step // _STEPS:02x}" for channel in channels)
        if contrast_with_white(darker) >= CONTRAST:
            return darker
    return "#000000"
