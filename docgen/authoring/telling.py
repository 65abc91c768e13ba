"""How what is wrong with an expression is said, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from docgen.authoring.choices import partner_of
from docgen.authoring.scope import Doubt, Scope, Typed, formats_for
from docgen.authoring.tags import Problem, Tag
from docgen.dossier.suggestions import nearest
from docgen.letters.field_types import entries, members
from docgen.texts import Text, text


@dataclass
class Telling:
    """The outcome for one tag: `problems` is what is wrong, `doubts` what may be empty, `paths` the fields it names."""

    tag: Tag
    scope: Scope
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)

    def needed(self, found: Typed) -> Typed | None:
        """Note where a field must be there and may be empty."""
        if not found.shape.optional or found.group is None:
            return found
        partner = partner_of(found.group, found.name)
        proven = {found.path, f"{found.path.rpartition('.')[0]}.{partner}"}
        if proven.isdisjoint(self.scope.facts):
            self.doubts.append(Doubt(found.path or found.name, found.group, found.name))
        return found

    def unknown(self, name: str, message: Text, known: Collection[str], prefix: str) -> None:
        """A name that does not exist among those that are known there."""
        meant = nearest(name, known)
        if meant is None:
            single = [each.name for each in entries() if "[]" not in each.name]
            last = nearest(name, {each.rpartition(".")[2] for each in single})
            elsewhere = [each for each in single if each.rpartition(".")[2] == last]
            remedy = text("Choose a field from the field guide.")
            if elsewhere and known:
                remedy = text("Did you mean {names}?", names=", ".join(elsewhere[:4]))
            self.say("unknown-field", message, remedy)
        else:
            self.replaced("unknown-field", message, prefix + name, prefix + meant, message)

    def replaced(self, code: str, message: Text, word: str, meant: str | None, otherwise: Text) -> None:
        """A word that should probably be another one."""
        if meant is None:
            self.say(code, message, otherwise)
            return
        tag = re.sub(rf"(?<![\w.]){re.escape(word)}(?!\w)", meant, self.tag.words, count=1)
        if tag == self.tag.words:
            tag = re.sub(rf"{re.escape(word)}(?!\w)", meant, self.tag.words, count=1)
        self.say(code, message, text("Did you mean {tag}?", tag=tag), tag)

    def without_format(self, code: str, message: Text, name: str) -> None:
        """A value that must not be printed as it is."""
        tag = f"{{{{ {self.tag.expression} | {name} }}}}"
        self.say(code, message, text("Write {tag}.", tag=tag), tag)

    def unprintable(self, found: Typed) -> None:
        """Something that is no text."""
        path, shape = found.path or "…", found.shape
        if shape.many and not shape.group:
            tag = f"{{{{ {path} | join_list }}}}"
            self.say("not-printable", text("{name} is a list.", name=path), text("Write {tag}.", tag=tag), tag)
        elif shape.many:
            single = path.rpartition(".")[2].removesuffix("s")
            example = f"{{% for {single} in {path} %}}"
            message = text("{name} is a list and cannot be printed as a whole.", name=path)
            self.say("not-printable", message, text("Repeat over it: {tag}.", tag=example))
        elif shape.group:
            names = ", ".join(f"{path}.{each}" for each in list(members(shape.type))[:4])
            message = text("{name} is a group of fields and cannot be printed as a whole.", name=path)
            self.say("not-printable", message, text("Name a field of it, such as {names}.", names=names))
        else:
            message = text("{name} is yes or no and cannot be printed.", name=path)
            self.say("not-printable", message, text("Test it: {tag}.", tag=f"{{% if {path} %}}…{{% endif %}}"))

    def say(self, code: str, message: Text, remedy: Text, instead: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, self.tag, message, remedy, instead))

    def unfit(self, name: str, owner: Typed) -> None:
        """A format that does not fit the field."""
        fitting = formats_for(owner.shape)
        what = owner.path or text("this field")
        message = text("The format {name} does not fit {field}.", name=name, field=what)
        if fitting:
            self.replaced("wrong-format", message, name, fitting[0], text("Leave the format out."))
            return
        instead = re.sub(rf"\s*\|\s*{name}\b", "", self.tag.words, count=1)
        self.say("wrong-format", message, text("Write {tag}.", tag=instead), instead)
