"""The press: nothing reaches out of it, nothing holds it up, and it survives what happens to its workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import BadTemplate, LimitExceeded
from docgen.letters.letter import Letter
from docgen.render import press, render
from docgen.render.job import Job
from docgen.render.typesetting import AnnexTooLong, Refused, TooLong, typeset

Maker = Callable[..., Letter]
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def job(body: str, *, css: str = "", pages: int = 10, annex: int = 0, head: str = "") -> Job:
    html = f'<html lang="nl"><head><title>x</title>{head}</head><body>{body}</body></html>'
    return Job(html=html, css=css, assets={}, concept=False, pages_limit=pages, annex_limit=annex)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="http://127.0.0.1:1/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="ftp://example.org/x.png" alt="x">',
        f'<img src="{PIXEL}" alt="x">',
        '<img src="asset:other" alt="x">',
        '<img src="x.png" alt="x">',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import url("https://example.org/x.css");</style>',
        '<style>@font-face { font-family: x; src: url("https://example.org/x.ttf") }</style>',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<ul><li style="list-style-image: url(https://example.org/)">x</ul>',
        "<style>@page { background: url(file:///etc/passwd) }</style>",
        "<style>p::before { content: url(asset:none) }</style><p>x</p>",
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_nothing_is_fetched(body: str) -> None:
    with pytest.raises(BadTemplate):
        press.print_letter(job(body))


def test_an_attachment_of_the_page_is_not_fetched_either() -> None:
    with pytest.raises(BadTemplate):
        press.print_letter(job("x", head='<link rel="attachment" href="file:///etc/passwd">'))


def test_a_letter_that_takes_too_long_is_stopped() -> None:
    rows = "<tr>" + "<td>x</td>" * 40 + "</tr>"
    slow = job(f"<table>{rows * 3000}</table>")
    start = time.monotonic()
    with pytest.raises(LimitExceeded):
        press.print_letter(slow, seconds=1.5)
    assert time.monotonic() - start < 10
    assert press.print_letter(job("<p>next</p>")).pages == 1


def test_a_letter_that_breaks_the_machinery_is_an_error_and_the_next_one_is_made() -> None:
    with pytest.raises((LimitExceeded, RuntimeError)):
        press.print_letter(job("<div>" * 3000))
    assert press.print_letter(job("<p>next</p>")).pages == 1


def test_a_worker_that_died_is_replaced() -> None:
    press.print_letter(job("<p>first</p>"))
    worker = press._idle[-1]
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert press.print_letter(job("<p>second</p>")).pages == 1


def test_workers_leave_nothing_behind() -> None:
    press.print_letter(job("<p>first</p>"))
    workers = list(press._idle)
    press.close()
    assert all(worker._process.returncode is not None for worker in workers)
    assert not any(Path(worker._folder.name).exists() for worker in workers)


def test_complaints_come_back() -> None:
    assert any("colr" in said for said in press.print_letter(job("<p>x</p>", css="p { colr: red }")).complaints)
    assert press.print_letter(job("<p>x</p>", css="p { color: red }")).complaints == ()


def test_the_limit_of_pages() -> None:
    pages = '<p style="break-after: page">x</p>' * 3
    assert press.print_letter(job(pages, pages=3)).pages == 3
    with pytest.raises(LimitExceeded):
        press.print_letter(job(pages, pages=2))


def test_in_the_worker_the_reasons_have_names() -> None:
    with pytest.raises(TooLong):
        typeset(job('<p style="break-after: page">x</p>y', pages=1))
    with pytest.raises(Refused):
        typeset(job('<img src="file:///etc/passwd" alt="x">'))


def test_a_picture_that_cannot_be_read_stops_the_letter(letter: Maker, templates: Path) -> None:
    from docgen.dossier.pictures import Picture

    with pytest.raises(BadTemplate):
        render(letter(picture=Picture(b"no picture", "image/png", 10, 10)), "pdf", templates=templates)


ANNEX = '<section id="annex" style="break-before: page">%s</section>'


def test_the_annex_has_a_limit_of_its_own() -> None:
    body = "<p>letter</p>" + ANNEX % ('<p style="break-after: page">one</p><p>two</p>')
    assert press.print_letter(job(body, pages=1, annex=2)).pages == 3
    with pytest.raises(AnnexTooLong):
        typeset(job(body, pages=1, annex=1))
    with pytest.raises(TooLong):
        typeset(job('<p style="break-after: page">letter</p>' + body, pages=1, annex=2))


def test_a_user_hears_that_the_annex_is_too_long() -> None:
    with pytest.raises(LimitExceeded) as raised:
        press.print_letter(job("<p>letter</p>" + ANNEX % "<p>one</p>", pages=1, annex=0))
    assert "annex" in raised.value.detail.message
