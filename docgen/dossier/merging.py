"""What a dossier leaves to registered brands, filled in before anything is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.dossier.brands import Brand
from docgen.dossier.model import AGENCY_KINDS
from docgen.errors import InputProblem
from docgen.texts import text

Brands = Mapping[str, Brand]
Json = dict[str, Any]

_PARTIES = ("creditor", "agency")


def filled_request(data: Json, brands: Brands, own_agency: str | None) -> Json:
    """A letter request with its dossier filled in. The service's own agency joins when the letter needs one."""
    kind, branding, performer = data.get("kind"), data.get("branding"), data.get("performed_by")
    letterhead = branding or ("agency" if isinstance(kind, str) and kind in AGENCY_KINDS else "creditor")
    return _with_dossier(data, brands, own_agency, needs_agency="agency" in (letterhead, performer))


def filled_calculation(data: Json, brands: Brands, own_agency: str | None, *, needs_agency: bool = False) -> Json:
    """A request with its dossier filled in; with the service's own agency where it is needed and none is named."""
    return _with_dossier(data, brands, own_agency, needs_agency=needs_agency)


def brand_problems(data: Json, brands: Brands) -> list[InputProblem]:
    """Brands that the dossier names and nobody registered, or registered as something else."""
    problems = []
    dossier = data.get("dossier")
    for role in _PARTIES:
        block = dossier.get(role) if isinstance(dossier, Mapping) else None
        id_ = block.get("brand") if isinstance(block, Mapping) else None
        if not isinstance(id_, str):  # the model says so
            continue
        pointer = f"/dossier/{role}/brand"
        brand = brands.get(id_)
        if brand is None:
            problems.append(
                InputProblem(
                    pointer,
                    text(
                        "This brand is not registered with the service. Register it as a folder with a brand.toml "
                        "under the folder of brands (DOCGEN_BRANDS), or leave brand out and fill in the party's own "
                        "fields."
                    ),
                )
            )
        elif brand.kind != role:
            problems.append(
                InputProblem(
                    pointer,
                    text("This brand is registered as {kind}. Name a brand of the right kind.", kind=brand.kind),
                )
            )
    return problems


def _with_dossier(data: Json, brands: Brands, own_agency: str | None, *, needs_agency: bool) -> Json:
    dossier = data.get("dossier")
    if not isinstance(dossier, dict):
        return data
    filled = dict(dossier)
    creditor = dossier.get("creditor")
    if isinstance(creditor, dict):
        filled["creditor"] = _filled(creditor, _brand(creditor, brands, "creditor"))
    payment = dossier.get("payment")
    pays_agency = isinstance(payment, dict) and payment.get("pay_to") == "agency"
    own = brands.get(own_agency) if own_agency is not None else None
    own = own if own is not None and own.kind == "agency" else None
    agency = _agency(dossier.get("agency"), brands, own, needed=needs_agency or pays_agency)
    if agency is not None:
        filled["agency"] = agency
    return {**data, "dossier": filled}


def _agency(block: object, brands: Brands, own: Brand | None, *, needed: bool) -> object:
    if block is None:
        return _filled({}, own) if needed and own else None
    if not isinstance(block, dict):
        return block
    filled = _filled(block, own if own and _is_own(block, own) else _brand(block, brands, "agency"))
    if filled.get("name") is None and filled.get("registered_name") is not None:
        filled["name"] = filled["registered_name"]
    return filled


def _is_own(block: Json, own: Brand) -> bool:
    """Is this agency the service's own? Then its account is checked like that of any brand."""
    if block.get("brand") is not None:
        return bool(block["brand"] == own.id)
    names = [block[field] for field in ("name", "registered_name") if block.get(field) is not None]
    own_names = {_folded(own.name), _folded(own.party.get("registered_name"))} - {""}
    return not names or any(_folded(name) in own_names for name in names)


def _folded(name: object) -> str:
    return " ".join(name.casefold().split()) if isinstance(name, str) else ""


def _brand(block: Json, brands: Brands, kind: str) -> Brand | None:
    id_ = block.get("brand")
    brand = brands.get(id_) if isinstance(id_, str) else None
    return brand if brand is not None and brand.kind == kind else None


def _filled(block: Json, brand: Brand | None) -> Json:
    """The party with the brand's fields where it has none of its own. An account is taken whole, never mixed."""
    if brand is None:
        return dict(block)
    own = {name: value for name, value in block.items() if value is not None}
    filled = {**block, **brand.party, **own, "brand": brand.id}
    iban = own.get("iban")
    account = (
        brand.account(iban) if isinstance(iban, str) else next(iter(brand.accounts), None) if iban is None else None
    )
    if account is not None:
        filled["iban"] = iban if iban is not None else account.iban
        filled["account_holder"] = own.get("account_holder", account.holder)
        filled["bic"] = own.get("bic", account.bic)
    if own.get("logo") is None:
        filled["logo"] = brand.logo
    return filled
