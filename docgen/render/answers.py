"""The JSON answers: a calculation, a letter, findings. Shapes are those of the public contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from docgen.dossier.account import Account
from docgen.dossier.costs_rule import CostsAccount
from docgen.errors import Finding
from docgen.law.costs import CostLine
from docgen.law.interest import InterestPeriod
from docgen.law.plan import Instalment
from docgen.letters.explain import explain
from docgen.letters.explanation import Explanation
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name
from docgen.render.explanation import explanation
from docgen.render.html import letter_page
from docgen.render.text import letter_text
from docgen.render.word import render_docx
from docgen.render.word_text import word_text
from docgen.render.words import Words


def calculation(
    account: Account, plan: Sequence[Instalment], words: Words, tree: Explanation | None = None
) -> dict[str, object]:
    """An account as the contract's "Figures" say; amounts are decimal strings in euros."""
    interest = account.interest
    return {
        "as_of": account.as_of.isoformat(),
        "currency": "EUR",
        "principal": {
            "original": str(account.original),
            "outstanding": str(account.principal),
            "open_invoices": str(account.open_invoices),
        },
        "not_yet_due": [
            {
                "invoice_number": each.invoice_number,
                "due_on": each.due_on.isoformat(),
                "amount": str(each.amount),
                "open": str(each.open),
            }
            for each in account.not_yet_due
        ],
        "payments": [
            {
                "received_on": payment.received_on.isoformat(),
                "amount": str(payment.amount),
                "to_costs": str(payment.to_costs),
                "to_interest": str(payment.to_interest),
                "to_principal": str(payment.to_principal),
            }
            for payment in account.payments
        ],
        "payments_total": str(account.payments_total),
        "overpaid": str(account.overpaid),
        "interest": {
            "total": str(interest.total),
            "outstanding": str(interest.outstanding),
            "per_day": str(interest.per_day),
            "periods": [_period(period) for period in interest.periods],
        },
        "collection_costs": _costs(account.costs),
        "total_due": str(account.total_due),
        "plan": [
            {
                "number": each.number,
                "due_on": each.due_on.isoformat(),
                "amount": str(each.amount),
                "balance": str(each.balance),
            }
            for each in plan
        ],
        "explanation": explanation(tree or explain(account, plan or None), words),
    }


def _period(period: InterestPeriod) -> dict[str, object]:
    return {
        "invoice_number": period.claim,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "days": period.days,
        "annual_rate": percent_string(period.annual_rate),
        "base": str(period.base),
        "amount": str(period.amount),
        "rule": period.rule,
    }


def _costs(account: CostsAccount) -> dict[str, object]:
    costs = account.costs
    return {
        "base": str(costs.base),
        "excl_vat": str(costs.excl_vat),
        "vat": str(costs.vat),
        "total": str(costs.total),
        "due": account.due,
        "due_from": account.due_from.isoformat() if account.due_from else None,
        "outstanding": str(account.outstanding),
        "steps": [_step(line) for line in costs.lines],
        "rule": costs.rule,
    }


def _step(line: CostLine) -> dict[str, object]:
    """A step of the scale; a correction (minimum, ceiling, ...) has no rate but says its reason."""
    step: dict[str, object] = {
        "from": str(line.start),
        "to": str(line.end),
        "rate": None if line.percent is None else short_percent(line.percent),
        "amount": str(line.amount),
    }
    return step if line.reason is None else step | {"reason": line.reason}


def percent_string(percent: Decimal) -> str:
    """A yearly rate with at least two decimals: "4.00", "8.125"."""
    shortest = percent.normalize()
    return str(shortest) if -int(shortest.as_tuple().exponent) > 2 else f"{percent:.2f}"


def short_percent(percent: Decimal) -> str:
    """A percentage without needless zeros: "15", "0.5"."""
    return f"{percent.normalize():f}"


def findings_json(findings: Sequence[Finding], words: Words) -> list[dict[str, str]]:
    """Findings in the reader's language."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "article": finding.article,
            "message": words.say(finding.message),
            "remedy": words.say(finding.remedy),
            "pointer": finding.pointer,
            "sentence": finding.sentence,
        }
        for finding in findings
    ]


def render_json(letter: Letter, templates: Path, reader: str | None = None) -> Document:
    """The letter as data. Its own words stay in its language; findings and reasons are in the reader's,
    else the same.
    """
    pay_to = letter.payee
    words = Words(reader or letter.language)
    made_from, said = _version_and_words(letter, templates)
    answer = {
        "kind": letter.kind,
        "title": Words(letter.language).say(letter.title),
        "date": letter.date.isoformat(),
        "amount": None if letter.amount is None else str(letter.amount),
        "pay_before": letter.pay_before.isoformat() if letter.pay_before else None,
        "payee": None if pay_to is None else {"name": pay_to.name, "iban": pay_to.iban, "reference": pay_to.reference},
        "template_version": made_from,
        "calculation": calculation(letter.account, letter.plan, words, letter.explanation),
        "findings": findings_json(letter.findings, words),
        "history_entry": dict(letter.history_entry),
        "text": said,
    }
    content = json.dumps(answer, ensure_ascii=False, indent=2).encode() + b"\n"
    return Document(content, "application/json", file_name(letter, "json"), made_from, None)


def _version_and_words(letter: Letter, templates: Path) -> tuple[str, str]:
    """Of the template that the letter's engine names."""
    if letter.engine == "word":
        word = render_docx(letter, templates)
        return word.template_version, word_text(word.content)
    page = letter_page(letter, templates, pictures="inline")
    return page.version, letter_text(page.html)
