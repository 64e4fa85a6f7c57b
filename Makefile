# What CI runs is `make check`; the rest is for the person at the keyboard.
# Needs make, git and Python 3.11 or newer. PYTHON=/path/to/python chooses one; PORT=8123 moves the portal.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --only-binary :all:
PORT ?= 8000
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
PYTHON_FILES := bkn_portal coaching tests manage.py gunicorn.conf.py

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
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo --reset

test: setup ## every test that needs no server; says what it left out and why
	@$(BIN)/pytest -q -n auto

fix: setup ## format what can be formatted
	@$(BIN)/ruff check --fix $(PYTHON_FILES)
	@$(BIN)/ruff format $(PYTHON_FILES)
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2
