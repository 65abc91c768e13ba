"""Pictures that are made ready to draw: as WeasyPrint draws them itself, dot for dot."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from docgen.errors import BadTemplate
from docgen.letters.letter import Payee
from docgen.render import press
from docgen.render.job import Job
from docgen.render.qr import payment_code
from docgen.render.ready_pictures import ready_pictures
from docgen.render.typesetting import Fetcher

PAYEE = Payee("Bakkerij De Korenbloem B.V.", "NL91ABNA0417164300", None, "D2026-004711")
PAGE = '<html lang="nl"><head><title>x</title></head><body><img src="asset:x" alt="x" width="301"></body></html>'


def logo(mode: str, form: str) -> bytes:
    out = BytesIO()
    picture = Image.linear_gradient("L").resize((120, 40)).convert("RGB").convert(mode)
    if "A" in mode:
        picture.putalpha(Image.linear_gradient("L").resize((120, 40)))
    picture.save(out, form)
    return out.getvalue()


def dots(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bytes(document[0].render(scale=2).to_pil().tobytes())
    finally:
        document.close()


PICTURES = {
    "code": ("image/svg+xml", payment_code(PAYEE, Decimal("1150.00"), None).svg),
    "png": ("image/png", logo("RGB", "PNG")),
    "png with alpha": ("image/png", logo("RGBA", "PNG")),
    "png in grey": ("image/png", logo("L", "PNG")),
    "png with a palette": ("image/png", logo("P", "PNG")),
    "jpeg": ("image/jpeg", logo("RGB", "JPEG")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_drawn_as_ever_and_more_than_once(name: str) -> None:
    assets = {"x": PICTURES[name]}
    assert ready_pictures(assets), "it is not made ready"
    usual = dots(HTML(string=PAGE, url_fetcher=Fetcher(assets)).write_pdf())
    job = Job(html=PAGE, css="", assets=assets, concept=False, pages_limit=1, annex_limit=0)
    first, second = (press.print_letter(job).content for _ in range(2))
    assert dots(first) == usual
    assert second == first


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"no picture"])
def test_what_is_no_picture_stops_the_letter_as_ever(content: bytes) -> None:
    assets = {"x": ("image/png", content)}
    assert not ready_pictures(assets)
    with pytest.raises(BadTemplate):
        press.print_letter(Job(html=PAGE, css="", assets=assets, concept=False, pages_limit=1, annex_limit=0))


def test_another_drawing_is_left_to_weasyprint() -> None:
    drawing = PICTURES["code"][1].replace(b"#000", b"#f00")
    assert not ready_pictures({"x": ("image/svg+xml", drawing)})
