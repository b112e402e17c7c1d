# `make map` and `make test` need no step before them. Everything they make lies in .venv and build.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGE := build/al-tanf.html

.DEFAULT_GOAL := help
.PHONY: help map test check test-qgis docs backdrop bench dist clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

map: $(VENV)/installed ## Build the map of the Al-Tanf case and say where it is
	@mkdir -p build
	@$(BIN)/contested map al-tanf -o $(PAGE)

test: $(VENV)/installed-test system ## Set up what the tests need, Chromium included, and run all of them
	$(BIN)/python -m pytest
	node --test tests/js/*.test.js

check: $(VENV)/installed-check ## Static checks: style, types, and which way imports look
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/import_direction.py

test-qgis: $(VENV)/installed ## Open the export and the case file in real QGIS (installs it on Debian as root)
	tools/system.sh qgis
	tests/qgis/run.sh

docs: $(VENV)/installed-test ## Write the generated parts of the docs anew
	$(BIN)/python tools/make_docs.py

backdrop: ## Make the offline backdrop anew from public-domain data (needs a network, Debian 12 and npm)
	$(PYTHON) -m venv build/backdrop
	build/backdrop/bin/python -m pip install --quiet --disable-pip-version-check -r tools/backdrop/requirements.txt
	build/backdrop/bin/python tools/backdrop/build.py

bench: $(VENV)/installed-test ## Measure against peers, in one run
	$(BIN)/python benchmarks/commands.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/screening.py
	$(BIN)/python benchmarks/page.py

dist: $(VENV)/installed-check ## Build the wheel and the source archive
	$(BIN)/python -m hatchling build

clean: ## Remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: system
system:
	tools/system.sh test

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Contested needs Python 3.11 or newer; this is {sys.version}. Name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q geo layers maps
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	# Without its dependency: only the GeoPackage validator is used, which needs no GDAL.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps 'gdal-utils>=3.10'
	@$(BIN)/python -m compileall -q geo layers maps
	@touch $@ $(VENV)/installed

$(VENV)/installed-check: pyproject.toml $(VENV)/installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@
