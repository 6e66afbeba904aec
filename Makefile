# SPDX-License-Identifier: GPL-2.0-or-later
# `make` lists the targets. Each target does the set-up it needs; that takes seconds when nothing is to do.
# The scripts run as modules (-m) from here, so that they find each other and the tests can import them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
SIZE ?= S
PROFILE ?= default
THEME ?= default
PYTEST_OPTIONS ?=

.PHONY: help demo test test-core lint scan i18n zip deploy link bench clean setup-demo setup-test setup-core

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: setup-demo ## Open QGIS with the plugin in a throw-away profile and play the main job (build/demo): make demo THEME=dark
	@THEME='$(THEME)' $(PY) -m scripts.demo

test: setup-test ## Run every test: those of the core without QGIS, all others with it, two lanes side by side
	@$(PY) -m scripts.translations release
	@$(PY) -m scripts.run_tests --durations=15 $(PYTEST_OPTIONS)

test-core: setup-core ## Run the core tests in a Python without QGIS
	@.venv-core/bin/python -m pytest tests/core $(PYTEST_OPTIONS)

lint: setup-test ## Ruff, import-linter, flake8 of the shipped code as the portal runs it
	@$(PY) -m ruff check .
	@.venv/bin/lint-imports --no-cache
	@$(PY) -m scripts.stage build/lint >/dev/null
	@$(PY) -m flake8 --isolated --max-line-length=120 --extend-ignore=E203 build/lint

scan: setup-test ## Bandit and detect-secrets with the portal's rules on the staged plugin: no finding allowed
	@$(PY) -m scripts.scan

i18n: setup-test ## Extract the texts, list what German lacks (fails then), compile the .qm file
	@$(PY) -m scripts.translations update
	@$(PY) -m scripts.translations release
	@$(PY) -m scripts.translations check

zip: setup-test ## Build dist/ruhr_smartcity_plugin-<version>.zip and check it (RELEASE=1: for the portal)
	@$(PY) -m scripts.package $(if $(RELEASE),--release)

deploy: setup-test ## Copy the plugin into your QGIS profile: make deploy PROFILE=default
	@$(PY) -m scripts.qgis_profile deploy '$(PROFILE)'

link: setup-test ## Link the checkout into your QGIS profile: make link PROFILE=default
	@$(PY) -m scripts.qgis_profile link '$(PROFILE)'

bench: setup-test ## Measure beside the peers, never fails on a timing: make bench SIZE=S|M|L
	@case '$(SIZE)' in S|M|L) ;; *) echo "SIZE must be S, M or L, not '$(SIZE)'." >&2; exit 2 ;; esac
	@$(PY) -m tests.benchmarks --size '$(SIZE)'

clean: ## Remove what was built; the Python environments stay
	rm -rf build dist i18n/*.qm .ruff_cache .import_linter_cache .pytest_cache
	find ruhr_smartcity_plugin scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup-demo:
	@scripts/setup_system.sh demo
	@scripts/setup_python.sh qgis servers pygeoapi pycsw

setup-test:
	@scripts/setup_system.sh test
	@scripts/setup_python.sh qgis core servers pygeoapi pycsw

setup-core:
	@scripts/setup_python.sh core
