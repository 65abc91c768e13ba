"""The house keeps its own rules: read from the syntax trees, so that no import or call can slip past."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "docgen").rglob("*.py"))

# Who may import whom: a layer imports itself and what stands to its left.
LAYERS = ("texts", "errors", "settings", "law", "dossier", "letters", "render", "authoring", "service")

# The first layer that may use a third-party package. What is not named here is used nowhere.
FIRST_USED_IN = {
    "dateutil": "law",
    "holidays": "law",
    "PIL": "dossier",
    "lxml": "dossier",
    "pydantic": "dossier",
    "pydantic_core": "dossier",
    "stdnum": "dossier",
    "babel": "render",
    "cssselect2": "render",
    "docx": "render",
    "docxtpl": "render",
    "fontTools": "render",
    "jinja2": "render",
    "markupsafe": "render",
    "pikepdf": "render",
    "pydyf": "render",
    "pypdfium2": "render",
    "qrcode": "render",
    "tinycss2": "render",
    "uno": "render",
    "weasyprint": "render",
    "sqlalchemy": "authoring",
    "argon2": "service",
    "botocore": "service",
    "celery": "service",
    "fsspec": "service",
    "kombu": "service",
    "flask": "service",
    "itsdangerous": "service",
    "prometheus_client": "service",
    "gunicorn": "service",
    "werkzeug": "service",
}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
DISK_AND_PROCESSES = {"glob", "multiprocessing", "os", "shutil", "signal", "socket", "subprocess", "tempfile"}
PATH_METHODS = {"exists", "glob", "is_dir", "is_file", "iterdir", "mkdir", "open", "read_bytes", "read_text", "rglob"}
PATH_METHODS |= {"rename", "replace", "resolve", "stat", "touch", "unlink", "write_bytes", "write_text"}
MAY_USE_THE_DISK = {  # by their nature: templates and their versions are files, and workers are processes that can be killed
    "docgen/settings.py",
    "docgen/authoring/database.py",
    "docgen/authoring/version_files.py",
    "docgen/authoring/whole_files.py",
    "docgen/render/bench.py",
    "docgen/render/html.py",
    "docgen/render/office_process.py",
    "docgen/render/office_profile.py",
    "docgen/render/priority.py",
    "docgen/render/templates.py",
    "docgen/render/word.py",
    "docgen/render/workers.py",
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60


def layer_of(module: Path) -> str:
    """The layer of a module: the folder or file right under docgen; "" for docgen itself."""
    parts = module.relative_to(ROOT / "docgen").with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def imports(module: Path) -> Iterator[str]:
    """The full names that a module imports, ``a.b`` for ``from a import b``."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(modules: list[Path]) -> list[object]:
    return [pytest.param(module, id=str(module.relative_to(ROOT))) for module in modules]


every_module = pytest.mark.parametrize("module", named(MODULES))
below_service = pytest.mark.parametrize("module", named([each for each in MODULES if layer_of(each) != "service"]))


def test_there_are_modules_to_look_at() -> None:
    assert {"law", "dossier", "letters", "render", "service"} <= {layer_of(module) for module in MODULES}


@every_module
def test_layers_import_only_what_stands_to_their_left(module: Path) -> None:
    own = layer_of(module)
    for name in imports(module):
        package, _, inner = name.partition(".")
        other = inner.partition(".")[0]
        if package != "docgen" or other in ("", "__version__"):
            continue
        assert own, "docgen/__init__.py holds the version and nothing else"
        assert LAYERS.index(other) <= LAYERS.index(own), f"{own} may not import {name}"


@every_module
def test_third_party_packages_enter_late(module: Path) -> None:
    own = layer_of(module)
    for name in imports(module):
        package = name.split(".")[0]
        if package == "docgen" or package in sys.stdlib_module_names:
            continue
        assert package in FIRST_USED_IN, f"{package} is not a package of this program"
        assert LAYERS.index(own) >= LAYERS.index(FIRST_USED_IN[package]), f"{package} may not be used in {own}"


@pytest.mark.parametrize("package", ["flask", "gunicorn"])
def test_the_web_stays_in_the_service(package: str) -> None:
    users = {layer_of(module) for module in MODULES for name in imports(module) if name.split(".")[0] == package}
    assert users == {"service"}


@pytest.mark.parametrize("package", ["babel", "docxtpl", "qrcode", "weasyprint"])
def test_what_renders_stays_in_render(package: str) -> None:
    users = {layer_of(module) for module in MODULES for name in imports(module) if name.split(".")[0] == package}
    assert users == {"render"}


def test_there_is_one_factory_of_template_environments() -> None:
    makers = {
        str(module.relative_to(ROOT))
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and called(node).rpartition(".")[2].endswith("Environment")
    }
    assert makers <= {"docgen/render/templates.py"}


@below_service
def test_no_clock_below_the_service(module: Path) -> None:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            assert (owner, node.attr) not in CLOCKS, f"line {node.lineno}: {owner}.{node.attr}"
    assert not {"time.time", "datetime.now", "time.localtime"} & set(imports(module))


@below_service
def test_no_disk_and_no_processes_below_the_service(module: Path) -> None:
    if str(module.relative_to(ROOT)) in MAY_USE_THE_DISK:
        return
    found = set(imports(module))
    paths = paths_in(module)
    assert not {name.split(".")[0] for name in found} & DISK_AND_PROCESSES
    assert "urllib.request" not in found
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call):
            assert called(node) != "open", f"line {node.lineno}"
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if method in PATH_METHODS:
                assert not paths & names_in(node.func), f"line {node.lineno}: {method} of a path"


def names_in(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def paths_in(module: Path) -> set[str]:
    """The names that a module declares to be paths."""
    return {
        node.arg
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.arg) and node.annotation is not None and "Path" in ast.unparse(node.annotation)
    }


@every_module
def test_modules_and_functions_stay_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"


@every_module
def test_no_error_is_swallowed_and_nothing_is_left_undone(module: Path) -> None:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
            assert not (broad and [type(each) for each in node.body] == [ast.Pass]), f"line {node.lineno}"
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert "NotImplementedError" not in ast.unparse(node.exc), f"line {node.lineno}"
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", module.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    """The dotted name of what is called, as far as it is one."""
    return ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""


LOAD_THE_LAW = """
import importlib, pkgutil, sys
import docgen.law
for module in pkgutil.iter_modules(docgen.law.__path__):
    importlib.import_module("docgen.law." + module.name)
print(sorted({"PIL", "babel", "docxtpl", "flask", "jinja2", "pydantic", "weasyprint"} & set(sys.modules)))
"""


def test_the_law_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD_THE_LAW], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_no_file_names_a_path_of_one_machine() -> None:
    texts = {".py", ".toml", ".md", ".json", ".html", ".css", ".js", ".po", ".txt", ".cfg", ".ini", ""}
    files = [ROOT / name for name in ("Makefile", "README.md", "pyproject.toml", "constraints.txt", ".ci/run")]
    for folder in ("docgen", "templates", "samples", "tests", "tools"):
        files += [
            file for file in (ROOT / folder).rglob("*") if file.suffix in texts and "__pycache__" not in file.parts
        ]
    machine_path = re.compile(r"(?<![\w.:/-])/(home|root|work|farm|Users)/")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        if file.is_file() and file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if machine_path.search(line)
    ]
    assert not found
