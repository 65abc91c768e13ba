"""Templates, their versions and what is wrong with them, as data for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.authoring.findings import TemplateFinding
from docgen.authoring.report import findings_data
from docgen.authoring.versions import History, TemplateVersion
from docgen.render.words import Words
from docgen.service.answering import moment
from docgen.service.template_diff import Comparison


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
        "saved_at": saved and moment(saved.at),
        "author": saved and saved.author,
        "publications": [
            {"published_at": moment(each.at), "author": each.author, "note": each.note}
            for each in reversed(version.publications)
        ],
    }


def draft_json(version: TemplateVersion, findings: Sequence[TemplateFinding], words: Words) -> dict[str, object]:
    """An uploaded version, and whether it can be published."""
    return {**version_json(version), **findings_data(findings, words)}


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
