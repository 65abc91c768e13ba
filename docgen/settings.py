"""The settings of the service: environment variables, read once into one frozen object."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.errors import DocgenError
from docgen.texts import text

ROOT = Path(__file__).resolve().parent.parent
KNOWN = (
    "DOCGEN_AGENCY",
    "DOCGEN_AUTH",
    "DOCGEN_BRANDS",
    "DOCGEN_BROKER",
    "DOCGEN_DATA",
    "DOCGEN_HOSTS",
    "DOCGEN_KEEP_DAYS",
    "DOCGEN_LEDGER",
    "DOCGEN_LETTER_SECONDS",
    "DOCGEN_LOG",
    "DOCGEN_PROFILE",
    "DOCGEN_PROFILES",
    "DOCGEN_QUEUE",
    "DOCGEN_RATES",
    "DOCGEN_STORE",
    "DOCGEN_TEMPLATES",
    "DOCGEN_WAITING",
    "DOCGEN_WARM",
    "DOCGEN_WORKERS",
)

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMS = ("json", "text")

_BRAND_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STORE = re.compile(r"s3://[a-z0-9][a-z0-9.-]+(/[A-Za-z0-9_=-][A-Za-z0-9._=-]*)*")
_BROKER = re.compile(r"(redis|rediss|amqp|amqps)://[^/\s]+(/\S*)?|redis\+socket:///\S+")
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class BadSetting(DocgenError):
    """An environment variable, or what it points at, is wrong; the detail names the variable and the remedy."""

    status, problem, title = 503, "bad-setting", text("A setting is wrong")


@dataclass(frozen=True)
class Log:
    """What is written to the log, and how; None: as fits the command, and the terminal if there is one."""

    level: str | None = None  # the lowest, of LOG_LEVELS
    form: str | None = None  # of LOG_FORMS


@dataclass(frozen=True)
class Settings:
    """Where things stand and who we are; every field has an environment variable ``DOCGEN_<NAME>``."""

    templates: Path = ROOT / "templates"
    brands: Path = ROOT / "samples" / "brands"
    agency: str = "voorbeeld-incasso"  # brand id of the service's own agency
    data: Path = ROOT / "var"  # state; made when it is first needed
    profiles: Path = ROOT / "samples" / "profiles"
    profile: str = "standard"  # the process profile that is used when none is named
    rates: Path | None = None  # a file, or a folder of files, with newer tables of legal numbers
    auth: Literal["open", "keys"] = "open"  # whether callers must say who they are
    hosts: tuple[str, ...] = ()  # names besides the loopback ones under which the service may be called
    keep_days: int = 30  # how long dossiers and letters are kept
    ledger: str | None = None  # address of the database of batches; None: a file in `data`
    queue: int = 40_000  # letters of batches that may wait; then no batch is taken in
    store: str | None = (
        None  # where batches keep requests and letters: a folder or ``s3://bucket/prefix``; None: `data`
    )
    waiting: int = 32  # requests that work long, at a time: worked on or waiting; more are sent away
    broker: str | None = None  # address of the queue between machines; None: batches are made on this one
    warm: Literal["all", "letters", "none"] = "all"  # what is made ready at the start of the service
    workers: int = os.cpu_count() or 1  # letters of a batch that are made at a time
    letter_seconds: int = 120  # how long a letter of a batch may take
    log: Log = Log()  # which lines are written, and in which form


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings; raises `BadSetting` at the first value that is not sound. An empty value means the default."""
    given = {name: value for name, value in environment.items() if name.startswith("DOCGEN_") and value}
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise BadSetting(
            text("{name} is not a setting. The settings are: {known}.", name=unknown[0], known=", ".join(KNOWN))
        )
    default = Settings()
    return Settings(
        templates=_folder(given, "DOCGEN_TEMPLATES", default.templates),
        brands=_folder(given, "DOCGEN_BRANDS", default.brands),
        agency=_brand_id(given.get("DOCGEN_AGENCY", default.agency)),
        data=Path(given.get("DOCGEN_DATA", default.data)).absolute(),
        profiles=_folder(given, "DOCGEN_PROFILES", default.profiles),
        profile=_profile_id(given.get("DOCGEN_PROFILE", default.profile)),
        rates=_file_or_folder(given, "DOCGEN_RATES"),
        auth=_auth(given.get("DOCGEN_AUTH", default.auth)),
        hosts=_host_names(given.get("DOCGEN_HOSTS", "")),
        keep_days=_number(given, "DOCGEN_KEEP_DAYS", default.keep_days, 1, 3650),
        ledger=given.get("DOCGEN_LEDGER"),
        queue=_number(given, "DOCGEN_QUEUE", default.queue, 1, 1_000_000),
        store=_store(given.get("DOCGEN_STORE")),
        waiting=_number(given, "DOCGEN_WAITING", default.waiting, 1, 1000),
        broker=_broker(given),
        warm=_warm(given.get("DOCGEN_WARM", default.warm)),
        workers=_number(given, "DOCGEN_WORKERS", default.workers, 1, 256),
        letter_seconds=_number(given, "DOCGEN_LETTER_SECONDS", default.letter_seconds, 1, 3600),
        log=_log(given.get("DOCGEN_LOG", "")),
    )


