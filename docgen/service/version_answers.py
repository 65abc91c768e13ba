"""Templates, their versions and what is wrong with them, as data for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docgen.authoring.findings import TemplateFinding
from docgen.authoring.versions import History, TemplateVersion
from docgen.render.words import Words
from docgen.service.template_diff import Comparison
from docgen.texts import text


def template_json(history: History) -> dict[str, object]:
    """One template: which version makes the letters, from which an author goes on, and the drafts."""
    return {
        "kind": history.kind,
        "language": history.language,
        "state": "published" if history.chosen else "missing" if history.published is None else "shipped",
        "published": history.published_name,
        "latest": history.latest_name,
        "drafts": [each.version for each in history.versions() if each.state == "draft"],
    }


def version_json(version: TemplateVersion) -> dict[str, object]:
    """One version of a template, with every time that it was published, the last one first."""
    saved = version.saved
    return {
        "version": version.version,
        "state": version.state,
        "shipped": version.shipped,
        "saved_at": saved and _moment(saved.at),
        "author": saved and saved.author,
        "publications": [
            {"published_at": _moment(each.at), "author": each.author, "note": each.note}
            for each in reversed(version.publications)
        ],
    }


def draft_json(version: TemplateVersion, findings: Sequence[TemplateFinding], words: Words) -> dict[str, object]:
    """An uploaded version, and whether it can be published."""
    return {**version_json(version), **checked_json(findings, words)}


def checked_json(findings: Sequence[TemplateFinding], words: Words) -> dict[str, object]:
    """What is wrong with a template, in the reader's language; `ok`: nothing that keeps it from being published."""
    return {
        "ok": all(each.severity != "error" for each in findings),
        "findings": template_findings_json(findings, words),
    }


def template_findings_json(findings: Sequence[TemplateFinding], words: Words) -> list[dict[str, str]]:
    """Findings about a template in the reader's language."""
    return [
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
    ]


def comparison_json(found: Comparison) -> dict[str, object]:
    """What a version changes in the letters, in words."""
    return {
        "kind": found.kind,
        "language": found.language,
        "from": found.old.version,
        "to": found.new.version,
        "samples": [
            {
                "sample": name,
                "changes": [[{"change": each.change, "text": each.text} for each in pieces] for pieces in changes],
            }
            for name, changes in found.changes()
        ],
    }


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def finding_line(each: TemplateFinding, words: Words) -> str:
    """A finding about a template as one line for a terminal."""
    severities = {"error": text("error"), "warning": text("warning"), "repaired": text("repaired")}
    places = ", ".join(dict.fromkeys(words.say(part) for part in (each.part, each.place)))
    excerpt = f' "{each.excerpt}"' if each.excerpt else ""
    start = f"{words.say(severities[each.severity])} {each.code} ({places}){excerpt}"
    return f"{start}: {words.say(each.message)} {words.say(each.remedy)}"
