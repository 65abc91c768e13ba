"""The numbers of the service for Prometheus, at ``/metrics``: nothing of a dossier, and few different label values.

Requests, and letters asked for one by one, are counted as this process answers them. Letters of batches are made by
other processes, perhaps on other machines: those are counted from the ledger when somebody asks, so that every service
on a ledger tells the same of them.
"""

from __future__ import annotations

from collections import Counter as TheCounter
from collections.abc import Container, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import get_args

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from docgen import __version__
from docgen.errors import DocgenError
from docgen.law.rates import fingerprint
from docgen.letters.kinds import KINDS
from docgen.render.workers import crews
from docgen.service.access.roles import role
from docgen.service.batches.counts import GOING, TO_COME, Counts, LedgerCounts
from docgen.service.batches.forgetting import Forgetting
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.tables import BatchState
from docgen.service.desk import Desk
from docgen.service.in_time import Answer, InTime
from docgen.service.mistakes import internal
from docgen.service.overload import Places
from docgen.service.problem_types import PROBLEM_TYPES
from docgen.service.request_log import OTHER, Told
from docgen.settings import Settings

_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LETTER_SECONDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_PATIENCE = 4.0  # seconds for the ledger, and for the broker; Prometheus itself waits ten

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series more for each: when it began, which nobody asks


class Metrics:
    """The numbers of one application."""

    def __init__(self, desk: Desk) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "docgen_request_seconds",
            "Seconds until a request was answered, by its rule.",
            ("method", "rule", "status"),
            registry=self.registry,
            buckets=_REQUEST_SECONDS,
        )
        self._letters = Histogram(
            "docgen_letter_seconds",
            "Seconds to make a letter that was asked for by itself.",
            ("kind", "form"),
            registry=self.registry,
            buckets=_LETTER_SECONDS,
        )
        self._failed = Counter(
            "docgen_letters_failed",
            "Letters asked for by themselves that were not made, by type of problem.",
            ("kind", "form", "reason"),
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_OfTheDesk(desk))
        self.registry.register(_OfTheWorkers())
        self.registry.register(_OfTheLedger(desk))
        if desk.settings.broker is not None:
            self.registry.register(_OfTheQueue(desk.settings))

    def watch(self, places: Places, forgetting: Forgetting) -> None:
        """Tell how full the service is, and whether it forgets in time."""
        self.registry.register(_OfForgetting(forgetting))
        said = "Requests to routes that work long, worked on or waiting."
        Gauge("docgen_places_taken", said, registry=self.registry).set_function(lambda: places.taken)
        Gauge("docgen_places", "How many of those there may be.", registry=self.registry).set(places.count)

    def hear(self, told: Told) -> None:
        """Count a request that was answered."""
        self._requests.labels(told.method, told.rule, str(told.status)).observe(told.seconds)
        if told.kind is None or told.form is None:
            return
        if told.problem is not None:
            self._failed.labels(told.kind, told.form, told.problem).inc()
        elif told.status == 200 and not told.again:
            self._letters.labels(told.kind, told.form).observe(told.seconds)


def blueprint(metrics: Metrics) -> Blueprint:
    """The route of the numbers."""
    routes = Blueprint("metrics", __name__)

    @routes.get("/metrics")
    @role("monitor")
    def numbers() -> Response:
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return Response(encode(metrics.registry), content_type=content_type)

    return routes


