"""The model: its derived answers, and its JSON Schema that outsiders write requests from."""

from __future__ import annotations

import json
from typing import Annotated, Any, get_args

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from docgen.dossier import model
from docgen.dossier.leaves import Part
from docgen.dossier.model import CalculationRequest, Debtor, LetterRequest
from docgen.dossier.partial import UNKNOWN, partial
from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from tests.dossier.given import EXAMPLE, GONE, MINIMAL, changed, mistakes

SCHEMA = LetterRequest.model_json_schema()
PARTS = sorted(
    {each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Part)},
    key=lambda each: each.__name__,
)


def schema_accepts(data: object) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


def debtor(**fields: Any) -> Debtor:
    return Debtor.model_validate({"type": "business", "name": "x", "address": {"street": "a", "city": "b"}, **fields})


@pytest.mark.parametrize(
    ("fields", "natural", "known"),
    [
        ({"type": "consumer"}, True, True),
        ({"legal_form": "eenmanszaak"}, True, True),
        ({"legal_form": "vof"}, True, True),
        ({"legal_form": "maatschap"}, True, True),
        ({"legal_form": "cv"}, True, True),
        ({"legal_form": "bv"}, False, True),
        ({"legal_form": "nv"}, False, True),
        ({"legal_form": "stichting"}, False, True),
        ({"legal_form": "vereniging"}, False, True),
        ({"legal_form": "cooperatie"}, False, True),
        ({"legal_form": "gemeente"}, False, True),
        ({"legal_form": "overheid"}, False, True),
        ({"natural_person": False}, False, True),
        ({"natural_person": True}, True, True),
        ({}, True, False),
    ],
)
def test_who_is_a_natural_person(fields: dict[str, Any], natural: bool, known: bool) -> None:
    found = debtor(**fields)
    assert (found.is_natural_person, found.natural_person_known) == (natural, known)


@pytest.mark.parametrize(
    ("change", "interest", "vat"),
    [
        ({}, "statutory", False),
        ({"dossier__debtor__type": "business"}, "commercial", False),
        ({"dossier__interest": {"type": "none"}}, "none", False),
        ({"dossier__creditor__can_reclaim_vat": False}, "statutory", True),
        (
            {"dossier__creditor__can_reclaim_vat": False, "dossier__collection_costs": {"vat_claimed": False}},
            "statutory",
            False,
        ),
        ({"dossier__collection_costs": {"vat_claimed": True}}, "statutory", True),
    ],
)
def test_what_follows_from_the_dossier(change: dict[str, Any], interest: str, vat: bool) -> None:
    dossier = letter_request(read_json(json.dumps(changed(MINIMAL, **change)).encode()), {}, None).dossier
    assert (dossier.interest_type, dossier.vat_claimed) == (interest, vat)


def test_nothing_changes_afterwards() -> None:
    with pytest.raises(ValidationError):
        debtor().name = "y"  # type: ignore[misc]


def test_the_schema_is_sound_and_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, part in {**SCHEMA["$defs"], "LetterRequest": SCHEMA}.items():
        assert part["additionalProperties"] is False, name
        for field, each in part["properties"].items():
            assert each.get("description"), f"{name}.{field}"
    jsonschema.Draft202012Validator.check_schema(CalculationRequest.model_json_schema())


def test_the_schema_takes_what_the_door_takes() -> None:
    assert schema_accepts(EXAMPLE)
    assert schema_accepts(MINIMAL)
    by_brand = changed(MINIMAL, dossier__creditor={"brand": "korenbloem"})
    assert schema_accepts(by_brand)
    assert mistakes(by_brand) == []
    for name in set(LetterRequest.model_fields) - {"kind", "dossier"}:
        assert schema_accepts({**MINIMAL, name: None}), name


@pytest.mark.parametrize(
    "change",
    [
        {"kind": GONE},
        {"kind": "x"},
        {"x": 1},
        {"dossier__x": 1},
        {"dossier__creditor__iban": GONE},
        {"dossier__creditor__iban": None},
        {"dossier__invoices": []},
        {"dossier__invoices__0__amount": "12,50"},
        {"dossier__invoices__0__amount": "1e3"},
        {"dossier__invoices__0__amount": "12.345"},
        {"dossier__invoices__0__amount": True},
        {"dossier__payments": [{"received_on": "2026-01-01", "amount": "-1"}]},
        {"dossier__debtor__name": "x" * 71},
        {"dossier__debtor__name": ""},
        {"dossier__creditor__website": "http://x.nl"},
        {"term_days": 0},
        {"annex": "true"},
        {"stage": 3},
    ],
)
def test_the_schema_refuses_what_it_can_see(change: dict[str, Any]) -> None:
    assert not schema_accepts(changed(MINIMAL, **change))


def examples() -> list[Any]:
    found = []
    for part in PARTS:
        for name, field in part.model_fields.items():
            for example in field.examples or []:
                if name == "logo":  # too long to give whole
                    continue
                found.append(pytest.param(part, name, example, id=f"{part.__name__}.{name}"))
    return found


@pytest.mark.parametrize(("part", "name", "example"), examples())
def test_the_examples_of_the_schema_are_sound(part: type[Part], name: str, example: object) -> None:
    field = part.model_fields[name]
    annotated: Any = field.annotation
    value = read_json(json.dumps(example).encode())
    for each in field.metadata:
        annotated = Annotated[annotated, each]
    TypeAdapter(annotated).validate_python(value)


def test_every_leaf_has_an_example() -> None:
    for part in PARTS:
        for name, field in part.model_fields.items():
            inner = (field.annotation, *get_args(field.annotation))
            if any(isinstance(each, type) and issubclass(each, Part) for each in inner) or field.annotation is bool:
                continue
            assert field.examples, f"{part.__name__}.{name}"


def test_a_partial_model_knows_what_it_does_not_know() -> None:
    found = partial(LetterRequest, {"kind": 5, "dossier": {"invoices": [{"number": "F1", "amount": "x"}, 5]}})
    assert found.kind is UNKNOWN  # type: ignore[comparison-overlap]
    assert found.channel is None
    assert found.dossier.invoices[0].number == "F1"
    assert found.dossier.invoices[0].amount is UNKNOWN  # type: ignore[comparison-overlap]
    assert found.dossier.invoices[1].number is UNKNOWN  # type: ignore[comparison-overlap]
    assert found.dossier.creditor.address.city is UNKNOWN  # type: ignore[comparison-overlap]
    assert list(found.dossier.creditor.address.city) == []
    assert found.dossier.payments == ()
    assert found.dossier.collection_costs.type == "statutory"
