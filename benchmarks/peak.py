"""The most memory that making letters takes, with all processes that it takes: shared pages are counted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from benchmarks.engines import ENGINES, RIVALS
from benchmarks.letters import SPECIFICATION
from benchmarks.measuring import Bar, Case
from benchmarks.process import Process

MAKERS = ("request", *RIVALS, "word-pdf-request")
_PAUSE = 0.03  # seconds between two looks


def steps(rounds: int, there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return rounds * len([each for each in MAKERS if each in there])


def measure(rounds: int, there: Sequence[str], bar: Bar, *, letters: int = 10) -> list[Case]:
    """Each engine by itself, a fresh one each round. The page is prepared by another process."""
    case = Case("memory", "Peak while specifications are made", "MB")
    makers = [each for each in MAKERS if each in there]
    jobs = {}
    for each in makers:
        with Process(each) as process:
            jobs[each] = process.ask("prepare", SPECIFICATION, range(letters))
    for _ in range(rounds):
        for each in makers:
            bar.step(case.title)
            with Process(each) as process:
                process.ask("take", jobs[each])
                case.add(ENGINES[each].title, _peak(process, letters) / 1024**2)
    return [case]


def _peak(process: Process, letters: int) -> int:
    highest, done = 0, Event()

    def look() -> None:
        nonlocal highest
        while not done.wait(_PAUSE):
            highest = max(highest, memory(process.number))

    watch = Thread(target=look)
    watch.start()
    try:
        process.ask("some", letters)
    finally:
        done.set()
        watch.join()
    return highest


def memory(number: int) -> int:
    """Bytes that a process and all that it started hold; a page that several share counts in parts."""
    return sum(_share(each) for each in family(number))


def family(number: int) -> Iterator[int]:
    """A process and all that it started."""
    yield number
    with suppress(FileNotFoundError, ProcessLookupError):
        for thread in Path(f"/proc/{number}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                for child in (thread / "children").read_text("ascii").split():
                    yield from family(int(child))


def _share(number: int) -> int:
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return 0
