"""Words of a dossier that look like templates, XML, fields or headers: they stand in the letter as they were given."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docgen.render.word_text import word_text
from tests.hostile.conftest import Canary, Service
from tests.hostile.making import SHIPPED

HTML, JSON = "text/html", "application/json"
WORDS = [
    "{{ 7*7 }}",
    "{{ letter.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% for a in range(9) %}x{% endfor %}",
    "{%p set x = 1 %}",
    "{{r debtor.name }}",
    "{_{ 7*7 }_}",
    "{# remark #}",
    "{{{{ 7*7 }}}}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%s %(x)s {0} {x!r}",
    "</w:t></w:r></w:p><w:p/>",
    "<w:fldSimple w:instr='DDE x'/>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "<!-- remark -->",
    "<!DOCTYPE x>",
    "<?xml version='1.0'?>",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;lt;b&amp;gt; &lt;b&gt;",
    "&a; &#60; &#x3c;",
    "a<b & c>d",
    "'; DROP TABLE letters; --",
    "{\\rtf1 x}",
    "\\n \\x00 \\u0000",
    "=cmd|'/c calc'!A1",
    "url(javascript:alert(1))",
    "asset:logo",
]


def with_words(service: Service, words: str) -> dict[str, Any]:
    request: dict[str, Any] = json.loads(json.dumps(service.request))
    request["on_finding"] = "warn"
    request["dossier"]["debtor"]["name"] = words[:60]
    request["dossier"]["invoices"][0]["description"] = words
    return request


def one_line(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_come_out_as_they_went_in(service: Service, canary: Canary, words: str) -> None:
    service.letter_from(SHIPPED)
    request = with_words(service, words)
    status, content = service.post(request)
    assert status == 200, content
    assert one_line(words) in one_line(word_text(content))
    status, content = service.post(request, JSON)
    assert status == 200
    assert one_line(words) in one_line(json.loads(content)["text"])
    status, content = service.post(request, HTML)
    assert status == 200
    assert words.encode() not in content or "<" not in words


@pytest.mark.parametrize(
    "words",
    ["a\nb", "a\tb", "a\x07b", "a\x0cb", "a\x00b", "a\u202eb", "a\u200bb", "a\ud800b", "a\ufffeb", "a\ufdd0b", "a\U000e0041b", "x" * 5000],
    ids=ascii,
)  # fmt: skip
def test_words_that_no_letter_can_hold_are_refused(service: Service, words: str) -> None:
    status, content = service.post(with_words(service, words))
    problem = json.loads(content)
    assert (status, "errors" in problem) in ((422, True), (400, False))  # 400: what is no JSON, a lone surrogate
    assert all(each["pointer"].startswith("/dossier/") for each in problem.get("errors", []))
