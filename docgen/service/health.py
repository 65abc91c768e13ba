"""How each part of the service is: asked now and then, each within its time, so that one that hangs hides no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docgen.errors import DocgenError
from docgen.render.words import Words
from docgen.service.in_time import InTime
from docgen.service.mistakes import internal
from docgen.settings import BadSetting
from docgen.texts import Text, text

WAIT = 0.5  # seconds for all answers together
_FRESH = 5.0  # seconds for which an answer does
_NO_ANSWER = text("It does not answer.")


@dataclass(frozen=True)
class Check:
    """A part of the service, and how to ask it.

    `question` raises a `DocgenError` when the part is ill; of a `vital` part a `BadSetting` says that no letter can be
    made at all. `said`: what does not work then, in words that anybody may read. `patience`: seconds after which a part
    that does not answer is ill.
    """

    part: str
    said: Text
    question: Callable[[], None]
    patience: float = 2.0
    vital: bool = False


@dataclass(frozen=True)
class Found:
    """How a part is. `said` is for everybody, `more` names places and reasons and is for who keeps the service."""

    part: str
    ok: bool = True
    said: Text | None = None
    more: Text | None = None

    def detail(self, words: Words, *, whole: bool) -> str | None:
        """What there is to say, in the reader's words."""
        told = [words.say(each) for each in (self.said, self.more if whole else None) if each is not None]
        return " ".join(told) or None


class Health:
    """All parts, with what was last known of them."""

    def __init__(self, checks: Iterable[Check] = ()) -> None:
        self._checks: list[tuple[Check, InTime[None]]] = []
        self._last: dict[str, Found] = {}
        for each in checks:
            self.add(each)

    def add(self, check: Check) -> None:
        """Look after one more part."""
        self._checks.append((check, InTime(check.question, fresh=_FRESH)))

    def look(self) -> list[Found]:
        """How every part is. Raises `BadSetting` when no letter can be made."""
        for _, asked in self._checks:
            asked.begin()
        until = time.monotonic() + WAIT
        found = [self._look(check, asked, until - time.monotonic()) for check, asked in self._checks]
        self._last = {each.part: each for each in found}
        return found

    def _look(self, check: Check, asked: InTime[None], seconds: float) -> Found:
        try:
            asked.ask(seconds)
        except TimeoutError:
            if asked.age() < check.patience:
                return self._last.get(check.part, Found(check.part))
            return Found(check.part, ok=False, said=check.said, more=_NO_ANSWER)
        except DocgenError as error:
            if check.vital and isinstance(error, BadSetting):
                raise
            return Found(check.part, ok=False, said=check.said, more=error.detail)
        except Exception as error:
            return Found(check.part, ok=False, said=check.said, more=internal(error).detail)
        return Found(check.part)
