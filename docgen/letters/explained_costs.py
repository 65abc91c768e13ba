"""Collection costs explained: the steps of the scale, what corrects their sum, VAT, and what makes them due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.dossier.costs_rule import CostsAccount
from docgen.law.amounts import ZERO
from docgen.law.costs import CostLine, Reason, vat_on
from docgen.law.terms import ONE_DAY
from docgen.letters.explanation import Input, Node, group, joined, source_of
from docgen.texts import Percent, Text, text

_AGREED = "art. 6:96 BW"  # the rule of contractual costs
# What corrects the sum of the scale: what it is called, the rule, and the tables that hold its figure.
_CORRECTIONS: dict[Reason, tuple[Text, str, tuple[str, ...]]] = {
    "minimum": (
        text("Raised to the lowest amount of the law"),
        "art. 2 lid 2 Besluit BIK",
        ("collection_costs_minimum",),
    ),
    "maximum": (text("Lowered to the statutory ceiling"), "art. 2 lid 1 Besluit BIK", ("collection_costs_maximum",)),
    "announced": (text("Lowered to the amount that was announced"), "art. 6:96 lid 6 BW", ()),
    "reduced": (text("Lowered to the amount that was agreed"), "art. 6:96 lid 5 BW", ()),
    "contractual": (text("Raised to the lowest amount that was agreed"), "art. 6:96 lid 4 BW", ()),
    "trade-minimum": (text("Fixed amount between businesses"), "art. 6:96 lid 4 BW", ("trade_minimum",)),
    "cumulation": (
        text("Lowered because instalments of one contract count together"),
        "art. 2a Besluit BIK",
        ("cumulation_first", "cumulation_next", "cumulation_maximum", "cumulation_threshold"),
    ),
}  # fmt: skip


def explained_costs(account: CostsAccount, as_of: date) -> Node:
    """The costs with VAT, whether due or not."""
    costs, on = account.costs, account.tables_of or as_of
    without_vat = group("costs/excl-vat", text("Collection costs without VAT"), _lines(account, on), rule=costs.rule)
    return group(
        "costs",
        text("Collection costs over {base}", base=costs.base),
        (without_vat, _vat(account, on)),
        how=tuple(_due(account)),
        rule="art. 6:96 BW",
        source=joined(part.source for part in without_vat.parts),
        inputs=(Input("base", text("Principal over which they are calculated"), costs.base), *_grounds(account)),
    )


def _lines(account: CostsAccount, on: date) -> Iterator[Node]:
    steps = 0
    for line in account.costs.lines:
        if line.percent is None:
            yield _correction(line, account, on)
        else:
            steps += 1
            yield _step(line, steps, on, account.costs.rule)


def _step(line: CostLine, number: int, on: date, rule: str) -> Node:
    percent = Percent(line.percent or ZERO)
    said = text("{percent} of the part from {start} to {end}", percent=percent, start=line.start, end=line.end)
    if not line.start:
        said = text("{percent} of the first {end}", percent=percent, end=line.end)
    inputs = (
        Input("from", text("From"), line.start),
        Input("to", text("Up to"), line.end),
        Input("rate", text("Percentage"), percent),
    )
    if rule == _AGREED:
        how = (text("That was agreed."),)
        return Node(f"costs/step/{number}", said, line.amount, how, rule, inputs=inputs)
    scale = source_of("collection_costs_scale", on=on)
    return Node(f"costs/step/{number}", said, line.amount, (), rule, scale, inputs)


def _correction(line: CostLine, account: CostsAccount, on: date) -> Node:
    reason: Reason = line.reason or "minimum"
    said, rule, names = _CORRECTIONS[reason]
    before = account.costs.lines[: account.costs.lines.index(line)]
    outcome = sum((each.amount for each in before), line.amount)
    hows = [text("The costs without VAT then are {amount}.", amount=outcome)]
    inputs = [Input("outcome", text("The costs then are"), outcome)]
    if reason == "cumulation" and account.readings is not None:
        readings = account.readings
        hows.append(text("The rule can be read in three ways. We use the one that gives the lowest costs."))
        inputs += [
            Input("scale-over-sum", text("Reading 1: the scale over the sum"), readings.scale_over_sum),
            Input("per-instalment", text("Reading 2: an amount for each instalment"), readings.per_instalment),
            Input("highest-instalment", text("Reading 3: the largest instalment only"), readings.highest_instalment),
        ]
    return Node(f"costs/{reason}", said, line.amount, tuple(hows), rule, source_of(*names, on=on), tuple(inputs))


def _vat(account: CostsAccount, on: date) -> Node:
    costs = account.costs
    how = [text("The creditor cannot reclaim this VAT.")]
    if costs.vat < vat_on(costs.excl_vat, on):
        how.append(text("It is not more than was announced."))
    return Node(
        "costs/vat",
        text("{percent} VAT over {base}", percent=Percent(costs.vat_percent), base=costs.excl_vat),
        costs.vat,
        tuple(how),
        "art. 2 lid 3 Besluit BIK",
        source_of("vat_general", on=on),
        (
            Input("base", text("Over"), costs.excl_vat),
            Input("rate", text("Percentage"), Percent(costs.vat_percent)),
        ),
    )


def _due(account: CostsAccount) -> Iterator[Text]:
    """Why the costs are due, or that they are not."""
    if not account.due:
        yield text("These costs are not due now.")
    for ground in account.grounds if account.due else ():
        if ground.due_from == ground.sent_on:
            yield text("The claim was handed over for collection on {date}.", date=ground.sent_on)
        else:
            yield text(
                "A notice was sent on {date}. {last} was the last day to pay without these costs.",
                date=ground.sent_on,
                last=ground.due_from - ONE_DAY,
            )
    if account.due and not account.grounds:
        yield text("Between businesses they are due as soon as the payment term is over.")


def _grounds(account: CostsAccount) -> Iterator[Input]:
    """The dates and announced amounts that decide about the costs."""
    if account.due_from is not None:
        yield Input("due-from", text("Due from"), account.due_from)
    for number, ground in enumerate(account.grounds, 1):
        handed_over = ground.due_from == ground.sent_on
        said = text("Handed over on") if handed_over else text("Notice sent on")
        yield Input(f"sent-on-{number}", said, ground.sent_on)
        if not handed_over:
            yield Input(f"last-free-day-{number}", text("Last day to pay without costs"), ground.due_from - ONE_DAY)
        if ground.announced is not None:
            yield Input(f"announced-{number}", text("Announced costs: not more than"), ground.announced)
        if ground.announced_vat:
            yield Input(f"announced-vat-{number}", text("Announced VAT: not more than"), ground.announced_vat)
