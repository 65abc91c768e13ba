"""Asking what may not answer, such as a database or a disk elsewhere, without waiting for it longer than is fit."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class InTime(Generic[Answer]):
    """A question that is asked once at a time, in a thread of its own, however many want to know.

    `patience`: seconds that who asks waits; `fresh`: seconds for which an answer does for who asks next.
    """

    def __init__(self, question: Callable[[], Answer], *, patience: float, fresh: float = 0.0) -> None:
        self._question, self._patience, self._fresh = question, patience, fresh
        self._lock = Lock()
        self._asked: Future[Answer] | None = None
        self._at = 0.0  # when it was answered

    def ask(self) -> Answer:
        """The answer; raises `TimeoutError` when there is none yet, and what the question raises."""
        with self._lock:
            if self._asked is None or self._is_old(self._asked):
                self._asked = Future()
                Thread(target=self._answer, args=(self._asked,), daemon=True).start()
            asked = self._asked
        return asked.result(self._patience)

    def _is_old(self, asked: Future[Answer]) -> bool:
        return asked.done() and time.monotonic() - self._at >= self._fresh

    def _answer(self, asked: Future[Answer]) -> None:
        try:
            answer = self._question()
        except BaseException as error:  # it belongs to who asked
            self._at = time.monotonic()
            asked.set_exception(error)
        else:
            self._at = time.monotonic()
            asked.set_result(answer)
