"""What stands in a letter, for programs that read no HTML: texts, tables and pictures in order, without layout."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as markup  # type: ignore[import-untyped]

from benchmarks.page import Paper

_NUMBER = "\t"  # where the number of a page comes


def content(of: Paper) -> dict[str, Any]:
    """What stands in a letter, in the order of its page."""
    page = markup.document_fromstring(of.page.html)
    main = page.find(".//main")
    return {
        "language": page.get("lang"),
        "title": page.findtext(".//title"),
        "accent": of.letter.look.accent,
        "agency": "agency" in page.classes,
        "logo": _logo(page),
        "wordmark": _line(_one(page, "wordmark")),
        "contact": [_runs(each) for each in page.find_class("contact")[0]],
        "return": _line(_one(page, "return")),
        "address": _line(_one(page, "address")),
        "continuation": " · ".join(_line(each) for each in _one(page, "continuation")),
        "pages": _numbered(_one(page, "pages")).split(_NUMBER),
        "footer": [_line(each) for each in _one(page, "footer") if "pages" not in each.classes],
        "blocks": [_block(each) for each in main],
    }


def _one(page: Any, name: str) -> Any:
    return next(iter(page.find_class(name)), None)


def _logo(page: Any) -> dict[str, str] | None:
    logo = _one(page, "logo")
    return None if logo is None else {"alt": logo.get("alt"), **_size(logo)}


def _size(picture: Any) -> dict[str, str]:
    width, height = re.findall(r"([\d.]+mm)", picture.get("style"))
    return {"width": width, "height": height}


def _numbered(line: Any) -> str:
    """Before, between and after the number of the page and how many there are."""
    for each in line:
        each.tail = _NUMBER + (each.tail or "")
    return _line(line)


def _line(element: Any) -> str:
    return "" if element is None else "".join(text for text, _ in _runs(element))


def _runs(element: Any) -> list[tuple[str, str]]:
    """Texts with how each is set: "", "strong" or "label". A break of lines is a text of its own."""
    found = [(element.text or "", "")]
    for each in element:
        if each.tag == "br":
            found.append(("\n", ""))
        else:
            kind = "strong" if each.tag == "strong" else "label" if "label" in each.classes else ""
            found += [(text, way or kind) for text, way in _runs(each)]
        found.append((each.tail or "", ""))
    return [(re.sub(r"[ \t\n]*\n[ \t\n]*", " ", text) if text != "\n" else text, way) for text, way in found if text]


def _block(element: Any) -> dict[str, Any]:
    names = element.classes
    if element.tag == "table":
        return {"kind": "table", **_table(element)}
    if "references" in names:
        return {"kind": "references", "items": [_runs(each) for each in element]}
    if "paybox" in names:
        data, code = _one(element, "data"), _one(element, "code")
        return {
            "kind": "paybox",
            "rows": [[_line(cell) for cell in row] for row in data.iter("tr")],
            "note": " ".join(_line(each) for each in data.findall("p")),
            "alt": code.find("img").get("alt"),
            "size": _size(code.find("img"))["width"],
            "caption": _line(code.find("p")),
        }
    if element.tag in ("div", "section"):
        kind = "small" if "rights" in names else "together"
        return {"kind": kind, "blocks": [_block(each) for each in element]}
    if element.tag == "ul":
        return {"kind": "list", "items": [_runs(each) for each in element]}
    kind = element.tag if element.tag in ("h1", "h2") else "signature" if "signature" in names else "p"
    return {"kind": kind, "text": _runs(element)}


def _table(element: Any) -> dict[str, Any]:
    rows = {part: [_row(each) for each in element.iterfind(f"{part}/tr")] for part in ("thead", "tbody", "tfoot")}
    columns = max(sum(cell["span"] for cell in row) for each in rows.values() for row in each)
    return {"facts": "facts" in element.classes, "columns": columns, **rows}


def _row(row: Any) -> list[dict[str, Any]]:
    return [
        {"text": _runs(each), "amount": "amount" in each.classes, "span": int(each.get("colspan", "1"))} for each in row
    ]
