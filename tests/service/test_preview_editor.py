"""What the service tells the JSON editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from docgen.settings import ROOT


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('{"a": 1,\n "a": 2}', (2, 2)),
        ('{\n"a": "open\n}', (2, 11)),
        ('["é\U0001f600" 1]', (1, 7)),  # whole characters are counted
        ("", (None, None)),
    ],
)
def test_broken_json_has_a_line_and_a_column(
    client: FlaskClient, body: str, place: tuple[int | None, int | None]
) -> None:
    answer = client.post("/preview/letter", data=body, content_type="application/json")
    told = answer.get_json()
    assert (answer.status_code, told["type"]) == (400, "/problems/not-json")
    assert (told["line"], told["column"]) == place
    api = client.post("/v1/letters", data=body, content_type="application/json").get_json()
    assert set(api) == {"type", "title", "status", "detail"}  # the contract of the API knows no others


def test_the_words_of_the_editor_are_those_of_the_page() -> None:
    page = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "docgen/service/preview/templates").glob("*.html")
    )
    with Path(ROOT / "docgen/locale/nl/LC_MESSAGES/editor.po").open("rb") as file:
        words = {str(each.id): str(each.string) for each in read_po(file) if each.id}
    assert all(words.values())
    assert [each for each in words if f'say("{each}"' not in page and f"say('{each}'" not in page] == []