class _OfTheDesk(Collector):
    """What this service is, and how long its tables hold."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        tables = self._desk.rates
        build = InfoMetricFamily("docgen_build", "The version of the program and the fingerprint of its rate tables.")
        build.add_metric((), {"version": __version__, "rates": fingerprint(tables)})
        yield build
        left = GaugeMetricFamily(
            "docgen_rate_table_days_left", "Days that a table of legal numbers still holds.", labels=("table",)
        )
        today = self._desk.today()
        for name, table in tables.items():
            if table.known_until:
                left.add_metric((name,), (table.known_until - today).days)
        yield left


class _OfTheWorkers(Collector):
    """The processes in which the letters of this service are set, one by one."""

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        workers = GaugeMetricFamily("docgen_workers", "Worker processes of this service.", labels=("crew", "state"))
        for crew in crews():
            for state, count in zip(("busy", "idle"), crew.counts(), strict=True):
                workers.add_metric((crew.name, state), count)
        yield workers


class _OfForgetting(Collector):
    """What went because it was too old."""

    def __init__(self, forgetting: Forgetting) -> None:
        self._forgetting = forgetting

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        said = "When everything that is older than DOCGEN_KEEP_DAYS went, since 1970; 0: not since the start."
        yield GaugeMetricFamily("docgen_purge_last_success_timestamp_seconds", said, value=self._forgetting.last)
        gone = CounterMetricFamily("docgen_purged", "What this service removed as too old.", labels=("what",))
        for what in ("batches", "letters", "keys", "leftovers"):
            gone.add_metric((what,), self._forgetting.gone[what])
        yield gone


class _OfTheLedger(Collector):
    """What the ledger says of batches. When it does not answer, that is all that is told of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts: LedgerCounts | None = None
        self._asked = InTime(self._read)

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        counts = _answer(self._asked)
        yield GaugeMetricFamily("docgen_ledger_up", "Whether the ledger answers.", value=int(counts is not None))
        if counts is not None:
            yield from self._queue(counts)
            yield from _letters(counts)

    def _read(self) -> Counts:
        if self._counts is None:
            url = ledger_url(self._desk.settings)
            if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
                return Counts()  # there was no batch yet; nothing is made by looking
            self._counts = LedgerCounts(Ledger(url))
        return self._counts.read()

    def _queue(self, counts: Counts) -> Iterator[Metric]:
        batches = GaugeMetricFamily("docgen_batches", "Batches in the ledger.", labels=("state",))
        for state in get_args(BatchState):
            batches.add_metric((state,), counts.batches[state])
        yield batches
        queue = GaugeMetricFamily(
            "docgen_queue_letters", "Letters of batches that are still to come.", labels=("batch", "letter")
        )
        for states in product(GOING, TO_COME):
            queue.add_metric(states, counts.waiting[states])
        yield queue
        waits = 0.0 if counts.oldest is None else (self._desk.now() - counts.oldest).total_seconds()
        yield GaugeMetricFamily(
            "docgen_queue_oldest_seconds", "Age of the oldest batch that runs and has open letters.", value=waits
        )


class _OfTheQueue(Collector):
    """What the broker says of the queue between machines."""

    def __init__(self, settings: Settings) -> None:
        self._asked = InTime(lambda: LetterQueue(settings).waiting())

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        waiting = _answer(self._asked)
        yield GaugeMetricFamily("docgen_broker_up", "Whether the broker answers.", value=int(waiting is not None))
        if waiting is not None:
            said = "Letters in the queue between machines that nobody has fetched yet."
            yield GaugeMetricFamily("docgen_broker_messages", said, value=waiting)


def _answer(asked: InTime[Answer]) -> Answer | None:
    """What is answered in time; None without an answer."""
    try:
        return asked.ask(_PATIENCE)
    except (DocgenError, TimeoutError):
        return None
    except Exception as error:
        internal(error)
        return None


def _letters(counts: Counts) -> Iterator[Metric]:
    took = SummaryMetricFamily(
        "docgen_batch_letter_seconds", "Letters of batches that were made, with their seconds.", labels=("kind", "form")
    )
    made: dict[tuple[str, str], tuple[int, float]] = {}
    for (kind, form), count in counts.made.items():
        known = (_one_of(KINDS, kind), form)
        before = made.get(known, (0, 0.0))
        made[known] = (before[0] + count, before[1] + counts.seconds[kind, form])
    for known, (count, seconds) in made.items():
        took.add_metric(known, count, seconds)
    yield took
    failed = GaugeMetricFamily(
        "docgen_batch_letters_failed", "Letters of batches that stand as failed now.", labels=("form", "reason")
    )
    reasons: TheCounter[tuple[str, str]] = TheCounter()
    for (form, reason), count in counts.failed.items():
        reasons[form, _one_of(PROBLEM_TYPES, reason)] += count
    for labels, count in reasons.items():
        failed.add_metric(labels, count)
    yield failed


def _one_of(known: Container[str], value: str) -> str:
    return value if value in known else OTHER
