"""From the dossier to the fields of a letter about a message of the debtor, and of the referral to help."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.model import HelpPartner, Support
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation, Node
from docgen.letters.identity import bare_link
from docgen.letters.message_fields import CHANNELS, HelpPartnerFields, MessageFields, SupportFields
from docgen.texts import text

_SENTENCE_ENDS = (".", "!", "?")


def undisputed_of(case: Case) -> Iterator[Node]:
    """The tree of the part of the claim that the debtor agrees with: the dossier's own figure."""
    undisputed = case.message.undisputed_amount if case.message is not None else None
    if undisputed is not None:
        yield Node("undisputed", text("Part that the debtor does not dispute"), undisputed)


def message_fields(case: Case, tree: Explanation) -> MessageFields | None:
    """The message that the letter is about; None in letters that are about none."""
    message = case.message
    if message is None:
        return None
    undisputed = message.undisputed_amount
    return MessageFields(
        kind=message.kind,
        received_on=message.received_on,
        channel=CHANNELS[message.channel] if message.channel else None,
        summary=message.summary,
        own_words=message.own_words,
        invoice_numbers=message.invoice_numbers,
        undisputed=None if undisputed is None else tree.amount("undisputed"),
        all_disputed=undisputed is not None and not undisputed,
        pause=message.pauses,
        handler=message.handler,
        answer_by=message.answer_by,
        creditor_answer_by=message.creditor_answer_by,
        proof_asked=message.proof_asked,
        questions=message.questions,
        answer=message.answer,
    )


def support_fields(case: Case) -> SupportFields | None:
    """What is offered to the debtor; None in all letters but the referral to help."""
    if case.kind.id != "help-referral":
        return None
    support, plan = case.dossier.support or Support(), case.dossier.payment_plan
    agreed = plan if plan is not None and plan.agreed_on <= case.date else None
    return SupportFields(
        pause_until=support.pause_until,
        adviser=support.adviser,
        adviser_phone=support.adviser_phone,
        partners=tuple(map(_partner, case.help_partners)),
        plan_agreed_on=agreed.agreed_on if agreed else None,
        plan_count=len(case.plan) if agreed else None,
    )


def _partner(partner: HelpPartner) -> HelpPartnerFields:
    does = partner.helps_with
    return HelpPartnerFields(
        name=partner.name,
        helps_with=does if does is None or does.endswith(_SENTENCE_ENDS) else f"{does}.",
        phone=partner.phone,
        website=bare_link(partner.website) if partner.website else None,
    )
