"""Pictures from outside (logos): checked, decoded and written anew before anything else sees them."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from PIL import Image, ImageFile, ImageOps

from docgen.errors import InputProblem, InvalidInput
from docgen.texts import Text, text

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 4_000_000
# 60 x 22 mm, the largest logo on a letter, at 600 dots per inch.
_PRINTED = (1417, 520)

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_DATA_URI = re.compile(r"data:(image/png|image/jpeg);base64,([A-Za-z0-9+/]+={0,2})")
# Start-of-frame markers hold the size; 0xC4, 0xC8 and 0xCC mean other things.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# What Pillow raises on a file that is not sound.
_UNSOUND = (
    OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, OverflowError, MemoryError, RuntimeError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture that is safe to print: re-encoded by us, PNG or JPEG, no alpha."""

    content: bytes
    media_type: str  # image/png or image/jpeg
    width: int  # pixels
    height: int


def picture(content: bytes, *, pointer: str, fit: tuple[int, int] = _PRINTED) -> Picture:
    """Check a PNG or JPEG and write it anew: no alpha, no metadata, no more dots (across, down) than print shows.

    Raises `InvalidInput` with `pointer`. The same bytes give the same picture.
    """
    if len(content) > MAX_BYTES:
        _refuse(pointer, text("The picture is larger than {limit} MB. Make it smaller.", limit=MAX_BYTES // 1024**2))
    media_type = _media_type(content)
    if media_type is None:
        _refuse(pointer, text("The picture is no PNG or JPEG. Save it as one of these."))
    size = _png_size(content) if media_type == "image/png" else _jpeg_size(content)
    if size is None:
        _refuse(pointer, _unreadable())
    if size[0] * size[1] > MAX_PIXELS:
        _refuse(
            pointer, text("The picture has more than {limit} megapixels. Make it smaller.", limit=MAX_PIXELS // 10**6)
        )
    try:
        return _anew(content, media_type, fit)
    except _UNSOUND:
        _refuse(pointer, _unreadable())


def picture_from_data_uri(uri: object, *, pointer: str) -> Picture:
    """The same for a ``data:image/png;base64,...`` or ``data:image/jpeg;base64,...`` address."""
    match = _DATA_URI.fullmatch(uri) if isinstance(uri, str) else None
    if match is None:
        _refuse(
            pointer,
            text(
                'A logo is a data URI: "data:image/png;base64," or "data:image/jpeg;base64," and then the file in '
                "base64."
            ),
        )
    try:
        content = base64.b64decode(match[2], validate=True)
    except binascii.Error:
        _refuse(pointer, text("The base64 of the logo is cut off. Encode the whole file again."))
    if _media_type(content) not in (None, match[1]):
        _refuse(
            pointer,
            text("The logo is not of the type that its data URI names. Write image/png or image/jpeg as it is."),
        )
    return picture(content, pointer=pointer)


def _refuse(pointer: str, message: Text) -> NoReturn:
    raise InvalidInput((InputProblem(pointer, message),)) from None


def _unreadable() -> Text:
    return text("The picture is damaged and cannot be read. Save it again.")


def _media_type(content: bytes) -> str | None:
    if content.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(_JPEG) else None


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:  # padding
            place += 1
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return (width, height) if width and height else None
        else:
            place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return None


@lru_cache(maxsize=32)
def _anew(content: bytes, media_type: str, fit: tuple[int, int]) -> Picture:
    # WeasyPrint, where it shares our process, switches this on for all; half a logo is a damaged file to us.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError("the decoder reads another size than the header says")
        flat = _flattened(ImageOps.exif_transpose(opened))
    flat.thumbnail(fit, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    if media_type == "image/png":
        flat.save(written, "PNG", optimize=True)
    else:
        flat.save(written, "JPEG", quality=92, subsampling=0)
    return Picture(written.getvalue(), media_type, flat.width, flat.height)


def _flattened(image: Image.Image) -> Image.Image:
    """Eight-bit colours on white paper, without anything else that the file held."""
    if image.mode in ("I", "I;16", "F"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    with_alpha = image.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(paper, with_alpha).convert("RGB")
