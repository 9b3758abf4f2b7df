# `make` alone says what there is. Every target sets up what it needs; a second run starts at once.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
# Python 3.11 or later, under whichever name this machine knows it.
FIND_PYTHON = for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$name"; exit; }; done
SETUP = python="$$($(FIND_PYTHON))"; \
	[ -n "$$python" ] || { echo "Python 3.11 or later is needed, and make found none." >&2; exit 1; }; \
	"$$python" -m tools.setup

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## environment, assets, catalogues, and the Debian packages where this may install them
	@$(SETUP)

.PHONY: demo
demo: ## a fresh database with a sample briefing, from its text to the score-card and the report
	@$(SETUP) --part demo
	@.venv/bin/giaoban demo

.PHONY: serve
serve: ## the pages, on this machine
	@$(SETUP) --part demo
	@.venv/bin/giaoban serve $(if $(wildcard var/demo/giaoban.sqlite3),--demo)

.PHONY: check
check: setup ## format, lint, types, imports, migrations
	@$(PYTHON) -m tools.check

.PHONY: fix
fix: setup ## let ruff put in order what it can
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

.PHONY: test
test: setup ## every check and test: SQLite, PostgreSQL, browser, corpus
	@$(PYTHON) -m tools.run_tests

.PHONY: test-fast
test-fast: setup ## the tests on SQLite alone
	@$(PYTHON) -m tools.run_tests --fast

.PHONY: e2e
e2e: setup ## the tests in a browser
	@$(PYTHON) -m pytest e2e -q

.PHONY: fuzz
fuzz: setup ## mutated files at the reader's door, for a minute
	@$(PYTHON) -m tools.fuzz

.PHONY: score
score: setup ## how well the reader reads the labelled texts (COMPARE=1: beside others)
	@$(PYTHON) -m tools.score $(if $(COMPARE),--compare)

.PHONY: bench
bench: setup ## how fast it is: a table and var/bench.json (ONLY=group for one group)
	@$(PYTHON) -m bench $(if $(ONLY),--only $(ONLY))

.PHONY: messages
messages: setup ## collect the words of the pages for vi and en, and compile them
	@$(PYTHON) -m tools.catalogues collect
	@$(PYTHON) -m tools.catalogues compile

.PHONY: openapi
openapi: setup ## the description of the JSON API, written anew into tests/snapshots/openapi.json
	@$(PYTHON) -m tools.openapi

.PHONY: lock
lock: setup ## choose the versions of all dependencies anew
	@$(PYTHON) -m tools.lock
