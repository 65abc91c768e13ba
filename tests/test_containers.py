"""The files for containers, as far as they can be proved without an engine that runs them."""

from __future__ import annotations

import re
import shlex
import subprocess
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from docgen.service.batches.workshop import GRACE
from docgen.service.cli import main
from docgen.settings import KNOWN, ROOT, Settings, settings_from
from tests.service.servers import own_folder, until

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("web", "worker")
GIVEN = {"DOCGEN_HOST": "letters.example.org", "LEDGER_PASSWORD": "ledger1", "QUEUE_PASSWORD": "queue2"}
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:\?[^}]*)?\}")


def filled(value: str) -> str:
    """A value as an engine fills it in."""
    return VARIABLE.sub(lambda found: GIVEN[found[1]], value).replace("$$", "$")


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with what it is given."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def said_by(name: str) -> list[str]:
    return [given for each, given in steps() if each == name]


def test_there_are_service_worker_queue_and_ledger() -> None:
    assert set(SERVICES) == {"web", "worker", "queue", "ledger"}
    assert {SERVICES[each]["build"] for each in OURS} == {"."}
    for name, each in SERVICES.items():
        assert each["mem_limit"], name
        assert each["restart"] == "unless-stopped", name
        assert "privileged" not in each, name
        named = {volume.split(":")[0] for volume in each["volumes"]}
        assert named <= set(COMPOSE["volumes"]), name
        assert set(each["networks"]) <= set(COMPOSE["networks"]), name
    assert [each for each in SERVICES if "outside" in SERVICES[each]["networks"]] == ["web"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert set(SERVICES["web"]["depends_on"]) == {"queue", "ledger"}
    assert all("healthcheck" in SERVICES[each] for each in SERVICES["web"]["depends_on"])


@pytest.mark.parametrize("name", OURS)
def test_the_commands_are_commands_and_the_settings_are_settings(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, *options = SERVICES[name]["command"]
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert all(option in told for option in options if option.startswith("--"))

    given = {key: filled(value) for key, value in SERVICES[name]["environment"].items()}
    assert set(given) <= set(KNOWN)
    found = settings_from(given)
    assert (found.auth, found.hosts) == ("keys", ("letters.example.org",))
    assert (found.broker, found.ledger) == (
        "redis://:queue2@queue:6379/0",
        "postgresql+psycopg://docgen:ledger1@ledger:5432/docgen",
    )
    assert SERVICES["web"]["environment"] == SERVICES["worker"]["environment"]


def test_no_password_stands_in_it() -> None:
    texts = (ROOT / "compose.yaml").read_text("utf-8")
    for key, value in re.findall(r"(\w*PASSWORD\w*): \"?(.*?)[\"}\n]", texts):
        assert value.startswith("${"), key
    demanded = {name for name, without in VARIABLE.findall(texts) if without}
    assert demanded == set(GIVEN)  # nothing starts without them


def test_a_worker_is_given_time_to_finish_its_letter() -> None:
    seconds = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert seconds > Settings().letter_seconds + GRACE


def test_the_queue_starts_as_it_is_told_and_wants_its_password() -> None:
    with own_folder("queue") as folder:
        script = filled(SERVICES["queue"]["command"][2])
        at_a_socket = script.replace(
            "appendonly yes", f"appendonly no\\nport 0\\nunixsocket {folder}/socket\\ndir {folder}"
        )
        assert at_a_socket != script
        process = subprocess.Popen(
            ["sh", "-c", at_a_socket], env=GIVEN | {"PATH": "/usr/bin:/bin"}, stdout=subprocess.DEVNULL
        )

        def ask(password: str) -> str:
            asked = ("redis-cli", "-s", f"{folder}/socket", "ping")
            surroundings = {"REDISCLI_AUTH": password, "PATH": "/usr/bin:/bin"}
            done = subprocess.run(asked, env=surroundings, capture_output=True, check=True, text=True)
            return done.stdout.strip()

        try:
            until(lambda: ask("queue2"), process, subprocess.CalledProcessError)
            assert ask("queue2") == "PONG"
            assert "NOAUTH" in ask("another")
        finally:
            process.terminate()
            process.wait(30)


def test_the_image_runs_as_an_ordinary_user_and_says_how_it_is() -> None:
    names = [name for name, _ in steps()]
    assert said_by("USER") == ["docgen"]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "/healthz" in said_by("HEALTHCHECK")[0]
    assert said_by("ENTRYPOINT") == ['["docgen"]']
    settings = re.findall(r"(DOCGEN_\w+)=(\S+)", " ".join(said_by("ENV")))
    assert {name for name, _ in settings} == {"DOCGEN_DATA", "DOCGEN_STORE"}
    mounted = {volume.split(":")[1] for each in OURS for volume in SERVICES[each]["volumes"]}
    assert {folder for _, folder in settings} == mounted
    assert all(folder in said_by("VOLUME")[0] for folder in mounted)


def test_packages_come_from_the_projects_own_lists() -> None:
    run = " ".join(said_by("RUN"))
    assert "tools/debian python3 run" in run
    assert "-c constraints.txt" in run
    assert "--only-binary :all:" in run


COPIED = [name for given in said_by("COPY") for name in shlex.split(given)[:-1]]


@pytest.mark.parametrize("name", COPIED)
def test_what_is_copied_is_there_and_is_let_in(name: str) -> None:
    assert (ROOT / name).exists()
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    assert any(fnmatch(name, each) for each in let_in)
