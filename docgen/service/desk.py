"""What every entrance does: the two calls, with the brands, the templates and the date that they need from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from docgen.dossier.account import account
from docgen.dossier.planning import plan_total, planned
from docgen.dossier.reading import calculation_request, letter_request
from docgen.errors import TooLarge
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.render import Document, render
from docgen.render.answers import calculation, render_json
from docgen.render.words import Words
from docgen.service.brands import BrandFolder
from docgen.service.clock import today
from docgen.settings import BadSetting, Settings
from docgen.texts import text

TOO_LARGE = TooLarge(text("The request is larger than 15 MB."))


@dataclass(frozen=True)
class Desk:
    """The service's settings and what comes of them. `today` is a parameter so that tests can fix the date."""

    settings: Settings
    today: Callable[[], date] = today
    brands: BrandFolder = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "brands", BrandFolder(self.settings.brands))

    def check(self) -> None:
        """Raise `BadSetting` when no letter can be made."""
        if self.settings.agency not in self.brands.brands():
            raise BadSetting(
                text(
                    "DOCGEN_AGENCY: there is no brand {brand} in {folder}.",
                    brand=self.settings.agency,
                    folder=str(self.settings.brands),
                )
            )

    def compose(self, data: object) -> Letter:
        """The letter that a parsed letter request asks for. Raises what `letter_request` and `compose` raise."""
        brands = self.brands.brands()
        request = letter_request(data, brands, self.settings.agency)
        return compose(request, on=request.date or self.today(), brands=brands)

    def render(self, letter: Letter, form: str, reader: Words | None = None) -> Document:
        """The letter in one of its forms; findings and reasons in its JSON are in the reader's language."""
        if form == "json" and reader is not None:
            return render_json(letter, self.settings.templates, reader.language)
        return render(letter, form, templates=self.settings.templates)

    def calculate(self, data: object, words: Words) -> dict[str, object]:
        """What is owed, for a parsed calculation request, as the contract shows it."""
        request = calculation_request(data, self.brands.brands(), self.settings.agency)
        current = account(request.dossier, request.date or self.today())
        plan = planned(request.dossier, plan_total(request.dossier, current))
        return calculation(current, plan, words)
