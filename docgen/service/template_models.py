"""What the routes about templates answer, for the OpenAPI document and its tests."""

from __future__ import annotations

from pydantic import Field

from docgen.service.answer_models import Answer, TemplateFinding


class TemplateChecked(Answer):
    """Everything that is wrong with a template, by itself and in the letters that it makes of the samples."""

    ok: bool = Field(description="No finding is an error.")
    findings: list[TemplateFinding]
