"""The same Word file with a comment at each finding, as a colleague would leave it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from docgen.authoring.findings import Spot, TemplateFinding
from docgen.render.word_package import DOCUMENT, Package, open_own
from docgen.render.word_xml import NAMESPACES, Element, drop, element, every, get, own_texts, q, serial
from docgen.render.words import Words
from docgen.texts import text

AUTHOR = "docgen"
_DATE = "2000-01-01T00:00:00Z"  # of every comment, so that the same file gives the same bytes
_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = f"{NAMESPACES['r']}/comments"
_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


def commented(content: bytes, findings: Sequence[TemplateFinding], words: Words) -> bytes:
    """A template, as the check read it, with a comment at each finding; other people's comments stay, ours of before
    go. What is wrong in a header, footer or note is said at the first paragraph: Word has no comments there.
    """
    package = open_own(content)
    comments = _comments(package)
    _drop_ours(package, comments)
    taken = [int(get(each, "w:id") or 0) for each in comments]
    document = package.tree(DOCUMENT)
    paragraphs = list(every(document, "w:p"))
    for number, finding in enumerate(findings, max(taken, default=-1) + 1):
        comments.append(_comment(number, finding, words))
        if paragraphs:
            _mark(paragraphs, finding.spot, str(number))
    return package.pack()


def _comments(package: Package) -> Element:
    """The root of the comments, made when there is none."""
    found = package.related("comments")
    if not found:
        root = element("w:comments")
        package.add_part(DOCUMENT, _PART, serial(root), _TYPE, _RELATION)
        found = [_PART]
    return package.tree(found[0])


def _drop_ours(package: Package, comments: Element) -> None:
    ours = {get(each, "w:id") for each in comments if get(each, "w:author") == AUTHOR}
    for each in list(comments):
        if get(each, "w:id") in ours:
            comments.remove(each)
    for mark in every(package.tree(DOCUMENT), *_MARKS):
        if get(mark, "w:id") in ours:
            run = mark.getparent()
            drop(mark)
            if run.tag == q("w:r") and all(each.tag == q("w:rPr") for each in run):
                drop(run)


def _comment(number: int, finding: TemplateFinding, words: Words) -> Element:
    said = [words.say(finding.message), words.say(finding.remedy)]
    if finding.spot.part != DOCUMENT or finding.spot.paragraph is None:
        where = text("{part}, {place}", part=finding.part, place=finding.place)
        said.insert(0, " ".join(filter(None, [words.say(where) + ":", finding.excerpt])))
    attributes = {"w:id": str(number), "w:author": AUTHOR, "w:date": _DATE, "w:initials": "dg"}
    return element("w:comment", attributes, *(_paragraph(each) for each in said))


def _paragraph(words: str) -> Element:
    piece = element("w:t", {"xml:space": "preserve"})
    piece.text = words
    return element("w:p", None, element("w:r", None, piece))


def _mark(paragraphs: list[Element], spot: Spot, number: str) -> None:
    inside = spot.part == DOCUMENT and spot.paragraph is not None
    paragraph = paragraphs[spot.paragraph - 1] if inside and spot.paragraph else paragraphs[0]
    start, end = (spot.start, spot.end) if inside and spot.end > spot.start else (0, None)
    while (outer := next(paragraph.iterancestors(q("w:p")), None)) is not None:  # no comments in text boxes
        paragraph, start, end = outer, 0, None
    first = _boundary(paragraph, start) if end is not None else None
    last = _boundary(paragraph, end) if end is not None else None
    opening = element("w:commentRangeStart", {"w:id": number})
    closing = element("w:commentRangeEnd", {"w:id": number})
    reference = element("w:r", None, element("w:commentReference", {"w:id": number}))
    if first is not None:
        first.addprevious(opening)
    else:
        properties = paragraph.find(q("w:pPr"))
        paragraph.insert(0, opening) if properties is None else properties.addnext(opening)
    if last is not None:
        last.addprevious(closing)
    else:
        paragraph.append(closing)
    closing.addnext(reference)


def _boundary(paragraph: Element, offset: int) -> Element | None:
    """The run that starts at this sign of the paragraph's text, cut off from what stands before it; None at the end."""
    at = 0
    for piece in own_texts(paragraph):
        words = piece.text or ""
        if at <= offset < at + len(words):
            if offset > at:
                rest = element("w:t", {"xml:space": "preserve"})
                rest.text, piece.text = words[offset - at :], words[: offset - at]
                piece.set(f"{{{NAMESPACES['xml']}}}space", "preserve")
                piece.addnext(rest)
                piece = rest
            return _own_run(piece)
        at += len(words)
    return None


def _own_run(piece: Element) -> Element:
    """The run of a piece of text, which starts with it from now on."""
    run = piece.getparent()
    properties = run.find(q("w:rPr"))
    before = [each for each in piece.itersiblings(preceding=True) if each is not properties]
    if not before:
        return run
    cut = run.makeelement(run.tag, run.attrib)
    if properties is not None:
        cut.append(deepcopy(properties))
    moved = [piece, *piece.itersiblings()]
    cut.extend(moved)
    run.addnext(cut)
    return cut
