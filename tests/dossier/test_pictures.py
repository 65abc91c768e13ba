"""Logos: what is accepted, and that what comes out is ours."""

from __future__ import annotations

import base64
import io
import random
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from docgen.dossier.pictures import MAX_BYTES, MAX_PIXELS, Picture, picture, picture_from_data_uri
from docgen.errors import InvalidInput
from tests.dossier.given import picture_bytes


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)  # type: ignore[arg-type]
    return target.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    header = struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk


def jpeg_header(width: int, height: int) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 20
    )


def opened(found: Picture) -> Image.Image:
    return Image.open(io.BytesIO(found.content))


def message_of(content: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        picture(content, pointer="/dossier/creditor/logo")
    (problem,) = caught.value.errors
    assert problem.pointer == "/dossier/creditor/logo"
    return problem.message.message


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_any_png_becomes_eight_bit_colour_without_alpha(mode: str) -> None:
    found = picture(written(Image.new(mode, (40, 30)), "PNG"), pointer="")
    image = opened(found)
    assert (found.media_type, found.width, found.height) == ("image/png", 40, 30)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (40, 30))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_any_jpeg_stays_a_jpeg(mode: str) -> None:
    found = picture(written(Image.new(mode, (40, 30)), "JPEG"), pointer="")
    assert (found.media_type, opened(found).format, opened(found).mode) == ("image/jpeg", "JPEG", "RGB")


def test_transparency_becomes_white_paper() -> None:
    image = Image.new("RGBA", (2, 1), (255, 0, 0, 0))
    image.putpixel((1, 0), (255, 0, 0, 255))
    flat = opened(picture(written(image, "PNG"), pointer=""))
    assert [flat.getpixel((x, 0)) for x in (0, 1)] == [(255, 255, 255), (255, 0, 0)]


def test_sixteen_bits_keep_their_grey() -> None:
    found = opened(picture(written(Image.new("I;16", (2, 2), 32768), "PNG"), pointer=""))
    assert found.getpixel((0, 0)) == (128, 128, 128)


def test_metadata_is_left_behind_and_the_right_way_up_is_kept() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "J. de Vries")
    content = written(Image.new("RGB", (4, 4)), "PNG", pnginfo=notes, dpi=(300, 300))
    assert b"J. de Vries" in content
    assert b"J. de Vries" not in picture(content, pointer="").content
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "J. de Vries"
    turned = picture(written(Image.new("RGB", (40, 20)), "JPEG", exif=exif), pointer="")
    assert (turned.width, turned.height) == (20, 40)
    assert not opened(turned).getexif()


def test_the_same_bytes_give_the_same_picture() -> None:
    for kind in ("PNG", "JPEG"):
        content = picture_bytes(kind)
        assert picture(content, pointer="") == picture(bytes(bytearray(content)), pointer="/elsewhere")


def test_no_more_dots_than_print_shows() -> None:
    found = picture(picture_bytes(size=(2000, 1000)), pointer="")
    assert found.width <= 1417
    assert found.height <= 520
    assert abs(found.width / found.height - 2) < 0.01


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no PNG or JPEG"),
        (b"GIF89a" + b"\x00" * 50, "no PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG or JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "no PNG or JPEG"),
        (b"BM" + b"\x00" * 50, "no PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "damaged"),
        (png_header(0, 10), "damaged"),
        (png_header(10, 10), "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "damaged"),
        (jpeg_header(0, 5), "damaged"),
        (jpeg_header(5, 5), "damaged"),
        (picture_bytes()[:-30], "damaged"),
        (picture_bytes("JPEG")[:300], "damaged"),
        (png_header(13_000, 13_000), "megapixels"),
        (png_header(2**31 - 1, 2**31 - 1), "megapixels"),
        (jpeg_header(65_535, 65_535), "megapixels"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * MAX_BYTES, "larger than"),
    ],
)
def test_what_is_refused_before_and_while_decoding(content: bytes, words: str) -> None:
    assert words in message_of(content)


def test_limits_on_both_sides() -> None:
    sound = picture_bytes()
    assert picture(sound + b"\x00" * (MAX_BYTES - len(sound)), pointer="")
    assert "larger" in message_of(sound + b"\x00" * (MAX_BYTES - len(sound) + 1))
    assert picture(picture_bytes(size=(2000, MAX_PIXELS // 2000)), pointer="")
    assert "megapixels" in message_of(picture_bytes(size=(2000, MAX_PIXELS // 2000 + 1)))


def test_broken_pictures_are_never_more_than_a_mistake() -> None:
    chance = random.Random(4711)  # noqa: S311
    for kind in ("PNG", "JPEG"):
        sound = picture_bytes(kind)
        for _ in range(300):
            broken = bytearray(sound)
            for _ in range(chance.randint(1, 6)):
                broken[chance.randrange(8, len(broken))] = chance.randrange(256)
            try:
                picture(bytes(broken), pointer="/x")
            except InvalidInput as error:
                assert error.errors[0].pointer == "/x"  # noqa: PT017


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_data_uris(kind: str) -> None:
    content = picture_bytes(kind)
    uri = f"data:image/{kind.lower()};base64,{base64.b64encode(content).decode()}"
    assert picture_from_data_uri(uri, pointer="") == picture(content, pointer="")


PNG_64 = base64.b64encode(picture_bytes()).decode()


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        (None, "data URI"),
        (12, "data URI"),
        ("", "data URI"),
        ("https://example.nl/logo.png", "data URI"),
        ("file:///etc/passwd", "data URI"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "data URI"),
        (f"data:image/png,{PNG_64}", "data URI"),
        (f"data:image/png;base64, {PNG_64}", "data URI"),
        (f"data:image/png;base64,{PNG_64}\n", "data URI"),
        (f"DATA:image/png;base64,{PNG_64}", "data URI"),
        ("data:image/png;base64,iVBOR", "cut off"),
        (f"data:image/jpeg;base64,{PNG_64}", "type"),
        ("data:image/png;base64,R0lGODlh", "no PNG"),
    ],
)
def test_other_addresses_are_refused(uri: object, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        picture_from_data_uri(uri, pointer="/logo")
    assert words in caught.value.errors[0].message.message
    assert caught.value.errors[0].pointer == "/logo"
