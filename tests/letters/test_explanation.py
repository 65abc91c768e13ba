"""The explanation: parts add up, every amount of a letter is read from it, and every case says its rule and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from docgen.dossier.account import account
from docgen.dossier.model import Dossier, LetterRequest
from docgen.errors import DocgenError, InvalidInput
from docgen.law.plan import instalments
from docgen.letters.annex import Line, Section, annex_of
from docgen.letters.compose import compose
from docgen.letters.explain import explain
from docgen.letters.explanation import Explanation, Node, key_part
from docgen.letters.letter import Letter
from docgen.render.explanation import explanation
from docgen.render.words import Words
from docgen.texts import Text
from tests.dossier.building import AGENCY, CREDITOR, Data, dossier_data, invoice, notice, payment
from tests.dossier.random_dossiers import dossiers, on_dates
from tests.letters.asking import TODAY, letter
from tests.letters.random_requests import requests

SUM = Decimal
MODES: list[dict[str, Any]] = [
    {}, {"interest": False}, {"costs": "none"}, {"costs": "announced"}, {"interest": False, "costs": "trade-minimum"},
]  # fmt: skip


def check_sums(tree: Explanation) -> None:
    keys = [node.key for root in tree.roots for node in root.walk()]
    assert len(keys) == len(set(keys))
    for node in tree.nodes.values():
        if node.parts:
            assert sum(part.amount for part in node.parts) == node.amount, node.key
        assert sum(part.amount for part in node.shown) == (node.amount if node.parts else 0)


def check_annex(tree: Explanation) -> None:
    """Lines add up to the sum of their section, and parts to their line."""
    for section in annex_of(tree).sections:
        rows = [line for line in section.lines if not line.subtotal]
        assert sum(line.amount for line in rows if not line.part) == section.sum.amount
        groups: list[list[Line]] = []
        for line in rows:
            groups[-1].append(line) if line.part else groups.append([line])
        for whole, *parts in groups:
            assert not parts or sum(each.amount for each in parts) == whole.amount


@settings(max_examples=max(150, settings().max_examples), deadline=None)
@given(dossiers(), on_dates)
def test_parts_add_up_to_their_node(found: Dossier, on: date) -> None:
    for mode in MODES:
        owed = account(found, on, **mode)
        plan = instalments(owed.total_due, on, "monthly", count=2) if owed.total_due > SUM("0.02") else None
        tree = explain(owed, plan)
        check_sums(tree)
        check_annex(tree)
        assert tree.amount("total") == owed.total_due
        assert tree.amount("principal") == owed.principal
        for language in ("nl", "en"):
            assert explanation(tree, Words(language, strict=True))
            for said in sentences(annex_of(tree)):
                assert Words(language, strict=True).say(said)


def sentences(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from sentences(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sentences(getattr(value, field.name))


def amounts(group: Any, place: int = 0) -> Iterator[tuple[str, tuple[str, ...], Decimal]]:
    """Every amount below a group of fields: its name, its keys, and what it is."""
    names = {field.name: key_part(getattr(group, field.name)) for field in fields(group)} | {"n": str(place)}
    for field in fields(group):
        value, keys = getattr(group, field.name), field.metadata["explained_by"]
        if isinstance(value, Decimal):
            yield f"{type(group).__name__}.{field.name}", tuple(key.format_map(names) for key in keys), value
        elif isinstance(value, tuple):
            for number, each in enumerate(value, 1):
                if is_dataclass(each) and not isinstance(each, Text):
                    yield from amounts(each, number)
        elif is_dataclass(value) and type(value).__name__.endswith("Fields"):
            yield from amounts(value)


def check_fields(made: Letter) -> None:
    tree = made.explanation
    found = list(amounts(made.fields))
    assert found
    for name, keys, amount in found:
        assert keys, f"{name} does not say what explains it"
        assert tree.amount(*keys) == amount, name


@pytest.mark.parametrize("business", [False, True])
@pytest.mark.parametrize("kind", ["wik-notice", "sommatie", "cost-specification", "payment-plan-confirmation"])
def test_every_amount_of_a_letter_stands_in_the_tree(kind: str, business: bool) -> None:
    made = letter(kind, business=business, dossier={"payments": [payment("2026-10-20", "100.00")]})
    check_fields(made)
    assert made.amount == (made.fields.pay.amount if made.fields.pay else None)


@settings(max_examples=max(80, settings().max_examples), deadline=None)
@given(requests(on_finding="warn"))
def test_every_amount_of_a_random_letter_stands_in_the_tree(case: LetterRequest) -> None:
    try:
        made = compose(case, on=TODAY, brands={})
    except DocgenError:
        return
    check_fields(made)
    totals, owed = made.fields.totals, made.account
    assert (totals.principal, totals.total, totals.overpaid) == (owed.principal, owed.total_due, owed.overpaid)
    assert (totals.invoices, totals.paid) == (owed.original, owed.payments_total)
    assert [each.amount for each in made.fields.payments] == [each.amount for each in owed.payments]


def tree_of(*, business: bool = False, on: date = TODAY, mode: Data | None = None, **changes: Any) -> Explanation:
    given_data = dossier_data(business=business, agency=AGENCY, history=[notice()]) | changes
    tree = explain(account(Dossier.model_validate(given_data), on, **(mode or {})))
    check_sums(tree)
    return tree


def bill(number: str, amount: str, **more: Any) -> Data:
    return invoice(amount, number=number, **more)


def invoices(*amounts_: str, **more: Any) -> list[Data]:
    return [bill(f"F{n}", amount, **more) for n, amount in enumerate(amounts_, 1)]


EXEMPT = CREDITOR | {"can_reclaim_vat": False}
# What the dossier says, the key of a node, its amount, its rule, and words of its source.
CASES: list[tuple[str, Data, str, str, str, str]] = [
    ("the scale", {}, "costs/step/1", "150.00", "art. 2 Besluit BIK", "Stb. 2012, 141"),
    ("minimum", {"invoices": invoices("100.00"), "history": [notice(announced_costs="40.00", amount_asked="100.00", invoice_numbers=["F1"])]},
     "costs/minimum", "25.00", "art. 2 lid 2 Besluit BIK", "Stb. 2012, 141"),
    ("maximum", {"invoices": invoices("2000000.00"), "history": []}, "costs/maximum", "-5000.00", "art. 2 lid 1 Besluit BIK", "Stb. 2012, 141"),
    ("announced", {"history": [notice(announced_costs="100.00")]}, "costs/announced", "-50.00", "art. 6:96 lid 6 BW", ""),
    ("reduced", {"collection_costs": {"type": "reduced", "amount": "25.00"}, "history": []}, "costs/reduced", "-125.00", "art. 6:96 lid 5 BW", ""),
    ("VAT", {"creditor": EXEMPT, "history": []}, "costs/vat", "31.50", "art. 2 lid 3 Besluit BIK", "Wet OB 1968"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "key", "amount", "rule", "source"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_a_case_of_the_costs_says_its_rule_and_source(
    changes: Data, key: str, amount: str, rule: str, source: str
) -> None:
    node = tree_of(**changes).nodes[key]
    assert (str(node.amount), node.rule) == (amount, rule)
    assert source in node.source.line


def test_contractual_costs_of_a_business() -> None:
    terms = {"type": "contractual", "percentage": "12.5", "minimum": "160.00"}
    tree = tree_of(business=True, collection_costs=terms, history=[])
    assert tree.amount("costs/step/1") == SUM("125.00")
    assert tree.amount("costs/contractual") == SUM("35.00")


def test_the_trade_minimum() -> None:
    node = tree_of(business=True, history=[], mode={"costs": "trade-minimum"}).nodes["costs/trade-minimum"]
    assert (node.amount, node.rule) == (SUM("40.00"), "art. 6:96 lid 4 BW")
    assert "2011/7/EU" in node.source.line


def test_cumulation_names_its_readings_and_its_doubt() -> None:
    rent = [
        bill(f"H{n}", "120.00", issued_on=f"2026-0{n}-01", due_on=f"2026-0{n}-15", contract="HUUR") for n in (5, 6, 7)
    ]  # fmt: skip
    node = tree_of(invoices=rent, history=[]).nodes["costs/cumulation"]
    assert [each.id for each in node.inputs] == ["outcome", "scale-over-sum", "per-instalment", "highest-instalment"]
    assert node.source.doubts
    assert node.on_doubt is not None
    lowest = min(each.value for each in node.inputs[1:] if isinstance(each.value, Decimal))
    assert node.inputs[0].value == lowest


def test_the_costs_say_what_made_them_due() -> None:
    costs = tree_of().nodes["costs"]
    values = {each.id: each.value for each in costs.inputs}
    assert values["sent-on-1"] == date(2026, 9, 21)
    assert values["last-free-day-1"] == date(2026, 10, 7)
    assert values["due-from"] == date(2026, 10, 8)
    assert isinstance(values["announced-1"], Decimal)


def test_interest_of_a_full_year_is_told() -> None:
    old = [bill("F1", "1000.00", issued_on="2025-01-01", due_on="2025-01-31")]
    tree = tree_of(invoices=old, history=[], on=date(2026, 6, 1))
    periods = tree.nodes["interest/F1"].parts
    added = {each.id: each.value for each in periods[-1].inputs}["added"]
    assert added == sum(each.amount for each in periods if not any(one.id == "added" for one in each.inputs))
    assert periods[-1].rule == "art. 6:119 lid 2 BW"
    assert periods[0].source.line


def test_a_doubted_rate_says_so() -> None:
    old = [bill("F1", "1000.00", issued_on="2011-06-01", due_on="2011-06-30")]
    tree = tree_of(business=True, invoices=old, history=[], on=date(2011, 9, 1), mode={"costs": "none"})
    node = tree.nodes["interest/F1/2011-07-01"]
    assert "8.25" in node.source.doubts[0]
    shown: Any = explanation(tree, Words("nl"))
    assert "De bronnen verschillen" in str(shown)


def test_payments_say_where_they_went() -> None:
    tree = tree_of(
        payments=[payment("2026-09-25", "100.00"), payment("2026-10-20", "300.00"), payment("2026-10-21", "2000.00")]
    )
    first, second, third = tree.nodes["payments"].parts
    assert [part.key for part in first.shown] == ["payments/1/principal"]
    assert "within the term" in first.how[0].message
    assert [part.key for part in second.shown] == ["payments/2/costs", "payments/2/interest", "payments/2/principal"]
    assert "payments/3/rest" in [part.key for part in third.shown]
    assert tree.nodes["overpaid"].amount == third.parts[-1].amount


def test_credit_notes_and_invoices_that_are_not_due_yet() -> None:
    listed = [
        *invoices("1000.00", "50.00"),
        bill("C1", "-200.00", credits="F1"),
        bill("L1", "75.00", issued_on="2026-11-10", due_on="2026-12-10"),
    ]
    tree = tree_of(invoices=listed, history=[])
    assert tree.nodes["principal/F1/credited"].amount == SUM("-200.00")
    assert tree.nodes["not-yet-due"].amount == SUM("75.00")
    assert "2026-12-10" not in repr(annex_of(tree))


def test_signs_in_an_invoice_number_do_not_mix_up_keys() -> None:
    tree = tree_of(invoices=[bill("F1/amount", "10.00"), bill("F1", "20.00"), bill("a#b%2F", "5.00")], history=[])
    assert tree.amount("principal/F1%2Famount") == SUM("10.00")
    assert tree.amount("principal/F1/amount") == SUM("20.00")
    assert key_part("a#b%2F") == "a%23b%252F"


def test_a_key_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        tree_of().amount("costs/nothing", "costs#nothing")


def test_the_json_has_keys_and_inputs_in_the_readers_language() -> None:
    tree = tree_of()
    dutch, english = (explanation(tree, Words(language)) for language in ("nl", "en"))
    assert [each["key"] for each in dutch] == ["principal", "interest", "costs", "total", "payments"]
    assert set(dutch[0]) == {"key", "text", "amount", "rule", "source", "inputs", "parts"}
    assert {each["name"] for each in dutch[2]["inputs"]} >= {"Aanmaning verstuurd op", "Verschuldigd vanaf"}  # type: ignore[attr-defined]
    assert {each["name"] for each in english[2]["inputs"]} >= {"Notice sent on", "Due from"}  # type: ignore[attr-defined]


def test_a_letter_that_asks_nothing_has_no_annex() -> None:
    with pytest.raises(InvalidInput) as refused:
        letter("cost-specification", annex=True, dossier={"payments": [payment("2026-09-22", "5000.00")]})
    assert [each.pointer for each in refused.value.errors] == ["/annex"]


def test_the_annex_is_listed_with_the_enclosures() -> None:
    made = letter("sommatie", annex=True)
    assert made.annex is not None
    assert made.fields.enclosures[-1] == made.annex.heading
    assert letter("sommatie").annex is None


def test_a_line_folds_a_part_that_says_nothing_new() -> None:
    section = next(
        each
        for each in annex_of(tree_of(invoices=invoices("10.00"), history=[])).sections
        if each.heading.message == "The invoices"
    )
    assert isinstance(section, Section)
    assert [(line.amount, line.details) for line in section.lines] == [(SUM("10.00"), ())]
    assert isinstance(tree_of().nodes["principal"], Node)
