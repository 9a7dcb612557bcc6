# Two commands matter: `make run` and `make test`. Both bring what they need; paths may contain spaces.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install run test unit check lint types imports templates catalogues strings bench requirements clean

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
COMPILE := $(PY) -m piptools compile --quiet --no-header --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
PYTEST_OPTIONS ?= -n 2 --dist loadfile
WRITTEN := platform tests benchmarks wsgi.py gunicorn.conf.py
# English prose only; the speller takes Indonesian for misspelt English.
PROSE := README.md CONTRIBUTING.md SECURITY.md docs/adr docs/security.md docs/regulation.md docs/messages.md
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)

# Makes .venv with a fit Python, or says in one sentence why that is impossible.
define ENVIRONMENT
set -eu
fits() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
if ! fits $(PY) || ! $(PY) -m pip --version >/dev/null 2>&1; then
    chosen=
    for candidate in "$${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if fits "$$candidate"; then chosen=$$candidate; break; fi
    done
    if [ -z "$$chosen" ]; then
        echo "Sertakan needs Python 3.11 or newer and found none: install one, or name it: make run PYTHON=/its/path" >&2
        exit 1
    fi
    if ! "$$chosen" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        echo "$$chosen lacks its venv module: install it first (Debian, Ubuntu: apt-get install python3-venv)." >&2
        exit 1
    fi
    "$$chosen" -m venv --clear .venv
fi
# The source root is found without a variable; by a relative path, so that the clone may be moved.
$(PY) -c 'import os, sysconfig; site = sysconfig.get_path("purelib"); \
    print(os.path.relpath("platform", site), file=open(os.path.join(site, "sertakan.pth"), "w"))'
endef
export ENVIRONMENT

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

install: .venv/runtime.stamp ## Make the environment with everything the platform needs

run: .venv/runtime.stamp .venv/catalogues.stamp ## Start the platform with demo data on port 8000 (PORT=…)
	@SERTAKAN_DEMO="$${SERTAKAN_DEMO:-1}" SERTAKAN_STOP_WITH_PARENT=1 exec $(PY) -m sertakan serve

test: .venv/development.stamp .venv/catalogues.stamp ## Check everything, then run all tests
	@$(MAKE) --no-print-directory check
	@$(PY) -m pytest $(PYTEST_OPTIONS)

unit: .venv/development.stamp ## Run the tests that need neither database nor web
	@$(PY) -m pytest tests/unit

check: lint types imports templates catalogues ## Check without running: format, types, floors, templates, strings

lint: .venv/development.stamp ## Check format, style and spelling
	@$(PY) -m ruff format --check --quiet $(wildcard $(WRITTEN)) || \
		{ echo "Some files are not formatted: .venv/bin/ruff format"; exit 1; }
	@$(PY) -m ruff check --quiet $(wildcard $(WRITTEN))
	@$(PY) -m codespell_lib $(wildcard $(PROSE))

types: .venv/development.stamp ## Check types
	@$(PY) -m mypy --no-error-summary

imports: .venv/development.stamp ## Check that no floor imports a floor above it
	@$(PY) -c 'from importlinter.cli import lint_imports_command as check; check()' --no-logo >.venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }

templates: .venv/development.stamp ## Check the templates
	@$(PY) -m djlint --quiet --lint platform/sertakan/web/templates

catalogues: .venv/development.stamp ## Check that the catalogues hold every message
	@$(PY) -m sertakan.localisation.catalogue check

strings: .venv/development.stamp ## Bring new and changed messages into the catalogues
	@$(PY) -m sertakan.localisation.catalogue update

bench: .venv/runtime.stamp .venv/catalogues.stamp ## Measure; writes benchmarks/results.json
	@$(PY) -m benchmarks

requirements: .venv/development.stamp ## Pin the newest dependencies again
	@$(COMPILE) --upgrade --output-file requirements.txt requirements.in
	@$(COMPILE) --upgrade --output-file requirements-dev.txt requirements-dev.in

clean: ## Remove the environment and all caches; data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find platform tests translations -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm {} +

.venv/runtime.stamp: requirements.txt
	@eval "$$ENVIRONMENT"
	@echo "Installing what the platform needs (once, about a minute) …"
	@$(PIP) install --quiet --requirement requirements.txt
	@touch $@

.venv/development.stamp: .venv/runtime.stamp requirements-dev.txt
	@echo "Installing what checks and tests need (once) …"
	@$(PIP) install --quiet --requirement requirements.txt --requirement requirements-dev.txt
	@touch $@

.venv/catalogues.stamp: .venv/runtime.stamp $(CATALOGUES)
	@$(PY) -m sertakan.localisation.catalogue compile
	@touch $@
