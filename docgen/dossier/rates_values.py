"""Does a value fit its table of legal numbers? Its shape is that of the shipped lines, its measure the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from docgen.law.rates import Table
from docgen.texts import Text, text

Measure: TypeAlias = Literal["percent", "euros", "count"]
Mistakes: TypeAlias = Iterator[tuple[str, Text]]

_MOST_EUROS = 1_000_000_000
_MOST_COUNTED = 1000
_CENTS = -2


def value_mistakes(value: object, table: Table) -> Mistakes:
    """What is wrong with a value for this table, each with its place inside the value."""
    example = table.values[-1].value
    if isinstance(example, list):
        yield from _bands(value, next(iter(example[-1])))
    elif isinstance(example, dict):
        yield from _two_counts(value, tuple(example))
    else:
        yield from _number(value, _measure(table.unit), "")


def _measure(unit: str) -> Measure:
    first = unit.split()[0].strip(",;:")
    return "percent" if first == "percent" else "euros" if first == "euros" else "count"


def _number(value: object, measure: Measure, where: str, least: int = 1) -> Mistakes:
    number = value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    sound = number is not None and (isinstance(number, int) or number.is_finite())
    if measure == "percent" and not (sound and number is not None and 0 <= number <= 100):
        yield where, text("This is no percentage from 0 to 100. Write a number such as 4.00, without quotation marks.")
    elif measure == "euros" and not (sound and number is not None and _is_money(number)):
        yield where, text("This is no amount in euros, not negative and in whole cents. Write a number such as 139.00.")
    elif measure == "count" and not (isinstance(number, int) and least <= number <= _MOST_COUNTED):
        yield where, text("This must be a whole number from {least} to {most}.", least=least, most=_MOST_COUNTED)


def _is_money(number: int | Decimal) -> bool:
    if not 0 <= number < _MOST_EUROS:
        return False
    exponent = Decimal(number).as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _CENTS


def _bands(value: object, of: str) -> Mistakes:
    """Steps up to a rising amount, and a last one without end."""
    if not isinstance(value, list) or not value or not all(isinstance(band, dict) for band in value):
        yield "", text("This must be a list of steps with up_to and {of}, and a last one without up_to.", of=of)
        return
    reached = Decimal(0)
    for number, band in enumerate(value):
        last = number == len(value) - 1
        if set(band) != ({of} if last else {"up_to", of}):
            yield f"/{number}", text("A step has up_to and {of}, the last one only {of}.", of=of)
            continue
        yield from _number(band[of], "percent" if of == "percent" else "euros", f"/{number}/{of}")
        if last:
            continue
        mistakes = tuple(_number(band["up_to"], "euros", f"/{number}/up_to"))
        yield from mistakes
        if not mistakes and band["up_to"] <= reached:
            yield f"/{number}/up_to", text("This is not more than the step before it. Put the steps in order.")
        elif not mistakes:
            reached = Decimal(band["up_to"])


def _two_counts(value: object, keys: tuple[str, ...]) -> Mistakes:
    """A lowest and a highest count."""
    if not isinstance(value, dict) or set(value) != set(keys):
        yield "", text("This must have {keys}, between curly brackets.", keys=keys)
        return
    mistakes = [each for key in keys for each in _number(value[key], "count", f"/{key}", least=0)]
    yield from mistakes
    if not mistakes and value[keys[0]] > value[keys[1]]:
        yield f"/{keys[1]}", text("This is less than {first}.", first=keys[0])
