# Everything starts here: `make run` serves, `make test` proves. Both install what is missing, and are quick the second time.

SHELL := /bin/bash
PORT ?= 8000
# Programs and workers are started hundreds of times: Python may keep what it compiled, also where a machine says not to.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
TESTS ?= tests
# Each of the two gets one half, files whole, and who is done takes over from the other: hardly a file is set up twice.
PARALLEL := -n 2 --dist worksteal

.PHONY: help install run test soak bench bench-readme check format serve clean

help:
	@echo "make run     install what is missing and serve on 127.0.0.1:8000 (PORT=8080 for another port)"
	@echo "make install install what is missing, and serve nothing"
	@echo "make test    install what is missing, then run every check and all tests (TESTS=tests/law for a part)"
	@echo "make soak    the long form of the tests"
	@echo "make bench   install what is missing, then measure speed beside other engines (ROUNDS=5 for a short run)"
	@echo "make bench-readme  put the table of the last run into the README"
	@echo "make check   style, types and layout of the code, without installing"
	@echo "make format  lay out the code"
	@echo "make serve   serve, without installing"
	@echo "make clean   remove the virtual environment and everything that was made by tools"

install: .venv/installed-run
	@$(BIN)/python -m compileall -q docgen

run: .venv/installed-run
	@$(BIN)/docgen serve --port $(PORT)

test: .venv/installed-test
	@$(MAKE) --no-print-directory check
	@echo "Running the tests"
	@$(BIN)/pytest $(PARALLEL) $(TESTS)

soak: .venv/installed-test debian-soak
	@echo "Running the tests, the long form"
	@HYPOTHESIS_PROFILE=soak $(BIN)/pytest $(PARALLEL) $(TESTS)

bench: .venv/installed-bench
	@$(BIN)/python -m benchmarks $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(PARTS),--parts $(PARTS))

bench-readme:
	@$(BIN)/python -m benchmarks --readme

check:
	@echo "Checking style, layout and types"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "The layout differs: run make format"; exit 1; }
	@$(BIN)/mypy

format:
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

serve:
	@$(BIN)/docgen serve --port $(PORT)

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache
	find docgen tests -name __pycache__ -prune -exec rm -rf {} +

# The stamps below are made again when what is to be installed changes. The Debian packages are looked at every time:
# that takes a few hundredths of a second, and a machine can lose one.
.PHONY: debian-run debian-test debian-soak
debian-run debian-test debian-soak: debian-%:
	@tools/debian $(PYTHON) $*

.venv/installed-run: pyproject.toml constraints.txt | debian-run
	$(call install,.)
	@touch $@

.venv/installed-test: pyproject.toml constraints.txt | debian-test
	$(call install,.[dev])
	@touch $@ .venv/installed-run

.venv/installed-bench: pyproject.toml constraints.txt | debian-test
	$(call install,.[dev,bench])
	@touch $@ .venv/installed-test .venv/installed-run

define install
@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making the virtual environment .venv" && $(PYTHON) -m venv --clear .venv; }
@echo "Installing Python packages (a minute or two the first time)"
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '$(1)'
endef
