"""The door for Word templates: an ordinary small file, without anything that runs, fetches or hides.

Every part is looked at, also those that no letter uses, before any library sees the file. What goes on is written anew
from the parts that were let in; what a letter has no use for (comments, custom properties, a glossary) stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import BadTemplate
from docgen.render.job import MAX_TEMPLATE
from docgen.render.word_contents import fault_of_part, fault_of_picture
from docgen.render.word_package import CONTENT_TYPES, DOCUMENT, Package
from docgen.render.word_relations import content_type, fault_of_relations, fault_of_types, is_needed
from docgen.render.word_xml import q
from docgen.render.xml_door import fault_of_xml, tidied
from docgen.render.zip_door import NotPlain, unzipped
from docgen.texts import Text, text

_TEXT_KINDS = ("+xml", "/xml")


def open_template(content: bytes, name: str) -> Package:
    """A template through the door. Raises `BadTemplate`; `name` is what its author calls the file."""
    try:
        if len(content) > MAX_TEMPLATE:
            raise NotPlain(text("The file is larger than {limit} MB.", limit=MAX_TEMPLATE // 1024**2))
        package = Package(unzipped(content))
        for fault in _faults(package):
            raise NotPlain(fault)
    except NotPlain as refused:
        raise BadTemplate(text("Template {name}: {problem}", name=name, problem=refused.said)) from None
    return package


def _faults(package: Package) -> Iterator[Text]:
    """What is wrong, in the order in which it can be looked at: what comes later trusts what was before."""
    if CONTENT_TYPES not in package or "_rels/.rels" not in package or DOCUMENT not in package:
        yield text("This is no Word document (.docx).")
    yield from _of_xml(package, [each for each in package.names() if each.lower().endswith((".xml", ".rels"))])
    yield from _found(fault_of_types(package))
    yield from _of_xml(package, [each for each in package.names() if content_type(package, each).endswith(_TEXT_KINDS)])
    for part in package.names():
        if part.endswith(".rels"):
            yield from _found(fault_of_relations(package, part))
            if not is_needed(package, part):
                package.remove(part)
    package.prune()
    if package.tree(DOCUMENT).tag != q("w:document") or not package.related("styles"):
        yield text("This is no Word document (.docx).")
    stories = package.stories()
    for part in package.names():
        if part.endswith((".xml", ".rels")):
            yield from _found(tidied(package.tree(part), part))
            if not part.endswith(".rels") and part != CONTENT_TYPES:
                yield from _found(fault_of_part(package, part, story=part in stories))
        else:
            yield from _found(fault_of_picture(package, part))
    package.prune()


def _of_xml(package: Package, parts: list[str]) -> Iterator[Text]:
    for part in parts:
        yield from _found(fault_of_xml(package.read(part), part))


def _found(fault: Text | None) -> Iterator[Text]:
    if fault is not None:
        yield fault
