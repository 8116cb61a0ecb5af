# The portal's commands. `make help` lists them.
#
#   make run PORT=8001            serve on another port
#   make test ARGS="tests/meetings"   run a part of the tests

.PHONY: help run test setup check bench demo lock format
.DEFAULT_GOAL := help

# The first Python here that the portal runs on. Everything but finding it is said in Python.
PYTHON ?= $(shell for name in python3 python3.11 python3.12; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null && echo $$name && break; \
	done)
VENV := .venv/bin/python
ifeq ($(PYTHON),)
$(error The portal needs Python 3.11 or 3.12. On Debian, as root: apt-get install python3 python3-venv)
endif

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ## set up, load the demonstration county, and serve it (PORT=8000)
	@$(VENV) -m bin.run

test: ## install what tests need, and run them on SQLite, PostgreSQL and in a browser (ARGS=tests/meetings)
	@$(PYTHON) -m bin.setup --dev --test
	@$(VENV) -m bin.tests $(ARGS)

setup: ## install what the portal runs on; quick when there is nothing to do
	@$(PYTHON) -m bin.setup

check: ## lint, templates, imports, types, migrations and pins
	@$(PYTHON) -m bin.setup --dev
	@$(VENV) -m bin.check

bench: ## measure, and compare with a bare page
	@$(PYTHON) -m bin.setup --dev --test
	@$(VENV) -m bench $(ARGS)

demo: setup ## load the demonstration county into an empty database
	@$(VENV) manage.py migrate --noinput --verbosity 0
	@$(VENV) manage.py demo $(ARGS)

format: ## put Python in order
	@$(PYTHON) -m bin.setup --dev
	@$(VENV) -m ruff check --fix --quiet . && $(VENV) -m ruff format --quiet .

lock: ## write the lock files anew from pyproject.toml and package.json
	@$(PYTHON) -m bin.setup --dev
	@$(VENV) -m bin.lock $(ARGS)
