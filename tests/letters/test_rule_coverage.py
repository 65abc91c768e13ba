"""The rules that were promised, one by one: what provokes each, what it says, and that none is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import RatesNotKnown
from docgen.letters import checks, text_checks
from docgen.letters.case import case_of
from docgen.render.words import Words
from tests.dossier.building import CREDITOR, Data, invoice, notice
from tests.letters.asking import TODAY, findings, letter, request, rules
from tests.letters.mutants import MUTANTS
from tests.letters.test_checks import EVERY, Rule, dossier, since

LETTERS = Path(checks.__file__).parent

# What the law asks us to see in a dossier, and the rule that sees it. Its cases and twins stand in test_checks.py.
PROMISED = (
    ("consumer costs without a lawful notice", "consumer-costs-not-due"),
    ("consumer costs before the notice's term ended", "consumer-costs-not-due"),
    ("a notice before default", "notice-before-default"),
    ("a notice while an earlier letter still gives time", "notice-within-earlier-term"),
    ("several notices for claims that belong in one", "notices-belong-together"),
    ("announced costs that are too high", "consumer-costs-not-due"),
    ("announced costs that are too low", "announced-too-low"),
    ("VAT that was not announced", "vat-not-announced"),
    ("an unregistered agency", "agency-not-identified"),
    ("a hidden agency", "white-label-reminder-by-agency"),
    ("an e-mail at a forbidden hour", "email-at-forbidden-hour"),
    ("an e-mail on a forbidden day", "email-on-forbidden-day"),
    ("a term below the law's", "term-too-short"),
    ("a dispute", "circumstance-dispute"),
    ("bankruptcy", "circumstance-bankruptcy"),
    ("wsnp", "circumstance-wsnp"),
    ("suspension of payments", "circumstance-suspension"),
    ("debt help", "circumstance-debt-help"),
    ("a guardian", "circumstance-guardian"),
    ("a debtor who died", "circumstance-deceased"),
    ("interest and costs after an insolvency", "insolvency-stops-interest"),
    ("a claim that lapsed", "claim-lapsed"),
    ("a claim about to lapse", "claim-about-to-lapse"),
    ("an account holder that is missing", "account-holder-missing"),
    # where the law is uncertain
    ("cumulation of instalments", "instalments-cumulate"),
    ("a rate that is in doubt", "rate-in-doubt"),
    ("the number of days in a year", "day-count-in-doubt"),
    ("the receipt of an e-mail", "email-receipt-presumed"),
    ("court costs", "court-costs-estimated"),
)


@pytest.mark.parametrize(("promised", "rule"), PROMISED)
def test_what_was_promised_has_a_case_and_a_twin(promised: str, rule: str) -> None:
    cases = [each for each in EVERY if each.id == rule]
    assert cases, promised
    for each in cases:
        assert rule in rules(each.kind, **each.given)
        assert rule not in rules(each.kind, **each.twin)


def ids_in(module: Path) -> set[str]:
    """The ids that the rules of a module write out, whole: the first argument of `finding`."""
    calls = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "finding"]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def test_no_rule_is_forgotten() -> None:
    """Every rule function stands in the list, every id that one can give has a case, every text rule has a mutant."""
    modules = sorted(LETTERS.glob("checks_*.py"))
    defined = {
        node.name
        for module in modules
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or ast.Constant(None)) == "Iterator[Finding]"
    }
    assert defined == {rule.__name__ for rule in checks.RULES}
    assert len(checks.RULES) == len(set(checks.RULES))
    kinds = ("dispute", "bankruptcy", "wsnp", "suspension", "debt-help", "guardian", "deceased")
    ids = set().union(*map(ids_in, modules)) | {f"circumstance-{kind}" for kind in kinds}
    assert {each.id for each in EVERY} == ids
    assert {rule.id for rule in text_checks.RULES} == {each.rule for each in MUTANTS}
    assert len(ids) + len(text_checks.RULES) >= 40


def by_function(rule: Rule, given: dict[str, Any]) -> set[str]:
    """The names of the rule functions that see a request."""
    more = {name: value for name, value in given.items() if name != "brands"}
    asked = request(rule.kind, **more)
    case = case_of(asked, asked.date or TODAY, given.get("brands", {}))
    return {each.__name__ for each in checks.RULES if list(each(case))}


def test_every_rule_function_has_a_case_that_provokes_it_and_a_twin_that_does_not() -> None:
    for function in checks.RULES:
        cases = [each for each in EVERY if function.__name__ in by_function(each, each.given)]
        assert any(function.__name__ not in by_function(each, each.twin) for each in cases), function.__name__


ANSWERS_TO_DEBTOR = {"dispute-acknowledgement", "complaint-acknowledgement", "reply", "help-referral"}
DEMANDS = {
    "payment-reminder", "wik-notice", "sommatie", "instalment-reminder", "plan-lapse", "payment-acknowledgement",
}  # fmt: skip
ALL = DEMANDS | ANSWERS_TO_DEBTOR | {"cost-specification", "payment-plan-confirmation", "closing-debtor"}

# A special situation: what it forbids, and what is asked for instead.
CIRCUMSTANCES = (
    ("dispute", DEMANDS, "Beantwoord eerst het bezwaar"),
    ("bankruptcy", ALL, "curator"),
    ("wsnp", ALL, "bewindvoerder"),
    ("suspension", ALL, "surseance"),
    ("debt-help", {"sommatie", "plan-lapse"}, "hulpverlener"),
    ("guardian", ALL, "bewindvoerder"),
    ("deceased", ALL, "de erven van"),
)


@pytest.mark.parametrize(("kind", "forbidden", "instead"), CIRCUMSTANCES)
def test_what_a_circumstance_forbids_and_asks_for_instead(kind: str, forbidden: set[str], instead: str) -> None:
    refused = {
        letter_kind: Words("nl").say(each.message)
        for letter_kind in sorted(ALL)
        for each in findings(letter_kind, **since(kind))
        if each.rule == f"circumstance-{kind}"
    }
    assert set(refused) == forbidden
    assert all(instead in message for message in refused.values()), refused


# The doubt and the reading that was taken, in the finding's own words.
DOUBTS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("instalments-cumulate",
     dossier(history=[notice(costs="40.00")],
             invoices=[invoice("50.00", f"2026-0{month}-28", f"R{month}", contract="HUUR-1") for month in (6, 7, 8)]),
     ("art. 2a", "laagste")),
    ("rate-in-doubt",
     {"business": True, "date": "2012-08-01"}
     | dossier(invoices=[invoice(due_on="2011-06-30")], history=[], payments_processed_until=None),
     ("8,00% of 8,25%", "laagste")),
    ("day-count-in-doubt", dossier(invoices=[invoice(due_on="2024-06-30")]), ("365 of 366", "Ook in 2024 is met 365 dagen")),
    ("email-receipt-presumed", dossier(history=[notice(channel="email")]), ("zonder bewijs onzeker", "dag na verzending is genomen")),
    ("court-costs-estimated", dossier(next_step={"kind": "court", "decided_on": "2026-11-01"}),
     ("berekend met de index", "hoofdsom alleen")),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "given", "words"), DOUBTS)
def test_a_doubt_is_named_with_the_reading_that_was_taken(rule: str, given: Data, words: tuple[str, ...]) -> None:
    (found,) = [each for each in findings("sommatie", **given) if each.rule == rule]
    said = f"{Words('nl').say(found.message)} {Words('nl').say(found.remedy)}".replace("\N{NO-BREAK SPACE}", " ")
    assert all(each in said for each in words), said
    assert found.severity == "warning"


def test_rates_that_are_not_known_refuse_a_letter_that_needs_them_and_no_other() -> None:
    late = {"date": "2027-01-05"} | dossier(creditor=CREDITOR)
    with pytest.raises(RatesNotKnown):
        letter("sommatie", **late)
    assert letter("sommatie", **late, interest="none").amount is not None
