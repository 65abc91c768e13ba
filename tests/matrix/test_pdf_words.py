"""The text of every letter, read back from the finished PDF, against the element lists of the letters."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from docgen.letters.letter import Letter
from docgen.render.words import Words
from tests.matrix.cases import ON, Case, amounts, dates, letter_for, matrix, pdf_text, said, squeezed
from tests.matrix.phrases import NEVER_SAYS, SAYS

EVERY = tuple(matrix())
# Letter by letter (that is what the scope does), so that a letter is set once, by one of the processes that test.
pytestmark = pytest.mark.parametrize("case", EVERY, ids=str, scope="module")

# What no letter may say, whatever its kind (threats, creditor-side fees, pressure).
NEVER = {
    "nl": (
        "wanbetaler",
        "per omgaande",
        "uit onze administratie",
        "ondanks herhaalde",
        "laatste kans",
        "alsdan",
        "bij gebreke",
        "maximaal",
        "kan oplopen",
        "beslag",
        "politie",
        "BKR",
        "dagvaarding",
        "huisbezoek",
        "dossierkosten",
        "kantoorkosten",
        "administratiekosten",
        "aanmaningskosten",
        "registratiekosten",
        "boete",
        "provisie",
        "onherroepelijk",
        "sommeren",
        "na dagtekening",
        "na heden",
        "na verzending",
        "ingebrekestelling",
        "alle kosten komen voor uw rekening",
    ),
    "en": (
        "defaulter",
        "by return",
        "last chance",
        "at most 15",
        "may rise to",
        "seizure",
        "attachment of",
        "police",
        "a writ",
        "file costs",
        "office costs",
        "administration costs",
        "reminder fee",
        "penalty",
        "commission",
        "irrevocabl",
        "days after the date of this letter",
    ),
}
IN_A_REMINDER = {
    "nl": ("rente", "incasso", "gerechtsdeurwaarder", "rechter", "verzuim", "kosten", "sommatie", "Voorbeeld Incasso"),
    "en": ("interest", "collection", "bailiff", "court", "default", "costs", "sommatie", "Voorbeeld Incasso"),
}
W14 = "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd"


def holds(text: str, *phrases: str) -> None:
    missing = [phrase for phrase in phrases if squeezed(phrase) not in squeezed(text)]
    assert not missing, f"not in the letter: {missing}"


def test_parties_references_and_claims_are_there(case: Case) -> None:
    letter, text, words = letter_for(case), pdf_text(case), Words(case.language)
    sender = letter.fields.sender
    holds(text, sender.name, sender.address, f"KvK {sender.kvk_number}", sender.phone or "", sender.email or "")
    holds(text, "D2026-77", words.date(ON), said(letter, letter.fields.letter.subject))
    holds(text, *letter.fields.addressee.address_lines, said(letter, letter.fields.addressee.salutation))
    for invoice in letter.fields.invoices:
        holds(text, invoice.number)
        if case.to_debtor and case.itemised and case.shows_amounts:
            holds(text, invoice.description or "", words.short_date(invoice.issued_on))
            holds(text, words.short_date(invoice.due_on), words.euro(invoice.amount))
    if case.branding == "agency":
        holds(text, "Bakkerij De Korenbloem B.V.", "registratiekenmerk")


def test_pay_box_is_complete(case: Case) -> None:
    letter, text = letter_for(case), pdf_text(case)
    pay = letter.fields.pay
    if not case.asks:  # nor does the settlement with the creditor: its fee was taken out of what came in
        assert (pay, letter.payee, letter.amount) == (None, None, None)
        assert "Scan" not in text
        return
    assert pay is not None
    assert letter.payee is not None
    holds(text, Words(case.language).euro(pay.amount), pay.iban, pay.holder, pay.reference)
    assert (letter.payee.iban, letter.payee.name) == ("NL91ABNA0417164300", "Bakkerij De Korenbloem B.V.")


def test_every_amount_of_the_calculation_is_printed(case: Case) -> None:
    if not case.asks and not case.shows_whole_claim:
        return  # what such a letter shows of the account is said with its elements
    letter, text, words = letter_for(case), pdf_text(case), Words(case.language)
    account = letter.account
    printed = [account.principal, account.total_due]
    if account.interest.terms.type != "none":
        printed += [account.interest.outstanding]
        if case.kind in ("sommatie", "cost-specification", "plan-lapse"):
            printed += [each for period in account.interest.periods for each in (period.base, period.amount)]
            printed += [part for each in account.payments for part in (each.amount, each.to_principal) if part]
    if letter.fields.costs is not None:
        printed += [account.costs.costs.total]
    if case.kind == "payment-reminder":
        printed = [account.open_invoices]
    if case.kind == "instalment-reminder":
        standing = letter.fields.standing
        assert standing is not None
        printed = [standing.amount, standing.open, standing.left, standing.total]
    if case.kind == "payment-plan-confirmation":
        printed += [part for each in letter.plan for part in (each.amount, each.balance)]
    holds(text, *(words.euro(amount) for amount in printed))


def test_no_amount_and_no_account_that_is_not_the_letters(case: Case) -> None:
    letter, text = letter_for(case), pdf_text(case).replace("\u00a0", " ")
    pattern = r"€ ?([\d.]+,\d\d)" if case.dutch else r"€ ?([\d,]+\.\d\d)"
    found = {Decimal(re.sub(r"\D", "", each)) / 100 for each in re.findall(pattern, text)}
    assert len(found) >= 1 or not case.shows_amounts
    assert found <= amounts(letter)
    accounts = set(re.findall(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", text))
    assert {each.replace(" ", "") for each in accounts} == account_of(letter)


def account_of(letter: Letter) -> set[str]:
    """The one account that a letter may name: of who is paid, or for a distribution in an insolvency."""
    filing = letter.fields.filing
    return {letter.payee.iban} if letter.payee else {filing.iban.replace(" ", "")} if filing else set()


def test_every_date_is_one_of_the_letters(case: Case) -> None:
    letter, text, words = letter_for(case), pdf_text(case), Words(case.language)
    months = {words.date(date(2026, month, 1)).split()[1]: month for month in range(1, 13)}
    pattern = rf"(\d{{1,2}}) ({'|'.join(months)}) (\d{{4}})"
    found = {date(int(year), months[month], int(day)) for day, month, year in re.findall(pattern, text)}
    assert ON in found
    assert found <= dates(letter)
    if letter.pay_before is not None:
        assert letter.pay_before in found


def test_never_says_what_no_letter_may_say(case: Case) -> None:
    if not case.to_debtor:
        return  # between agency and creditor a writ and a commission are what they are
    text = pdf_text(case).lower()
    assert [phrase for phrase in NEVER[case.language] if phrase.lower() in text] == []


def test_term_wording(case: Case) -> None:
    letter, text, words = letter_for(case), pdf_text(case), Words(case.language)
    if case.kind == "wik-notice" and case.debtor == "consumer":
        holds(text, W14)
        later = {each for each in dates(letter) if each > ON} - {
            letter.fields.plan.reply_by if letter.fields.plan else ON
        }
        assert later == set()
        assert letter.pay_before is None
        holds(text, words.euro(Decimal("207.11")), "Dan" if case.dutch else "Then")
    elif case.kind == "cost-specification" or not case.asks:
        assert letter.pay_before is None
    else:
        assert W14 not in text
        assert letter.pay_before is not None
        at_the_latest = "uiterlijk op {}" if case.dutch else "by {} at the latest"
        holds(text, at_the_latest.format(words.date(letter.pay_before)))


def test_costs_follow_the_kind(case: Case) -> None:
    letter, text = letter_for(case), pdf_text(case).lower()
    if case.kind == "payment-reminder" or not case.itemised:
        assert letter.fields.costs is None
        assert letter.fields.interest is None
        if case.branding == "creditor" and case.kind == "payment-reminder":
            assert [each for each in IN_A_REMINDER[case.language] if each.lower() in text] == []
    elif case.kind == "wik-notice":
        assert letter.fields.costs is not None
        assert letter.fields.costs.mode == "announced"
        assert letter.amount == letter.account.open_invoices
    elif case.asks:
        assert letter.fields.costs is not None
        assert letter.fields.costs.mode == "claimed"


def test_who_performs_is_shown_where_the_law_asks_and_hidden_where_it_may(case: Case) -> None:
    letter, text = letter_for(case), pdf_text(case)
    agency = letter.fields.agency
    if case.wki:
        assert agency is not None
        holds(text, agency.registered_name, agency.registration_number or "", agency.kvk_number or "")
        holds(
            text,
            agency.visiting_address or "",
            agency.complaints or "",
            agency.dispute_body or "",
            agency.privacy or "",
        )
        holds(
            text,
            letter.fields.creditor.address,
            *(() if case.closes else (letter.fields.debtor.address, "O-9", "geldfit.nl", "0800-8115", "113.nl")),
        )
        if case.branding == "creditor" and case.dutch:
            holds(
                text,
                f"Deze brief is namens {letter.fields.creditor.name} gestuurd door {agency.registered_name}, "
                f"KvK {agency.kvk_number}, registratiekenmerk {agency.registration_number}, {agency.visiting_address}.",
            )
    elif case.branding == "creditor":
        assert "registratiekenmerk" not in text
        if case.kind != "wik-notice" and case.to_debtor:
            assert "Voorbeeld Incasso" not in text
    if not case.natural:
        assert "geldfit" not in text


def test_the_elements_of_its_kind_are_there_and_no_others(case: Case) -> None:
    text = pdf_text(case)
    holds(text, *SAYS[case.kind][case.language])
    unwanted = NEVER_SAYS.get(case.kind, {}).get(case.language, ())
    assert [phrase for phrase in unwanted if phrase.lower() in text.lower()] == []
