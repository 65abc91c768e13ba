"""How long a caller waits for a letter over HTTP: alone, and among several that ask at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from benchmarks.engines import ENGINES, RIVALS
from benchmarks.letters import ONE_PAGE, request
from benchmarks.measuring import Bar, Case
from benchmarks.service import CORES, Service, docgen_service, plain_service

SEVERAL = 2 * CORES
JOBS = 40  # letters that a plain service has ready


def steps(rounds: int, there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return (rounds + 1) * (1 + len([each for each in RIVALS if each in there]))


def measure(rounds: int, there: Sequence[str], bar: Bar, *, letters: int = 8) -> list[Case]:
    """`letters` a caller in each round. docgen gets requests, the others make pages that were prepared before."""
    alone = Case("over HTTP", "One caller, median", "ms")
    among = Case("over HTTP", f"{SEVERAL} callers at once, median", "ms")
    slowest = Case("over HTTP", f"{SEVERAL} callers at once, slowest tenth from", "ms")
    rivals = [each for each in RIVALS if each in there]
    with ExitStack() as stack:
        bar.step("services start")
        services: dict[str, tuple[Service, Callable[[int], Any]]] = {
            "docgen, the whole request": (
                stack.enter_context(docgen_service()),
                lambda number: request(ONE_PAGE, number),
            )
        }
        for each in rivals:
            bar.step("services start")
            service = stack.enter_context(plain_service(each, ONE_PAGE, min(JOBS, letters * SEVERAL)))
            services[ENGINES[each].title] = service, lambda number: number
        for turn in range(rounds):
            for title, (service, wanted) in services.items():
                bar.step(alone.title)
                if turn == 0:
                    _callers(service, wanted, SEVERAL, 1, 0)  # all its processes are warm then
                start = turn * letters * SEVERAL
                alone.add(title, median(_callers(service, wanted, 1, letters, start)))
                times = _callers(service, wanted, SEVERAL, letters, start)
                among.add(title, median(times))
                slowest.add(title, quantiles(times, n=10)[-1])
    return [alone, among, slowest]


def _callers(service: Service, wanted: Callable[[int], Any], callers: int, letters: int, start: int) -> list[float]:
    """Milliseconds of every letter."""
    with ThreadPoolExecutor(callers) as pool:
        each = [
            pool.submit(_caller, service, [wanted(start + caller * letters + number) for number in range(letters)])
            for caller in range(callers)
        ]
        return [time for future in each for time in future.result()]


def _caller(service: Service, requests: list[Any]) -> list[float]:
    connection = service.caller()
    times = []
    for each in requests:
        start = perf_counter()
        service.letter(each, connection)
        times.append((perf_counter() - start) * 1000)
    connection.close()
    return times
