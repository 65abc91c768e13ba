"""The payment code, read back by a decoder that is not the library that made it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from docgen.errors import NotSupported
from docgen.letters.letter import Payee
from docgen.render.qr import MAX_BYTES, MAX_VERSION, Code, payment_code, transfer

PAYEE = Payee("Bakkerij De Korenbloem B.V.", "NL91ABNA0417164300", None, "D2026-004711")


def decoded(code: Code) -> str:
    found = zxingcpp.read_barcodes(Image.open(BytesIO(code.png8)))
    assert [each.format for each in found] == [zxingcpp.BarcodeFormat.QRCode]
    return str(found[0].text)


def test_the_payload_is_line_by_line_that_of_the_standard() -> None:
    assert transfer(PAYEE, Decimal("1150.00")).split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Bakkerij De Korenbloem B.V.",
        "NL91ABNA0417164300",
        "EUR1150.00",
        "",
        "",
        "D2026-004711",
    ]


def test_a_creditor_reference_goes_to_its_own_line_and_nothing_follows() -> None:
    payload = transfer(replace(PAYEE, reference="RF18 5390 0754 7034", bic="ABNANL2A"), Decimal("0.01"))
    assert payload.split("\n")[4:] == [
        "ABNANL2A",
        PAYEE.name,
        PAYEE.iban,
        "EUR0.01",
        "",
        "RF18539007547034",
    ]


@pytest.mark.parametrize("reference", ["RF19539007547034", "5000056789012345", "RF18"])
def test_every_other_reference_is_free_text(reference: str) -> None:
    assert transfer(replace(PAYEE, reference=reference), Decimal("1")).split("\n")[9:] == ["", reference]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "A" * 71),
        ("name", ""),
        ("name", "Jansen\nNL00"),
        ("name", "Jansen\r"),
        ("name", "Jansen\u2028x"),
        ("name", "Jansen\u0085x"),
        ("name", "Jansen\u202ex"),
        ("name", "Jansen\x00"),
        ("name", " Jansen"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("iban", "NL92ABNA0417164300"),
        ("iban", "NL91ABNA0417164300\n"),
        ("iban", ""),
        ("bic", "ABN"),
        ("bic", "ABNANL2A\n"),
        ("reference", ""),
        ("reference", "x" * 141),
        ("reference", "a\nb"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: str) -> None:
    with pytest.raises(NotSupported):
        payment_code(replace(PAYEE, **{field: value}), Decimal("10.00"), None)


@pytest.mark.parametrize("amount", ["0", "0.00", "-1.00", "1000000000.00", "1.005", "NaN"])
def test_amounts_outside_the_standard_are_refused(amount: str) -> None:
    with pytest.raises((NotSupported, ArithmeticError)):
        payment_code(PAYEE, Decimal(amount), None)


def test_the_limits_themselves_are_accepted() -> None:
    for amount in ("0.01", "999999999.99"):
        assert f"EUR{amount}" in payment_code(PAYEE, Decimal(amount), None).payload
    longest = payment_code(replace(PAYEE, name="A" * 70, reference="b" * 140), Decimal("999999999.99"), None)
    assert longest.version <= MAX_VERSION
    assert decoded(longest) == longest.payload


def test_a_payload_of_too_many_bytes_is_refused() -> None:
    wide = replace(PAYEE, name="é" * 70, reference="é" * 140)
    with pytest.raises(NotSupported):
        payment_code(wide, Decimal("1"), None)


def test_a_payment_link_stands_as_it_is() -> None:
    link = "https://betalen.example/b/123?x=1"
    code = payment_code(PAYEE, Decimal("10.00"), link)
    assert code.payload == decoded(code) == link


@pytest.mark.parametrize("link", ["http://betalen.example/", "https://a b", "https://x\n", "https://x/" + "y" * 500])
def test_a_link_that_is_none_is_refused(link: str) -> None:
    with pytest.raises(NotSupported):
        payment_code(PAYEE, Decimal("10.00"), link)


def test_the_picture_for_word_is_eight_bit_grey() -> None:
    picture = Image.open(BytesIO(payment_code(PAYEE, Decimal("10.00"), None).png8))
    assert picture.mode == "L"
    assert picture.getpixel((0, 0)) == 255


def test_the_vector_picture_is_one_path_with_its_white_edge() -> None:
    code = payment_code(PAYEE, Decimal("10.00"), None)
    svg = code.svg.decode()
    assert svg.count("<path") == 1
    assert f'viewBox="0 0 {code.modules + 8} {code.modules + 8}"' in svg
    assert "M4 4h7v1h-7z" in svg  # the first finder pattern starts after four modules of white


@settings(max_examples=40, deadline=None)
@given(
    name=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=70),
    reference=st.text(st.characters(codec="latin-1", categories=("L", "N", "P")), min_size=1, max_size=35),
    cents=st.integers(1, 99_999_999_999),
)
def test_whatever_is_accepted_reads_back_the_same(name: str, reference: str, cents: int) -> None:
    payee = replace(PAYEE, name=name, reference=reference)
    try:
        code = payment_code(payee, Decimal(cents) / 100, None)
    except NotSupported:
        return
    assert len(code.payload.encode()) <= MAX_BYTES
    lines = decoded(code).split("\n")
    assert len(lines) in (10, 11)
    assert lines[5:8] == [name, PAYEE.iban, f"EUR{Decimal(cents) / 100:.2f}"]
