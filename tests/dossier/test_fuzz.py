"""Whatever comes in: a request, or a plain error of ours."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.brands import brand_from_toml
from docgen.dossier.model import LetterRequest
from docgen.dossier.reading import calculation_request, letter_request
from docgen.dossier.strict_json import read_json
from docgen.errors import DocgenError, InputProblem, InvalidInput
from tests.dossier.given import EXAMPLE, MINIMAL, brands, changed

BRANDS = brands()
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=5)
    | st.sampled_from(
        [
            "2026-11-21",
            "1250.00",
            "agency",
            "creditor",
            "wki",
            "korenbloem",
            "voorbeeld",
            "NL91ABNA0417164300",
            "F2026-101",
            "-1",
        ]
    ),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=6,
)


def places(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    found = [way] if way else []
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, each in inner:
        found += places(each, (*way, step))
    return found


PLACES = places(EXAMPLE)


@given(JUNK)
def test_anything_at_all(data: object) -> None:
    for read_request in (letter_request, calculation_request):
        with pytest.raises(DocgenError):
            read_request(data, BRANDS, "voorbeeld")


@given(st.dictionaries(st.sampled_from([*LetterRequest.model_fields, "x"]), JUNK))
def test_any_fields(data: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        letter_request({**data, "date": "x"}, BRANDS, "voorbeeld")


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK, st.booleans()), min_size=1, max_size=4))
def test_a_sound_request_with_junk_in_it(changes: list[tuple[tuple[Any, ...], Any, bool]]) -> None:
    data: Any = json.loads(json.dumps(EXAMPLE))
    for way, junk, away in changes:
        holder = data
        try:
            for step in way[:-1]:
                holder = holder[step]
            if away:
                del holder[way[-1]]
            else:
                holder[way[-1]] = junk
        except (KeyError, IndexError, TypeError):
            continue
    try:
        letter_request(data, BRANDS, "voorbeeld")
        found: tuple[InputProblem, ...] = ()
    except InvalidInput as error:
        found = error.errors
    seen = [(each.pointer, each.message.message) for each in found]
    assert len(seen) == len(set(seen))
    assert all(pointer == "" or pointer.startswith("/") for pointer, _ in seen)


@given(
    JUNK.filter(lambda data: isinstance(data, dict))
    | st.dictionaries(st.sampled_from(["kind", "name", "accounts", "party"]), JUNK)
)
def test_any_brand(data: Any) -> None:
    try:
        brand_from_toml("x", data, None)
    except DocgenError:
        return


def nasty() -> list[Any]:
    """Bodies that are as much work as their size allows."""
    return [
        pytest.param({f"k{number}": 1 for number in range(24_000)}, id="unknown fields"),
        pytest.param(changed(MINIMAL, dossier__invoices=[{"a": 1}] * 15_000), id="too many invoices"),
        pytest.param(
            changed(MINIMAL, dossier__invoices=[{"number": "x" * 1000, "due_on": "x"}] * 490), id="bad invoices"
        ),
        pytest.param(changed(MINIMAL, dossier__debtor__name="\u0301" * 900_000), id="accents"),
        pytest.param(changed(MINIMAL, dossier__creditor__email="a." * 400_000), id="e-mail"),
        pytest.param(changed(MINIMAL, dossier__payment={"link": "https://" + "a." * 400_000}), id="link"),
        pytest.param(changed(MINIMAL, dossier__invoices__0__amount="9" * 900_000), id="digits"),
        pytest.param(changed(MINIMAL, kind="k" * 900_000), id="kind"),
        pytest.param(changed(MINIMAL, **{"k" * 900_000: 1}), id="key"),
    ]


@pytest.mark.parametrize("data", nasty())
def test_bad_input_is_refused_quickly(data: Any) -> None:
    raw = json.dumps(data, ensure_ascii=False).encode()
    started = time.process_time()
    with pytest.raises(DocgenError):
        letter_request(read_json(raw), BRANDS, "voorbeeld")
    assert time.process_time() - started < 5
