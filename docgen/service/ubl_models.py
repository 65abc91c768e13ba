"""What the route about e-invoices answers, for the OpenAPI document and its tests."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from docgen.service.answer_models import Answer


class Remark(Answer):
    """Something that the reader of an e-invoice has to see to."""

    pointer: str = Field(description="JSON pointer into the answer, and into a letter request that it goes in.")
    place: str = Field(description="Place in the e-invoice, else empty.")
    message: str


class Imported(Answer):
    """What an e-invoice gives."""

    dossier: dict[str, Any] = Field(
        description="A part of a dossier: creditor, debtor, one invoice, payment and attachments, as far as the "
        "e-invoice says them. It can be merged into a dossier as it is."
    )
    remarks: list[Remark] = Field(description="What was left out or has to be looked at, and what is still needed.")
