"""For each field a tag that an author can paste: with its format, its loop, or the if that it needs."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.authoring.scope import formats_for
from docgen.letters.field_types import FieldEntry, Shape

_SINGLE: Mapping[str, str] = {
    "invoices": "invoice",
    "payments": "payment",
    "periods": "period",
    "steps": "step",
    "instalments": "instalment",
    "earlier": "sent",
    "ground": "agreement",
    "enclosures": "enclosure",
    "address_lines": "line",
    "checks": "check",
    "concerns": "concern",
    "missing": "item",
    "ahead": "step",
    "done": "event",
    "situations": "situation",
    "fee_rule": "rule",
    "risks": "risk",
    "alternatives": "way",
    "receipts": "receipt",
    "transfers": "transfer",
    "limitation": "line",
    "how": "line",
    "own_words": "paragraph",
    "invoice_numbers": "number",
    "proof_asked": "document",
    "questions": "question",
    "answer": "paragraph",
    "partners": "partner",
    "happened": "event",
    "details": "detail",
    "limitations": "limitation",
}


def tag_of(entry: FieldEntry) -> str:
    """The tag of a field; … stands for the words that an author puts there."""
    shape, path = entry.shape, path_of(entry.name)
    if shape.many:
        start = f"{{% for {single(path)} in {path} %}}"
        return f"{start}…{{% endfor %}}" if shape.group else f"{{{{ {path} | join_list }}}}"
    if shape.group:
        return f"{{% if {path} %}}…{{% endif %}}" if shape.optional else ""
    if shape.type is bool:
        return f"{{% if {path} %}}…{{% endif %}}"
    tag = f"{{{{ {path}{_format(shape)} }}}}"
    return f"{{% if {path} %}}{tag}{{% endif %}}" if shape.optional else tag


def path_of(name: str) -> str:
    """How a tag names a field: ``invoices[].amount`` is ``invoice.amount``, within the loop."""
    lists, many, rest = name.removesuffix("[]").rpartition("[].")
    return f"{single(lists)}.{rest}" if many else rest


def single(path: str) -> str:
    """The name of one item of a list."""
    return _SINGLE[path.removesuffix("[]").rpartition(".")[2]]


def _format(shape: Shape) -> str:
    formats = formats_for(shape)
    return f" | {formats[0]}" if formats and formats[0] != "words" else ""
