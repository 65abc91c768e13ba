"""Axe on a page in a real browser: what it finds, in words that lead to the place."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from docgen.settings import ROOT

SOURCE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Every rule that the page breaks, with its places: none is what we want."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)  # the debugger's way in: the policy of our pages lets no other script run
    found: list[dict[str, Any]] = page.evaluate(
        "() => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"
    )
    return [
        f"{each['id']} ({each['impact']}): {each['help']}\n    {node['html'][:160]}\n    {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


def no_axe_violations(page: Page) -> None:
    """Fail with everything that axe finds on the page as it stands."""
    found = violations(page)
    assert not found, f"{page.url}, {len(found)} found:\n" + "\n".join(found)
