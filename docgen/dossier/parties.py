"""Who is who: the creditor, the agency and the debtor."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from docgen.dossier.address import Address, Language
from docgen.dossier.leaves import (
    Bic,
    BirthDay,
    Email,
    Flag,
    Iban,
    KvkNumber,
    Line,
    Link,
    LinkOrEmail,
    Logo,
    Name,
    Part,
    Phone,
    Short,
    VatNumber,
)
from docgen.dossier.portal import Portal
from docgen.dossier.support import Partners

LegalForm = Literal[
    "eenmanszaak", "vof", "maatschap", "cv", "bv", "nv", "stichting", "vereniging", "cooperatie",
    "gemeente", "provincie", "waterschap", "rijk", "overheid",
]  # fmt: skip
NATURAL_FORMS = frozenset(("eenmanszaak", "vof", "maatschap", "cv"))


class Party(Part):
    """What a creditor and an agency have in common."""

    name: Name | None = Field(None, description="Name, as letters print it.", examples=["Voorbeeld Incasso B.V."])
    brand: Short | None = Field(
        None,
        description="Id of a brand that is registered with the service. It supplies the logo, the colour and every "
        "field that is left out here.",
        examples=["de-korenbloem"],
    )
    address: Address | None = Field(None, description="Postal address.")
    kvk_number: KvkNumber | None = Field(
        None, description="Number in the Dutch trade register (KvK), eight digits.", examples=["69599084"]
    )
    vat_number: VatNumber | None = Field(
        None, description="VAT number with its country letters.", examples=["NL004495445B01"]
    )
    iban: Iban | None = Field(None, description="Account number (IBAN).", examples=["NL91ABNA0417164300"])
    bic: Bic | None = Field(None, description="BIC of the bank; may be left out.", examples=["ABNANL2A"])
    account_holder: Name | None = Field(
        None,
        description="Name of the account as the bank knows it, when it is not the party's name.",
        examples=["Stichting Derdengelden"],
    )
    email: Email | None = Field(
        None, description="E-mail address for the debtor.", examples=["administratie@example.nl"]
    )
    phone: Phone | None = Field(None, description="Telephone number for the debtor.", examples=["030 123 45 67"])
    opening_hours: Line | None = Field(None, description="When the telephone is answered.", examples=["ma-vr 9-17 uur"])
    website: Link | None = Field(None, description="Web site, with https://.", examples=["https://example.nl"])
    logo: Logo | None = Field(
        None,
        description="Logo as a data URI: PNG or JPEG in base64, at most 1 MB and 4 megapixels. "
        "Without one the name is set in type.",
        examples=["data:image/png;base64,iVBORw0KGgo="],
    )
    signatory: Name | None = Field(None, description="Who signs letters.", examples=["S. Bakker"])
    can_reclaim_vat: Flag = Field(
        True, description="False for a party that cannot reclaim VAT, such as a doctor or a school."
    )

    @property
    def payee_name(self) -> str | None:
        """The name that goes with the account."""
        return self.account_holder or self.name


class CreditorParty(Party):
    """What a creditor has, and its brand may hold for it."""

    legal_form: LegalForm | None = Field(
        None,
        description="Legal form of the creditor, for the forecast of court costs: a legal entity pays a higher court "
        "fee. Without it the lower fee, that of a natural person, is taken.",
        examples=["bv"],
    )

    @property
    def is_legal_entity(self) -> bool:
        """Does the creditor pay the court fee of a legal entity? When it is not known: no, which is lower."""
        return self.legal_form is not None and self.legal_form not in NATURAL_FORMS


def _or_a_brand(schema: dict[str, Any]) -> None:
    """In the JSON Schema: what is required may also come from a brand."""
    required = schema.pop("required")
    schema["anyOf"] = [
        {"required": required, "properties": {name: {"not": {"type": "null"}} for name in required}},
        {"required": ["brand"], "properties": {"brand": {"type": "string"}}},
    ]


class Creditor(CreditorParty):
    """Whom the money is owed to. Name, address and iban are required unless a brand supplies them."""

    model_config = ConfigDict(json_schema_extra=_or_a_brand)

    name: Name = Field(
        description="Name of the creditor, as letters print it.", examples=["Bakkerij De Korenbloem B.V."]
    )
    address: Address = Field(description="Postal address of the creditor.")
    iban: Iban = Field(description="Account number (IBAN) of the creditor.", examples=["NL91ABNA0417164300"])
    attention: Name | None = Field(
        None, description="For whose attention letters to the creditor are.", examples=["mevrouw S. Bakker"]
    )
    salutation: Name | None = Field(
        None,
        description="The whole salutation of letters to the creditor, without its comma.",
        examples=["Geachte mevrouw Bakker"],
    )
    language: Language | None = Field(
        None, description="Language of letters to the creditor: nl or en. Default: nl.", examples=["nl"]
    )
    portal: Portal | None = Field(None, description="The agency's web portal for the creditor.")


class Registration(Part):
    """A registration to collect for others."""

    kind: Literal["wki", "bailiff", "advocate"] = Field(
        description="wki: the register of collection agencies; bailiff: gerechtsdeurwaarder; advocate: advocaat.",
        examples=["wki"],
    )
    number: Short | None = Field(
        None, description="Number of the registration (registratiekenmerk).", examples=["INC-0123456"]
    )


class Agency(Party):
    """The collection agency. It has a creditor's fields too."""

    registered_name: Name | None = Field(
        None, description="Name in the register, when it is not the name above.", examples=["Voorbeeld Incasso B.V."]
    )
    registration: Registration | None = Field(None, description="As what the agency is registered.")
    visiting_address: Address | None = Field(None, description="Visiting address.")
    complaints: LinkOrEmail | None = Field(
        None, description="Where a complaint goes: a web address with https://, or an e-mail address.",
        examples=["https://example.nl/klachten"],
    )  # fmt: skip
    dispute_body: Line | None = Field(
        None, description="Dispute body that the agency belongs to.", examples=["De Geschillencommissie"]
    )
    privacy: Link | None = Field(
        None, description="Where the privacy statement stands, with https://.", examples=["https://example.nl/privacy"]
    )
    partners: Partners = Field((), description="Organisations that it refers debtors with money worries to.")


