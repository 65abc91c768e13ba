"""An input with mistakes in it, as far as it can be understood: so that one answer can name every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from docgen.dossier.leaves import Part

P = TypeVar("P", bound=Part)

_LONGEST_LIST = 500  # no list of a dossier may be longer


class Unknown:
    """Stands where a value is wrong or missing; whatever is asked of it is unknown too."""

    def __getattr__(self, name: str) -> Unknown:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False


UNKNOWN = Unknown()


def known(*values: object) -> bool:
    """Are all of these sound, so that they can be compared?"""
    return not any(isinstance(value, Unknown) for value in values)


def partial(model: type[P], data: object) -> P:
    """The model with `UNKNOWN` for everything in `data` that does not fit. Never raises for bad data."""
    if not isinstance(data, Mapping):
        return cast(P, UNKNOWN)
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        raw = data.get(name)
        if raw is not None:
            values[name] = _value(model, name, raw)
        elif field.is_required():
            values[name] = UNKNOWN
    return cast(P, model.model_construct(**values))  # fills in the defaults of the rest


def _value(model: type[Part], name: str, raw: object) -> object:
    inner, is_list = _inner_part(model, name)
    if inner is None:
        try:
            return leaf_adapter(model, name).validate_python(raw)
        except ValidationError:
            return UNKNOWN
    if is_list:
        if not isinstance(raw, list | tuple) or len(raw) > _LONGEST_LIST:
            return UNKNOWN
        return tuple(partial(inner, each) for each in raw)
    return partial(inner, raw)


@cache
def _inner_part(model: type[Part], name: str) -> tuple[type[Part] | None, bool]:
    """The part that a field holds, and whether it holds a list of them."""
    annotation = model.model_fields[name].annotation
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, Part):
            return each, get_origin(annotation) is tuple
    return None, False


@cache
def leaf_adapter(model: type[Part], name: str) -> TypeAdapter[Any]:
    """The rules for one field of a part, as something that can be asked about a value."""
    field = model.model_fields[name]
    annotation: Any = field.annotation
    for each in field.metadata:
        annotation = Annotated[annotation, each]
    return TypeAdapter(annotation)
