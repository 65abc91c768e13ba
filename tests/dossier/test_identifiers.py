"""Numbers and addresses that check themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier import identifiers
from docgen.dossier.mistake import Mistake


def kenmerk(fifteen: str) -> str:
    """A sound betalingskenmerk, reckoned here in another way than in the program."""
    total = sum(
        int(digit) * weight for digit, weight in zip(fifteen[::-1], [2, 4, 8, 5, 10, 9, 7, 3, 6, 1] * 2, strict=False)
    )
    return str((11 - total % 11) % 11 if total % 11 != 1 else 1) + fifteen


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (identifiers.iban, "NL91ABNA0417164300", "NL91ABNA0417164300"),
        (identifiers.iban, "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        (identifiers.iban, "NL91\u00a0ABNA 0417164300", "NL91ABNA0417164300"),
        (identifiers.iban, "DE89370400440532013000", "DE89370400440532013000"),
        (identifiers.iban, "BE68 5390 0754 7034", "BE68539007547034"),
        (identifiers.bic, "abnanl2a", "ABNANL2A"),
        (identifiers.bic, "DEUTDEFF500", "DEUTDEFF500"),
        (identifiers.vat_number, "NL004495445B01", "NL004495445B01"),
        (identifiers.vat_number, "nl 0044.95.445.b01", "NL004495445B01"),
        (identifiers.vat_number, "NL002455799B11", "NL002455799B11"),
        (identifiers.vat_number, "DE136695976", "DE136695976"),
        (identifiers.kvk_number, "69599084", "69599084"),
        (identifiers.kvk_number, "6959 9084", "69599084"),
        (identifiers.postal_code, "1234ab", "1234 AB"),
        (identifiers.postal_code, "1234 AB", "1234 AB"),
        (identifiers.postal_code, "SW1A 2AA", "SW1A 2AA"),
        (identifiers.payment_reference, "RF53INC20260001", "RF53INC20260001"),
        (identifiers.payment_reference, "rf18 5390 0754 7034", "RF18539007547034"),
        (identifiers.payment_reference, "5000 0567 8901 2345", "5000056789012345"),
        (identifiers.payment_reference, "3202600010000123", "3202600010000123"),
        (identifiers.payment_reference, "2026004711", "2026004711"),
        (identifiers.payment_reference, "1234567", "1234567"),
        (identifiers.payment_reference, "dossier 4711, RF", "dossier 4711, RF"),
        (identifiers.payment_reference, "D2026-004711 / F1", "D2026-004711 / F1"),
        (identifiers.phone, "030 123 45 67", "030 123 45 67"),
        (identifiers.phone, "+31 (0)30-123.45.67", "+31 (0)30-123.45.67"),
        (identifiers.phone, "14 030", "14 030"),
        (identifiers.phone, "113", "113"),
        (identifiers.email, "j.devries+x@sub.example.com", "j.devries+x@sub.example.com"),
        (identifiers.link, "https://example.nl", "https://example.nl"),
        (
            identifiers.link,
            "https://pay.example.nl:8443/d/4711?a=b&c=%20#x",
            "https://pay.example.nl:8443/d/4711?a=b&c=%20#x",
        ),
        (identifiers.link_or_email, "klachten@example.nl", "klachten@example.nl"),
        (identifiers.link_or_email, "https://example.nl/k", "https://example.nl/k"),
    ],
)
def test_what_is_sound_is_kept_in_one_form(check: Callable[[object], str], value: str, kept: str) -> None:
    assert check(value) == kept


@pytest.mark.parametrize(
    ("check", "value"),
    [
        *[
            (identifiers.iban, value)
            for value in (
                "NL91ABNA0417164301",
                "NL91ABNA041716430",
                "NL91ABNA04171643000",
                "XX91ABNA0417164300",
                "0417164300",
                "NL91ABNA\u0660417164300",
                "NL91-ABNA-0417-1643-00",
                "N",
                "NL91ABNA0417164300;x",
                "BE68539007547035",
            )
        ],
        *[(identifiers.bic, value) for value in ("ABNANL2", "ABNANL2AX", "ABN4NL2A", "ABNAXX2A", "ABNANL2A1234")],
        *[
            (identifiers.vat_number, value)
            for value in (
                "NL4495445B01",
                "NL004495445B1",
                "NL004495446B01",
                "004495445B01",
                "XX004495445B01",
                "DE136695977",
                "NL",
                "US123456789",
            )
        ],
        *[(identifiers.kvk_number, value) for value in ("6959908", "695990844", "6959908A", "٦٩٥٩٩٠٨٤")],
        *[
            (identifiers.payment_reference, value)
            for value in (
                "RF54INC20260001",
                "RF00 12",
                "rf17 5390 0754 7034",
                "5000056789012346",
                "0000 0000 0000 0001",
                "x" * 141,
                "a\nb",
                "=?utf-8?q?x?=",
            )
        ],
        *[
            (identifiers.phone, value)
            for value in ("12", "abc", "+", "030-", "1234567890123456", "030 1234567 na 5", "++31612345678")
        ],
        *[
            (identifiers.email, value)
            for value in (
                "a",
                "a@b",
                "a@x.nl, b@y.nl",
                "a@x.nl b@y.nl",
                "A <a@x.nl>",
                "a@@x.nl",
                ".a@x.nl",
                "a.@x.nl",
                "a..b@x.nl",
                "a@-x.nl",
                "a@x-.nl",
                "a@x.1",
                "a@[127.0.0.1]",
                "x: a@x.nl;",
                '"a b"@x.nl',
                "a@x.nl\nBcc: b@y.nl",
                "=?q?@x.nl",
                "a" * 65 + "@x.nl",
                "é@x.nl",
                "a@é.nl",
                "a@" + "b" * 250 + ".nl",
                "mailto:a@x.nl",
            )
        ],
        *[
            (identifiers.link, value)
            for value in (
                "http://example.nl",
                "example.nl",
                "www.example.nl",
                "https://",
                "https://localhost",
                "https://127.0.0.1/x",
                "https://user@example.nl",
                "https://user:pw@example.nl",
                "https://example.nl@evil.example/",
                "https://example.nl:80:80/",
                "javascript:alert(1)",
                "https://example.nl/ x",
                'https://example.nl/"x',
                "https://example.nl/<x>",
                "https://example.nl/\\x",
                "https://example.nl/%zz",
                "https://exämple.nl",
                "https://example.nl/\u202e",
                "HTTPS://example.nl",
                "https://[::1]/",
                "https://example.nl./x",
                "https://x.nl/" + "a" * 500,
            )
        ],
        *[(identifiers.link_or_email, value) for value in ("klachten", "http://x.nl", "a@b", "https://a@b.nl/")],
    ],
)
def test_what_is_not_sound_is_refused(check: Callable[[object], str], value: str) -> None:
    with pytest.raises(Mistake) as caught:
        check(value)
    assert len(value) < 9 or value not in str(caught.value.message)


@pytest.mark.parametrize(
    ("code", "dutch"),
    [("1234 AB", True), ("1234AB", True), ("0123 AB", False), ("1234 SS", False), ("1234 A", False), ("12345", False)],
)
def test_dutch_postal_codes(code: str, dutch: bool) -> None:
    assert identifiers.is_dutch_postal_code(code) is dutch


@given(st.text("0123456789", min_size=15, max_size=15))
def test_every_betalingskenmerk_with_its_own_check_digit_is_sound(fifteen: str) -> None:
    sound = kenmerk(fifteen)
    assert identifiers.payment_reference(sound) == sound
    assert identifiers.reference_kind(sound) == "betalingskenmerk"
    for digit in set("0123456789") - {sound[0]}:
        with pytest.raises(Mistake):
            identifiers.payment_reference(digit + fifteen)


@pytest.mark.parametrize(
    ("reference", "kind"),
    [("RF18 5390 0754 7034", "rf"), ("5000056789012345", "betalingskenmerk"), ("123456789", "text"), ("RF!", "text")],
)
def test_kinds_of_references(reference: str, kind: str) -> None:
    assert identifiers.reference_kind(reference) == kind


@pytest.mark.parametrize(
    ("number", "landline"),
    [
        ("06 12345678", False), ("+31612345678", False), ("+31 (0)6 12 34 56 78", False), ("0031612345678", False),
        ("097 0123456789", False), ("030 123 45 67", True), ("+31 30 123 45 67", True),
        ("+31 (0)30 1234567", True), ("0031 20 1234567", True), ("+49 30 1234567", False), ("0049301234567", False),
    ],
)  # fmt: skip
def test_a_landline_gets_no_sms(number: str, landline: bool) -> None:
    assert identifiers.is_dutch_landline(number) is landline
