"""To whom a letter goes: who that is in the dossier, and how it is greeted."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.dossier.address import Address, Language
from docgen.dossier.model import Dossier, Portal
from docgen.errors import InputProblem, InvalidInput
from docgen.letters.kinds import Recipient
from docgen.texts import Text, text


@dataclass(frozen=True)
class Addressee:
    """Whoever gets a letter. `pointer` says where it stands in a request; `person`: greeted as a human being."""

    name: str
    attention: str | None
    greeting: str | None  # as the dossier has it
    person: bool
    address: Address
    email: str | None
    language: Language | None
    portal: Portal | None  # the agency's, for this one
    pointer: str

    @property
    def salutation(self) -> Text:
        """The greeting with its comma; without one in the dossier it is neutral, never a guess."""
        if self.greeting:
            given = self.greeting.rstrip(" ,")
            if given.lower().startswith(("geachte", "beste", "dear")):
                return text("{salutation},", salutation=given)
            return text("Dear {name},", name=given)
        return text("Dear Sir or Madam,") if self.person else text("Dear Sir, dear Madam,")

    def lines(self, language: str) -> tuple[str, ...]:
        """Lines for the window of the envelope, name first."""
        return self.address.lines(self.name, self.attention, language="en" if language == "en" else "nl")


def addressee_of(dossier: Dossier, to: Recipient) -> Addressee:
    """Whoever a letter to `to` goes to. Raises `InvalidInput` when the dossier does not say."""
    if to == "creditor":
        creditor = dossier.creditor
        return Addressee(
            name=creditor.name,
            attention=creditor.attention,
            greeting=creditor.salutation,
            person=False,
            address=creditor.address,
            email=creditor.email,
            language=creditor.language,
            portal=creditor.portal,
            pointer="/dossier/creditor",
        )
    if to in ("curator", "bailiff"):
        officer = dossier.curator if to == "curator" else dossier.bailiff
        if officer is None:
            raise InvalidInput((InputProblem(f"/dossier/{to}", text("The dossier does not say who this is. Add it.")),))
        return Addressee(
            name=officer.name,
            attention=officer.attention,
            greeting=officer.salutation,
            person=False,
            address=officer.address,
            email=officer.email,
            language=officer.language,
            portal=None,
            pointer=f"/dossier/{to}",
        )
    debtor = dossier.debtor
    return Addressee(
        name=debtor.name,
        attention=debtor.attention,
        greeting=debtor.salutation,
        person=debtor.is_natural_person,
        address=debtor.address,
        email=debtor.email,
        language=debtor.language,
        portal=debtor.portal,
        pointer="/dossier/debtor",
    )
