# Everything runs in .venv, which each target makes and fills by itself; Python 3.11 and make are all that is needed.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

SAMPLE := evals/sample_shop
SHOP := --shop $(SAMPLE)/shop --knowledge knowledge_base --data build/demo

.PHONY: demo test check clean

# Past tickets of the sample shop are drafted and checked, then ten drafts of people, half of them wrong in one place.
demo: .venv/.run
	$(BIN)/copilot suggest $(SAMPLE)/tickets.jsonl $(SHOP)
	$(BIN)/copilot review show --ticket S003 --data build/demo
	$(BIN)/copilot check $(SAMPLE)/cases.jsonl $(SHOP)

test: .venv/.dev
	$(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

.venv/.run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.run .ci/constraints.txt
	$(PIP) --constraint .ci/constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist
