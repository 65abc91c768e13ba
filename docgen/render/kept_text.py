"""Pieces of text that recur from letter to letter: how they break into lines, and how they are drawn.

Most sentences of a letter stand in others of its kind too, and shaping them is half the work of setting it. What comes
of a piece of text depends on that text, on its style and on the room it has; it is kept under all of these, so that no
letter can show another's words. A text is kept once two letters had it: names and amounts of one letter are not.

It is written for one version of WeasyPrint, and in place while a letter is set: see `quicker`. What is done otherwise
here is in `weasyprint.text.line_break` and `weasyprint.draw.text` there.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from weasyprint.draw.text import draw_first_line as usual_drawing
from weasyprint.pdf.fonts import Font
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_font_description, get_pango_font_key
from weasyprint.text.line_break import Layout

MOST = 8_000  # pieces of text that are kept, of about 2 kB each; letters of one kind have about a hundred
SEEN = 20_000  # of which it is remembered, by a number, that a letter had them
SIZES = 500  # of fonts

usual_split, usual_strut = line_break.split_first_line, line_break.strut


class Memory:
    """What is kept, under a style and all else that it depends on."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], tuple[Any, Any]] = {}
        self._seen: set[int] = set()
        self._now: set[int] = set()

    def next_letter(self) -> None:
        """What was seen from here on was seen in another letter."""
        if len(self._kept) > MOST:
            self._kept.clear()
        if len(self._seen) > SEEN:
            self._seen.clear()
        self._seen |= self._now
        self._now.clear()

    def get(self, style: Any, key: tuple[Any, ...]) -> Any:
        """What is kept, or None."""
        found = self._kept.get((id(style), *key))
        return found[1] if found and found[0] is style else None

    def offer(self, style: Any, key: tuple[Any, ...], value: Any) -> None:
        """Keep it if another letter had it too. With its style, so that no other can be taken for that one."""
        place = id(style), *key
        mark = hash(place)
        if mark in self._seen:
            self._kept[place] = style, value
        else:
            self._now.add(mark)


MEMORY = Memory()


class Line(Layout):  # type: ignore[misc]
    """A line of text as Pango lays it out; what belongs to its style is made once for each style."""

    layout: Any
    language: Any

    def setup(self, style: Any) -> None:
        """Make it ready for text of a style."""
        kept = style.__dict__.get("line_setup")
        if kept is None:
            super().setup(style)
            if pango.pango_layout_get_attributes(self.layout) == ffi.NULL:  # those are changed by the text
                measures = {name: self.__dict__[name] for name in _MEASURES if name in self.__dict__}
                style.line_setup = _context(style), get_font_description(style), self.language, measures
            return
        context, font, self.language, measures = kept
        self.style = style
        self.first_line_direction = 0
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, font)
        self.__dict__.update(measures)

    def deactivate(self) -> None:
        """Let go of what Pango holds."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)

    def reactivate(self, style: Any) -> None:
        """To be drawn. Pango lays it out again when it is asked for something; often that is not needed."""
        self.style = style

    def __getattr__(self, name: str) -> Any:
        if name not in ("layout", "language") or "style" not in self.__dict__:
            raise AttributeError(name)
        super().reactivate(self.style)
        return self.__dict__[name]


_MEASURES = (
    "ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness",
)  # fmt: skip


def _context(style: Any) -> Any:
    """As `Layout.setup` makes one."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if name:
        letters = ffi.new("char[]", name.encode())
        pango.pango_context_set_language(context, pango.pango_language_from_string(letters))
    return context


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """See `weasyprint.text.line_break`."""
    key = text, max_width, justification_spacing, is_line_start, minimum
    kept = MEMORY.get(style, key)
    if kept is not None:
        line = Line.__new__(Line)
        line.__dict__.update(kept[0])
        return line, *kept[1]
    line, *measures = usual_split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    MEMORY.offer(style, key, (dict(line.__dict__), tuple(measures)))
    return line, *measures


def strut(style: Any) -> tuple[float, float]:
    """See `weasyprint.text.line_break`."""
    kept: tuple[float, float] | None = style.__dict__.get("strut")
    if kept is None:
        kept = style.strut = usual_strut(style)
    return kept


