"""Servers that batches on several machines need, started for tests: each with a folder of its own, as an ordinary user."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import redis
from amqp.exceptions import AMQPError
from kombu import Connection

NOBODY = 65534
PATIENCE = 60.0  # seconds for a server to start
POSTGRESQL = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql"))


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder that an ordinary user can write to, also where the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix=f"docgen-{name}-", dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # a server that just ended may still be removing its own


def as_user(*command: str | Path) -> list[str]:
    """A command as an ordinary user: PostgreSQL refuses to be started by root."""
    who = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--") if os.geteuid() == 0 else ()
    return [*(("setpriv", *who) if who else ()), *map(str, command)]


def until(ready: Callable[[], object], process: subprocess.Popen[bytes], *errors: type[Exception]) -> None:
    """Wait until a server answers."""
    last = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, f"{process.args!r} ended"
        try:
            ready()
        except errors:
            assert time.monotonic() < last, f"{process.args!r} does not answer"
            time.sleep(0.05)
        else:
            return


@dataclass
class PostgreSQL:
    """A server that keeps nothing in the end; each database is a ledger."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def address(self) -> str:
        """The address of a new and empty database."""
        name = f"ledger{next(self.numbers)}"
        with psycopg.connect(self._where("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://docgen@/{name}?host={self.folder}"

    def _where(self, database: str) -> str:
        return f"host={self.folder} user=docgen dbname={database}"

    def ready(self) -> None:
        psycopg.connect(self._where("postgres")).close()


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """PostgreSQL on a socket in its own folder. What it is told is safe from a killed client, not from a power cut."""
    with own_folder("postgresql") as folder:
        data = folder / "data"
        make = ("-D", data, "-U", "docgen", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
        subprocess.run(as_user(POSTGRESQL / "initdb", *make), check=True, stdout=subprocess.DEVNULL)
        options = ("fsync=off", "listen_addresses=", f"unix_socket_directories={folder}", "log_min_messages=fatal")
        command = as_user(POSTGRESQL / "postgres", "-D", data, *(f"--{each}" for each in options))
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        server = PostgreSQL(folder)
        try:
            until(server.ready, process, psycopg.OperationalError)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # which waits for no client
            process.wait(30)


class Redis:
    """A Redis on a socket, that can be stopped and started again; what was in it is gone then."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.address = f"redis+socket://{self.socket}"
        self.client = redis.Redis(unix_socket_path=str(self.socket))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ("--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self.socket.parent)
        command = as_user("redis-server", *options, "--unixsocketperm", "777")
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until(self.client.ping, self._process, redis.ConnectionError)

    def stop(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait(30)


@contextmanager
def redis_server() -> Iterator[Redis]:
    """Redis on a socket in its own folder."""
    with own_folder("redis") as folder:
        server = Redis(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
            server.client.close()


@contextmanager
def redis_over_tls() -> Iterator[tuple[int, Path]]:
    """The port of a Redis on the loopback address, and its own certificate, of localhost."""
    with own_folder("redis") as folder:
        key, certificate, [port] = folder / "key.pem", folder / "certificate.pem", free_ports(1)
        name = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-nodes")
        make = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", *name)
        subprocess.run(as_user(*make, "-keyout", key, "-out", certificate), check=True, capture_output=True)
        options = ("--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no", "--save", "")
        command = (
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            "0",
            "--tls-port",
            str(port),
            "--dir",
            folder,
            *options,
        )
        process = subprocess.Popen(as_user(*command), stdout=subprocess.DEVNULL)
        try:
            until(lambda: socket.create_connection(("127.0.0.1", port), 1).close(), process, OSError)
            yield port, certificate
        finally:
            process.terminate()
            process.wait(30)


class RabbitMQ:
    """A RabbitMQ on free ports of the loopback address, that can be stopped and started again, and keeps its queues."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._port, between, self._names = free_ports(3)
        self.address = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        settings = (
            f"listeners.tcp.1 = 127.0.0.1:{self._port}",
            f"distribution.listener.port_range.min = {between}",
            f"distribution.listener.port_range.max = {between}",
            "log.console = false",
            "log.file = false",
        )
        (folder / "rabbitmq.conf").write_text("\n".join(settings) + "\n", "ascii")
        (folder / "plugins").write_text("[].", "ascii")

    def start(self) -> None:
        surroundings = {
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._names),
            "HOME": str(self._folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "RABBITMQ_CONFIG_FILE": str(self._folder / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._folder / "plugins"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "mnesia"),
            "RABBITMQ_NODENAME": "docgen@localhost",
            "RABBITMQ_PID_FILE": str(self._folder / "pid"),
        }
        self._process = subprocess.Popen(
            as_user("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            env=surroundings,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(self._answer, self._process, OSError, AMQPError)

    def _answer(self) -> None:
        with Connection(self.address, connect_timeout=5) as connection:
            connection.connect()

    def stop(self) -> None:
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(60)

    def end(self) -> None:
        self.stop()
        stop = ("epmd", "-port", str(self._names), "-kill")  # the server starts it, and leaves it behind
        subprocess.run(as_user(*stop), stdout=subprocess.DEVNULL, check=True)


@contextmanager
def rabbitmq_server() -> Iterator[RabbitMQ]:
    """RabbitMQ with all that it keeps in its own folder."""
    with own_folder("rabbitmq") as folder:
        server = RabbitMQ(folder)
        server.start()
        try:
            yield server
        finally:
            server.end()


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
