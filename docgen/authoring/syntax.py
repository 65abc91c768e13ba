"""What is wrong with a tag that cannot be read, in words for someone who never saw a programming language."""

from __future__ import annotations

import re

from docgen.authoring.scope import KNOWN_FILTERS
from docgen.authoring.tags import Problem, Tag
from docgen.render.templates import TOP_NAMES
from docgen.texts import Text, text

_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")


def unreadable(tag: Tag) -> Problem:
    """The problem of a tag that Jinja does not take."""
    message, remedy, instead = _seen(tag)
    return Problem("syntax", tag, message, remedy, instead)


def _seen(tag: Tag) -> tuple[Text, Text, str | None]:
    bare = _STRINGS.sub("", tag.expression)
    if not tag.expression and tag.kind in ("print", "if", "elif", "for"):
        return text("Nothing stands in this tag."), text("Write a field in it, or take it out."), None
    if "{" in bare or "}" in bare:
        return (
            text("There are too many braces here."),
            text("A tag has two braces on either side: {tag}.", tag="{{ … }}"),
            None,
        )
    if bare.count('"') % 2 or bare.count("'") % 2:
        return text("A quotation mark is not closed here."), text("Put one before and one behind the word."), None
    if tag.kind != "print" and re.search(r"(?<![=!<>])=(?!=)", bare):
        instead = re.sub(r"(?<![=!<>])=(?!=)", "==", tag.words)
        return text("To compare, write two signs: =="), text("Write {tag}.", tag=instead), instead
    if tag.kind == "for" and not re.search(r"\w+\s+in\s+\S", bare):
        example = "{% for invoice in invoices %}"
        return text("This loop does not say over what."), text("A loop is written like {tag}.", tag=example), None
    if tag.kind == "else" and bare.startswith("if"):
        instead = re.sub(r"else\s+if", "elif", tag.words)
        return text("An else with a condition is written elif."), text("Write {tag}.", tag=instead), instead
    if tag.kind in ("else", "endif", "endfor"):
        instead = f"{{% {tag.kind} %}}"
        return text("Nothing can follow {word}.", word=tag.kind), text("Write {tag}.", tag=instead), instead
    if tag.kind == "print" and (match := re.match(r"(if|for|elif|else|endif|endfor)\b", bare)):
        instead = f"{{% {tag.expression} %}}"
        return (
            text("{word} stands between percent signs.", word=match[1]),
            text("Write {tag}.", tag=instead),
            None,
        )
    if match := re.search(r"([\w.]+)\s+([a-z_]+)\s*$", bare):
        joint = " | " if match[2] in KNOWN_FILTERS else "." if match[1] in TOP_NAMES else ""
        if joint:
            instead = re.sub(rf"{re.escape(match[1])}\s+{match[2]}", f"{match[1]}{joint}{match[2]}", tag.words)
            missing = text("Something is missing between {first} and {second}.", first=match[1], second=match[2])
            return missing, text("Did you mean {tag}?", tag=instead), instead
        return (
            text("Something is missing between {first} and {second}.", first=match[1], second=match[2]),
            text(
                "Between a group and its field stands a full stop ({field}), before a format a line ({format}).",
                field="debtor.name",
                format="| euro",
            ),
            None,
        )
    if bare.rstrip().endswith("|"):
        return text("The name of the format is missing behind the line."), text("Write {tag}.", tag="| euro"), None
    return (
        text("This tag cannot be read."),
        text("A tag names a field, with a format if it needs one: {tag}.", tag="{{ totals.total | euro }}"),
        None,
    )
