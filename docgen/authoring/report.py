"""The findings about a template as lines to read and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.authoring.findings import TemplateFinding
from docgen.render.words import Words
from docgen.texts import Text, text

_SEVERITIES = {"error": text("MISTAKE"), "warning": text("NOTE"), "repaired": text("MENDED")}


def sound(findings: Sequence[TemplateFinding]) -> bool:
    """Whether a template with these findings may be published."""
    return all(each.severity != "error" for each in findings)


def findings_data(findings: Sequence[TemplateFinding], words: Words) -> dict[str, object]:
    """As the contract has them."""
    return {
        "ok": sound(findings),
        "findings": [
            {
                "code": each.code,
                "severity": each.severity,
                "part": words.say(each.part),
                "place": words.say(each.place),
                "excerpt": each.excerpt,
                "message": words.say(each.message),
                "remedy": words.say(each.remedy),
            }
            for each in findings
        ],
    }


def lines(findings: Sequence[TemplateFinding], words: Words) -> Iterator[str]:
    """Each finding as a small paragraph; first what it comes to."""
    yield words.say(_outcome(findings))
    for number, each in enumerate(findings, 1):
        yield ""
        where = text(
            "{severity} in {part}, {place}", severity=_SEVERITIES[each.severity], part=each.part, place=each.place
        )
        yield f"{number}. {words.say(where)}  [{each.code}]"
        yield from (f"   {line}" for line in (each.excerpt, words.say(each.message), words.say(each.remedy)) if line)


def _outcome(findings: Sequence[TemplateFinding]) -> Text:
    errors = sum(each.severity == "error" for each in findings)
    if errors == 1:
        return text("There is one mistake in this template. No letters can be made with it yet.")
    if errors:
        return text("There are {count} mistakes in this template. No letters can be made with it yet.", count=errors)
    if findings:
        return text("Every letter of this template will be right. There is something to note.")
    return text("Every letter of this template will be right.")
