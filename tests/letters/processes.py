"""The shipped processes for the tests, a running example, and a caller who does what the answer says."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from docgen.dossier.model import Dossier, LetterRequest
from docgen.letters.compose import compose
from docgen.letters.next_step import NextStep, next_step
from docgen.letters.profiles import Profile, profile_from_toml
from docgen.letters.timeline import TimelineEntry
from tests.dossier.building import AGENCY, COMPANY, CONSUMER, Data, dossier_data, invoice

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "profiles"
NAMES = sorted(file.stem for file in FOLDER.glob("*.toml"))
REACHABLE: Data = {"email": "j.devries@example.com", "phone": "+31612345678"}

# The running example: one invoice that must be paid by Monday 31 August 2026, and a debtor who never pays.
DUE = date(2026, 8, 31)


def entry(name: str) -> dict[str, Any]:
    """What the file of a shipped profile holds."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def shipped(name: str) -> Profile:
    """A shipped profile."""
    return profile_from_toml(name, entry(name))


def agreed(asked: LetterRequest) -> Profile | None:
    """The profile whose fees the dossier of a request names."""
    settlement = asked.dossier.settlement
    return shipped(settlement.profile) if settlement is not None else None


def case_data(*invoices: Data, business: bool = False, **more: object) -> Data:
    """The running example as JSON, with what is different in it."""
    debtor = (COMPANY if business else CONSUMER) | REACHABLE
    given = {"agency": AGENCY, "debtor": debtor} | more
    return dossier_data(*(invoices or (invoice("1250.00"),)), business=business, **given)


def case(*invoices: Data, business: bool = False, **more: object) -> Dossier:
    """The same as the program has it."""
    return Dossier.model_validate(case_data(*invoices, business=business, **more))


def answer(dossier: Dossier, on: date | str, name: str = "standard") -> NextStep:
    """What follows by a shipped profile."""
    return next_step(dossier, date.fromisoformat(on) if isinstance(on, str) else on, shipped(name))


def course(found: NextStep) -> list[TimelineEntry]:
    """The steps of a timeline that have their day."""
    return [each for each in found.timeline if each.step is None or each.step.after is not None]


def follow(data: Data, name: str, start: date = DUE) -> Iterator[tuple[NextStep, TimelineEntry]]:
    """Send every letter that the process asks for on the first day that it may, and record it, as a caller would."""
    data, on = copy.deepcopy(data), start
    while True:
        found = answer(Dossier.model_validate(data), on, name)
        letter = next((each for each in found.timeline if each.to_debtor and each.status == "next" and each.on), None)
        if found.kind is None or letter is None:
            return
        yield found, letter
        assert found.start is not None
        sent = compose(request(data, found, letter), on=found.start, brands={})
        data["history"] = [*data.get("history", []), dict(sent.history_entry)]
        on = found.start + timedelta(days=1)


def request(data: Data, found: NextStep, letter: TimelineEntry) -> LetterRequest:
    """The letter request that a timeline asks for."""
    step = letter.step
    assert step is not None
    assert found.start is not None
    dossier = data | {"payment": {"pay_to": step.payee or "creditor"}}
    return LetterRequest.model_validate(
        {
            "kind": found.kind, "channel": found.channel, "date": found.start.isoformat(), "dossier": dossier,
            "branding": step.branding, "performed_by": step.performed_by, "costs": step.costs,
            "interest": step.interest, "stage": step.stage, "term_days": step.term.get(data["debtor"]["type"]),
        }
    )  # fmt: skip
