"""Nothing of a dossier is where it does not belong: looked for in a real service, while it works and after."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.service.batches import PROGRAM, request, stream
from tests.service.conftest import environment
from tests.service.test_server import call

# Words that stand nowhere else, as they are sent and as a letter or a program may write them.
CANARIES = (
    *("KANARIE-4711", "Zwartkop", "zwartkop", "Sijsjesvink", "sijsjesvink", "Putterlaan", "9471 ZQ", "9471ZQ"),
    *("8163.47", "8.163,47", "816347", "NL02ABNA0123456789", "NL02 ABNA 0123 4567 89", "F-PUTTER-88"),
)


def dossier_with_canaries(number: int) -> dict[str, Any]:
    asked = request(f"KANARIE-4711-{number}")
    dossier = asked["dossier"]
    dossier["debtor"] |= {"name": "B. Zwartkop", "email": "zwartkop@example.com"}
    dossier["debtor"]["address"] |= {"street": "Putterlaan", "postal_code": "9471 ZQ"}
    dossier["creditor"] |= {"name": "Sijsjesvink B.V.", "iban": "NL02ABNA0123456789"}
    dossier["payments"] = []
    dossier["invoices"] = [dossier["invoices"][0] | {"number": "F-PUTTER-88", "amount": "8163.47"}]
    return asked


def family(process: int) -> Iterator[int]:
    """A process and all that it started, from whatever thread, and they."""
    yield process
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            for each in listed.read_text("ascii").split():
                yield from family(int(each))


class Watch:
    """Looks at what everybody on this machine can see, and at what the service writes beside the letters."""

    def __init__(self, data: Path, log: Path, process: int) -> None:
        self._data, self._log, self._process = data, log, process
        self.seen: set[str] = set()
        self.processes: set[str] = set()

    def look(self) -> None:
        for each in family(self._process):
            for name in ("cmdline", "comm"):
                try:
                    said = Path(f"/proc/{each}/{name}").read_bytes().replace(b"\0", b" ")
                except (FileNotFoundError, ProcessLookupError):
                    continue
                self.processes.add(said.decode(errors="replace"))
        names = {str(each.relative_to(self._data)) for each in self._data.rglob("*")}
        self._search("the title of a process", "\n".join(self.processes).encode())
        self._search("the name of a file", "\n".join(names).encode())
        for each in (self._log, *(self._data / "batches").glob("ledger.sqlite*")):
            try:
                self._search(each.name, each.read_bytes())
            except FileNotFoundError:
                continue

    def _search(self, where: str, content: bytes) -> None:
        self.seen |= {f"{each} in {where}" for each in CANARIES if each.encode() in content}


@contextmanager
def watched(tmp_path: Path) -> Iterator[tuple[str, Watch]]:
    """A service that says all it can, and who watches it."""
    data, log = tmp_path / "data", tmp_path / "log"
    data.mkdir()
    with log.open("wb") as said:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--language", "en"],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=environment(DOCGEN_DATA=str(data), DOCGEN_LOG="debug,json", DOCGEN_WORKERS="2"),
        )
        try:
            assert process.stdout is not None
            yield process.stdout.readline().partition("Preview: ")[2].split("/ ")[0], Watch(data, log, process.pid)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def test_nothing_of_a_dossier_is_where_it_does_not_belong(tmp_path: Path) -> None:
    with watched(tmp_path) as (url, watch):
        keyed = {"Content_Type": "application/json", "Idempotency_Key": "f3b0c442"}
        body = json.dumps(dossier_with_canaries(0)).encode()
        made = call(url, "POST", "/v1/letters", body, Accept="application/json", **keyed)
        assert made[0].status == 200, made[1]
        assert all(each in made[1].decode() for each in ("KANARIE-4711", "Zwartkop", "Sijsjesvink", "8.163,47"))
        assert call(url, "POST", "/v1/letters", body, Accept="application/json", **keyed)[1] == made[1]
        assert call(url, "POST", "/v1/letters", body, Content_Type="application/json", Accept="*/*")[0].status == 200
        wrong = [dossier_with_canaries(1) | {"kindd": "Zwartkop"}, dossier_with_canaries(2) | {"term_days": 1}]
        for each in wrong:
            assert call(url, "POST", "/v1/letters", json.dumps(each).encode(), **keyed)[0].status == 422

        lines = stream(*(dossier_with_canaries(number) for number in range(3, 6)), *wrong).getvalue()
        sent, content = call(url, "POST", "/v1/batches?form=pdf", lines, Content_Type="application/x-ndjson")
        assert sent.status == 202, content
        place, state = sent.getheader("Location") or "", ""
        until = time.monotonic() + 240
        while state != "finished" and time.monotonic() < until:
            watch.look()
            state = json.loads(call(url, "GET", place)[1])["state"]
            time.sleep(0.05)
        result = json.loads(call(url, "GET", place)[1])
        assert (result["state"], result["done"], result["failed"]) == ("finished", 3, 2)
        for name in ("letters.zip", "letters.pdf", "report.csv", "manifest.json"):
            assert call(url, "GET", f"{place}/{name}")[0].status == 200
            watch.look()
        assert any("docgen.render.bench" in each for each in watch.processes)
        assert any("docgen.service.batches.apart" in each for each in watch.processes)
    watch.look()
    assert (tmp_path / "log").read_bytes().count(b"\n") > 10
    assert (tmp_path / "data" / "batches" / "ledger.sqlite").stat().st_size > 0
    assert watch.seen == set()
