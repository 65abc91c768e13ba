"""How long one letter takes, warm, the engines in turns: pages, Word files, and PDFs of Word files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.engines import ENGINES
from benchmarks.letters import NOTICE, ONE_PAGE, SPECIFICATION
from benchmarks.measuring import Bar, Case
from benchmarks.process import Process

PAGE = ("page", "request", "plain", "first", "untagged", "chromium", "office", "typst")
WORD = ("word", "word-request", "docxtpl")
WORD_PDF = ("word-pdf", "word-pdf-request", "plain", "chromium", "office", "typst")
CASES = (
    (ONE_PAGE, "Reminder, PDF, one page", PAGE),
    (NOTICE, "Notice, PDF, two pages", PAGE),
    (SPECIFICATION, "Specification, PDF, three pages", PAGE),
    (ONE_PAGE, "Reminder, Word file", WORD),
    (SPECIFICATION, "Specification, Word file", WORD),
    (ONE_PAGE, "Reminder, PDF from Word", WORD_PDF),
)
WARM = 2  # letters before the clock counts


def steps(rounds: int, there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return rounds * sum(len([each for each in engines if each in there]) for _, _, engines in CASES)


def measure(rounds: int, there: Sequence[str], bar: Bar) -> list[Case]:
    """Every case; the engines are started once, and begin each round with another one."""
    wanted = [each for each in ENGINES if each in there and any(each in engines for _, _, engines in CASES)]
    with ExitStack() as stack:
        processes = {each: stack.enter_context(Process(each)) for each in wanted}
        return [_case(name, title, [processes[each] for each in engines if each in there], rounds, bar)
                for name, title, engines in CASES]  # fmt: skip


def _case(name: str, title: str, processes: list[Process], rounds: int, bar: Bar) -> Case:
    case = Case("one letter", title, "ms")
    case.rows = {ENGINES[each.engine].title: [] for each in processes}
    for each in processes:
        for number in range(WARM):
            each.ask("make", name, number)
    for turn in range(rounds):
        first = turn % len(processes)
        for each in (*processes[first:], *processes[:first]):
            bar.step(title)
            seconds, _ = each.ask("make", name, WARM + turn)
            case.add(ENGINES[each.engine].title, seconds * 1000)
    return case
