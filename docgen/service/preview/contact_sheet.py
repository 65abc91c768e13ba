"""The finished pages of a version of a Word template, sample by sample, as small pictures with their words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.law.rates import using
from docgen.render.word_pdf import render_word_pdf
from docgen.service.page_images import page_texts
from docgen.service.preview.pictures import page_pictures
from docgen.service.preview.samples import SampleFolder
from docgen.service.template_desk import TemplateDesk

SMALL = 1.2  # pixels per point: a page is 714 wide, legible when it is shown larger


def samples_of(templates: TemplateDesk, kind: str) -> list[str]:
    """The names of the samples that a template of a kind is tried on."""
    return [each.name for each in SampleFolder(templates.samples).all() if each.kind == kind]


def pages_of(
    templates: TemplateDesk, kind: str, language: str, version: str | None, sample: str
) -> list[dict[str, Any]]:
    """Every page of a sample's letter: its picture, and its words by which a finding is found on it.

    Raises `NotFound`, `BadTemplate`, and `Unavailable` where LibreOffice is missing.
    """
    _, content = templates.fetch(kind, language, version)
    letter = replace(templates.letter(kind, language, sample), word_template=content)
    with using(templates.desk.rates):
        pdf = render_word_pdf(letter, templates.desk.settings.templates).content
    return [
        {"picture": picture, "words": words}
        for picture, words in zip(page_pictures(pdf, SMALL), page_texts(pdf), strict=True)
    ]
