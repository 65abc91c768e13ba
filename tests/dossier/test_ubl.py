"""E-invoices: what each part of one becomes, what is refused and where, and files that want something else."""

from __future__ import annotations

import random
import re
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from docgen.dossier.ubl.reading import MAX_SIGNS, MAX_UBL, Imported, read_ubl
from docgen.errors import BadXml, DocgenError, InvalidInput, TooLarge

INVOICE = (Path(__file__).parent / "ubl" / "invoice.xml").read_text(encoding="utf-8")
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "ubl"
TOTAL = "/Invoice/cac:LegalMonetaryTotal/cbc:"
PREPAID = '<cbc:PrepaidAmount currencyID="EUR">32.96</cbc:PrepaidAmount>'
PAYABLE = '<cbc:PayableAmount currencyID="EUR">'
BUYER = "<cac:AccountingCustomerParty><cac:Party>"
ORDER = "<cac:OrderReference>"
KVK = '<cbc:EndpointID schemeID="0106">12345678</cbc:EndpointID>'
CREDITED = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
EXTENSION = '<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"><ext:UBLExtension><ext:ExtensionContent><x xmlns="urn:x"/></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>'


def changed(*changes: tuple[str, str]) -> str:
    """The invoice with words replaced; each must stand in it."""
    found = INVOICE
    for old, new in changes:
        assert old in found
        found = found.replace(old, new)
    return found


def note(*changes: tuple[str, str]) -> str:
    """The same as a credit note."""
    found = changed(*changes, ("<cbc:DueDate>2026-08-31</cbc:DueDate>", ""), (">380<", ">381<"))
    for old in ("Invoice-2", "<Invoice ", "</Invoice>", "InvoiceTypeCode", "InvoiceLine", "InvoicedQuantity"):
        new = old.replace("Invoiced", "Credited").replace("Invoice", "CreditNote")
        found = found.replace(old, new)
    return found


def read(words: str) -> Imported:
    return read_ubl(words.encode())


def refused(words: str) -> dict[str, str]:
    with pytest.raises(InvalidInput) as error:
        read(words)
    return {each.place: each.message.message for each in error.value.errors}


def pointers(imported: Imported) -> list[str]:
    return [each.pointer.removeprefix("/dossier") for each in imported.remarks]


def test_a_whole_invoice() -> None:
    imported = read(INVOICE)
    assert imported.dossier == {
        "creditor": {
            "name": "Bakkerij De Korenbloem B.V.",
            "address": {
                "street": "Molenstraat", "house_number": "12", "house_number_suffix": "A", "postal_code": "3511AB",
                "city": "Utrecht", "country": "NL",
            },
            "kvk_number": "69599084", "vat_number": "NL004495445B01", "iban": "NL91 ABNA 0417 1643 00",
            "bic": "ABNANL2A", "email": "administratie@example.nl", "phone": "030 123 45 67",
        },
        "debtor": {
            "name": "J. de Vries",
            "address": {
                "street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Ons Dorp",
                "country": "NL",
            },
        },
        "invoices": [
            {
                "number": "F2026-101", "issued_on": "2026-08-01", "due_on": "2026-08-31", "amount": "300.00",
                "description": "Taart, Brood", "agreement": {"reference": "O2026-88", "date": "2026-07-15"},
            }
        ],
        "payment": {"reference": "F2026-101"},
        "attachments": [{"name": "factuur.pdf", "media_type": "application/pdf", "content": "JVBERi0xLjcK"}],
    }  # fmt: skip
    assert pointers(imported) == ["/debtor/type"]


UNPAID = (PREPAID, ""), (f"{PAYABLE}300.00<", f"{PAYABLE}332.96<")


@pytest.mark.parametrize(
    ("words", "amount", "vat"),
    [
        (changed(*UNPAID), "332.96", "37.95"),
        (note(*UNPAID), "-332.96", "-37.95"),
        (INVOICE, "300.00", None),  # a part was paid before
    ],
)
def test_the_vat_comes_along_unless_a_part_was_paid_before(words: str, amount: str, vat: str | None) -> None:
    found = read(words).dossier["invoices"][0]
    assert (found["amount"], found.get("vat")) == (amount, vat)