@dataclass(eq=False)
class KeptFont:
    """A font of a size, as long as the process lives; `whole` is it before a letter chose its characters."""

    key: int
    size: float
    whole: Font
    line: Any  # a text in it, so that Pango keeps it too
    widths: dict[int, int] = field(default_factory=dict)  # thousandths of its size, by character

    def of(self, stream: Any) -> Font:
        """The font as it goes into the PDF of a stream."""
        font = stream._fonts.get(self.key)
        if font is None:
            font = stream._fonts[self.key] = copy(self.whole)
            font.widths, font.to_unicode, font.missing = {}, {}, {}
            font.variations = dict(font.variations)
        return font


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font as they stand in the PDF, when the font has the widths that they were drawn with."""

    font: KeptFont
    drawn: str
    says: tuple[tuple[int, int, str], ...]  # each character once: its number, its width, and the letters that it says

    def fits(self, stream: Any) -> bool:
        """Whether the font has those widths in a PDF; other sizes of it may have given it others, by a thousandth."""
        font = stream._fonts.get(self.font.key)
        known, own = font.widths if font else {}, self.font.widths
        return all(known.get(glyph, own[glyph]) == width for glyph, width, _ in self.says)

    def draw(self, stream: Any) -> None:
        """Put it into a PDF."""
        font = self.font.of(stream)
        for glyph, width, letters in self.says:
            font.widths[glyph] = width
            font.to_unicode.setdefault(glyph, letters)
        stream.set_font_size(font.hash, self.font.size)
        stream.show_text(self.drawn)


FONTS: dict[Any, KeptFont] = {}


def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """See `weasyprint.draw.text`."""
    style, line = textbox.style, textbox.pango_layout
    cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    runs = None if cut or style["font_size"] < 1e-6 or not textbox.text.strip() else _kept_runs(stream, style, line)
    if runs is None:
        emojis: list[Any] = usual_drawing(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis
    stream.set_text_matrix(*matrix.values)
    for run in runs:
        run.draw(stream)
    return []


def _kept_runs(stream: Any, style: Any, line: Line) -> tuple[Run, ...] | None:
    key = line.text, line.justification_spacing
    runs: tuple[Run, ...] | None = MEMORY.get(style, key)
    if runs is None or not all(run.fits(stream) for run in runs):
        runs = _runs(line, stream)
        if runs is not None:
            MEMORY.offer(style, key, runs)
    return runs


def _runs(line: Line, stream: Any) -> tuple[Run, ...] | None:
    """The characters of a line; None for what only WeasyPrint can draw: pictures, and characters that are missing."""
    pango.pango_layout_set_single_paragraph_mode(line.layout, True)
    first, _ = line.get_first_line()
    words = line.text.encode()
    parts: list[tuple[KeptFont, list[str], dict[int, tuple[int, str]]]] = []
    last = None
    each = first.runs[0]
    while each != ffi.NULL:
        item, glyphs = each.data.item, each.data.glyphs
        each = each.next
        if item.analysis.font != last:
            last = item.analysis.font
            started = FONTS.get(last) or _font(last, line)
            if started is None:
                return None
            parts.append((started, [], {}))
        font, drawn, says = parts[-1]
        known = stream._fonts.get(font.key)
        piece = _read(font, known.widths if known else {}, says, last, item, glyphs, words)
        if piece is None:
            return None
        drawn.append(piece)
    return tuple(
        Run(font, "".join(drawn), tuple((glyph, *each) for glyph, each in says.items())) for font, drawn, says in parts
    )


def _font(font: Any, line: Line) -> KeptFont | None:
    key, description, size = get_pango_font_key(font)
    whole = Font(font, description, size)
    if whole.bitmap or whole.png or whole.svg or whole.colr:
        return None
    if len(FONTS) >= SIZES:
        FONTS.clear()
    FONTS[font] = KeptFont(key, size, whole, line.layout)
    return FONTS[font]


def _read(
    font: KeptFont, widths: Any, says: dict[int, tuple[int, str]], pango_font: Any, item: Any, glyphs: Any, words: bytes
) -> str | None:
    count, clusters = glyphs.num_glyphs, glyphs.log_clusters
    drawn = "<"
    for place, info in enumerate(glyphs.glyphs[0:count]):
        glyph, geometry = info.glyph, info.geometry
        if glyph == pango.PANGO_GLYPH_EMPTY or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or geometry.y_offset:
            return None
        if glyph not in says:
            start = clusters[place]
            if item.analysis.level % 2:  # from right to left
                end = item.length if place == 0 else clusters[place - 1]
            else:
                end = item.length if place == count - 1 else clusters[place + 1]
            if glyph not in font.widths:
                font.widths[glyph] = _width(pango_font, glyph, font.size)
            says[glyph] = widths.get(glyph, font.widths[glyph]), words[item.offset + start : item.offset + end].decode()
        offset = geometry.x_offset / font.size
        drawn += f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}"
        kerning = says[glyph][0] + offset - geometry.width * 1000 * FROM_UNITS / font.size
        if kerning:
            drawn += f">{int(kerning)}<"
    return drawn[:-1] if drawn[-1] == "<" else f"{drawn}>"


def _width(font: Any, glyph: int, size: float) -> int:
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, glyph, ink, logical)
    thousandths: int = round(logical.width * 1000 * FROM_UNITS / size)
    return thousandths
