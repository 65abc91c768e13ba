"""Whatever is killed on whichever machine, and whatever the queue forgets: every letter once, whole, and the very one.

The short form makes 200 letters as JSON with Redis; `make soak` makes 2,000, also with RabbitMQ. The queue is restarted
in the middle: Redis comes back empty (it was not told to keep anything), RabbitMQ with its messages.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from docgen.service.batches.stranded import ATTEMPTS
from docgen.service.batches.tables import Batch
from docgen.service.batches.workers_alive import process_of
from docgen.service.desk import Desk
from tests.service.batches import SOAK
from tests.service.servers import RabbitMQ, Redis, postgresql, rabbitmq_server, redis_server
from tests.service.spreading import PATIENCE, Service, assert_complete, end_all, is_there, makers, until
from tests.service.test_batch_kill import LETTERS

WORKERS = 3
PAUSE = (0.8, 1.6) if SOAK else (0.5, 1.0)  # seconds between two killed workers, at most
MOST_BETWEEN = 30 if SOAK else 15  # letters between two killed workers, at most
BROKERS: dict[str, Callable[[], AbstractContextManager[Redis | RabbitMQ]]] = {"redis": redis_server}
if SOAK:
    BROKERS["rabbitmq"] = rabbitmq_server


@pytest.fixture(params=BROKERS)
def broker(request: pytest.FixtureRequest) -> Iterator[Redis | RabbitMQ]:
    with BROKERS[request.param]() as server:
        yield server


class Machine:
    """A machine whose workers are killed, one after the other, by chance."""

    def __init__(self, service: Service, batch: Batch) -> None:
        self._service, self._batch, self._ledger = service, batch, service.stored.ledger
        self._chance = random.Random(7)  # noqa: S311 - no secret
        self.process = self._start()
        self.killed, self._next, self._next_letter = 0, time.monotonic(), 0

    def _start(self) -> subprocess.Popen[bytes]:
        return self._service.worker("one", WORKERS)

    def suffer(self, done: int) -> None:
        """Lose workers until so many letters are done."""
        last = time.monotonic() + PATIENCE + LETTERS
        while (found := self._ledger.progress(self._batch.id).done) < done:
            assert time.monotonic() < last, f"{found} letters after all this time"
            assert self.process.poll() is None, self._service.said()
            if self._is_time(found) and (victims := self._victims()):
                with suppress(ProcessLookupError):  # it was recycled meanwhile
                    os.kill(self._chance.choice(victims), signal.SIGKILL)
                    self.killed += 1
                self._next = time.monotonic() + self._chance.uniform(*PAUSE)
                self._next_letter = found + self._chance.randint(1, MOST_BETWEEN)
            time.sleep(0.02)

    def _is_time(self, done: int) -> bool:
        """Whether another worker is to be lost: after a while, sooner where letters come fast."""
        return time.monotonic() >= self._next or done >= self._next_letter

    def _victims(self) -> list[int]:
        """The workers that may be killed, once one of them holds a letter: before, Celery would start them all anew.

        Who is at a letter for the last time is spared: that letter would be given up, which is another test's.
        """
        workers, taken = makers(self.process.pid), self._ledger.taken(self._batch.id)
        holders = {process_of(each.taken_by): each.attempts for each in taken if each.taken_by}
        if not {*workers} & {*holders}:
            return []
        return [each for each in workers if holders.get(each, 0) < ATTEMPTS - 1]

    def lose_parent(self) -> None:
        """Whoever started the workers is killed: they end by themselves, and others are started."""
        orphans = makers(self.process.pid)
        self.process.kill()
        self.process.communicate()
        self.process = self._start()
        until(lambda: not any(map(is_there, orphans)))

    def go_down(self) -> None:
        """Everything on the machine is gone at once, and comes back."""
        end_all(self.process)
        self.process = self._start()

    def __enter__(self) -> Machine:
        return self

    def __exit__(self, *_: object) -> None:
        end_all(self.process)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


def test_no_letter_is_lost_doubled_or_torn(desk: Desk, tmp_path: Path, broker: Redis | RabbitMQ) -> None:
    with (
        postgresql() as database,
        Service.of(desk, tmp_path, ledger=database.address(), broker=broker.address) as service,
    ):
        batch = service.accept(LETTERS)
        with Machine(service, batch) as machine:
            machine.suffer(LETTERS // 4)
            machine.lose_parent()
            machine.suffer(LETTERS // 2)
            broker.stop()
            broker.start()
            if SOAK:  # every start takes seconds
                machine.suffer(LETTERS * 3 // 4)
                machine.go_down()
            machine.suffer(LETTERS)
            until(lambda: service.stored.ledger.progress(batch.id).state == "finished")
            machine.stop()
            assert machine.process.returncode == 0
            assert machine.killed >= LETTERS // 25
        assert_complete(service, batch)
        attempts = [each.attempts for each in service.stored.ledger.letters(batch.id)]
        assert max(attempts) > 1  # some were killed in the middle of a letter
        for number in range(1, LETTERS + 1):
            assert f"D{number:05d}" not in service.said()
