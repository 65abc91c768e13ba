"""What an author of templates is refused, besides what the letter itself would be refused for."""

from __future__ import annotations

from docgen.authoring.findings import TemplateFinding
from docgen.errors import DocgenError
from docgen.texts import text


class TemplateHasErrors(DocgenError):
    """A version with errors is not published; carries the findings that say which."""

    status, problem, title = 409, "template-has-errors", text("The template has errors")

    def __init__(self, findings: tuple[TemplateFinding, ...]) -> None:
        super().__init__(text("It was not published. The findings say what is wrong, and what to write instead."))
        self.findings = findings


class SameName(DocgenError):
    """Another file has the same twelve digits; that does not happen by chance."""

    status, problem, title = 409, "version-taken", text("Another version has this name")


class Stale(DocgenError):
    """The template was changed after the author fetched it."""

    status, problem, title = 412, "stale", text("Somebody changed it in the meantime")


class NoPrecondition(DocgenError):
    """Without the version that a change starts from, it could overwrite somebody else's."""

    status, problem, title = 428, "precondition-required", text("Say which version you changed")
