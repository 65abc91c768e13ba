"""Registered parties, and what a dossier leaves to them."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.brands import CONTRAST, DEFAULT_ACCENT, brand_from_toml, contrast_with_white, readable_on_white
from docgen.dossier.model import Dossier
from docgen.dossier.reading import calculation_request, letter_request
from docgen.errors import InvalidInput
from tests.dossier.given import EXAMPLE, GONE, MINIMAL, brands, changed, mistakes, picture_bytes, pointers, through_json

SOUND: dict[str, Any] = {
    "kind": "creditor",
    "name": "Bakkerij",
    "accounts": [{"iban": "NL91ABNA0417164300", "holder": "Bakkerij"}],
    "party": {"phone": "030 123 45 67"},
}


def dossier_of(data: object, own_agency: str | None = None) -> Dossier:
    return letter_request(through_json(data), brands(), own_agency).dossier


def creditor(**fields: Any) -> dict[str, Any]:
    """The minimal request with another creditor."""
    return changed(MINIMAL, dossier__creditor=fields)


def test_a_brand_has_a_look_and_accounts() -> None:
    brand = brands()["korenbloem"]
    assert (brand.id, brand.name, brand.kind) == ("korenbloem", "Bakkerij De Korenbloem B.V.", "creditor")
    assert (brand.accent, brand.window) == ("#7a1f2b", "right")
    assert brand.logo is not None
    assert brand.account("nl91 abna 0417 1643 00") == brand.accounts[0]
    assert brand.account("BE68539007547034") is None
    assert brand.party["kvk_number"] == "69599084"


def test_a_brand_may_leave_out_almost_all() -> None:
    brand = brand_from_toml("x", SOUND, None)
    assert (brand.accent, brand.window, brand.logo) == (DEFAULT_ACCENT, "left", None)
    assert (brand.kix, brand.fold_marks) == (False, "both")


def test_a_brand_may_ask_for_the_code_and_choose_its_folds() -> None:
    brand = brand_from_toml("x", changed(SOUND, kix=True, fold_marks="two"), None)
    assert (brand.kix, brand.fold_marks) == (True, "two")


def test_the_party_of_a_brand_cannot_be_changed() -> None:
    brand = brand_from_toml("x", SOUND, None)
    assert brand.party["name"] == "Bakkerij"
    with pytest.raises(TypeError):
        brand.party["name"] = "other"  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": GONE}, "/kind"),
        ({"kind": "creditr"}, "/kind"),
        ({"acent": "#000000"}, "/acent"),
        ({"accent": "red"}, "/accent"),
        ({"accent": "#12345"}, "/accent"),
        ({"window": "centre"}, "/window"),
        ({"kix": "yes"}, "/kix"),
        ({"fold_marks": "four"}, "/fold_marks"),
        ({"accounts": []}, "/accounts"),
        ({"accounts__0__iban": "NL91ABNA0417164301"}, "/accounts/0/iban"),
        ({"accounts__0__holder": GONE}, "/accounts/0/holder"),
        ({"accounts__0__name": "x"}, "/accounts/0/name"),
        ({"accounts": "x"}, "/accounts"),
        ({"name": GONE}, "/party/name"),
        ({"name": "x" * 71}, "/name"),
        ({"party": "x"}, "/party"),
        ({"party__phone": "x"}, "/party/phone"),
        ({"party__fone": "x"}, "/party/fone"),
        ({"party__brand": "x"}, "/party/brand"),
        ({"party__iban": "NL91ABNA0417164300"}, "/party/iban"),
        ({"party__logo": "x"}, "/party/logo"),
        ({"party__registration": {"kind": "wki"}}, "/party/registration"),
        ({"party__address": {"street": "a", "city": "b"}}, "/party/address/postal_code"),
        ({"party__can_reclaim_vat": "no"}, "/party/can_reclaim_vat"),
    ],
)
def test_a_brand_that_is_not_sound(change: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        brand_from_toml("x", changed(SOUND, **change), None)
    assert where in [each.pointer for each in caught.value.errors]


@pytest.mark.parametrize("name", ["", "De Bakker", "../x", "x/y", "-x", "x" * 36])
def test_ids_of_brands_are_plain(name: str) -> None:
    with pytest.raises(InvalidInput):
        brand_from_toml(name, SOUND, None)


def test_a_brand_tells_all_its_mistakes_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        brand_from_toml("x", changed(SOUND, accent="red", party__phone="x"), b"GIF89a")
    assert [each.pointer for each in caught.value.errors] == ["/accent", "/party/phone", "/logo"]


@given(st.integers(0, 0xFFFFFF))
def test_an_accent_is_readable_on_white_and_no_darker_than_needed(number: int) -> None:
    colour = f"#{number:06x}"
    found = readable_on_white(colour)
    assert contrast_with_white(found) >= CONTRAST
    if contrast_with_white(colour) >= CONTRAST:
        assert found == colour


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#0000ff", 8.59)]
)
def test_contrast_is_that_of_the_guidelines(colour: str, contrast: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


def test_a_creditor_may_leave_everything_to_its_brand() -> None:
    found = dossier_of(creditor(brand="korenbloem")).creditor
    assert (found.name, found.iban, found.bic) == ("Bakkerij De Korenbloem B.V.", "NL91ABNA0417164300", "ABNANL2A")
    assert found.account_holder == found.payee_name == "De Korenbloem Beheer"
    assert found.kvk_number == "69599084"
    assert found.address.city == "Utrecht"
    assert found.logo == brands()["korenbloem"].logo


def test_what_the_dossier_says_goes_before_the_brand() -> None:
    found = dossier_of(creditor(brand="korenbloem", name="Bakker Jan", phone=None, kvk_number="12345678")).creditor
    assert (found.name, found.phone, found.kvk_number) == ("Bakker Jan", "030 123 45 67", "12345678")


@pytest.mark.parametrize(
    ("iban", "holder", "bic"),
    [
        ("NL91 ABNA 0417 1643 00", "De Korenbloem Beheer", "ABNANL2A"),
        ("DE89370400440532013000", "De Korenbloem GmbH", None),
        ("BE68539007547034", None, None),  # not the brand's: nothing of the brand's accounts goes with it
    ],
)
def test_an_account_is_taken_whole(iban: str, holder: str | None, bic: str | None) -> None:
    found = dossier_of(creditor(brand="korenbloem", iban=iban)).creditor
    assert (found.iban, found.account_holder, found.bic) == (iban.replace(" ", ""), holder, bic)


def test_a_brand_that_nobody_registered_is_one_mistake() -> None:
    found = mistakes(creditor(brand="korenblom"))
    assert [pointer for pointer, _ in found] == ["/dossier/creditor/brand"]
    assert "DOCGEN_BRANDS" in found[0][1]
    assert "korenbloem" not in found[0][1]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (creditor(brand="voorbeeld"), "/dossier/creditor/brand"),
        (changed(MINIMAL, dossier__agency={"brand": "korenbloem"}), "/dossier/agency/brand"),
        (changed(MINIMAL, dossier__agency={"brand": "nobody"}), "/dossier/agency/brand"),
        (creditor(brand=5), "/dossier/creditor/brand"),
        (creditor(brand=["korenbloem"]), "/dossier/creditor/brand"),
    ],
)
def test_a_brand_must_be_of_the_right_kind(data: object, where: str) -> None:
    assert where in pointers(data)


AGENCY_LETTERS: list[dict[str, Any]] = [
    {"kind": "sommatie"},
    {"kind": "cost-specification"},
    {"kind": "payment-reminder", "branding": "agency"},
    {"kind": "wik-notice", "performed_by": "agency"},
    {"kind": "wik-notice", "dossier__payment": {"pay_to": "agency"}},
]


@pytest.mark.parametrize("change", AGENCY_LETTERS)
def test_the_own_agency_joins_when_a_letter_needs_one(change: dict[str, Any]) -> None:
    agency = dossier_of(changed(MINIMAL, **change), own_agency="voorbeeld").agency
    assert agency is not None
    assert (agency.name, agency.brand, agency.iban) == ("Voorbeeld Incasso", "voorbeeld", "BE68539007547034")
    assert agency.payee_name == "Stichting Derdengelden Voorbeeld"


@pytest.mark.parametrize("change", AGENCY_LETTERS)
@pytest.mark.parametrize("own", [None, "nobody", "korenbloem"])
def test_without_an_own_agency_the_dossier_must_have_one(change: dict[str, Any], own: str | None) -> None:
    found = pointers(changed(MINIMAL, **change), own)
    assert len(found) == 1
    assert found[0] in ("/dossier/agency", "/branding", "/performed_by", "/dossier/payment/pay_to")


@pytest.mark.parametrize("change", [{}, {"kind": "wik-notice"}, {"kind": "sommatie", "branding": "creditor"}])
def test_no_agency_joins_where_none_is_needed(change: dict[str, Any]) -> None:
    assert dossier_of(changed(MINIMAL, **change), own_agency="voorbeeld").agency is None


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"brand": "voorbeeld"},
        {"phone": None},
        {"name": "voorbeeld  INCASSO"},
        {"registered_name": "Voorbeeld Incasso B.V."},
    ],
)
def test_a_dossier_may_name_the_own_agency(block: dict[str, Any]) -> None:
    agency = dossier_of(changed(MINIMAL, dossier__agency=block), own_agency="voorbeeld").agency
    assert agency is not None
    assert (agency.brand, agency.iban) == ("voorbeeld", "BE68539007547034")


def test_a_foreign_account_does_not_hide_behind_the_own_agency() -> None:
    block = {"name": "Voorbeeld Incasso", "iban": "DE89370400440532013000"}
    agency = dossier_of(changed(MINIMAL, dossier__agency=block), own_agency="voorbeeld").agency
    assert agency is not None
    assert agency.brand is not None
    assert agency.iban is not None
    assert brands()[agency.brand].account(agency.iban) is None  # so that the finding about it is made


def test_another_agency_stays_itself() -> None:
    agency = dossier_of(changed(MINIMAL, dossier__agency={"name": "Ander Bureau"}), own_agency="voorbeeld").agency
    assert agency is not None
    assert (agency.name, agency.brand, agency.iban) == ("Ander Bureau", None, None)


def test_a_registered_name_will_do_for_a_name() -> None:
    agency = dossier_of(changed(MINIMAL, kind="sommatie", dossier__agency={"registered_name": "Ander B.V."})).agency
    assert agency is not None
    assert agency.name == "Ander B.V."


def test_an_agency_without_a_name_makes_no_letter() -> None:
    assert dossier_of(EXAMPLE).agency is not None
    assert pointers(changed(EXAMPLE, performed_by="agency")) == ["/dossier/agency/name"]
    assert "/dossier/agency/name" in pointers(
        changed(EXAMPLE, dossier__payment__pay_to="agency", dossier__agency__iban="BE68539007547034")
    )


def test_a_calculation_fills_in_brands_too() -> None:
    data = {"dossier": changed(creditor(brand="korenbloem"), dossier__payment={"pay_to": "agency"})["dossier"]}
    found = calculation_request(through_json(data), brands(), "voorbeeld")
    assert found.dossier.creditor.iban == "NL91ABNA0417164300"
    assert found.dossier.agency is not None
    assert found.date is None


def test_a_logo_in_the_dossier_goes_before_the_brand() -> None:
    uri = "data:image/png;base64," + base64.b64encode(picture_bytes(colour="red")).decode()
    found = dossier_of(creditor(brand="korenbloem", logo=uri)).creditor
    assert found.logo is not None
    assert found.logo != brands()["korenbloem"].logo
