"""What is read and answered about versions of templates. A test compares the answers with these shapes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from docgen.dossier.leaves import Line, Part, Version
from docgen.service.answer_models import Answer, TemplateFinding

VersionName = Annotated[str, Field(pattern="^[0-9a-f]{12}$")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, description="In UTC.")]


class PublishRequest(Part):
    """Which version of a template to publish; an older one is a roll-back."""

    version: Version = Field(description="Name of the version.", examples=["3f2a91c07be4"])
    note: Annotated[Line | None, Field(description="Why, for the history.", examples=["Nieuwe aanhef"])] = None


class Template(Answer):
    """A Word template: which version makes the letters, and from which one an author goes on."""

    kind: str
    language: str
    state: Literal["shipped", "published", "missing"] = Field(
        description="shipped: letters follow the file that came with the program; published: somebody chose a version."
    )
    published: VersionName | None = Field(description="The version that letters are made from.")
    latest: VersionName | None = Field(description="The last draft or publication: what If-Match must name.")
    drafts: list[VersionName] = Field(description="Versions that were never published, the newest first.")


class Publication(Answer):
    """One time that a version was published."""

    published_at: Moment
    author: str | None
    note: str | None


class TemplateVersion(Answer):
    """One version of a Word template."""

    version: VersionName
    state: Literal["published", "draft", "replaced", "shipped"]
    shipped: bool = Field(description="It came with the program.")
    saved_at: Moment | None = Field(description="Null for a file that only stands in the folder of templates.")
    author: str | None = Field(description="A name as it was given.")
    publications: list[Publication] = Field(description="The last one first.")


class UploadedTemplate(TemplateVersion):
    """An uploaded version, and whether it can be published."""

    ok: bool = Field(description="Nothing keeps it from being published.")
    findings: list[TemplateFinding]


class WordsChanged(Answer):
    """Words of a letter that stayed, went or came."""

    change: Literal["same", "removed", "added"]
    text: str


class SampleChanged(Answer):
    """What a version of a template changes in the letter of one sample."""

    sample: str
    changes: list[list[WordsChanged]] = Field(description="The paragraphs that changed; empty when none did.")


class Difference(Answer):
    """What a version of a template changes in the letters, against another version."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: str
    language: str
    old: VersionName = Field(alias="from")
    to: VersionName
    samples: list[SampleChanged]