class Debtor(Part):
    """The debtor: a consumer or a business."""

    type: Literal["consumer", "business"] = Field(
        description="The capacity in which the debtor bought: consumer or business.", examples=["consumer"]
    )
    legal_form: LegalForm | None = Field(
        None, description="Legal form of a business; overheid is any other public body.", examples=["bv"]
    )
    natural_person: Flag | None = Field(
        None,
        description="Is the debtor a natural person? Needed only for a business without legal_form.",
        examples=[True],
    )
    name: Name = Field(description="Name of the debtor.", examples=["J. de Vries"])
    attention: Name | None = Field(
        None, description="For whose attention, within a business.", examples=["mevrouw P. Smit"]
    )
    salutation: Name | None = Field(
        None,
        description="The whole salutation without its comma. Without it the letter greets neutrally.",
        examples=["Geachte mevrouw De Vries"],
    )
    address: Address = Field(description="Postal address of the debtor.")
    email: Email | None = Field(None, description="E-mail address of the debtor.", examples=["j.devries@example.com"])
    phone: Phone | None = Field(None, description="Telephone number of the debtor.", examples=["+31612345678"])
    language: Language | None = Field(None, description="Language of the debtor's letters: nl or en.", examples=["nl"])
    kvk_number: KvkNumber | None = Field(
        None, description="Number in the Dutch trade register (KvK) of a business.", examples=["69599084"]
    )
    portal: Portal | None = Field(
        None, description="The agency's web portal for the debtor. Letters on the agency's paper say where to log in."
    )
    birth_date: BirthDay | None = Field(
        None, description="Day of birth of a natural person, for a bailiff.", examples=["1984-05-17"]
    )
    care: Line | None = Field(
        None,
        description="What a bailiff must take into account with this person, without medical details. Only the "
        "hand-over tells it.",
        examples=["Leest moeilijk; bel liever"],
    )

    @property
    def is_natural_person(self) -> bool:
        """Does the law protect the debtor as a natural person (Wki, Bki)? When it is not known: yes."""
        if self.type == "consumer" or self.legal_form in NATURAL_FORMS:
            return True
        if self.legal_form is not None:
            return False
        return self.natural_person is not False

    @property
    def natural_person_known(self) -> bool:
        """False when nothing in the dossier says whether the debtor is a natural person."""
        return self.type == "consumer" or self.legal_form is not None or self.natural_person is not None
