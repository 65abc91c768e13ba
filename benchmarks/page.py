"""A letter ready for any program that makes pages of HTML: the same words, tables, pictures and typeface for all."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.letters import request
from docgen.letters.letter import Letter
from docgen.render.html import Page, letter_page
from docgen.render.sheet import Asset, code_of
from docgen.service.desk import Desk
from docgen.settings import Settings

INSTALLED = """
html.paged {
  font-family: Carlito, "Liberation Sans"; font-kerning: normal;
  font-variant-numeric: lining-nums tabular-nums; font-variant-ligatures: no-common-ligatures;
}
"""


@dataclass(frozen=True)
class Paper:
    """A letter that was composed, with its page for paper."""

    letter: Letter
    page: Page

    @property
    def pictures(self) -> dict[str, Asset]:
        """Its pictures as one has them at hand: the payment code is a PNG."""
        code = code_of(self.letter)
        return self.page.assets | ({"qr": Asset("image/png", code.png8)} if code else {})

    def html(self, style: str) -> str:
        """The page in one piece, with a style sheet and the pictures inside."""
        page = self.page.html.replace("</head>", f"<style>{style}</style></head>", 1)
        pictures = {name: _data(each) for name, each in self.pictures.items()}
        return re.sub(r'"asset:(\w+)"', lambda found: f'"{pictures[found[1]]}"', page)


@lru_cache(maxsize=1)
def desk() -> Desk:
    """The service's own desk, with the settings that it has by itself."""
    return Desk(Settings())


def paper(name: str, number: int) -> Paper:
    """A letter of that name."""
    letter = desk().compose(request(name, number))
    return Paper(letter, letter_page(letter, desk().settings.templates, pictures="asset"))


def _data(picture: Asset) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
