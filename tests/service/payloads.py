"""What a hostile dossier, template or visitor writes where words are expected. Where one of these has an effect in a
page, `hacked` has a value, a dialog opens, or somebody else's server is asked. Many stand on one screen at a time: the
value of `hacked` is the number of the payload, so that a failure tells which one it was.
"""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

_PAYLOADS = {
    "script": "<script>hacked = 1; alert(1)</script>",
    "script in capitals": "<ScRiPt/x>hacked=1</sCrIpT >",
    "picture": '<img src=x onerror="hacked = 1">',
    "svg": "<svg onload=hacked=1><script>hacked=1</script></svg>",
    "link": '<a href="javascript:hacked=1">Betaal hier</a>',
    "address of a script": "javascript:hacked=1//",
    "out of double quotes": '" autofocus onfocus="hacked=1" x="',
    "out of single quotes": "' onmouseover='hacked=1' x='",
    "out of elements": "</textarea></script></title><script>hacked=1</script>",
    "out of a template": "</pre></dd></td></template><img src=x onerror=hacked=1>",
    "template syntax": "{{7*7}} {% include 'x' %} {# x #}",
    "other template syntax": "${hacked=1} #{7*7} <%= 7*7 %> [[7*7]]",
    "style": "</style><style>*{background:url(//example.org/x)}",
    "style escapes": "\\3c script\\3e hacked=1 \\65xpression(hacked=1)",
    "frame": '<iframe srcdoc="<script>parent.hacked=1</script>">',
    "base and refresh": '<base href="//example.org/"><meta http-equiv=refresh content="0;//example.org">',
    "form": "<form action=//example.org><button formaction=javascript:hacked=1>",
    "entities": "&lt;script&gt;hacked=1&lt;/script&gt; &#60;b&#62;",
    "prototype": "__proto__",
    "direction and zero width": "J\u202e.ed V\u200bries\u2066",
    "huge": "W" * 5000,
    # Out of whatever a name may stand in, within the length of a name.
    "out of everything": "\"'></title></textarea></script><img src=x onerror=hacked=1>{{7*7}}",
    "into everything": '\' onfocus=\'hacked=1\' x="" onload="hacked=1" <svg onload=hacked=1>',
}
PAYLOADS = {
    name: re.sub("(hacked ?= ?)1", rf"\g<1>{number}", words)
    for number, (name, words) in enumerate(_PAYLOADS.items(), 1)
}
REFUSED = {"direction and zero width", "huge"}  # no letter holds these

_LOOK = r"""() => {
  const bad = (each) =>
    [...each.attributes].some(({ name }) => name.startsWith("on"))
    || ["href", "src", "action", "formaction"].some((name) => /^\s*(javascript:|\/\/)/i.test(each.getAttribute(name) ?? ""))
    || each.matches("base, embed, object, meta[http-equiv=refresh]")
    || (each.matches("iframe") && /^$|allow-(scripts|top)/.test(each.getAttribute("sandbox") ?? ""))
    || (each.matches("script") && (each.textContent !== "" || !each.src.startsWith(`${location.origin}/preview/static/`)));
  const every = (root) => [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? every(each.shadowRoot) : [])]);
  return {
    hacked: window.hacked ?? {}.hacked ?? null,
    elements: every(document).filter(bad).map((each) => each.outerHTML.slice(0, 120)),
  };
}"""


def had_no_effect(page: Page) -> None:
    """Nothing of what was written became a part of the page."""
    found = page.evaluate(_LOOK)
    name = dict(enumerate(PAYLOADS, 1)).get(found["hacked"])
    assert found == {"hacked": None, "elements": []}, (name, found)


def text_of(page: Page, selector: str = "body") -> str:
    """All words of a part of the page, also of what is folded."""
    words: Any = page.locator(selector).evaluate("(each) => each.textContent")
    return str(words)
