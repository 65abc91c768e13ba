"""Rules about the text: the amount that is asked, the account it goes to, and figures that have no business there."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.letters import figures
from docgen.letters.even_words import even
from docgen.letters.figures import Day
from docgen.letters.phrases import phrase
from docgen.letters.text_reading import Reading
from docgen.letters.text_rules import Said, rule
from docgen.texts import Percent, text

_PRINT_PAY_BOX = text("Print the pay box with pay.amount, pay.iban, pay.holder and pay.reference.")
_ONLY_FIELDS = text("Take it out, or print the field that it should be: a template holds no figures of its own.")
_PAY_BOX = 150  # signs around the account within which its name and reference stand


@rule("text-amount-missing", "art. 6:96 lid 6 BW", _PRINT_PAY_BOX)
def amount_asked(letter: Reading) -> Iterator[Said]:
    """A letter that asks money names exactly that amount."""
    pay = letter.fields.pay
    if pay is not None and not letter.shows_amount(pay.amount):
        yield Said(text("The letter does not name the amount that it asks: {amount}.", amount=pay.amount))


@rule("text-second-amount", "art. 6:96 lid 6 BW", _PRINT_PAY_BOX)
def second_amount(letter: Reading) -> Iterator[Said]:
    """One letter asks one amount: no other sentence or row asks another, not even another of the letter's own."""
    pay = letter.fields.pay
    for start, end in letter.sentences():
        if not phrase("asks").match(letter.text, start):
            continue
        asked = [found for found in letter.amounts if start <= found.start < end]
        for found in asked[:1]:
            if (pay is None or found.value != pay.amount) and letter.own(found.start, found.end):
                yield Said(
                    text("The letter asks a second amount: {amount}.", amount=found.value), letter.sentence(start)
                )


@rule("text-account-missing", "art. 6:34 BW", _PRINT_PAY_BOX)
def account(letter: Reading) -> Iterator[Said]:
    """A letter that asks money names the account, and so does a claim in an insolvency."""
    iban = _account(letter)
    if iban is not None and _compact(iban) not in {found.value for found in letter.accounts}:
        yield Said(text("The letter does not give the account that is to be paid."))


@rule("text-other-account", "art. 6:34 BW", text("Take the other account out: a letter names one account only."))
def other_account(letter: Reading) -> Iterator[Said]:
    """One letter, one account: a second one redirects payments, also when it comes from the dossier."""
    iban = _account(letter)
    for found in letter.accounts:
        if iban is None or found.value != _compact(iban):
            yield Said(text("The letter names another account than that of the payee."), letter.sentence(found.start))


@rule("text-payee-missing", "art. 6:34 BW", _PRINT_PAY_BOX)
def payee(letter: Reading) -> Iterator[Said]:
    """The name on the account stands with the account: every bank compares them."""
    pay = letter.fields.pay
    if pay is not None and not _near_account(letter, pay.holder):
        yield Said(text("The letter does not give, with the account, the name that it is in."))
    elif pay is not None and (other := _labelled(letter, "holder_labels", pay.holder)):
        yield Said(text("The letter gives another name with the account."), other)


@rule("text-payment-reference-missing", "art. 6:43 BW", _PRINT_PAY_BOX)
def payment_reference(letter: Reading) -> Iterator[Said]:
    """The payment reference stands with the account, so that a payment is found back."""
    pay = letter.fields.pay
    if pay is not None and not _near_account(letter, pay.reference):
        yield Said(text("The letter does not give, with the account, the payment reference."))
    elif pay is not None and (other := _labelled(letter, "reference_labels", pay.reference)):
        yield Said(text("The letter gives another payment reference."), other)


def _near_account(letter: Reading, words: str) -> bool:
    pay = letter.fields.pay
    accounts = [found for found in letter.accounts if pay is not None and found.value == _compact(pay.iban)]
    if not accounts:
        return letter.holds(words)  # that the account is missing is said by its own rule
    return any(
        found.start - _PAY_BOX <= start <= found.end + _PAY_BOX
        for start, _ in letter.places(words)
        for found in accounts
    )


