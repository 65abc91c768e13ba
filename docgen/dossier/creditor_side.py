"""The wall between what creditor and agency settle and what a debtor gets."""

from __future__ import annotations

from typing import Final

from docgen.dossier.model import LetterRequest

# What a letter to a debtor is made without: fees, what was passed on of the money that came in, and what creditor and
# agency tell each other about the case.
CREDITOR_SIDE: Final = ("remittances", "settlement", "intake", "planned", "court_advice", "closing")


def for_debtor(request: LetterRequest) -> LetterRequest:
    """The request without what is between creditor and agency, so that nothing of it can reach a debtor's letter."""
    absent = {name: type(request.dossier).model_fields[name].default for name in CREDITOR_SIDE}
    creditor = request.dossier.creditor.model_copy(update={"portal": None})
    dossier = request.dossier.model_copy(update={**absent, "creditor": creditor})
    return request.model_copy(update={"dossier": dossier})
