"""The ledger: whatever is done in whatever order, each letter has one outcome, and only from who held it."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import LedgerUnusable, ledger_url
from docgen.service.batches.tables import Batch, Failed, Letter, Line, Made, Options
from docgen.service.batches.workers_alive import is_gone, worker_name
from docgen.settings import BadSetting, Settings
from tests.service.batches import SOAK
from tests.service.ledgers import LEDGERS, closing_ledger, new_ledger, server_address

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
COUNT = 3
WORKERS = ("a", "b", "c")
OVER = ("done", "failed", "cancelled")


@pytest.fixture(params=LEDGERS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(request.param, tmp_path) as made:
        yield made


def batch(batch_id: str, total: int = COUNT) -> Batch:
    return Batch(batch_id, "pdf", "running", total, DAY, Options(), NOW)


def lines(total: int = COUNT) -> list[Line]:
    return [Line(number, 100 * number, 100, f"{number:064d}") for number in range(1, total + 1)]


def made(by: str, key: str | None = None) -> Made:
    return Made("sommatie", DAY, ("some-rule",), f"letters/{by}.pdf", by.ljust(64, "0"), 1, "v1", key)


class Life(RuleBasedStateMachine):
    """A batch whose letters are taken, ended, lost and given back, by workers who may come too late."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.ledger = self.stack.enter_context(self.new_ledger())
        assert self.ledger.add(batch("one"), lines())
        assert not self.ledger.add(batch("one"), lines())
        self.state = "running"
        self.letters = dict.fromkeys(range(1, COUNT + 1), "open")
        self.attempts = dict.fromkeys(range(1, COUNT + 1), 0)
        self.holds: dict[int, Letter] = {}  # who holds what, by position
        self.outcomes: dict[int, str] = {}  # by whom a letter was made
        self.late: list[Letter] = []  # what somebody still believes to hold

    def teardown(self) -> None:
        self.ledger.forget("one")
        self.stack.close()

    @staticmethod
    @contextmanager
    def new_ledger() -> Iterator[Ledger]:
        with TemporaryDirectory(prefix="docgen-ledger-") as folder, new_ledger("sqlite", Path(folder)) as made:
            yield made

    @rule(worker=st.sampled_from(WORKERS))
    def take_the_first(self, worker: str) -> None:
        self._take(worker, None)

    @rule(worker=st.sampled_from(WORKERS), position=st.integers(1, COUNT))
    def take_one(self, worker: str, position: int) -> None:
        self._take(worker, position)

    def _take(self, worker: str, position: int | None) -> None:
        free = [each for each in self.letters if self.letters[each] == "open" and position in (None, each)]
        taken = self.ledger.take("one", worker, NOW, position)
        if self.state != "running" or not free:
            assert taken is None
            return
        assert taken is not None
        assert (taken.position, taken.state, taken.taken_by) == (min(free), "taken", worker)
        self.attempts[taken.position] += 1
        assert taken.attempts == self.attempts[taken.position]
        self.letters[taken.position] = "taken"
        self.holds[taken.position] = taken

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), well=st.booleans())
    def end(self, data: st.DataObject, well: bool) -> None:
        position = data.draw(st.sampled_from(sorted(self.holds)))
        letter = self.holds.pop(position)
        assert self.ledger.record(letter, made(letter.taken_by or "") if well else Failed("internal", ("r",)), NOW)
        self.letters[position] = "done" if well else "failed"
        if well:
            self.outcomes[position] = (letter.taken_by or "").ljust(64, "0")
        self.late.append(letter)

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), counts=st.booleans())
    def lose(self, data: st.DataObject, counts: bool) -> None:
        position = data.draw(st.sampled_from(sorted(self.holds)))
        letter = self.holds.pop(position)
        assert self.ledger.give_back(letter, counts=counts)
        self.attempts[position] -= not counts
        self.letters[position] = "cancelled" if self.state == "cancelled" else "open"
        if counts:  # else the same worker may come to the same letter at the same attempt: then it is its own again
            self.late.append(letter)

    @precondition(lambda self: self.late)
    @rule(data=st.data(), how=st.sampled_from(["made", "failed", "back"]))
    def come_too_late(self, data: st.DataObject, how: str) -> None:
        letter = data.draw(st.sampled_from(self.late))
        if self.holds.get(letter.position) == letter:
            return  # it is its own once more
        match how:
            case "made":
                assert not self.ledger.record(letter, made("late"), NOW)
            case "failed":
                assert not self.ledger.record(letter, Failed("internal"), NOW)
            case _:
                assert not self.ledger.give_back(letter, counts=True)

    @rule(change=st.sampled_from(["pause", "resume", "resume", "resume", "cancel"]))
    def change(self, change: str) -> None:
        going = self.state in ("running", "paused")
        match change:
            case "pause":
                assert self.ledger.pause("one") == (self.state == "running")
                self.state = "paused" if going else self.state
            case "resume":
                assert self.ledger.resume("one") == (self.state == "paused")
                self.state = "running" if going else self.state
            case _:
                assert self.ledger.cancel("one", NOW) == going
                if going:
                    self.state = "cancelled"
                    self.letters = {at: "cancelled" if each == "open" else each for at, each in self.letters.items()}

    @rule()
    def finish(self) -> None:
        over = all(each in OVER for each in self.letters.values())
        assert self.ledger.finish("one", NOW) == (self.state == "running" and over)
        if self.state == "running" and over:
            self.state = "finished"

    @rule()
    def try_again(self) -> None:
        failed = [at for at, each in self.letters.items() if each == "failed"] if self.state == "finished" else []
        assert self.ledger.try_again("one") == len(failed)
        for at in failed:
            self.letters[at], self.attempts[at] = "open", 0
            self.late = [each for each in self.late if each.position != at]  # its attempts count from the start
        if failed:
            self.state = "running"

    @invariant()
    def the_ledger_says_so(self) -> None:
        found = self.ledger.progress("one")
        assert (found.state, found.total) == (self.state, COUNT)
        assert Counter(found.counts) == Counter(self.letters.values())
        rows = [*self.ledger.letters("one")]
        assert {each.position: each.state for each in rows} == self.letters
        assert {each.position for each in self.ledger.taken("one")} == set(self.holds)
        assert {each.position: each.sha256 for each in rows if each.state == "done"} == self.outcomes
        assert {each.position: each.attempts for each in rows} == self.attempts
        assert all((each.taken_by is not None) == (each.state == "taken") for each in rows)
        assert all((each.problem is not None) == (each.state == "failed") for each in rows)


