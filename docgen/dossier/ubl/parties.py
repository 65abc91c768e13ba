"""Seller and buyer of an e-invoice as creditor and debtor: who they are by law, their numbers, how to reach them."""

from __future__ import annotations

from typing import Any

from docgen.dossier.leaves import Part
from docgen.dossier.model import Creditor, Debtor
from docgen.dossier.ubl.addresses import address_of
from docgen.dossier.ubl.leaf import fault_of, fill, fill_value
from docgen.dossier.ubl.nodes import Node
from docgen.texts import text

# Schemes of identifiers (ISO 6523, electronic address schemes), and the names that older Dutch invoices give them.
_KVK = frozenset(("0106", "NL:KVK"))
_VAT = frozenset(("9944", "NL:VAT"))
_OF_A_BUSINESS = _KVK | _VAT | {"0190", "NL:OIN"}
_NUMBERS = ("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyIdentification/cbc:ID", "cbc:EndpointID")


def creditor_of(root: Node) -> dict[str, Any]:
    """The seller, without an account: that stands with the payment."""
    party = _party(root, "cac:AccountingSupplierParty")
    if party is None:
        return {}
    found = _common(party, "/creditor", Creditor)
    if (number := _vat(party)) is not None:
        fill(found, "/creditor", Creditor, "vat_number", number)
    if (kvk := _by_scheme(party, _KVK)) is not None:
        fill(found, "/creditor", Creditor, "kvk_number", kvk)
    return found


def debtor_of(root: Node) -> dict[str, Any]:
    """The buyer. Only a business can be told from an invoice: nothing in it shows that somebody is a consumer."""
    party = _party(root, "cac:AccountingCustomerParty")
    if party is None:
        return {}
    found = _common(party, "/debtor", Debtor)
    proof = _vat(party) or _by_scheme(party, _OF_A_BUSINESS)
    if proof is None:
        party.notes.remark(
            "/debtor/type",
            text(
                "The invoice does not show whether the buyer is a consumer or a business. Fill in consumer or business."
            ),
            party.place,
        )
        return found
    found["type"] = "business"
    party.notes.remark(
        "/debtor/type",
        text(
            "The buyer has a number of a business here, so business is filled in. Make it consumer if it bought as one."
        ),
        proof.place,
    )
    if (kvk := _by_scheme(party, _KVK)) is not None:
        fill(found, "/debtor", Debtor, "kvk_number", kvk)
    fill(found, "/debtor", Debtor, "attention", party.one("cac:Contact/cbc:Name"))
    return found


def _party(root: Node, name: str) -> Node | None:
    found = root.one(f"{name}/cac:Party")
    if found is None:
        root.notes.refuse(f"{root.place}/{name}", text("This party is missing. Ask the sender for a sound invoice."))
    return found


def _common(party: Node, pointer: str, model: type[Part]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in ("cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name"):
        named = next((each for each in party.every(path) if each.words), None)
        if named is not None:
            fill(found, pointer, model, "name", named)
            break
    else:
        _fill_person(found, pointer, model, party)
    if address := address_of(party, f"{pointer}/address"):
        found["address"] = address
    _fill_email(found, pointer, model, party)
    fill(found, pointer, model, "phone", party.one("cac:Contact/cbc:Telephone"))
    return found


def _fill_person(found: dict[str, Any], pointer: str, model: type[Part], party: Node) -> None:
    person = next(party.all("cac:Person"), None)
    if person is not None:
        parts = [person.said(f"cbc:{each}") for each in ("FirstName", "MiddleName", "FamilyName")]
        if any(parts):
            fill_value(found, pointer, model, "name", person, " ".join(part for part in parts if part))


def _fill_email(found: dict[str, Any], pointer: str, model: type[Part], party: Node) -> None:
    address = party.one("cac:Contact/cbc:ElectronicMail")
    endpoint = party.one("cbc:EndpointID")
    if address is None and endpoint is not None and endpoint.attribute("schemeID") == "EM":
        address = endpoint
    fill(found, pointer, model, "email", address)


def _by_scheme(party: Node, schemes: frozenset[str]) -> Node | None:
    return next(
        (
            each
            for path in _NUMBERS
            for each in party.every(path)
            if each.attribute("schemeID").upper() in schemes and each.words
        ),
        None,
    )


def _vat(party: Node) -> Node | None:
    """The VAT number of a party, where it has one; a sound one before one that is not."""
    found = [
        number
        for scheme in party.all("cac:PartyTaxScheme")
        if scheme.said("cac:TaxScheme/cbc:ID").upper() in ("VAT", "")
        for number in scheme.all("cbc:CompanyID")
        if number.words
    ]
    by_number = _by_scheme(party, _VAT)
    found += [] if by_number is None else [by_number]
    sound = [each for each in found if fault_of(Creditor, "vat_number", each.words) is None]
    return next(iter([*sound, *found]), None)
