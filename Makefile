# Everything a person needs to run, each target setting up what it uses.
#   make demo    the product on the embedded sample, offline once installed
#   make test    the gate: format, lint, types, contracts, tests, docs, evaluation floors
#   make soak    three simulated days, with faults and kills
#   make look    the digest, the report and the terminal, as pictures
#   make real    the whole chain on ../shared (real articles, feeds and prices), where it is present

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
STAMP   = $(VENV)/.installed
PEERS   = .venv-bench/.installed

# Where bytecode may not be kept, each of the hundreds of processes that the tests start compiles
# the whole program anew: half a second of CPU a process.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick format lint types contracts tests docs coverage mutation evaluate evaluate-matching benchmark benchmark-matching-long year soak histories stranger mail-matrix real look lock clean prove

help: ## Show this help
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-24s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Create the environment from the lock file

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tapestory needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv module. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP) ## Run the whole chain on the embedded sample, offline
	@$(BIN)/tapestory demo

test: lint types contracts tests docs evaluate ## The gate

quick: $(STAMP) ## The tests that take no processes and no seconds
	$(BIN)/pytest -q -m "not slow"

format: $(STAMP) ## Rewrite the code in house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

tests: $(STAMP)
	$(BIN)/pytest -q --numprocesses auto --dist worksteal

docs: $(STAMP) ## README and docs against --help
	$(BIN)/python -m docs.check

coverage: $(STAMP) ## How much of each stage that decides its own tests take; fails below 97 per cent
	$(BIN)/python -m evaluation.branches

mutation: $(STAMP) ## Code changed in one place at a time: which changes does no test notice? An hour or more
	$(BIN)/python -m evaluation.mutation

evaluate: $(STAMP) ## How good: scores on labelled data, against evaluation/floors.json
	$(BIN)/python -m evaluation.gate

evaluate-matching: $(STAMP) ## Matching in depth: every set, through the command, orders, families, sets left out: half an hour
	$(BIN)/python -m evaluation.matching
	$(BIN)/python -m evaluation.matching.command
	$(BIN)/python -m evaluation.matching.gallery
	$(BIN)/python -m evaluation.matching.orders
	$(BIN)/python -m evaluation.matching.ablations
	$(BIN)/python -m evaluation.matching.leave_one_out

benchmark: $(STAMP) $(PEERS) ## How fast: ratios against peers, measured in one run
	$(BIN)/python -m benchmarks.run

benchmark-matching-long: $(STAMP) ## How matching lasts: a million made-up articles, some ten minutes
	$(BIN)/python -m benchmarks.matching --sets --no-pace --articles 1000000

year: $(STAMP) ## What a store of a year costs, against one of ten days: an hour or so
	$(BIN)/python -m benchmarks.year

$(PEERS): requirements-bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

prove: $(STAMP) ## All that is claimed: the gate, then every longer check, one after the other: some hours
	$(BIN)/python -m evaluation.proof

soak: $(STAMP) ## Three simulated days with faults and kills: some minutes
	$(BIN)/python -m evaluation.soak

histories: $(STAMP) ## Corrections by hand amid automatic matching, five hundred made-up histories: some minutes
	$(BIN)/pytest -q --hypothesis-profile=thorough tests/store/test_store_edit_histories.py

stranger: $(STAMP) ## What a stranger meets who knows the pages only: some three minutes
	$(BIN)/python -m evaluation.stranger

mail-matrix: $(STAMP) ## What becomes of mails, alerts and webhooks, whatever happens to them: some minutes
	MAIL_MATRIX=whole $(BIN)/pytest -q -s -n0 tests/mailing/test_mail_matrix.py

real: $(STAMP) ## The whole chain on ../shared
	@$(BIN)/python -m evaluation.real_run

look: $(STAMP) ## The digest, the report and the terminal as pictures, beside the design's where it is present
	$(BIN)/python -m docs.pictures look $(if $(wildcard ../shared/design/mock),--beside ../shared/design/mock)

# reader carries a feedparser that imports sgmllib3k without declaring it.
lock: $(STAMP) ## Refresh the lock files from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes -q -o requirements-dev.lock
	printf 'eventstudy\nreader\nsgmllib3k\nriver\nscikit-learn\nspacy\n' | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes -q -o requirements-bench.lock

clean: ## Remove the environment and everything generated
	rm -rf $(VENV) .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
