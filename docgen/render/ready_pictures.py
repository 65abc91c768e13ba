"""The pictures of a letter, made ready to draw.

WeasyPrint unpacks and packs a logo again for every letter, and reads a payment code as any drawing. Here a logo is
packed once in a process, and the code goes to the page as it is: dark modules on white. Both look as ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import pydyf  # type: ignore[import-untyped]
from PIL import Image, UnidentifiedImageError
from weasyprint.images import RasterImage

LOGOS = 8  # that a process keeps
_CODE = re.compile(
    rb'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 (\d+) \1" width="\1" height="\1">'
    rb'<rect width="\1" height="\1" fill="#fff"/><path d="((?:M\d+ \d+h\d+v1h-\d+z)+)" fill="#000"/></svg>'
)
_RUN = re.compile(rb"M(\d+) (\d+)h(\d+)v1h-\d+z")


class Logo(RasterImage):  # type: ignore[misc]
    """A picture of dots that keeps what it becomes in a PDF."""

    def __init__(self, content: bytes) -> None:
        self._made: dict[tuple[bool, float], pydyf.Stream] = {}
        super().__init__(Image.open(BytesIO(content)), sha256(content).hexdigest(), content, orientation="from-image")

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:
        """One of its own for each PDF, as that numbers it."""
        key = interpolate, dpi_ratio
        if key not in self._made:
            self._made[key] = super().get_x_object(interpolate, dpi_ratio)
        made = _same(self._made[key])
        if "SMask" in made.extra:
            made.extra["SMask"] = _same(made.extra["SMask"])
        return made


def _same(stream: pydyf.Stream) -> pydyf.Stream:
    return pydyf.Stream(list(stream.stream), pydyf.Dictionary(stream.extra), stream.compress)


class Modules:
    """A code of dark modules on white: `size` modules on a side, and the dark ones as runs `(x, y, length)`."""

    def __init__(self, size: int, runs: list[tuple[int, int, int]]) -> None:
        self._size = size
        self._drawing = b"\n".join(
            b"%d %d m %d %d l %d %d l %d %d l h" % (x, y, x + length, y, x + length, y + 1, x, y + 1)
            for x, y, length in runs
        )

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Width and height in pixels, and how they relate."""
        return self._size, self._size, 1.0

    def draw(self, stream: Any, width: float, height: float, _style: object) -> None:
        """Draw it that large, in pixels."""
        with stream.stacked():
            stream.transform(a=width / self._size, d=height / self._size)
            stream.stream.append(b"1 1 1 rg 0 0 %d %d re f 0 0 0 rg" % (self._size, self._size))
            stream.stream.append(self._drawing)
            stream.fill()


def ready_pictures(assets: Mapping[str, tuple[str, bytes]]) -> dict[str, Any]:
    """By address, those of a letter's pictures that can be made ready; WeasyPrint reads the others itself."""
    made = {f"asset:{name}": _ready(media_type, content) for name, (media_type, content) in assets.items()}
    return {address: picture for address, picture in made.items() if picture is not None}


def _ready(media_type: str, content: bytes) -> Logo | Modules | None:
    if media_type != "image/svg+xml":
        return _logo(content)
    code = _CODE.fullmatch(content)
    if code is None:
        return None
    runs = [(int(x), int(y), int(length)) for x, y, length in _RUN.findall(code[2])]
    return Modules(int(code[1]), runs)


@lru_cache(maxsize=LOGOS)
def _logo(content: bytes) -> Logo | None:
    try:
        return Logo(content)
    except (OSError, ValueError, UnidentifiedImageError):
        return None  # WeasyPrint finds that too, and says it