def _labelled(letter: Reading, group: str, right: str) -> str:
    """The row of a pay box that has one of these labels and something else than what is right behind it."""
    for line in letter.lines:
        label = phrase(group).match(line)
        behind = line[label.end() :].lstrip(" \t:") if label is not None and line[label.end() :][:1] in "\t:" else ""
        if behind and even(behind).casefold() != even(right).casefold():
            return even(line)
    return ""


def _account(letter: Reading) -> str | None:
    """The one account that a letter may name."""
    whole = letter.fields
    return whole.pay.iban if whole.pay is not None else whole.filing.iban if whole.filing is not None else None


def _compact(iban: str) -> str:
    return "".join(iban.split()).upper()


@rule("text-foreign-amount", "art. 6:96 BW", _ONLY_FIELDS)
def foreign_amount(letter: Reading) -> Iterator[Said]:
    """Every amount in a letter is one of the calculation."""
    for found in letter.amounts:
        if found.value not in letter.known_amounts and letter.own(found.start, found.end):
            yield Said(
                text("{amount} is not an amount of this letter.", amount=found.value), letter.sentence(found.start)
            )


@rule("text-foreign-percentage", "art. 6:96 BW", _ONLY_FIELDS)
def foreign_percentage(letter: Reading) -> Iterator[Said]:
    """Every percentage in a letter is one of the calculation."""
    for found in letter.percentages:
        if found.value not in letter.known_percentages and letter.own(found.start, found.end):
            yield Said(
                text("{percent} is not a percentage of this letter.", percent=Percent(found.value)),
                letter.sentence(found.start),
            )


@rule("text-foreign-date", "art. 6:96 BW", _ONLY_FIELDS)
def foreign_date(letter: Reading) -> Iterator[Said]:
    """Every date in a letter is one of the dossier or the calculation."""
    for found in letter.dates:
        if not found.value.is_one_of(letter.known_dates) and letter.own(found.start, found.end):
            yield Said(text("The letter names a date that is not one of its own."), letter.sentence(found.start))


@rule("text-instalment-missing", "art. 6:44 BW", text("Print the table of plan.instalments, a row for each."))
def instalments(letter: Reading) -> Iterator[Said]:
    """A plan shows every instalment: its last day and its amount, in one row or sentence."""
    plan = letter.fields.plan
    rows = [
        ({found.value for found in figures.dates(line)}, {found.value for found in figures.amounts(line)})
        for line in (letter.lines if plan is not None else ())
    ]
    for each in plan.instalments if plan is not None else ():
        due_on = Day(each.due_on.day, each.due_on.month, each.due_on.year)
        if not any(due_on in days and each.amount in amounts for days, amounts in rows):
            yield Said(
                text(
                    "Instalment {number} is not shown as it was agreed: {amount} by {date}.",
                    number=each.number,
                    amount=each.amount,
                    date=each.due_on,
                )
            )


@rule("text-plan-total-missing", "art. 6:44 BW", text("Print plan.total."))
def plan_total(letter: Reading) -> Iterator[Said]:
    """A plan names the sum of its instalments."""
    plan = letter.fields.plan
    if plan is not None and not letter.shows_amount(plan.total):
        yield Said(text("The letter does not name the total of the plan: {amount}.", amount=plan.total))


PAYMENT = (
    amount_asked, second_amount, account, other_account, payee, payment_reference, foreign_amount, foreign_percentage,
    foreign_date, instalments, plan_total,
)  # fmt: skip
EVERY_FIGURE = (foreign_amount, foreign_percentage, foreign_date)  # also in letters to others than the debtor
PAY_BOX = (amount_asked, account, other_account, payee, payment_reference)  # also in a bill to the creditor
FILED = (account, other_account)  # also in a claim in an insolvency
