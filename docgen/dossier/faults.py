"""What Pydantic found, in our words: a pointer, what is wrong and what to do. Never a value, never Pydantic's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.dossier.leaves import Part
from docgen.dossier.mistake import Mistake
from docgen.dossier.suggestions import nearest
from docgen.errors import InputProblem
from docgen.texts import Text, text

MAX_PROBLEMS = 500
REQUIRED = text("This is required and absent. Add it.")

_LONGEST_NAME = 100
_CHOICE = re.compile(r"'([^']*)'")


def pointer_to(place: Sequence[str | int]) -> str:
    """The JSON pointer (RFC 6901) of a place; absurdly long names are cut off."""
    return "".join("/" + str(step)[:_LONGEST_NAME].replace("~", "~0").replace("/", "~1") for step in place)


def problems_of(error: ValidationError, model: type[Part], prefix: str = "") -> list[InputProblem]:
    """Every mistake in a `ValidationError` of this model, as many as an answer may hold and one more."""
    # Pydantic calls a list too short when nothing in it is sound: that says nothing new.
    details = [each for each in error.errors(include_url=False) if each["type"] != "too_short"]
    details = details[: MAX_PROBLEMS + 1]
    return [InputProblem(prefix + pointer_to(each["loc"]), _message(each, model)) for each in details]


def _message(detail: ErrorDetails, model: type[Part]) -> Text:
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Mistake):
        return cause.message
    match detail["type"]:
        case "missing":
            return REQUIRED
        case "extra_forbidden":
            return _unknown_field(detail["loc"], model)
        case "literal_error":
            return _unknown_choice(detail["input"], _CHOICE.findall(context["expected"]))
        case "tuple_type" | "list_type":
            return text("This must be a list, between square brackets.")
        case "model_type" | "dict_type" | "model_attributes_type":
            return text("This must be an object, between curly brackets.")
    return text("This value does not fit here. See the documentation of this field.")


def _unknown_field(place: Sequence[str | int], model: type[Part]) -> Text:
    holder = _model_at(place[:-1], model)
    fields = list(holder.model_fields)
    meant = nearest(str(place[-1]), fields)
    if meant is not None:
        return text("There is no such field here. Did you mean {name}?", name=meant)
    return text("There is no such field here. Leave it out. The fields are: {names}.", names=", ".join(fields))


def _unknown_choice(value: object, choices: list[str]) -> Text:
    meant = nearest(value, choices) if isinstance(value, str) else None
    names = ", ".join(choices)
    if meant is not None:
        return text("This is none of the choices: {choices}. Did you mean {name}?", choices=names, name=meant)
    return text("This is none of the choices. Choose one of: {choices}.", choices=names)


def _model_at(place: Sequence[str | int], model: type[Part]) -> type[Part]:
    """The part of the input at a place; indexes of lists lead to what the list holds."""
    for step in place:
        if isinstance(step, int):
            continue
        annotation = model.model_fields[step].annotation
        model = next(
            each for each in (annotation, *get_args(annotation)) if isinstance(each, type) and issubclass(each, Part)
        )
    return model
