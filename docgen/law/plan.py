"""Payment plans: instalments that add up to the debt, to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from dateutil.relativedelta import relativedelta

from docgen.law.amounts import ZERO, cents

Interval = Literal["weekly", "four-weekly", "monthly"]
_WEEKS = {"weekly": 1, "four-weekly": 4}


@dataclass(frozen=True)
class Instalment:
    """One instalment; `balance` is what is open after it."""

    number: int
    due_on: date
    amount: Decimal
    balance: Decimal


def due_dates(first: date, interval: Interval, count: int) -> tuple[date, ...]:
    """The days on which instalments are due. Monthly keeps the first's day of the month, or takes the month's last.

    >>> [str(day) for day in due_dates(date(2027, 1, 31), "monthly", 3)]
    ['2027-01-31', '2027-02-28', '2027-03-31']
    """
    if interval == "monthly":
        return tuple(first + relativedelta(months=number) for number in range(count))
    return tuple(first + timedelta(weeks=_WEEKS[interval] * number) for number in range(count))


def instalments(
    debt: Decimal, first: date, interval: Interval, *, count: int | None = None, amount: Decimal | None = None
) -> tuple[Instalment, ...]:
    """Spread `debt` over `count` equal instalments, or over instalments of `amount`; the last takes the difference.

    Raises ValueError when there is no debt, or when so many instalments leave nothing for the last one.
    """
    if debt <= ZERO:
        raise ValueError("a plan needs a debt")
    if amount is None:
        if count is None:
            raise ValueError("a plan needs a count or an amount")
        amount = cents(debt / count)
    else:
        amount = min(amount, debt)
        count = int((debt / amount).to_integral_value(rounding=ROUND_CEILING))
    if debt - amount * (count - 1) <= ZERO:
        raise ValueError("too many instalments for this debt")
    planned: list[Instalment] = []
    balance = debt
    for number, due_on in enumerate(due_dates(first, interval, count), start=1):
        part = amount if number < count else balance
        balance -= part
        planned.append(Instalment(number, due_on, part, balance))
    return tuple(planned)
