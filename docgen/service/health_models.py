"""The shape of the answer of ``/healthz``, for the OpenAPI document."""

from __future__ import annotations

from typing import Literal

from docgen.service.answer_models import Answer


class HealthOfPart(Answer):
    """How a part of the service is; `detail` says what does not work, and to who has a key also where and why."""

    part: str
    ok: bool
    detail: str | None


class Health(Answer):
    """The service can make letters: "ok" all of them, "impaired" when a part is ill.

    `rates` is the fingerprint of its tables, `warnings` say what is ill and what needs care.
    """

    status: Literal["ok", "impaired"]
    version: str
    rates: str
    warnings: list[str]
    parts: list[HealthOfPart]
