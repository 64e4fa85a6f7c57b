# What CI runs is `make check`; the rest is for the person at the keyboard.
# Needs make, git and Python 3.11 or newer. PYTHON=/path/to/python chooses one; PORT=8123 moves the portal.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --only-binary :all:
PORT ?= 8000
comma := ,
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
PYTHON_FILES := bkn_portal coaching mentoring tests bench scripts manage.py gunicorn.conf.py

.PHONY: help setup run demo test check fix bench messages lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

$(BIN)/python:
	@set -e; for candidate in $(or $(PYTHON),python3.11 python3.12 python3.13 python3); do \
		if $$candidate -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making $(VENV) with $$($$candidate --version) ..."; exec $$candidate -m venv $(VENV); fi; done; \
	echo "No usable Python: the portal needs Python 3.11 or newer with its venv module$(if $(PYTHON), and $(PYTHON) is not one)." >&2; \
	echo "Install it (on Debian and Ubuntu: apt install python3 python3-venv), or name one: make run PYTHON=/path/to/python3" >&2; exit 1

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the portal runs on ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what its tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

%.mo: %.po | $(VENV)/.runtime
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

setup: $(VENV)/.development $(COMPILED) ## install everything that development needs

run: $(VENV)/.runtime $(COMPILED) ## the whole portal in this terminal, with demo data; Ctrl-C stops it
	@PORT=$(PORT) exec $(BIN)/python -m bkn_portal.serve

demo: $(VENV)/.runtime $(COMPILED) ## throw the embedded database away and load the demo data anew
	@$(BIN)/python manage.py load_demo --reset --migrate

messages: setup ## bring the catalogues up to date with the strings in code and templates (needs gettext)
	@$(BIN)/python manage.py makemessages --all --no-location --no-obsolete --no-wrap \
		--ignore .venv --ignore var --ignore staticfiles --ignore tests --verbosity 0

lock: setup ## pin requirements.txt with hashes for production
	@$(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.lock requirements.txt

test: setup ## every test that needs no server; says what it left out and why
	@$(BIN)/pytest -q -n auto --dist loadgroup

# What CI runs. With TEST_DATABASE_URL and TEST_REDIS_URL the whole suite runs a second time, on these.
check: setup ## everything that must hold before a commit
	@echo "== format and lint"
	@$(BIN)/ruff format --check --quiet $(PYTHON_FILES)
	@$(BIN)/ruff check --quiet $(PYTHON_FILES)
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	@echo "== directions of imports"
	@$(BIN)/lint-imports --no-logo > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	@echo "== types"
	@$(BIN)/mypy --no-error-summary
	@echo "== migrations complete"
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1
	@echo "== tests on SQLite"
	@env -u TEST_DATABASE_URL -u TEST_REDIS_URL TEST_REQUIRE=$(if $(filter browser,$(subst $(comma), ,$(TEST_REQUIRE))),browser) \
		$(BIN)/pytest -q -n 2 --dist loadgroup
ifdef TEST_DATABASE_URL
	@echo "== tests on PostgreSQL$(if $(TEST_REDIS_URL), and Redis)"
	@$(BIN)/pytest -q -n 2 --dist loadgroup --create-db
else
	@echo "Left out: the second run, on PostgreSQL and Redis. Set TEST_DATABASE_URL and TEST_REDIS_URL for it."
endif

fix: setup ## format what can be formatted
	@$(BIN)/ruff check --fix $(PYTHON_FILES)
	@$(BIN)/ruff format $(PYTHON_FILES)
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2

bench: setup ## measure the pages against bare Django pages and the matching, on PostgreSQL (BENCH_DATABASE_URL) and Redis
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.matching
