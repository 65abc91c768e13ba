"""How far a batch is, as server-sent events: at every change, until it is over.

Who watches holds one of the few threads that answer. So only some watch at length, and not for ever: the stream ends,
and the browser, or whoever keeps to the standard, comes back by itself. The others hear how far it is, and are asked to
come back a little later.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore

from flask import Response, request

from docgen.errors import DocgenError
from docgen.service.batch_desk import Status
from docgen.service.batch_models import status_json

EVENT_STREAM = "text/event-stream"
WATCHERS = 2  # at a time, that hold a thread
LONGEST = 60.0  # seconds of a stream
_SOON, _LATER = 1000, 3000  # milliseconds after which to come back
_HEARTBEAT = 10.0  # seconds without an event
_LOOK = 1.0  # seconds between two looks
_OVER = "over"  # id of the last event of all


class Watching:
    """Streams of events. `ending`: whether the service is to stop."""

    def __init__(self, ending: Callable[[], bool]) -> None:
        self._ending = ending
        self._places = BoundedSemaphore(WATCHERS)

    def events(self, look: Callable[[], Status]) -> Response:
        """The events of a batch; who heard already that it is over needs none, and is told not to come back."""
        if request.headers.get("Last-Event-ID") == _OVER:
            return Response(status=204)
        first = look()
        stays = first.is_lively and request.method == "GET" and self._places.acquire(blocking=False)
        stream = self._long(first, look) if stays else _short(first)
        response = Response(stream, content_type=EVENT_STREAM)
        response.headers["X-Accel-Buffering"] = "no"  # proxies pass on what there is
        if stays:
            response.call_on_close(self._places.release)
        return response

    def _long(self, first: Status, look: Callable[[], Status]) -> Iterator[str]:
        yield f"retry: {_SOON}\n\n"
        status, told, end = first, "", time.monotonic() + LONGEST
        last = time.monotonic()
        while True:
            said = _event(status)
            if said != told:
                told, last = said, time.monotonic()
                yield said
            elif time.monotonic() - last >= _HEARTBEAT:
                last = time.monotonic()
                yield ": still here\n\n"
            if not status.is_lively or self._ending() or time.monotonic() >= end:
                return
            time.sleep(_LOOK)
            try:
                status = look()
            except DocgenError:
                return  # who comes back hears why


def _short(status: Status) -> Iterator[str]:
    yield f"retry: {_LATER}\n\n"
    yield _event(status)


def _event(status: Status) -> str:
    data = json.dumps(status_json(status), ensure_ascii=False)
    if status.is_over:
        return f"event: end\nid: {_OVER}\ndata: {data}\n\n"
    return f"event: progress\ndata: {data}\n\n"
