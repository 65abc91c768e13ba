"""Which end belongs to which if or for, and what is wrong where they do not fit together."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.authoring.tags import Block, Branch, Problem, Tag
from docgen.render.allowed_tree import MAX_BLOCKS, MAX_LOOPS
from docgen.texts import text

_OPENS = {"endif": "if", "endfor": "for"}
_ENDS = {"if": "endif", "for": "endfor"}


def structure(tags: Sequence[Tag]) -> tuple[list[Tag | Block], list[Problem]]:
    """The tags of a part as a tree, and each mistake in it once; then the tree is as it was probably meant."""
    builder = _Builder(tags)
    return builder.top, builder.problems


class _Builder:
    def __init__(self, tags: Sequence[Tag]) -> None:
        self.top: list[Tag | Block] = []
        self.problems: list[Problem] = []
        self._tags = tags
        self._open: list[Block] = []
        for at, tag in enumerate(tags):
            if tag.kind == "print":
                self._body.append(tag)
            elif tag.kind in _ENDS:
                block = Block([Branch(tag)])
                self._body.append(block)
                self._open.append(block)
                self._deep(tag)
            elif tag.kind in _OPENS:
                self._end(tag, at)
            else:
                self._other_branch(tag)
        for block in self._open:
            self._not_closed(block)

    @property
    def _body(self) -> list[Tag | Block]:
        return self._open[-1].branches[-1].body if self._open else self.top

    def _deep(self, tag: Tag) -> None:
        loops = sum(block.tag.kind == "for" for block in self._open)
        deep = len(self._open) > MAX_BLOCKS or loops > MAX_LOOPS
        if deep and not any(problem.code == "too-deep" for problem in self.problems):
            message = text("Too many ifs and fors stand within each other here.")
            self.problems.append(Problem("too-deep", tag, message, text("Put them one after the other.")))

    def _other_branch(self, tag: Tag) -> None:
        block = self._open[-1] if self._open else None
        if block is None or (tag.kind == "elif" and block.tag.kind == "for"):
            message = text("This {tag} belongs to no {start}.", tag=tag.words, start="{% if … %}")
            self.problems.append(Problem("block-not-opened", tag, message, _TAKE_OUT))
        elif block.branches[-1].tag.kind == "else":
            message = text("After {tag} an if has no other branch.", tag="{% else %}")
            self.problems.append(Problem("block-not-opened", tag, message, _TAKE_OUT))
        else:
            if tag.container != block.tag.container:
                self._across(block, tag)
            block.branches.append(Branch(tag))

    def _end(self, tag: Tag, at: int) -> None:
        kind = _OPENS[tag.kind]
        fitting = [block for block in self._open if block.tag.kind == kind and block.tag.container == tag.container]
        top = self._open[-1] if self._open else None
        if fitting:
            self._close(fitting[-1], tag, at)
        elif top is None or self._closed_later(top, at):
            message = text("This {tag} has no {start} before it.", tag=tag.words, start=f"{{% {kind} … %}}")
            self.problems.append(Problem("block-not-opened", tag, message, _TAKE_OUT))
        elif top.tag.kind == kind:
            self._across(top, tag)
            self._open.pop()
        else:
            message = text("Here {tag} closes, but {start} is open.", tag=tag.words, start=top.tag.words)
            remedy = text("Write {tag}.", tag=f"{{% {_ENDS[top.tag.kind]} %}}")
            self.problems.append(Problem("block-crossed", tag, message, remedy))
            self._open.pop()

    def _close(self, block: Block, tag: Tag, at: int) -> None:
        place = self._open.index(block)
        inside, kept = self._open[place + 1 :], []
        for each in inside:
            if self._closed_later(each, at):
                kept.append(each)
            else:
                self._not_closed(each)
        if kept:
            start = kept[0].tag
            message = text("Here {tag} closes before the {start} within it does.", tag=tag.words, start=start.words)
            remedy = text("First write {end}, then {tag}.", end=f"{{% {_ENDS[start.kind]} %}}", tag=tag.words)
            self.problems.append(Problem("block-crossed", tag, message, remedy))
        self._open[place:] = kept

    def _closed_later(self, block: Block, at: int) -> bool:
        """Is there an end for this block after tag number `at` that no other block needs?"""
        depth = 0
        for tag in self._tags[at + 1 :]:
            if tag.container == block.tag.container:
                depth += (tag.kind == block.tag.kind) - (tag.kind == _ENDS[block.tag.kind])
            if depth < 0:
                return True
        return False

    def _not_closed(self, block: Block) -> None:
        tag = block.tag
        message = text("This {tag} has no {end}.", tag=tag.words, end=f"{{% {_ENDS[tag.kind]} %}}")
        remedy = text("Write {end} where it has to end.", end=f"{{% {_ENDS[tag.kind]} %}}")
        self.problems.append(Problem("block-not-closed", tag, message, remedy))

    def _across(self, block: Block, tag: Tag) -> None:
        if any(problem.tag is block.tag for problem in self.problems):
            return
        message = text(
            "{start} and its {end} do not stand in the same paragraph, cell or table.",
            start=block.tag.words,
            end=tag.words,
        )
        remedy = text("Put both in the same paragraph, or each alone in a paragraph (or row) of its own.")
        self.problems.append(Problem("block-across-places", block.tag, message, remedy))


_TAKE_OUT = text("Take it out, or write the start that belongs to it.")
