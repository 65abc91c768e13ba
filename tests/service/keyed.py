"""A service in this process, with a clock that tests set, and requests to it that come with a key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from docgen.service.app import create_app
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.tables import LETTERS
from docgen.service.desk import Desk
from docgen.service.media import MEDIA_TYPES
from docgen.settings import Settings
from tests.service.conftest import NOW

JSON = MEDIA_TYPES["json"]
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


class Service:
    """A service on a folder of its own, with a clock that tests set."""

    def __init__(self, data: Path, **settings: Any) -> None:
        self.now, self.settings = NOW, Settings(data=data, **settings)
        self.desk = Desk(self.settings, today=lambda: self.now.date(), now=lambda: self.now)
        self.client: FlaskClient = create_app(self.desk).test_client()

    def post(self, body: Any, key: str | None = KEY, form: str = JSON, **headers: str) -> TestResponse:
        sent = body if isinstance(body, bytes) else json.dumps(body)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        keyed = {} if key is None else {"Idempotency-Key": key}
        return self.client.post("/v1/letters", data=sent, content_type=JSON, headers={"Accept": form} | keyed | more)

    def files(self) -> list[Path]:
        return [each for each in (self.settings.data / "letters").rglob("*") if each.is_file()]

    def letters(self) -> int:
        with Ledger(ledger_url(self.settings)).database.reading() as connection:
            return connection.execute(select(func.count()).select_from(LETTERS)).scalar_one()


def problem(answer: TestResponse) -> tuple[int, str]:
    """Status and type of a problem."""
    assert answer.json is not None
    return answer.status_code, answer.json["type"]


def told(answer: TestResponse) -> list[tuple[str, str]]:
    """The headers of an answer, but for the number of its request."""
    return [each for each in answer.headers if each[0] != "X-Request-Id"]
