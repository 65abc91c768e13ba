"""Text that is kept from letter to letter: every page is what it is when nothing is kept, whatever went before."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from docgen.render import kept_text, page_tree, quicker, typesetting
from docgen.render.job import Job
from docgen.render.typesetting import typeset

PAGE = '<!doctype html>\n<html lang="nl"><head><title>x</title></head><body>%s</body></html>'
CSS = """
@page { size: 100mm 80mm; margin: 8mm } html { font: 10.5pt Letter, "Letter Extra" } p { margin: 1mm 0 }
.small { font-size: 6.5pt } .wide { letter-spacing: 0.4pt; word-spacing: 2pt } .full { text-align: justify }
.narrow { width: 14mm; overflow-wrap: break-word } .anywhere { width: 9mm; overflow-wrap: anywhere }
.hyphens { width: 18mm; hyphens: auto } .nowrap { white-space: nowrap } .pre { white-space: pre-wrap; tab-size: 3 }
.cut { width: 20mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis } .raised { vertical-align: super }
.caps { font-variant-caps: small-caps } .old { font-variant-numeric: oldstyle-nums } u { text-underline-offset: 1pt }
"""
SENTENCES = (
    "U moet nog \u20ac\u00a0286,50 betalen. Doe dat uiterlijk op vrijdag 27 november 2026, op rekening NL91ABNA0417164300.",
    "Nog \u20ac 1.150,00 en AVATAR Type fi fl ffi Ij\u00adzer\u00advre\u00adter Rindfleischetikettierung",
    "\u0141\u00f3d\u017a \u0130stanbul c\u0327a \u2460 \u05e9\u05dc\u05d5\u05dd 123 \u65e5\u672c",  # a second font, marks, right to left, none
)
BOXES = """
<div style="position: absolute; top: 5mm; width: 30%; border-bottom: 1pt solid #a00">x</div>
<div style="float: left; box-sizing: border-box; width: 30%; padding: 1mm 2mm; background: #eee">y</div>
<p style="border: 1pt solid; border-radius: 2mm; margin: 2% auto; max-width: 40mm">z</p>
"""
CLASSES = (
    "",
    "small",
    "wide",
    "full",
    "narrow",
    "anywhere",
    "hyphens",
    "nowrap",
    "pre",
    "cut",
    "raised",
    "caps",
    "old",
)


def pages() -> list[Job]:
    bodies = ["".join(f'<p class="{each}">{sentence}</p>' for sentence in SENTENCES) for each in CLASSES]
    bodies.append(
        "".join(f"<p><b>{each}</b> <i>{each}</i> <u>{each}</u> <s>{each}</s>\t{each}</p>" for each in SENTENCES)
    )
    # Of two sizes of a font the first in a letter decides how wide its characters are said to be.
    bodies += [
        f'<p class="small">{SENTENCES[0]}</p><p>{SENTENCES[0]}</p>',
        f'<p>{SENTENCES[0]}</p><p class="small">{SENTENCES[0]}</p>',
        BOXES,
        f"<table><tbody><tr><td>{SENTENCES[0]}</td><td>{SENTENCES[1]}</td></tr></tbody></table>",
    ]
    return [Job(html=PAGE % body, css=CSS, assets={}, concept=False, pages_limit=9, annex_limit=0) for body in bodies]


@pytest.fixture(scope="module")
def usual() -> list[bytes]:
    """Each page as WeasyPrint sets it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "quicker", nullcontext)
        return [typeset(job).content for job in pages()]


def test_every_page_is_what_weasyprint_makes_of_it_whatever_went_before(usual: list[bytes]) -> None:
    """The second time most of it comes from what is kept."""
    kept_text.MEMORY = kept_text.Memory()
    assert [typeset(job).content for job in pages()] == usual
    assert [typeset(job).content for job in reversed(pages())] == usual[::-1]
    assert len(kept_text.MEMORY._kept) > 150


def test_little_is_kept_and_all_of_it_can_be_forgotten(monkeypatch: pytest.MonkeyPatch, usual: list[bytes]) -> None:
    for name, value in (("MOST", 5), ("SEEN", 40), ("SIZES", 2)):
        monkeypatch.setattr(kept_text, name, value)
    assert [typeset(job).content for job in pages()] == usual


def test_what_only_one_letter_had_is_not_kept() -> None:
    kept_text.MEMORY = kept_text.Memory()
    names = ("J. de Vries", "M. Bakker", "A. Yilmaz")
    for name in names:
        body = f"<p>{name}</p><p>{name}</p><p>Hebt u al betaald? Dan hoeft u niets te doen.</p>"
        typeset(Job(html=PAGE % body, css=CSS, assets={}, concept=False, pages_limit=1, annex_limit=0))
    kept = repr([key for key, _ in kept_text.MEMORY._kept.items()])
    assert "Dan hoeft u niets te doen" in kept
    assert not any(name in kept for name in names)


def test_weasyprint_itself_is_left_as_it_was() -> None:
    assert {own for _, _, _, own in quicker.PLACES} >= {*quicker._INSTEAD.values()}
    with quicker.quicker():
        assert all(getattr(module, name) is own for module, name, _, own in quicker.PLACES)
    assert all(getattr(module, name) is usual for module, name, usual, _ in quicker.PLACES)


def test_another_version_of_weasyprint_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_tree, "KNOWN", "0")
    with quicker.quicker():
        assert all(getattr(module, name) is usual for module, name, usual, _ in quicker.PLACES)
