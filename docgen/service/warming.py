"""Work that the first letters would have to wait for, done as soon as the service listens, beside the requests.

A letter of the example is made in each way that there is, so that programs, fonts, templates and worker processes are
there when somebody asks. It goes nowhere, and nothing of it is kept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Thread
from typing import Any

from docgen.errors import DocgenError
from docgen.letters.kinds import KINDS
from docgen.render.office_profile import find_office
from docgen.render.templates import environment, template_errors
from docgen.render.words import LANGUAGES
from docgen.render.workers import SIZE
from docgen.service.desk import Desk
from docgen.service.examples import LETTER_REQUEST
from docgen.service.mistakes import internal

log = logging.getLogger("docgen.service")

_ON_OWN_PAPER = LETTER_REQUEST | {"kind": "sommatie"}
_TIMES = 2  # what two letters of a process had in common, it keeps
_END = 5.0  # seconds for what is being done when the service stops
_BREATH = 0.02  # seconds between two looks whether requests are worked on, and between two templates


class Warming:
    """A part of the service that is done after a few seconds. `busy`: whether requests are worked on; they go first."""

    def __init__(self, desk: Desk, busy: Callable[[], bool]) -> None:
        self._desk, self._busy = desk, busy
        self._stopped = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin."""
        if self._desk.settings.warm != "none":
            self._thread = Thread(target=self._run, name="warming", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Leave the rest."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_END)

    def _run(self) -> None:
        start = time.monotonic()
        for step in self._steps():
            while self._busy() and not self._stopped.is_set():
                self._stopped.wait(_BREATH)
            if self._stopped.is_set():
                return
            try:
                step()
            except DocgenError as error:  # with brands or templates of one's own the example may not be a letter
                log.info("warming", extra={"problem": error.problem})
            except Exception as error:
                internal(error)
        log.info("warm", extra={"ms": round((time.monotonic() - start) * 1000)})

    def _steps(self) -> Iterator[Callable[[], object]]:
        yield self._page
        for request in (LETTER_REQUEST, _ON_OWN_PAPER) * _TIMES:
            yield partial(_at_once, partial(self._page, request))
        yield partial(_at_once, self._word_file)
        if self._desk.settings.warm == "all" and find_office() is not None:
            yield self._word_page
        for language in LANGUAGES:
            for kind in KINDS:
                yield partial(self._template, language, f"{language}/{kind}.html")

    def _page(self, request: dict[str, Any] = LETTER_REQUEST) -> None:
        self._desk.render(self._desk.finish(request, "pdf"), "pdf")

    def _word_file(self) -> None:
        self._desk.render(self._desk.compose(LETTER_REQUEST), "docx")

    def _word_page(self) -> None:
        self._desk.render(self._desk.compose(LETTER_REQUEST | {"engine": "word"}), "pdf")

    def _template(self, language: str, name: str) -> None:
        with template_errors(name):
            environment(language, self._desk.settings.templates / "html").get_template(name)
        self._stopped.wait(_BREATH)


def _at_once(make: Callable[[], object]) -> None:
    """As many times at once as there are worker processes, so that all of them have started."""
    with ThreadPoolExecutor(SIZE) as threads:
        for done in [threads.submit(make) for _ in range(SIZE)]:
            done.result()