def _folder(given: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(given.get(name, default)).absolute()
    if not folder.is_dir():
        raise BadSetting(
            text("{name}: there is no folder {folder}. Make it, or set {name}.", name=name, folder=str(folder))
        )
    return folder


def _file_or_folder(given: Mapping[str, str], name: str) -> Path | None:
    if name not in given:
        return None
    place = Path(given[name]).absolute()
    if not (place.is_dir() or place.is_file()):
        raise BadSetting(
            text(
                "{name}: there is no file or folder {place}. Make it, or leave {name} out.", name=name, place=str(place)
            )
        )
    return place


def _brand_id(value: str) -> str:
    if not _BRAND_ID.fullmatch(value):
        raise BadSetting(text("DOCGEN_AGENCY must be the id of a brand: small letters, digits and single hyphens."))
    return value


def _profile_id(value: str) -> str:
    if not _BRAND_ID.fullmatch(value):
        raise BadSetting(text("DOCGEN_PROFILE must be the id of a profile: small letters, digits and single hyphens."))
    return value


def _number(given: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = given.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) < 8 and least <= int(value) <= most):
        raise BadSetting(
            text("{name} must be a whole number from {least} to {most}.", name=name, least=str(least), most=str(most))
        )
    return int(value)


def _log(value: str) -> Log:
    words = [word.strip().lower() for word in value.split(",") if word.strip()]
    levels = [word for word in words if word in LOG_LEVELS]
    forms = [word for word in words if word in LOG_FORMS]
    if len(levels) > 1 or len(forms) > 1 or len(words) > len(levels) + len(forms):
        raise BadSetting(
            text(
                "DOCGEN_LOG is the lowest level that is written ({levels}), the form of the lines ({forms}), or both "
                "with a comma between them.",
                levels=", ".join(LOG_LEVELS),
                forms=", ".join(LOG_FORMS),
            )
        )
    return Log(levels[0] if levels else None, forms[0] if forms else None)


def _auth(value: str) -> Literal["open", "keys"]:
    if value == "open":
        return "open"
    if value == "keys":
        return "keys"
    raise BadSetting(text("DOCGEN_AUTH must be open (no log-in) or keys (keys for programs, a log-in for people)."))


def _store(value: str | None) -> str | None:
    if value is None or "://" not in value:
        return value and str(Path(value).absolute())
    if not _STORE.fullmatch(value.rstrip("/")):
        raise BadSetting(
            text(
                "DOCGEN_STORE must be a folder, or a bucket and a prefix such as {example}.",
                example="s3://bucket/docgen",
            )
        )
    return value.rstrip("/")


def _broker(given: Mapping[str, str]) -> str | None:
    """The address of the queue; what is wrong is said without it: that may hold a password."""
    value = given.get("DOCGEN_BROKER")
    if value is None:
        return None
    if not _BROKER.fullmatch(value):
        raise BadSetting(
            text(
                "DOCGEN_BROKER must be an address such as {one} or {other}.",
                one="redis://host/0",
                other="amqp://host//",
            )
        )
    if given.get("DOCGEN_LEDGER", "sqlite").startswith("sqlite"):
        raise BadSetting(
            text(
                "DOCGEN_BROKER has several machines make the letters of a batch: they need one ledger. "
                "Set DOCGEN_LEDGER to the address of a database server, such as {example}.",
                example="postgresql+psycopg://user:password@host/docgen",
            )
        )
    return value


def _warm(value: str) -> Literal["all", "letters", "none"]:
    if value == "all":
        return "all"
    if value == "letters":
        return "letters"
    if value == "none":
        return "none"
    raise BadSetting(
        text("DOCGEN_WARM must be all, letters (without LibreOffice), or none: what is made ready at the start.")
    )


def _host_names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    for name in names:
        if not _HOST_NAME.fullmatch(name):
            raise BadSetting(
                text("DOCGEN_HOSTS must be host names with commas between them, no ports; {name} is none.", name=name)
            )
    return names
