"""The catalogue: every letter kind, once. API, preview, command line and tests read it from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from docgen.dossier.costs_rule import CostsMode
from docgen.texts import Text, text

Party = Literal["creditor", "agency"]
Recipient = Literal["debtor", "creditor", "bailiff", "curator"]


_LETTER_FORMS = ("pdf", "html", "docx", "json", "eml")
_WITH_SMS = (*_LETTER_FORMS, "txt")


@dataclass(frozen=True)
class LetterKind:
    """A letter kind. Templates carry its id as their name; defaults are those of the contract.

    `term` names the table with its number of days, per type of debtor; None: the letter sets no term.
    `demands`: it asks the debtor to pay what is overdue, so something must be. `to`: who gets it. `brandings`: whose
    letterheads make sense. `asks`: it may ask money, and then has a pay box; a letter that never does has no code.
    `itemised`: it shows the interest and the costs that are in the account. `announces`: it says what follows when
    nothing is paid. `closes`: it ends the file, so it describes no claim and brings no debt help.
    """

    id: str
    title: Text
    branding: Party
    costs: CostsMode
    interest: bool
    term: Mapping[str, str] | None
    demands: bool
    forms: tuple[str, ...] = _LETTER_FORMS
    to: Recipient = "debtor"
    brandings: tuple[Party, ...] = ("creditor", "agency")
    asks: bool = True
    itemised: bool = True
    announces: bool = False
    closes: bool = False


def _same(table: str) -> Mapping[str, str]:
    return {"consumer": table, "business": table}


def _answer(id_: str, title: Text) -> LetterKind:
    """A letter that answers the debtor, and asks nothing."""
    return LetterKind(
        id=id_, title=title, branding="agency", costs="none", interest=False, term=None, demands=False, asks=False
    )


def _to_creditor(id_: str, title: Text, *, whole_account: bool = False, asks: bool = False) -> LetterKind:
    """A letter of the agency to its creditor. `whole_account`: it counts interest, and costs where they are due.

    `asks`: it may ask the creditor money.
    """
    return LetterKind(
        id=id_,
        title=title,
        branding="agency",
        costs="claimed" if whole_account else "none",
        interest=whole_account,
        term=None,
        demands=False,
        to="creditor",
        brandings=("agency",),
        asks=asks,
    )


def _claim_to(to: Recipient, id_: str, title: Text) -> LetterKind:
    """The whole claim, to who takes it over: with interest, and with costs where they are due."""
    return LetterKind(
        id=id_,
        title=title,
        branding="agency",
        costs="claimed",
        interest=True,
        term=None,
        demands=False,
        to=to,
        asks=False,
    )


KINDS: Mapping[str, LetterKind] = {
    kind.id: kind
    for kind in (
        LetterKind(
            id="payment-reminder",
            title=text("Payment reminder"),
            branding="creditor",
            costs="none",
            interest=False,
            term=_same("reminder_days"),
            demands=True,
            forms=_WITH_SMS,
        ),
        LetterKind(
            id="wik-notice",
            title=text("Final notice"),
            branding="creditor",
            costs="announced",
            interest=False,
            term={"consumer": "consumer_notice_days", "business": "business_notice_days"},
            demands=True,
        ),
        LetterKind(
            id="sommatie",
            title=text("Demand (sommatie)"),
            announces=True,
            branding="agency",
            costs="claimed",
            interest=True,
            term=_same("sommatie_days"),
            demands=True,
            forms=_WITH_SMS,
        ),
        LetterKind(
            id="cost-specification",
            title=text("Specification of claim, interest and costs"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=None,
            demands=False,
        ),
        LetterKind(
            id="payment-plan-confirmation",
            title=text("Confirmation of payment plan"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=None,
            demands=False,
        ),
        _to_creditor("claim-receipt", text("Confirmation of receipt of a claim")),
        _to_creditor("intake-incomplete", text("Request for what a claim lacks")),
        _to_creditor("status-creditor", text("Status of a file"), whole_account=True),
        _to_creditor("court-advice", text("Advice about going to court"), whole_account=True),
        _to_creditor("closing-creditor", text("Closing of a file, to the creditor"), whole_account=True),
        _to_creditor("remittance-advice", text("Advice of a transfer to the creditor"), whole_account=True),
        _to_creditor("settlement-statement", text("Settlement with the creditor"), whole_account=True, asks=True),
        LetterKind(
            id="instalment-reminder",
            title=text("Reminder of an instalment"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=_same("plan_lapse_days"),
            demands=True,
            forms=_WITH_SMS,
            itemised=False,
        ),
        LetterKind(
            id="plan-lapse",
            title=text("Notice that a payment plan has lapsed"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=_same("balance_days"),
            demands=True,
            announces=True,
        ),
        LetterKind(
            id="payment-acknowledgement",
            title=text("Acknowledgement of a part payment"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=_same("balance_days"),
            demands=True,
        ),
        LetterKind(
            id="closing-debtor",
            title=text("Confirmation that the file is closed"),
            branding="agency",
            costs="claimed",
            interest=True,
            term=None,
            demands=False,
            asks=False,
            itemised=False,
            closes=True,
        ),
        _answer("dispute-acknowledgement", text("Confirmation of an objection")),
        _answer("complaint-acknowledgement", text("Confirmation of a complaint")),
        _answer("reply", text("Answer to a message")),
        _answer("help-referral", text("Referral to help")),
        _to_creditor("dispute-notice-creditor", text("Objection passed on to the creditor")),
        _claim_to("curator", "curator-claim", text("Filing of a claim with the curator or administrator")),
        _claim_to("bailiff", "bailiff-handover", text("Hand-over of a file to a bailiff")),
    )
}
