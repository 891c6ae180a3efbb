# `make demo`, `make run` and `make test` do everything on a machine that has Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# More than two cores can serve, for many tests wait for processes that they started.
WORKERS ?= 3

CONFIG ?= config.yaml
KILLS ?= 500

.PHONY: run demo test coverage test-crash test-docker check lint types imports tests docs lock clean
.DEFAULT_GOAL := test

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/installed  ## install, create or upgrade the database, start the daemon
	$(BIN)/thaw run --config $(CONFIG)

demo: $(VENV)/installed  ## see it work in half a minute, without the Internet
	$(BIN)/thaw demo

test: $(VENV)/installed-dev lint types imports tests  ## install, run every check and test

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

imports: $(VENV)/installed-dev
	$(BIN)/lint-imports

tests: export PYTHONDONTWRITEBYTECODE :=  # tests start many processes; each would compile the whole program anew
tests: $(VENV)/installed-dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

coverage: export PYTHONDONTWRITEBYTECODE :=
coverage: $(VENV)/installed-dev  ## the tests, and the lines that none of them reaches; takes half as long again
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term:skip-covered

test-crash: export PYTHONDONTWRITEBYTECODE :=
test-crash: $(VENV)/installed-dev  ## kill the daemon $(KILLS) times in each of six runs, four on SQLite and two on PostgreSQL
	CRASH_KILLS=$(KILLS) $(BIN)/pytest -n $(WORKERS) --no-cov -rP tests/crash/test_crash.py

test-docker: $(VENV)/installed-dev  ## build the image, run, upgrade, kill and stop it; needs a Docker engine on this machine
	$(BIN)/pytest --no-cov -m docker tests/image

docs: $(VENV)/installed-dev  ## make docs/commands.md from the program
	$(BIN)/python -m tests.docs.reference

lock: $(VENV)/installed-dev  ## renew both lock files (hashes, no registry addresses)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group build --output-file requirements-build.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
