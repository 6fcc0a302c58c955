# Every target does the set-up it needs, says what it is doing, and can be run again.

VENV := .venv
BIN := $(VENV)/bin
# The first that starts and is new enough: a version manager may offer names that it cannot run.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
  $$name -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo $$name && break; done)
STAMP := $(VENV)/.set-up
# What decides about the installed set; the dashboard's own sources are checked by its build.
INPUTS := pyproject.toml requirements-dev.lock requirements-setup.lock hatch_build.py

# Compiled modules are kept: without them every process compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo up test check bench ui lock fix api clean

setup: $(STAMP)
	@$(BIN)/python hatch_build.py

$(STAMP): $(INPUTS)
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || \
	  { echo "Rolecall needs Python 3.11 or newer; set PYTHON=/path/to/python3."; exit 1; }
	@echo "Setting up in $(VENV) (about a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.lock
	@echo "Installing the locked packages …"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@echo "Building the dashboard and installing Rolecall …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## Rolecall with a sample candidate and three sample companies
	@$(BIN)/rolecall up --demo

up: setup  ## Rolecall with your own data
	@$(BIN)/rolecall up

test: setup  ## every test there is
	@$(BIN)/python -m tests.chromium
	@echo "Running the tests …"
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup  ## lint, types, import rule, migrations, generated files
	@echo "ruff …" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "mypy …" && $(BIN)/mypy
	@echo "import rule …" && $(BIN)/lint-imports
	@echo "house rules, migrations, generated files …" && $(BIN)/python -m pytest -q -m house -p no:cacheprovider
	@echo "dashboard …" && $(BIN)/python hatch_build.py --run lint && $(BIN)/python hatch_build.py --run types && \
	  $(BIN)/python hatch_build.py --run test

bench: setup  ## all benchmark programs, on DATA (default ../shared/data); tables into benchmarks/RESULTS.md
	@mkdir -p out/bench
	@for name in boards urls dedupe lifecycle salary search resumes bombs ats answers skills titles scoring ranking gaps letters tailoring render jobs; do \
	  echo "== $$name"; \
	  $(BIN)/python -m benchmarks.$$name --data $(or $(DATA),../shared/data) --json out/bench/$$name.json || test $$? -eq 3 || exit 1; \
	done
	@$(BIN)/python -m benchmarks.results out/bench

ui: setup  ## the dashboard's development server, beside a running `make demo`
	@$(BIN)/python hatch_build.py --run dev

api: $(STAMP)  ## regenerate the API's description and the dashboard's client
	@$(BIN)/python -m rolecall.entrypoints.openapi > web/openapi.json
	@$(BIN)/python hatch_build.py --run api

fix: $(STAMP)
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock:  ## resolve the dependencies again
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock
	@echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 - -o requirements-setup.lock

clean:
	@rm -rf $(VENV) web/node_modules src/rolecall/entrypoints/dashboard dist build
