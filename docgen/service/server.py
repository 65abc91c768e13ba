"""Serving for real: gunicorn in the foreground, on the loopback address unless the caller insists."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gunicorn.app.base import BaseApplication

from docgen import __version__
from docgen.errors import Unavailable
from docgen.service.app import create_app
from docgen.service.batches.engines import check_means
from docgen.service.desk import Desk
from docgen.service.gunicorn_parts import TO_CLEAR_UP, TO_FINISH, Keeper, OurLog, Requests
from docgen.service.overload import QUICK
from docgen.service.parts import Parts
from docgen.settings import BadSetting, Settings
from docgen.texts import text

log = logging.getLogger("docgen.service")


@dataclass(frozen=True)
class Address:
    """Where to listen. Port 0 takes any free one."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """The address as a server and a URL write it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def serve(settings: Settings, address: Address, *, insecure: bool, ready: Callable[[str], None]) -> None:
    """Serve until stopped; `ready` is called with the service's URL once it answers.

    Raises `BadSetting` for an address that is not loopback without log-in or `insecure` and for settings with which no
    letter can be made, and `Unavailable` for a port that is taken.
    """
    if not _is_loopback(address.host):
        if not insecure and settings.auth == "open":
            raise BadSetting(
                text(
                    "{host} is not the loopback address: everybody who reaches this machine could make letters. "
                    "Set DOCGEN_AUTH=keys, put a server with access control before it, or add --insecure if you are "
                    "sure.",
                    host=address.host,
                )
            )
        settings = replace(settings, hosts=(*settings.hosts, Address(address.host.lower(), 0).bind.rpartition(":")[0]))
    desk = Desk(settings)
    desk.check()
    desk.default_profile()
    check_means(settings)
    _check_free(address)
    _Server(desk, address, ready).run()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_free(address: Address) -> None:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise Unavailable(
            text(
                "{address} cannot be used: {reason}. Choose another port.",
                address=address.bind,
                reason=error.strerror or "",
            )
        ) from None


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, desk: Desk, address: Address, ready: Callable[[str], None]) -> None:
        self._desk = desk
        self._address = address
        self._ready = ready
        self._parts = Parts()
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": self._address.bind,
            "workers": 1,
            "threads": self._desk.settings.waiting + QUICK,  # letters are set in processes of their own
            "worker_class": Requests,
            "preload_app": True,  # a mistake at start is one readable line, and the processes share what is loaded
            "loglevel": "warning",
            "logger_class": OurLog,
            "control_socket_disable": True,
            "graceful_timeout": TO_FINISH + TO_CLEAR_UP,
            "when_ready": self._when_ready,
            "post_worker_init": self._begin,
            "worker_exit": self._end,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(self._desk, self._parts)

    def run(self) -> None:
        Keeper(self).run()

    def _begin(self, worker: Any) -> None:
        self._parts.start(lambda: not worker.alive)

    def _end(self, _arbiter: Any, worker: Any) -> None:
        worker.end(self._parts.stop)

    def _when_ready(self, arbiter: Any) -> None:
        host, port = self._address.host, arbiter.LISTENERS[0].sock.getsockname()[1]
        log.info("ready", extra={"version": __version__, "port": port})
        self._ready(f"http://{Address(host, port).bind}")
