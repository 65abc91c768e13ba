"""Findings about the course of the case: what earlier letters did or spoilt, what was agreed, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.plan_course import LAPSE, REMINDER, in_force
from docgen.errors import Finding
from docgen.law.amounts import ZERO
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import text


def announced_too_low(case: Case) -> Iterator[Finding]:
    """What a notice announced is the most that may be claimed, also when the law allowed more (art. 6:96 lid 6 BW)."""
    lines = case.account.costs.costs.lines
    if case.costs == "claimed" and case.consumer and any(line.reason == "announced" for line in lines):
        yield finding(
            "announced-too-low",
            "art. 6:96 lid 6 BW",
            text(
                "The notice announced less than the scale allows, so only {amount} is claimed.",
                amount=case.account.costs.costs.excl_vat,
            ),
            text("Leave it so: a higher amount needs a new notice with a new term."),
            pointer="/dossier/history",
            severity="warning",
        )


def vat_not_announced(case: Case) -> Iterator[Finding]:
    """VAT on a consumer's costs is lost when the notice did not announce it (art. 2 lid 3 Besluit BIK)."""
    costs = case.account.costs
    if case.costs == "claimed" and case.consumer and costs.due and case.dossier.vat_claimed and costs.costs.vat <= ZERO:
        yield finding(
            "vat-not-announced",
            "art. 2 lid 3 Besluit BIK",
            text("The notice announced no VAT on the collection costs, so none is claimed."),
            text("Leave it so, or send a new notice that names the VAT and the total."),
            pointer="/dossier/history",
            severity="warning",
        )


def notices_belong_together(case: Case) -> Iterator[Finding]:
    """Claims that can be announced together belong in one notice, and their principals are added up (6:96 lid 7 BW)."""
    notices = [letter for letter in case.account.letters if letter.entry.kind == "wik-notice"]
    due = {line.item.number: line.item.invoice.due_on for line in case.account.claims}
    for place, later in enumerate(notices):
        for earlier in notices[:place]:
            apart = [
                number
                for number in later.covered
                if number not in earlier.covered and number in due and due[number] < earlier.entry.sent_on
            ]
            if case.consumer and apart:
                yield finding(
                    "notices-belong-together",
                    "art. 6:96 lid 7 BW",
                    text(
                        "{numbers} was already late when the notice of {date} went out and belonged in it.",
                        numbers=tuple(apart),
                        date=earlier.entry.sent_on,
                    ),
                    text("The costs are calculated over the sum of both; claim no more than that."),
                    pointer=f"/dossier/history/{later.place}",
                    severity="warning",
                )
                return


def account_holder_missing(case: Case) -> Iterator[Finding]:
    """Banks check the name against the account, so the printed name must be the one that the bank has."""
    if case.amount > ZERO and case.payee.account_holder is None and case.payee.brand is None:
        name = "agency" if case.dossier.payment.pay_to == "agency" else "creditor"
        yield finding(
            "account-holder-missing",
            "Verordening (EU) 2024/886",
            text("The name that the bank has on the account is not known; the party's name is printed."),
            text("Fill in account_holder, also when it is the same."),
            pointer=f"/dossier/{name}/account_holder",
            severity="warning",
        )


def plan_in_force(case: Case) -> Iterator[Finding]:
    """Who keeps a payment plan is not asked for the whole sum (art. 6:29, 6:38 BW)."""
    plan = case.dossier.payment_plan
    of_plan = case.kind.id in (REMINDER, LAPSE)
    if case.kind.demands and plan is not None and not of_plan and in_force(case.dossier, case.date):
        yield finding(
            "plan-in-force",
            "art. 6:38 BW",
            text("A payment plan was agreed on {date}; this letter asks the whole amount.", date=plan.agreed_on),
            text(
                "Check that the plan has lapsed. Send instalment-reminder and then plan-lapse, and add them to history."
            ),
            pointer="/dossier/payment_plan",
            severity="warning",
        )


def agreed_interest_of_consumer(case: Case) -> Iterator[Finding]:
    """An agreed rate towards a consumer may be unfair, and then no interest at all is due (art. 6:233 BW)."""
    if case.consumer and case.interest and case.dossier.interest.type == "contractual":
        yield finding(
            "agreed-interest-of-consumer",
            "art. 6:233 BW",
            text("Interest that was agreed with a consumer is tested by the court of its own motion."),
            text("Check that the rate is fair, or use the statutory interest."),
            pointer="/dossier/interest/type",
            severity="warning",
        )


def step_not_decided(case: Case) -> Iterator[Finding]:
    """A step that was not decided on may not be announced as if it was (Wki art. 13 lid 3)."""
    step = case.dossier.next_step
    if (
        case.kind.announces
        and step is not None
        and step.kind in ("court", "bailiff")
        and (step.decided_on is None or step.decided_on > case.date)
    ):
        yield finding(
            "step-not-decided",
            "art. 13 lid 3 Wki",
            text("The next step was not decided on, so the letter only says that it will be discussed."),
            text("Fill in decided_on when the creditor has decided."),
            pointer="/dossier/next_step/decided_on",
            severity="warning",
        )


def final_not_registered(case: Case) -> Iterator[Finding]:
    """The last demand goes by registered mail, so that its arrival can be proved (art. 3:37 lid 3 BW)."""
    if case.kind.id == "sommatie" and case.request.stage == "final" and case.channel != "registered":
        yield finding(
            "final-not-registered",
            "art. 3:37 lid 3 BW",
            text("The last demand does not go by registered mail, so its arrival is hard to prove."),
            text('Use "channel": "registered".'),
            pointer="/channel",
            severity="warning",
        )


def second_without_first(case: Case) -> Iterator[Finding]:
    """A letter that calls itself the second demand follows on a first one (art. 4.1 Bki: what it says is correct)."""
    sent = any(each.entry.kind == "sommatie" and each.entry.sent_on < case.date for each in case.account.letters)
    if case.kind.id == "sommatie" and case.request.stage == "2" and not sent:
        yield finding(
            "second-without-first",
            "art. 4.1 Bki",
            text("The history has no first demand, and the letter calls itself the second."),
            text("Add the first demand to history, or make stage 1."),
            pointer="/stage",
            severity="warning",
        )


def element_left_out(case: Case) -> Iterator[Finding]:
    """An element that a complete letter has and the dossier cannot fill is left out, and its maker is told."""
    dossier, plan = case.dossier, case.dossier.payment_plan
    wanted: dict[str, bool] = {}
    if case.kind.demands:
        wanted["payments_processed_until"] = dossier.payments_processed_until is None
    if case.kind.id == "wik-notice" and case.branding == "creditor":
        wanted["agency"] = dossier.agency is None
    if case.kind.id == "payment-plan-confirmation" and plan is not None:
        wanted["payment_plan/agreed_with"] = plan.agreed_with is None
        wanted["payment_plan/channel"] = plan.channel is None
    if case.kind.id == "dispute-acknowledgement" and case.message is not None:
        wanted[f"messages/{case.message_place}/undisputed_amount"] = case.message.undisputed_amount is None
    if case.kind.id == "help-referral":
        paused = dossier.support is not None and dossier.support.pause_until is not None
        wanted["support/pause_until"] = not paused and plan is None
        wanted["support/partners"] = not case.help_partners
    for name, missing in wanted.items():
        if missing:
            yield finding(
                "element-left-out",
                "art. 4.1 Bki" if case.wki else "",
                text("The dossier has no {field}, so the letter leaves that part out.", field=name),
                text("Fill in {field}, so that the letter is complete.", field=name),
                pointer=f"/dossier/{name}",
                severity="warning",
            )
