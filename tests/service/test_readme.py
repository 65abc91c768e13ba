"""The README is run: its commands work as pasted, and it names everything there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docgen import errors
from docgen.letters.kinds import KINDS
from docgen.render import FORMS
from docgen.settings import KNOWN, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
SIGNATURES = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_work_as_pasted(command: str, server: str, tmp_path: Path) -> None:
    for folder in ("samples", "templates"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "docgen").symlink_to(Path(sys.executable).with_name("docgen"))
    pasted = command.replace("http://127.0.0.1:8000", server)
    done = subprocess.run(["bash", "-ec", pasted], cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    made = re.search(r"-o (\S+)", command)
    if made:
        file = tmp_path / made[1]
        assert file.read_bytes().startswith(SIGNATURES[file.suffix])
    else:
        assert done.stdout


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_its_forms_are_in_the_table(kind: str) -> None:
    row = next(line for line in README.splitlines() if line.startswith(f"| `{kind}` |"))
    assert all(form.upper() in row for form in KINDS[kind].forms)
    assert set(KINDS[kind].forms) <= set(FORMS)


@pytest.mark.parametrize("setting", KNOWN)
def test_every_setting_is_in_the_table(setting: str) -> None:
    assert f"| `{setting}` |" in README


@pytest.mark.parametrize(
    "error",
    [errors.NotJson, errors.InvalidInput, errors.UnlawfulLetter, errors.RatesNotKnown],
    ids=lambda each: each.problem,
)
def test_the_problems_that_callers_meet_are_explained(error: type[errors.DocgenError]) -> None:
    assert f"{error.status} `/problems/{error.problem}`" in README


def test_its_files_exist() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("https://") or (ROOT / link).exists(), link
