"""`make run` and `make test` on machines that lack something: what they install, and what they say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "tzdata"]
OFFICE = ("libreoffice-writer-nogui", "python3-uno")
HEAVY = ("chromium", *OFFICE, "fonts-crosextra-carlito", "openssl", "postgresql", "redis-server")


class Machine:
    """A machine made of stand-ins: what it has, who is at it, and what its package manager was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "asked"
        self.log.touch()

    def program(self, name: str, script: str) -> None:
        file = self.folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def has(self, *packages: str) -> None:
        known = "|".join((*packages, "none"))
        self.program("dpkg-query", f'case "$3" in {known}) printf installed;; *) exit 1;; esac')

    def see_to(self, purpose: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "tools" / "debian", python, purpose],
            env={"PATH": f"{self.folder}:/usr/bin:/bin", "LOG": str(self.log)},
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.program("id", "echo 0")
    made.program("curl", "exit 0")
    made.program("apt-get", 'echo "$DEBIAN_FRONTEND $@" >> "$LOG"')
    made.has()
    return made


def test_nothing_is_said_or_done_when_nothing_is_missing(machine: Machine) -> None:
    machine.has(*RUNTIME, "poppler-utils", *HEAVY)
    for purpose in ("run", "test"):
        done = machine.see_to(purpose)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.asked() == []


def test_root_installs_just_what_is_missing(machine: Machine) -> None:
    machine.has(*RUNTIME[1:], *HEAVY)
    done = machine.see_to("test")
    assert (done.returncode, done.stdout) == (0, "Installing Debian packages: libpango-1.0-0 poppler-utils\n")
    assert machine.asked() == [
        "noninteractive install --yes --no-install-recommends libpango-1.0-0 poppler-utils",
    ]


def test_package_lists_are_fetched_only_when_needed(machine: Machine) -> None:
    machine.has(*RUNTIME[1:], *OFFICE)
    machine.program(
        "apt-get",
        'echo "$1" >> "$LOG"; [ "$1" = update ] || grep -q update "$LOG" || { echo "No lists" >&2; exit 100; }',
    )
    done = machine.see_to("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.asked() == ["install", "update", "install"]


def test_a_failing_installation_says_why(machine: Machine) -> None:
    machine.program("apt-get", 'echo "E: no network"; exit 100')
    done = machine.see_to("run")
    assert done.returncode == 1
    assert "E: no network" in done.stderr


def test_another_user_gets_one_line_to_run(machine: Machine) -> None:
    machine.program("id", "echo 1000")
    machine.has(*RUNTIME[:2], *OFFICE)
    done = machine.see_to("run")
    assert done.returncode == 1
    assert machine.asked() == []
    assert done.stderr.splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends libharfbuzz-subset0 tzdata"
    )


def test_root_gets_what_word_templates_need_and_starts_without_it_too(machine: Machine) -> None:
    machine.has(*RUNTIME)
    assert machine.see_to("run").stdout == "Installing Debian packages: libreoffice-writer-nogui python3-uno\n"
    machine.program("apt-get", 'echo "E: no network"; exit 100')
    done = machine.see_to("run")
    assert done.returncode == 0
    assert "E: no network" in done.stderr
    assert "no PDFs from Word templates" in done.stderr
    assert machine.see_to("test").returncode == 1


def test_another_user_starts_without_what_word_templates_need(machine: Machine) -> None:
    machine.program("id", "echo 1000")
    machine.has(*RUNTIME, OFFICE[1])
    done = machine.see_to("run")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "There will be no PDFs from Word templates: libreoffice-writer-nogui is missing. To have them, run this once:",
        "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends libreoffice-writer-nogui",
    ]


def test_a_python_without_venv_gets_it(machine: Machine) -> None:
    machine.has(*RUNTIME, *OFFICE)
    machine.program("bare-python", "exit 1")
    assert machine.see_to("run", "bare-python").stdout == "Installing Debian packages: python3-venv\n"


def test_every_dependency_is_pinned_by_name_and_version_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9A-Za-z.]+", pin) for pin in pins)
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {re.split(r"[^A-Za-z0-9.-]", each, maxsplit=1)[0].lower().replace(".", "-") for each in wanted}
    assert names - {project["name"]} <= {pin.partition("==")[0] for pin in pins}
