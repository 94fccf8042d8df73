# `make demo` and `make test` are all that a newcomer needs: each sets up what it uses.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLACE ?= $(HOME)/.local/bin
STAMP := $(VENV)/.installed

# The story and some tests start many processes: compiled modules make each start in less than half the time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench controls conformance documents json lock clean setup install system

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)$$/  make \1|\2/' | column -t -s '|'

setup: $(STAMP) ## a virtual environment with the locked packages

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Qorgan needs Python 3.11 or newer; found $$($(PYTHON) --version)"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tools/system-packages python3-venv
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python client/texts.py
	@touch $@
	@echo "Ready. The command is $(BIN)/qorgan; make install puts a link to it into $(PLACE)."

install: $(STAMP) ## the command qorgan: a link in ~/.local/bin (or PLACE=...)
	@mkdir -p "$(PLACE)"
	@test ! -e "$(PLACE)/qorgan" -o -L "$(PLACE)/qorgan" || { echo "$(PLACE)/qorgan is there already, and no link"; exit 2; }
	@ln -sfn "$(abspath $(BIN))/qorgan" "$(PLACE)/qorgan"
	@echo "$(PLACE)/qorgan"
	@case ":$$PATH:" in *":$(PLACE):"*) ;; *) echo "$(PLACE) is not in PATH yet: export PATH=\"$(PLACE):\$$PATH\"";; esac

demo: $(STAMP) ## the story: five bodies, one person, a server that can read nothing (about a minute)
	$(BIN)/python -m demo
	@echo "To go on by hand: story/README.md. The command is $(BIN)/qorgan, or qorgan after make install."

test: check system ## all checks, then all tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

system: # tools that some tests use; without them those tests skip and say so
	@command -v strace >/dev/null || tools/system-packages strace || true
	@command -v pdfsig >/dev/null || tools/system-packages poppler-utils || true

check: $(STAMP) ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## let ruff put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP) ## the figures of docs/figures.md, measured here (about three minutes)
	$(BIN)/python -m bench

controls: $(STAMP) ## take each defence and each norm of the law away, one at a time: its test must turn red
	$(BIN)/python -m tests.controls
	$(BIN)/python -m tests.client.law.conformance removal

conformance: $(STAMP) ## write client/law/CONFORMANCE.md: each norm, its place, its cases
	$(BIN)/python -m tests.client.law.conformance

documents: $(STAMP) ## write docs/documents anew: a sheet of each form, to be looked at
	$(BIN)/python -m tests.documents.gallery

json: $(STAMP) ## write docs/json.md: what scripts may rely on
	$(BIN)/python -m tests.cli.jsonpage

lock: ## write requirements.txt anew from pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra server --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements.txt
	@! grep -nE 'https?://|file://' requirements.txt

clean: ## remove what the commands above made
	rm -rf $(VENV) story build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
