# SPDX-License-Identifier: EUPL-1.2
# Build, test and run adhere. Plain `make` prints this as help: a comment with two hashes describes the target below it,
# and `##@` opens a section.

PYTHON ?= python3
VENV := .venv
VENV_RUN := .venv-run
VENV_PORTAL := .venv-portal
VENV_TOOLS := .venv-tools
VENV_TRESTLE := .venv-trestle
VENV_SPARK := .venv-spark
VENV_STORE := .venv-store
BIN := $(VENV)/bin
# Byte code is made of what is used, when it is: of all that is installed it takes a third of the time
PIP_FLAGS := --quiet --quiet --disable-pip-version-check --no-input --no-compile

# Test processes side by side; 0 for one in this process, as a debugger needs it
WORKERS ?= auto

# Seconds each fuzz test runs
FUZZ_SECONDS ?= 20
export FUZZ_SECONDS

# Seconds after which the tests that crash a PostgreSQL server have failed
CRASH_SECONDS ?= 1800

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
say = printf '\n== %s\n' '$(1)'

##@ Use

## Tell the story of the example model, in about a minute
.PHONY: run
run: $(VENV_RUN)/.installed
	@$(VENV_RUN)/bin/python examples/story.py

## Serve the portal on this machine; PORT=8400, EXAMPLE=1 for examples to look round with
.PHONY: portal
portal: $(VENV_PORTAL)/.installed
	@$(VENV_PORTAL)/bin/adhere portal --port $(or $(PORT),8356) $(if $(EXAMPLE),--example)

##@ Check

## Style, types, layers and the quick tests
.PHONY: test
test: lint types layers unit portal-tests

## Style only (ruff)
.PHONY: lint
lint: $(VENV)/.installed
	@$(call say,Style)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

## Types only (mypy, strict)
.PHONY: types
types: $(VENV)/.installed
	@$(call say,Types)
	@$(BIN)/mypy

## Layers only: who may import whom
.PHONY: layers
layers: $(VENV)/.installed
	@$(call say,Layers)
	@$(BIN)/lint-imports --no-logo

## The quick tests only; TESTS="tests/unit/law -k notify"
.PHONY: unit
unit: $(VENV)/.installed
	@$(call say,Tests)
	@$(BIN)/pytest -q -n $(WORKERS) -m 'not slow' $(TESTS)

## The slow suites and a short fuzz
.PHONY: test-all
test-all: $(VENV)/.installed
	@$(call say,Slow tests and short fuzz)
	@$(BIN)/pytest -q -n $(WORKERS) -m slow $(TESTS)
	@$(call say,Slow tests of the portal)
	@$(BIN)/pytest -q -n $(WORKERS) --ds=tests.portal.settings -m slow tests/portal
	@$(call say,The portal on PostgreSQL: killed brought down and raced)
	@timeout $(CRASH_SECONDS) $(BIN)/python tools/with_postgresql.py --fsync $(BIN)/pytest -q -n 0 --ds=tests.portal.settings -m slow \
		tests/portal/test_portal_killed.py tests/portal/test_intake_killed.py tests/portal/test_races.py

## The tests that run Apache Spark beside DuckDB; needs Java 17 or newer
.PHONY: test-spark
test-spark: $(VENV_SPARK)/.installed
	@$(call say,Spark)
	@$(VENV_SPARK)/bin/pytest -q -p no:cacheprovider --confcutdir=tests/spark tests/spark

## The tests that keep files of the portal in a store that speaks S3
.PHONY: test-store
test-store: $(VENV_STORE)/.installed
	@$(call say,A store that speaks S3)
	@$(VENV_STORE)/bin/pytest -q -p no:cacheprovider -n 0 --ds=tests.portal.settings tests/portal/test_store_s3.py

## The portal's tests, on SQLite and on a PostgreSQL server of their own
.PHONY: portal-tests
portal-tests: $(VENV)/.installed
	@$(call say,Portal on SQLite)
	@$(BIN)/pytest -q -n $(WORKERS) --ds=tests.portal.settings -m 'not slow' tests/portal
	@$(call say,Portal on PostgreSQL)
	@$(BIN)/python tools/with_postgresql.py $(BIN)/pytest -q -n $(WORKERS) --ds=tests.portal.settings -m 'not slow' tests/portal

## The portal in a real browser: two journeys and every page; needs Chromium
.PHONY: journeys
journeys: $(VENV)/.installed
	@$(BIN)/pytest -q -p no:cacheprovider --ds=tests.portal.settings tests/journeys

## The fuzz only; FUZZ_SECONDS=600 for a long one
.PHONY: fuzz
fuzz: $(VENV)/.installed
	@$(call say,Fuzz for $(FUZZ_SECONDS) seconds per reader)
	@$(BIN)/pytest -q tests/fuzz

