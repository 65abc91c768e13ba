"""The door: parsed JSON in, a sound request out, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from docgen.dossier.brands import Brand
from docgen.dossier.coherence import dossier_problems, letter_problems
from docgen.dossier.faults import MAX_PROBLEMS, REQUIRED, problems_of
from docgen.dossier.leaves import Part
from docgen.dossier.merging import brand_problems, filled_calculation, filled_request
from docgen.dossier.mistake import Problems
from docgen.dossier.model import CalculationRequest, LetterRequest, NextStepRequest
from docgen.dossier.partial import partial
from docgen.errors import InputProblem, InvalidInput
from docgen.texts import text

P = TypeVar("P", bound=Part)
R = TypeVar("R", LetterRequest, CalculationRequest, NextStepRequest)


def letter_request(data: object, brands: Mapping[str, Brand], own_agency: str | None) -> LetterRequest:
    """The letter request in `data`, brands filled in. `own_agency` is the id of the service's own agency.

    Raises `InvalidInput` with every mistake, in the order of the document.
    """
    found = _object(data)
    return _read(LetterRequest, found, filled_request(found, brands, own_agency), brand_problems(found, brands))


def calculation_request(data: object, brands: Mapping[str, Brand], own_agency: str | None) -> CalculationRequest:
    """The calculation request in `data`, brands filled in. Raises `InvalidInput`."""
    found = _object(data)
    return _read(
        CalculationRequest, found, filled_calculation(found, brands, own_agency), brand_problems(found, brands)
    )


def next_step_request(data: object, brands: Mapping[str, Brand], own_agency: str | None) -> NextStepRequest:
    """The request in `data` for what follows, brands filled in: the service's own agency may have to go on.

    Raises `InvalidInput`.
    """
    found = _object(data)
    filled = filled_calculation(found, brands, own_agency, needs_agency=True)
    return _read(NextStepRequest, found, filled, brand_problems(found, brands))


def part_request(model: type[P], data: object) -> P:
    """A request that holds no dossier. Raises `InvalidInput` with every mistake."""
    try:
        return model.model_validate(_object(data))
    except ValidationError as error:
        raise InvalidInput(tuple(problems_of(error, model))) from None


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InvalidInput((InputProblem("", text("The request must be an object, between curly brackets.")),))
    return data


def _read(model: type[R], given: dict[str, Any], filled: dict[str, Any], problems: list[InputProblem]) -> R:
    try:
        request = model.model_validate(filled)
    except ValidationError as error:
        problems += problems_of(error, model)
        problems += _together(partial(model, filled))
        raise InvalidInput(_in_order(_without_echoes(problems), given)) from None
    problems += _together(request)
    if problems:
        raise InvalidInput(_in_order(problems, given))
    return request


def _together(request: LetterRequest | CalculationRequest | NextStepRequest) -> Problems:
    return letter_problems(request) if isinstance(request, LetterRequest) else dossier_problems(request.dossier)


def _in_order(problems: Iterable[InputProblem], data: object) -> tuple[InputProblem, ...]:
    """Each mistake once, as they come in the document. Past `MAX_PROBLEMS` only the fact that there are more."""
    unique = {(each.pointer, each.message.message): each for each in problems}
    ordered = sorted(unique.values(), key=lambda each: _place(each.pointer, data))
    if len(ordered) > MAX_PROBLEMS:
        more = text("There are more than {limit} mistakes. Correct these first.", limit=MAX_PROBLEMS)
        ordered = [*ordered[:MAX_PROBLEMS], InputProblem("", more)]
    return tuple(ordered)


def _without_echoes(problems: list[InputProblem]) -> list[InputProblem]:
    """Leave out what is only absent because its brand is not known."""
    parties = {each.pointer.removesuffix("/brand") for each in problems if each.pointer.endswith("/brand")}
    return [each for each in problems if each.message != REQUIRED or each.pointer.rpartition("/")[0] not in parties]


def _place(pointer: str, data: object) -> tuple[int, ...]:
    """Where a pointer stands: its index at every level; what is absent comes after what is there."""
    place = []
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, dict):
            names = list(data)
            place.append(names.index(name) if name in data else len(names))
            data = data.get(name)
        elif isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            place.append(int(name))
            data = data[int(name)]
        else:
            place.append(0)
            data = None
    return tuple(place)
