"""Pages as pictures: packed by ourselves, so that nothing of them may be lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from docgen.service.page_images import png


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (119, 168)])
def test_a_picture_comes_back_as_it_was(size: tuple[int, int]) -> None:
    width, height = size
    pixels = bytes(number * 7 % 256 for number in range(3 * width * height))
    image = Image.frombytes("RGB", size, pixels)
    again = Image.open(BytesIO(png(image)))
    again.verify()
    read = Image.open(BytesIO(png(image)))
    assert (read.format, read.mode, read.size) == ("PNG", "RGB", size)
    assert read.tobytes() == pixels