@pytest.mark.parametrize(
    ("words", "number", "credits", "remarks"),
    [
        (note((ORDER, CREDITED.format("F2026-99") + ORDER)), "-300.00", "F2026-99", ["/debtor/type"]),
        (note(), "-300.00", None, ["/debtor/type", "/invoices/0/credits"]),
    ],
)
def test_a_credit_note_is_negative(words: str, number: str, credits: str | None, remarks: list[str]) -> None:
    imported = read(words)
    invoice = imported.dossier["invoices"][0]
    assert (invoice["amount"], invoice.get("credits"), invoice["due_on"]) == (number, credits, "2026-08-01")
    assert pointers(imported) == remarks


# What is asked of the reader: the change, the place in the dossier that a remark is about, and what stands there.
ASKED = {
    "no due date": (("<cbc:DueDate>2026-08-31</cbc:DueDate>", ""), "/invoices/0/due_on", None),
    "no IBAN": (("NL91 ABNA 0417 1643 00", "12345"), "/creditor/iban", None),
    "a wrong IBAN": (("NL91 ABNA", "NL92 ABNA"), "/creditor/iban", None),
    "a wrong VAT number": (("NL004495445B01", "NL004495445B"), "/creditor/vat_number", None),
    "a business": ((BUYER, BUYER + KVK), "/debtor/type", "business"),
    "a consumer or not": ((BUYER, BUYER), "/debtor/type", None),
    "a house with two numbers": (("Molenstraat 12 A", "Plein 1940 12"), "/creditor/address/house_number", None),
    "no town": (("<cbc:CityName>Utrecht</cbc:CityName>", ""), "/creditor/address/city", None),
    "a word processor's file": (('mimeCode="application/pdf"', 'mimeCode="application/msword"'), "/attachments", None),
    "no PDF": (("JVBERi0xLjcK", "AAAA"), "/attachments", None),
    "a long list": (("Taart", "Taart " * 40), "/invoices/0/description", None),
    "direct debit": ((">58<", ">59<"), "/invoices/0", None),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_the_invoice_does_not_say_is_asked(name: str) -> None:
    change, pointer, value = ASKED[name]
    imported = read(changed(change))
    assert pointer in pointers(imported)
    found: Any = imported.dossier
    for step in pointer.split("/")[1:]:
        found = found[int(step)] if isinstance(found, list) else found.get(step)
    if name != "direct debit":
        assert found == value


def test_a_link_is_said_and_not_followed() -> None:
    link = "<cac:Attachment><cac:ExternalReference><cbc:URI>https://example.nl/x</cbc:URI></cac:ExternalReference>"
    imported = read(re.sub("<cac:Attachment>.*</cbc:EmbeddedDocumentBinaryObject>", link, INVOICE, flags=re.DOTALL))
    assert "attachments" not in imported.dossier
    assert "/attachments" in pointers(imported)


@pytest.mark.parametrize(
    ("code", "of_note"), [(code, False) for code in ("325", "383", "384", "386", "389", "393", "751")] + [("396", True)]
)
def test_other_kinds_of_documents_are_refused(code: str, *, of_note: bool) -> None:
    words = note().replace(">381<", f">{code}<") if of_note else changed((">380<", f">{code}<"))
    assert list(refused(words)) == [f"/{'CreditNote/cbc:CreditNote' if of_note else 'Invoice/cbc:Invoice'}TypeCode"]


# What is refused: the changes, and every place that is named.
REFUSED = {
    "pounds": ([(">EUR<", ">GBP<")], ["/Invoice/cbc:DocumentCurrencyCode"]),
    "one amount in pounds": ([('EUR">37.95', 'GBP">37.95')], ["/Invoice/cac:TaxTotal/cbc:TaxAmount", TOTAL + "TaxInclusiveAmount"]),
    "a line": ([("100.00</cbc:Line", "101.00</cbc:Line")], ["/Invoice/cac:InvoiceLine[1]/cbc:LineExtensionAmount", TOTAL + "LineExtensionAmount"]),
    "the lines": ([("300.00</cbc:Line", "300.01</cbc:Line")], [TOTAL + "LineExtensionAmount", TOTAL + "TaxExclusiveAmount"]),
    "the net": ([("295.00", "295.01")], [TOTAL + "TaxExclusiveAmount", TOTAL + "TaxInclusiveAmount", "/Invoice/cac:TaxTotal"]),
    "VAT": ([("37.95", "37.96")], ["/Invoice/cac:TaxTotal/cbc:TaxAmount", TOTAL + "TaxInclusiveAmount"]),
    "VAT of a rate": ([("19.95", "20.95"), ("37.95", "38.95"), ("332.95", "333.95"), ("32.96", "33.96")], ["/Invoice/cac:TaxTotal/cac:TaxSubtotal[1]/cbc:TaxAmount"]),
    "the gross": ([("332.95", "332.94")], [TOTAL + "TaxInclusiveAmount", TOTAL + "PayableAmount"]),
    "what is paid": ([("32.96", "32.95")], [TOTAL + "PayableAmount"]),
    "what is payable": ([("300.00</cbc:Pay", "300.01</cbc:Pay")], [TOTAL + "PayableAmount"]),
    "an allowance": ([("10.00</cbc:Allow", "10.01</cbc:Allow")], [TOTAL + "AllowanceTotalAmount"]),
    "half cents": ([("300.00</cbc:Pay", "300.005</cbc:Pay")], [TOTAL + "PayableAmount"]),
    "an exponent": ([("300.00</cbc:Pay", "3E2</cbc:Pay")], [TOTAL + "PayableAmount"]),
    "a payee": ([("<cac:PaymentMeans>", "<cac:PayeeParty/><cac:PaymentMeans>")], ["/Invoice/cac:PayeeParty"]),
    "withheld tax": ([("<cac:LegalMonetaryTotal>", "<cac:WithholdingTaxTotal/><cac:LegalMonetaryTotal>")], ["/Invoice/cac:WithholdingTaxTotal"]),
    "an extension": ([("<cbc:CustomizationID>", EXTENSION + "<cbc:CustomizationID>")], ["/Invoice/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent"]),
    "an unknown use": ([("urn:cen.eu:en16931:2017#", "urn:other#")], ["/Invoice/cbc:CustomizationID"]),
    "an extended use": ([("#compliant#", "#conformant#")], ["/Invoice/cbc:CustomizationID"]),
    "self-billing": ([(":billing:01", ":selfbilling:01")], ["/Invoice/cbc:ProfileID"]),
    "another namespace": ([(ORDER, '<x xmlns="urn:x"/>' + ORDER)], ["/Invoice/x"]),
    "an unknown element": ([(ORDER, "<cbc:DueDates>x</cbc:DueDates>" + ORDER)], ["/Invoice/cbc:DueDates"]),
    "two due dates": ([("<cbc:PaymentID>", "<cbc:PaymentDueDate>2026-09-30</cbc:PaymentDueDate><cbc:PaymentID>")], ["/Invoice/cac:PaymentMeans/cbc:PaymentDueDate"]),
    "a due date before the invoice": ([("2026-08-31", "2026-07-31")], ["/Invoice/cbc:DueDate"]),
    "a day that is none": ([("2026-08-31", "2026-08-32")], ["/Invoice/cbc:DueDate"]),
    "two numbers": ([("<cbc:ID>F2026-101</cbc:ID>\n  <cbc:Iss", "<cbc:ID>F1</cbc:ID><cbc:ID>F2</cbc:ID>\n  <cbc:Iss")], ["/Invoice/cbc:ID[2]"]),
    "several mistakes": ([(">380<", ">389<"), ("32.96", "32.95")], ["/Invoice/cbc:InvoiceTypeCode", TOTAL + "PayableAmount"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused_with_its_place(name: str) -> None:
    changes, places = REFUSED[name]
    assert set(refused(changed(*changes))) == set(places)


def test_other_documents_are_refused() -> None:
    assert list(refused("<Invoice/>")) == ["/Invoice"]
    assert list(refused(INVOICE.replace("Invoice-2", "Order-2"))) == ["/Invoice"]


def test_a_credit_note_of_two_invoices_is_refused() -> None:
    place = "/CreditNote/cac:BillingReference[2]/cac:InvoiceDocumentReference/cbc:ID"
    both = CREDITED.format("F1") + CREDITED.format("F2")
    assert list(refused(note((ORDER, both + ORDER)))) == [place]


HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BODY = INVOICE.removeprefix(HEAD)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
HOSTILE = {
    "an external entity": (f"{ENTITY}{BODY}".replace("Taart", "&a;").encode(), BadXml),
    "laughs": (f"{LAUGHS}{BODY}".replace("Taart", "&j;").encode(), BadXml),
    "a type from outside": (f'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x">{BODY}'.encode(), BadXml),
    "wide": (f'<?xml version="1.0" encoding="utf-16"?>{ENTITY}{BODY}'.encode("utf-16"), BadXml),
    "wide without a mark": (f"{ENTITY}{BODY}".encode("utf-16-le"), BadXml),
    "in seven bits": (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>', BadXml),
    "an unknown entity": (BODY.replace("Taart", "&a;").encode(), BadXml),
    "Latin-1": (f'<?xml version="1.0" encoding="iso-8859-1"?>{BODY}'.encode("latin-1"), BadXml),
    "cut off": (INVOICE[:-20].encode(), BadXml),
    "nothing": (b"", BadXml),
    "deep": (b"<a>" * 40_000 + b"</a>" * 40_000, BadXml),
    "many attributes": (b"<a " + b" ".join(b'a%d="1"' % each for each in range(MAX_SIGNS)) + b"/>", TooLarge),
    "many elements": (b"<a>" + b"<b/>" * MAX_SIGNS + b"</a>", TooLarge),
    "huge": (b"<a>" + b" " * MAX_UBL + b"</a>", TooLarge),
    "large without its files": (f"{INVOICE}<!--{'x' * 1024**2}-->".encode(), TooLarge),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_at_once(name: str) -> None:
    content, error = HOSTILE[name]
    start = perf_counter()
    with pytest.raises(error):
        read_ubl(content)
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    "strange",
    [
        "".join(f"<cbc:N{each}/>" for each in range(20_000)),
        '<cbc:Note currencyID="USD"/>' * 20_000,
        "<cbc:Note><cbc:ID/></cbc:Note>" * 20_000,
        "".join(f'<x xmlns="urn:{each}"/>' for each in range(20_000)),
        "<cbc:Note>x</cbc:Note>" * 5_000 + "<cac:BillingReference/>" * 20_000,
    ],
    ids=("names", "currencies", "values", "namespaces", "groups"),
)
def test_many_strange_elements_take_no_time(strange: str) -> None:
    start = perf_counter()
    try:
        read(changed((ORDER, strange + ORDER)))
    except InvalidInput as error:
        if len(error.errors) > 100:
            raise
    assert perf_counter() - start < 5


def test_a_long_street_takes_no_time() -> None:
    start = perf_counter()
    read(changed(("Molenstraat 12 A", "a 1 " * 100_000)))
    assert perf_counter() - start < 5


def test_a_file_in_utf_16_and_a_large_attachment_are_taken() -> None:
    wide = INVOICE.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_ubl(wide) == read(INVOICE)
    large = "JVBER" + "A" * 8_000_003
    assert len(read(changed(("JVBERi0xLjcK", large))).dossier["attachments"][0]["content"]) == len(large)


def test_mutants_are_read_or_refused() -> None:
    chance = random.Random(6)  # noqa: S311 - the same mutants each time
    pieces = re.findall(r"<[^>]*>|[^<]+", INVOICE)
    taken = 0
    for _ in range(300):
        mutant = list(pieces)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(mutant))
            other = chance.choice(
                ("", "\u202e", "-1", "NaN", "9" * 30, "=?x", "&#9;", chance.choice(pieces), mutant[at] * 2)
            )
            mutant[at] = other
        try:
            read("".join(mutant))
            taken += 1
        except DocgenError as error:
            if error.status not in (400, 413, 422):
                raise
    assert 0 < taken < 300


# Each real file: what it comes to, or where it is refused.
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("base-example", "1656.25"),
        ("Allowance-example", "6125.00"),
        ("vat-category-E", ["/Invoice/cbc:DocumentCurrencyCode"]),
        ("base-creditnote-correction", ["/CreditNote/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"]),
    ],
)
def test_real_invoices(name: str, expected: str | list[str]) -> None:
    file = REAL / f"{name}.xml"
    if not file.exists():
        pytest.skip("the collection of others' invoices is not here")
    words = file.read_text(encoding="utf-8")
    if isinstance(expected, str):
        assert read(words).dossier["invoices"][0]["amount"] == expected
    else:
        assert list(refused(words)) == expected
