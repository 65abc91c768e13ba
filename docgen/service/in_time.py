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

    `fresh`: seconds for which an answer does for who asks next.
    """

    def __init__(self, question: Callable[[], Answer], *, fresh: float = 0.0) -> None:
        self._question, self._fresh = question, fresh
        self._lock = Lock()
        self._asked: Future[Answer] | None = None
        self._at = 0.0  # when it was asked, or answered

    def begin(self) -> Future[Answer]:
        """Ask, unless that was done just now: the answer to come."""
        with self._lock:
            if self._asked is None or (self._asked.done() and self.age() >= self._fresh):
                self._asked, self._at = Future(), time.monotonic()
                Thread(target=self._answer, args=(self._asked,), daemon=True).start()
            return self._asked

    def ask(self, seconds: float) -> Answer:
        """The answer; raises `TimeoutError` when there is none by then, and what the question raises."""
        return self.begin().result(max(0.0, seconds))

    def age(self) -> float:
        """For how many seconds the answer is there, or is waited for."""
        return time.monotonic() - self._at

    def _answer(self, asked: Future[Answer]) -> None:
        try:
            answer = self._question()
        except BaseException as error:  # it belongs to who asked
            self._at = time.monotonic()
            asked.set_exception(error)
        else:
            self._at = time.monotonic()
            asked.set_result(answer)
