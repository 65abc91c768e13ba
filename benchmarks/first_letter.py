"""How long the first letter takes: from starting a program that was not there to the finished PDF."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from benchmarks.engines import ENGINES, RIVALS
from benchmarks.letters import ONE_PAGE, request
from benchmarks.measuring import Bar, Case
from benchmarks.process import Process
from benchmarks.service import Service, docgen_service


def steps(rounds: int, there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return rounds * (1 + len([each for each in RIVALS if each in there]))


def measure(rounds: int, there: Sequence[str], bar: Bar) -> list[Case]:
    """The service of docgen, and a fresh process with each of the others, which get their page ready made."""
    case = Case("first letter", "From the start of the program", "s")
    rivals = [each for each in RIVALS if each in there]
    jobs = {}
    for each in rivals:
        with Process(each) as process:
            jobs[each] = process.ask("prepare", ONE_PAGE, range(1))
    for number in range(rounds):
        bar.step(case.title)
        start = perf_counter()
        with docgen_service() as service:
            _first(service, number)
            case.add("docgen, a fresh service", perf_counter() - start)
        for each in rivals:
            bar.step(case.title)
            start = perf_counter()
            with Process(each) as process:
                process.ask("take", jobs[each])
                process.ask("one", 0)
                case.add(ENGINES[each].title.replace(" kept open", "").replace(", warm", "").replace("warm ", ""),
                         perf_counter() - start)  # fmt: skip
    return [case]


def _first(service: Service, number: int) -> None:
    service.letter(request(ONE_PAGE, number))
