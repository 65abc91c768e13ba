"""Letters a second: a batch over all cores against one process, ours and the others'."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.engines import ENGINES, RIVALS
from benchmarks.letters import ONE_PAGE, request
from benchmarks.measuring import GAIN, Bar, Case
from benchmarks.process import ROOT, Process, Stopped, environment
from benchmarks.service import CORES

JOBS = 40  # letters that each process has ready
FORMS = (1, CORES) if CORES > 1 else (1,)


def steps(rounds: int, there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return rounds * len(FORMS) * (1 + len([each for each in RIVALS if each in there]))


def measure(rounds: int, there: Sequence[str], bar: Bar, *, letters: int = 300, seconds: float = 4.0) -> list[Case]:
    """docgen makes so many requests with its ledger and files; the others make ready pages for so many seconds."""
    rates = {count: Case("batch", _title(count), "letters/s", "more") for count in FORMS}
    whole = Case("batch", f"docgen makes {letters} letters, with start and report", "s")
    effort = Case("batch", "processor time of a letter of docgen, with start and report", "ms")
    with ExitStack() as stack:
        rivals = {each: [stack.enter_context(Process(each)) for _ in range(CORES)] for each in RIVALS if each in there}
        for processes in rivals.values():
            for each in processes:
                each.ask("prepare", ONE_PAGE, range(JOBS))
                each.ask("some", 2)
        for _ in range(rounds):
            for count in FORMS:
                bar.step(rates[count].title)
                ran = batch(letters, count)
                rates[count].add("docgen, ledger and files included", ran.rate)
                whole.add(_title(count), ran.seconds)
                effort.add(_title(count), ran.processor * 1000 / letters)
            for name, processes in rivals.items():
                for count in FORMS:
                    bar.step(rates[count].title)
                    rates[count].add(ENGINES[name].title, _rate(processes[:count], seconds))
    return [*rates.values(), *_gains(rates), whole, effort]


@dataclass(frozen=True)
class Ran:
    """How a batch went: letters a second once it was going, seconds from start to end, and seconds of processors."""

    rate: float
    seconds: float
    processor: float


def batch(letters: int, workers: int, name: str = ONE_PAGE) -> Ran:
    """Run `docgen batch`. Raises `Stopped`."""
    with TemporaryDirectory(prefix="docgen-bench-") as folder:
        scratch = Path(folder)
        file = scratch / "requests.jsonl"
        file.write_text("".join(json.dumps(request(name, each)) + "\n" for each in range(letters)), "utf-8")
        program = "import sys; from docgen.service.cli import main; sys.exit(main(sys.argv[1:]))"
        reaping = [sys.executable, "-m", "benchmarks.reaping"]
        command = [*reaping, sys.executable, "-c", program, "batch", str(file), "-o", str(scratch / "out")]
        start, used = perf_counter(), _processor()
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--workers", str(workers)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            start_new_session=True,
            env=environment(scratch),
        )
        try:
            _, said = process.communicate()
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)  # the batch stops as it does for anybody, and its workers with it
            process.wait()
            raise
        seconds = perf_counter() - start
        if process.returncode:
            raise Stopped(f"docgen batch: {said[-1000:]}")
        return Ran(_going(scratch / "out"), seconds, _processor() - used)


def _processor() -> float:
    """Seconds that programs which ended took, with all that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _going(folder: Path) -> float:
    """Letters a second after the first fifth, by the times of the files: what a start costs is told apart."""
    ends = sorted(each.stat().st_mtime for each in (folder / "letters").iterdir())
    start = len(ends) // 5
    return (len(ends) - 1 - start) / (ends[-1] - ends[start])


def _rate(processes: list[Process], seconds: float) -> float:
    for each in processes:
        each.tell("run", seconds)
    rates: list[float] = [each.answer() for each in processes]
    return sum(rates)


def _gains(rates: dict[int, Case]) -> list[Case]:
    """How much more all cores make than one: the others show what the machine has to give."""
    if len(FORMS) == 1:
        return []
    gains = Case("batch", f"{CORES} processes against one", GAIN, "more")
    for title in rates[1].rows:
        pairs = zip(rates[CORES].rows[title], rates[1].rows[title], strict=True)
        gains.rows[title] = [many / one for many, one in pairs]
    return [gains]


def _title(count: int) -> str:
    return "One process" if count == 1 else f"{count} processes"