## Exactness and speed, side by side with the peers
.PHONY: bench
bench: $(VENV)/.installed
	@$(BIN)/python tests/bench/run.py $(BENCH)

##@ Write

## Put the code in the house style, as far as a program can
.PHONY: style
style: $(VENV)/.installed
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

## Write the decision tables, reference and form pages anew
.PHONY: pages
pages: $(VENV)/.installed
	@$(BIN)/python tools/decision_tables.py
	@test ! -e tools/reference.py || $(BIN)/python tools/reference.py
	@$(BIN)/python tools/form_pages.py
	@$(BIN)/python tools/resting.py

## Look at every page of the portal and write what its statement of accessibility tells; needs Chromium
.PHONY: accessibility
accessibility: $(VENV)/.installed
	@$(BIN)/python tools/accessibility.py

## Stamp translations you have read; FILES="src/...toml"
.PHONY: stamp
stamp: $(VENV)/.installed
	@test -n "$(FILES)" || { echo 'Which files? A stamp says that you read their Dutch: make stamp FILES="src/..."'; exit 2; }
	@$(BIN)/python tools/stamp.py $(FILES)

## Compile requirements/*.in; UPGRADE=1 for the newest
.PHONY: requirements
requirements: $(VENV_TOOLS)/.installed
	@for name in run portal dev trestle spark store; do \
		echo "Compiling requirements/$$name.txt"; \
		$(VENV_TOOLS)/bin/pip-compile $(if $(UPGRADE),--upgrade) --quiet --generate-hashes --allow-unsafe --strip-extras \
			--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
			--output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done

##@ House

## Set up the development environment in .venv
.PHONY: venv
venv: $(VENV)/.installed

## Set up the trestle command line in .venv-trestle, which slow tests run
.PHONY: venv-trestle
venv-trestle: $(VENV_TRESTLE)/.installed

## Set up Apache Spark in .venv-spark, half a gigabyte
.PHONY: venv-spark
venv-spark: $(VENV_SPARK)/.installed

## Set up the environment of the tests of a store in .venv-store
.PHONY: venv-store
venv-store: $(VENV_STORE)/.installed

## Remove environments, caches and built files
.PHONY: clean
clean:
	@rm -rf $(VENV) $(VENV_RUN) $(VENV_PORTAL) $(VENV_TOOLS) $(VENV_TRESTLE) $(VENV_SPARK) $(VENV_STORE) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find src tests tools examples -name __pycache__ -type d -prune -exec rm -rf {} +

## Print this help
.PHONY: help
help:
	@awk ' \
		/^##@ / { printf "\n%s\n", substr($$0, 5); next } \
		/^## /  { text = substr($$0, 4); next } \
		/^\.PHONY/ { next } \
		/^[a-z-]+:/ && text { name = $$1; sub(/:.*/, "", name); printf "  make %-13s %s\n", name, text } \
		{ text = "" } \
	' $(firstword $(MAKEFILE_LIST))
	@printf '\nPYTHON chooses the interpreter (3.11 or newer): make PYTHON=python3.11 run\n'

# Environments: made again when the requirements or pyproject.toml change.

$(VENV)/.installed: requirements/dev.txt pyproject.toml
	$(call install,$(VENV),requirements/dev.txt,development environment)

$(VENV_RUN)/.installed: requirements/run.txt pyproject.toml
	$(call install,$(VENV_RUN),requirements/run.txt,environment that runs adhere)

$(VENV_SPARK)/.installed: requirements/spark.txt pyproject.toml
	$(call install,$(VENV_SPARK),requirements/spark.txt,environment of Apache Spark)

$(VENV_STORE)/.installed: requirements/store.txt pyproject.toml
	$(call install,$(VENV_STORE),requirements/store.txt,environment of a store)

$(VENV_PORTAL)/.installed: requirements/portal.txt pyproject.toml
	$(call install,$(VENV_PORTAL),requirements/portal.txt,environment that serves the portal)

$(VENV_TOOLS)/.installed:
	@$(PYTHON) -m venv $(VENV_TOOLS)
	@$(VENV_TOOLS)/bin/python -m pip install $(PIP_FLAGS) 'pip-tools>=7.5,<8'
	@touch $@

$(VENV_TRESTLE)/.installed: requirements/trestle.txt
	@$(PYTHON) -m venv $(VENV_TRESTLE)
	@$(VENV_TRESTLE)/bin/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/trestle.txt
	@touch $@

define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'adhere needs Python 3.11 or newer; $(PYTHON) is not. Choose one: make PYTHON=python3.11 ...'; exit 2; }
	@echo 'Setting up the $(3) in $(1) (once) ...'
	@$(PYTHON) -m venv $(1)
	@$(1)/bin/python -m pip install $(PIP_FLAGS) --require-hashes -r $(2)
	@$(1)/bin/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	@$(1)/bin/python -m compileall -q src || true
	@touch $(1)/.installed
endef