SHARE = 3  # of the usual number of examples: each takes some dozens of transactions that the disk has to take
Life.TestCase.settings = settings(max_examples=max(10, settings.default.max_examples // SHARE), stateful_step_count=30)
TestLife = Life.TestCase


if SOAK:

    class LifeOnServer(Life):
        """The same on PostgreSQL: one database for all, from which each life is struck out again."""

        @staticmethod
        @contextmanager
        def new_ledger() -> Iterator[Ledger]:
            with closing_ledger(server_address()) as made:
                yield made

    LifeOnServer.TestCase.settings = Life.TestCase.settings
    TestLifeOnServer = LifeOnServer.TestCase


def test_a_letter_that_was_made_before_is_told(ledger: Ledger) -> None:
    for name in ("first", "second"):
        ledger.add(batch(name), lines())
    keys = {("first", 1): "x", ("first", 2): "y", ("first", 3): "x", ("second", 1): "y", ("second", 2): "z"}
    for (name, position), key in keys.items():
        letter = ledger.take(name, "a", NOW, position)
        assert letter
        ledger.record(letter, made("a", key), NOW)
    refused = ledger.take("second", "a", NOW, 3)
    assert refused
    ledger.record(refused, Failed("unlawful-letter"), NOW)
    assert ledger.made_before("first") == {3}
    assert ledger.made_before("second") == {1}


def test_who_took_a_letter_again_cannot_end_it_as_it_was_before(ledger: Ledger) -> None:
    assert ledger.add(batch("one"), lines())
    first = ledger.take("one", "a", NOW)
    assert first is not None
    assert ledger.give_back(first, counts=True)
    again = ledger.take("one", "a", NOW)
    assert again is not None
    assert (again.position, again.attempts) == (first.position, 2)
    assert not ledger.record(first, made("first"), NOW)
    assert not ledger.give_back(first, counts=True)
    assert ledger.record(again, made("again"), NOW)


def test_a_batch_is_entered_whole_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(LedgerUnusable):
        ledger.add(batch("one"), [*lines(), lines()[0]])
    assert ledger.batch("one") is None
    assert [*ledger.letters("one")] == []
    assert ledger.add(batch("one"), lines())
    assert ledger.batch("one") == batch("one")


def test_a_batch_that_only_checked_leaves_nothing(ledger: Ledger) -> None:
    ledger.add(batch("one"), lines())
    ledger.forget("one")
    assert (ledger.batch("one"), [*ledger.letters("one")]) == (None, [])


def test_its_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    with new_ledger("sqlite", tmp_path) as ledger:
        ledger.add(batch("one"), lines())
    assert {each.stat().st_mode & 0o777 for each in tmp_path.glob("ledger.sqlite*")} == {0o600}


@pytest.mark.parametrize("address", ["no address: secret", "nosuch://user:secret@host/docgen", "sqlite://"])
def test_an_address_that_is_none_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadSetting) as caught:
        Ledger(ledger_url(Settings(ledger=address))).batch("one")
    said = str(caught.value.detail.values) + caught.value.detail.message
    assert "DOCGEN_LEDGER" in said
    assert "secret" not in said


def test_a_process_that_is_gone_is_told_from_one_that_is_there() -> None:
    assert not is_gone(worker_name())
    host, boot, pid, started, mark = worker_name().split("/")
    assert is_gone("/".join((host, boot, pid, str(int(started) - 1), mark)))  # the number was given out again
    assert is_gone("/".join((host, "another-boot", pid, started, mark)))
    assert not is_gone("/".join(("another-machine", boot, pid, "1", mark)))  # nobody can say
    process = subprocess.Popen(["sleep", "60"])
    name = worker_name(process.pid)
    assert not is_gone(name)
    process.kill()
    process.wait()
    assert is_gone(name)


def test_what_is_recorded_is_on_the_disk_and_what_is_only_taken_need_not_be(tmp_path: Path) -> None:
    with new_ledger("sqlite", tmp_path) as ledger:
        ledger.add(batch("one"), lines())
        for _ in range(2):
            letter = ledger.take("one", "a", NOW)
            assert letter is not None
            assert waits_for_the_disk(ledger) == NORMAL
            assert ledger.record(letter, made("a"), NOW)
            assert waits_for_the_disk(ledger) == FULL


FULL, NORMAL = 2, 1  # https://www.sqlite.org/pragma.html#pragma_synchronous


def waits_for_the_disk(ledger: Ledger) -> int:
    """What the last transaction of the ledger's one connection had SQLite do."""
    with ledger.database.reading() as connection:
        found: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return found
