"""The queue between machines: a message for each letter that is to be made, of its batch and its position and no more.

The ledger is the truth, the queue only brings work to whoever is free. A message that is lost is sent again, and one
that comes twice finds its letter taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from ssl import CERT_REQUIRED
from typing import Any

from docgen.errors import Unavailable
from docgen.service.batches.settling import USES
from docgen.settings import BadSetting, Settings
from docgen.texts import text

NAME = "docgen"  # of the queue
TASK = "docgen.letter"
_CHILD = 512 * 1024  # kilobytes that a worker may have grown to; then a fresh one takes its place
_SLACK = 30  # seconds after which the queue's own clock ends a letter, should nobody else have done so
_ANSWER = 5.0  # seconds in which a broker answers


class QueueUnusable(Unavailable):
    """The broker cannot be reached now: no letter's fault."""


class LetterQueue:
    """The queue of a service. Raises `BadSetting` when there is no broker, or what speaks with it is not installed."""

    def __init__(self, settings: Settings) -> None:
        if settings.broker is None:
            raise BadSetting(
                text("Set DOCGEN_BROKER to the address of the queue, such as {example}.", example="redis://host/0")
            )
        if find_spec("celery") is None:
            raise BadSetting(text("DOCGEN_BROKER: Celery is not installed. Install docgen[scale], or leave it out."))
        self.app = _app(settings)

    def send(self, letters: Iterable[tuple[str, int]]) -> None:
        """Send letters, each a batch and a position. Raises `QueueUnusable`."""
        with self._channel() as channel, self.app.amqp.Producer(channel) as producer:
            for letter in letters:
                self.app.send_task(TASK, letter, producer=producer, retry=False)

    def waiting(self) -> int:
        """How many messages nobody has fetched yet. Raises `QueueUnusable`."""
        with self._channel() as channel:
            queue = self.app.amqp.queues[NAME].bind(channel)
            queue.declare()  # a broker that forgot it has it again
            return int(queue.queue_declare().message_count)

    @contextmanager
    def _channel(self) -> Iterator[Any]:
        """A connection for one use: what is left of one when a broker restarts is better not kept."""
        from kombu.exceptions import KombuError

        connection = self.app.connection_for_write()
        try:
            connection.connect()
            yield connection.default_channel
        except (OSError, KombuError, *connection.connection_errors, *connection.channel_errors) as error:
            said = text("The queue of letters cannot be reached: {reason}.", reason=type(error).__name__)
            raise QueueUnusable(said) from None
        finally:
            connection.release()


def _app(settings: Settings) -> Any:
    """Celery as batches need it: late acknowledgement, nothing kept of a result, and nothing steered from outside."""
    from celery import Celery

    seconds = settings.letter_seconds
    app = Celery("docgen", broker=settings.broker, set_as_current=False, fixups=[])
    app.conf.update(
        broker_use_ssl=_proof(settings.broker or ""),
        accept_content=["json"],
        broker_connection_max_retries=None,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=_ANSWER,
        broker_transport_options=_transport_options(settings),
        result_backend="disabled",
        task_acks_late=True,
        task_default_queue=NAME,
        task_ignore_result=True,
        task_reject_on_worker_lost=True,
        task_serializer="json",
        task_time_limit=seconds + _SLACK,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_lost_wait=1.0,
        worker_max_memory_per_child=_CHILD,
        worker_max_tasks_per_child=USES,
        worker_prefetch_multiplier=1,
        worker_redirect_stdouts=False,
    )
    return app


def _proof(broker: str) -> dict[str, object] | None:
    """What a broker over TLS has to prove, where its address does not say it: of itself Redis is asked for nothing, and
    RabbitMQ not for its name.
    """
    if broker.startswith("rediss:"):
        return {"ssl_cert_reqs": CERT_REQUIRED, "ssl_check_hostname": True}
    if broker.startswith("amqps:"):
        return {"cert_reqs": CERT_REQUIRED, "server_hostname": None}  # None: the one in the address
    return None


def _transport_options(settings: Settings) -> dict[str, object]:
    if settings.broker is None or not settings.broker.startswith("redis"):
        return {}
    return {
        # A message that was fetched comes back after this: a letter may wait behind one other, and then be made itself.
        "visibility_timeout": 3 * settings.letter_seconds + _SLACK,
        "socket_connect_timeout": _ANSWER,
        "socket_timeout": 4 * _ANSWER,
        "health_check_interval": 10,
    }
