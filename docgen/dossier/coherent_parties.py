"""What must make sense together about creditor, agency and debtor: addresses, capacity, whose account."""

from __future__ import annotations

from docgen.dossier.address import Address
from docgen.dossier.identifiers import is_dutch_postal_code
from docgen.dossier.mistake import Problems
from docgen.dossier.model import Agency, Debtor, Dossier, Party
from docgen.dossier.partial import known
from docgen.dossier.parties import NATURAL_FORMS
from docgen.errors import InputProblem
from docgen.texts import text


def parties_problems(dossier: Dossier) -> Problems:
    """All about the parties of a dossier."""
    agency = dossier.agency
    if known(dossier.creditor):
        yield from party_problems("/dossier/creditor", dossier.creditor)
    if known(dossier.debtor):
        yield from address_problems("/dossier/debtor/address", dossier.debtor.address)
        yield from _debtor(dossier.debtor)
    if agency is not None and known(agency):
        yield from party_problems("/dossier/agency", agency)
    if dossier.payment.pay_to != "agency" or not known(agency):
        return
    if agency is None:
        yield InputProblem(
            "/dossier/payment/pay_to", text("The dossier has no agency to pay to. Add agency, or pay to the creditor.")
        )
    elif agency.iban is None:
        yield InputProblem(
            "/dossier/agency/iban", text("The money goes to the agency, and its account is missing. Add its iban.")
        )
    elif agency.payee_name is None:
        yield InputProblem(
            "/dossier/agency/name", text("The money goes to the agency, and its name is missing. Add its name.")
        )


def address_problems(pointer: str, address: Address | None) -> Problems:
    """What a Dutch address needs that others may leave out."""
    if address is None or not known(address, address.country) or not address.is_dutch:
        return
    if address.postal_code is None:
        yield InputProblem(f"{pointer}/postal_code", text("A Dutch address needs a postal code. Add it."))
    elif known(address.postal_code) and not is_dutch_postal_code(address.postal_code):
        yield InputProblem(
            f"{pointer}/postal_code",
            text("This is no Dutch postal code: four digits and two letters, such as 3511 AB. Or add the country."),
        )
    if address.house_number is None:
        yield InputProblem(f"{pointer}/house_number", text("A Dutch address needs a house number. Add it."))
    elif known(address.house_number) and not (address.house_number.isdecimal() and len(address.house_number) <= 5):
        yield InputProblem(
            f"{pointer}/house_number",
            text("A Dutch house number has digits only. Put letters and additions in house_number_suffix."),
        )


def party_problems(pointer: str, party: Party) -> Problems:
    """The addresses of a creditor or an agency."""
    yield from address_problems(f"{pointer}/address", party.address)
    if isinstance(party, Agency):
        yield from address_problems(f"{pointer}/visiting_address", party.visiting_address)


def _debtor(debtor: Debtor) -> Problems:
    if not known(debtor.type):
        return
    here, form = "/dossier/debtor", debtor.legal_form
    if debtor.type == "consumer":
        if form is not None:
            yield InputProblem(
                f"{here}/legal_form", text("A consumer has no legal form. Leave it out, or make type business.")
            )
        if debtor.kvk_number is not None:
            yield InputProblem(
                f"{here}/kvk_number", text("A consumer has no KvK number. Leave it out, or make type business.")
            )
        if debtor.natural_person is False:
            yield InputProblem(f"{here}/natural_person", text("A consumer is always a natural person. Leave this out."))
    elif form is not None and debtor.natural_person is (form not in NATURAL_FORMS) and known(form):
        yield InputProblem(
            f"{here}/natural_person", text("This contradicts the legal form, which already says it. Leave this out.")
        )
