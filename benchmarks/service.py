"""Services that make letters over HTTP: docgen's own, and the plainest one around another engine.

Run as a program this is such a plain service: so many warm processes, and a thread for each caller.
"""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.process import ROOT, Process, Stopped, environment

CORES = os.cpu_count() or 1
_PDF = b"%PDF-"


class Service:
    """A running service by its address."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._host, self._port, self._path = host, port, path
        self.url = f"http://{host}:{port}"

    def caller(self) -> HTTPConnection:
        """A connection that stays open."""
        return HTTPConnection(self._host, self._port, timeout=120)

    def letter(self, wanted: Any, caller: HTTPConnection | None = None) -> bytes:
        """The PDF that is asked for. Raises `Stopped` for any other answer."""
        connection = caller or self.caller()
        head = {"Content-Type": "application/json", "Accept": "application/pdf"}
        connection.request("POST", self._path, json.dumps(wanted), head)
        answer = connection.getresponse()
        content = answer.read()
        if caller is None:
            connection.close()
        if answer.status != 200 or not content.startswith(_PDF):
            raise Stopped(f"{self._path} answered {answer.status}: {content[:300].decode(errors='replace')}")
        return content


@contextmanager
def docgen_service() -> Iterator[Service]:
    """`docgen serve` with its own settings, on any free port."""
    program = "import sys; from docgen.service.cli import main; sys.exit(main(sys.argv[1:]))"
    with _started([sys.executable, "-c", program, "serve", "--port", "0"]) as (host, port):
        yield Service(host, port, "/v1/letters")


@contextmanager
def plain_service(engine: str, letter: str, jobs: int) -> Iterator[Service]:
    """A plain service around an engine with as many processes as cores; its letters are prepared before."""
    with _started([sys.executable, "-m", "benchmarks.service", engine, letter, str(jobs)]) as (host, port):
        yield Service(host, port, "/")


@contextmanager
def _started(command: list[str]) -> Iterator[tuple[str, int]]:
    with (
        TemporaryDirectory(prefix="docgen-bench-", ignore_cleanup_errors=True) as folder,
        Path(folder, "log").open("w+b") as log,
    ):
        process = subprocess.Popen(  # noqa: S603 - our own programs
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=ROOT,
            start_new_session=True,
            env=environment(Path(folder)),
        )
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with process.stdout as said:
            try:
                where = next((found for line in said if (found := re.search(r"http://([\d.]+):(\d+)", line))), None)
                if where is None:
                    log.seek(0)
                    raise Stopped(f"The service did not start: {log.read()[-1000:].decode(errors='replace')}")
                yield where[1], int(where[2])
            finally:
                process.terminate()
                process.wait(60)


def main(engine: str, letter: str, jobs: int) -> None:
    """Serve until the process is ended."""
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(engine)) for _ in range(CORES)]
        for each in processes:
            each.tell("prepare", letter, range(jobs))
        free: queue.Queue[Process] = queue.Queue()
        for each in processes:
            each.answer()
            free.put(each)

        class Answer(BaseHTTPRequestHandler):
            """A letter for whoever asks."""

            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                """Make the letter of the number that is asked for."""
                number = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                process = free.get()
                try:
                    content = process.ask("one", number)
                finally:
                    free.put(process)
                self.send_response(200)
                self.send_header("Content-Type", "application/pdf")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
                """Nothing is logged."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
        stack.callback(server.server_close)
        server.serve_forever()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
