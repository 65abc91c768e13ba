"""What the routes about templates answer, for the OpenAPI document and its tests."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.service.answer_models import Answer


class TemplateFindingShown(Answer):
    """One finding about a Word template."""

    code: str = Field(description="Stable; the README lists every code.", examples=["unknown-field"])
    severity: Literal["error", "warning", "repaired"] = Field(description="An error keeps it from being published.")
    part: str = Field(description="The text, a header, a footer or the notes.")
    place: str = Field(description="The heading above it, and its paragraph or its table, row and cell.")
    excerpt: str = Field(description="The text there, with » and « around what it is about.")
    message: str
    remedy: str


class TemplateChecked(Answer):
    """Everything that is wrong with a template, by itself and in the letters that it makes of the samples."""

    ok: bool = Field(description="No finding is an error.")
    findings: list[TemplateFindingShown]
