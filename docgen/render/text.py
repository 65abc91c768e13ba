"""The words of a finished letter, from its HTML: what a search, a test or a reader without a page needs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset(("head", "style", "script", "template", "title"))
_BLOCKS = frozenset(
    (
        "body",
        "div",
        "h1",
        "h2",
        "h3",
        "li",
        "main",
        "ol",
        "p",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    )
)
_CELLS = frozenset(("td", "th"))
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
_UNSEEN = re.compile(r"display:none|visibility:hidden|opacity:0(?![.\d])|font-size:0(?![.\d])")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._silent = 0
        self._hidden = 0  # how deep in an element that is not shown

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or _is_hidden(attrs):
            self._hidden += tag not in _VOID
            return
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS or tag == "br":
            self._end_line(blank=tag in ("h1", "h2", "p", "table", "ul", "main"))
        elif tag in _CELLS and self.lines[-1].strip():
            self.lines[-1] += "\t"
        if tag == "li":
            self.lines[-1] += "- "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif tag in _SILENT:
            self._silent -= 1
        elif tag in _BLOCKS:
            self._end_line(blank=tag in ("h1", "p", "table", "ul"))

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._hidden:
            self.lines[-1] += data.replace("\n", " ").replace("\t", " ")

    def _end_line(self, *, blank: bool) -> None:
        if self.lines[-1].strip():
            self.lines.append("")
        if blank and len(self.lines) > 1 and self.lines[-2] != "":
            self.lines.insert(len(self.lines) - 1, "")


def _is_hidden(attributes: list[tuple[str, str | None]]) -> bool:
    given = dict(attributes)
    return "hidden" in given or _UNSEEN.search(re.sub(r"\s", "", given.get("style") or "")) is not None


def letter_text(html: str) -> str:
    """Paragraphs with a blank line between them, cells of a table row with tabs; pictures and style are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in reader.lines)
    return "\n".join(lines).strip() + "\n"
