"""What reading an e-invoice finds: mistakes, for which it is refused, and remarks on what it leaves to the reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.errors import InputProblem
from docgen.texts import Text

MOST = 200  # more of either says nothing new


@dataclass
class Notes:
    """Mistakes have a place in the invoice; remarks have a pointer into the dossier, and a place where there is one."""

    mistakes: list[InputProblem] = field(default_factory=list)
    remarks: list[InputProblem] = field(default_factory=list)

    def refuse(self, place: str, message: Text) -> None:
        """A reason not to take the invoice."""
        found = InputProblem("", message, place)
        if len(self.mistakes) < MOST and found not in self.mistakes:
            self.mistakes.append(found)

    def remark(self, pointer: str, message: Text, place: str = "") -> None:
        """Something that the reader has to see to, at a pointer into the dossier."""
        if len(self.remarks) < MOST:
            self.remarks.append(InputProblem(f"/dossier{pointer}", message, place))

    def remarked(self, pointer: str) -> bool:
        """Was something said about this place of the dossier, or about what it stands in?"""
        return any(f"/dossier{pointer}/".startswith(f"{each.pointer}/") for each in self.remarks)
