# make lab       set up what is missing, check it, open JupyterLab at lesson 00 in my-course/
# make test      set up what is missing, run the whole suite
# make test-all  the suite with what takes longer
# make site      build the course's pages into build/site/html, without a network
# make lint      ruff, over code and notebooks; import-linter, over who imports whom
# make execute   run notebooks and keep their outputs (NB=notebooks/01_cosine_similarity.ipynb)
# make release   write exercises/ anew from solutions/
# make bench     measure beside peers, write docs/performance.md (QUICK=1: small, in minutes)
# make lock      write requirements.lock from what is installed
# make clean     take away .venv and caches; your work stays
#
# The set-up does nothing twice. `make lab ARGS=--no-browser` suits a server.
# The lock names versions that are known to work together. Should one of them no longer
# install, `make lab LOCK=/dev/null` takes the newest releases that pyproject.toml allows.

PYTHON ?= python3
LOCK ?= requirements.lock
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# PyPI's torch for Linux brings several gigabytes of CUDA; this index has the CPU build.
TORCH_CPU := --extra-index-url https://download.pytorch.org/whl/cpu --retries 1 --timeout 15

.PHONY: help lab test test-all site lint execute bench release lock clean
.DELETE_ON_ERROR:

help:
	@sed -n "s/^# \(make .*\)/\1/p" Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make lab PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/ready: $(BIN)/python pyproject.toml $(LOCK)
	@echo "Installing the course (a minute or two, once)"
	$(PIP) install $(TORCH_CPU) --no-deps -c $(LOCK) torch
	$(PIP) install -c $(LOCK) -e .
	@touch $@

.venv/ready-test: .venv/ready
	$(PIP) install -c $(LOCK) -e ".[test,scale]"
	@touch $@

# The set-up is looked at once, not before each visit; `course doctor` looks again.
.venv/well: .venv/ready
	@$(BIN)/course doctor
	@touch $@

# Lessons are worked in a folder of the learner's own, so that `git pull` never meets them.
lab: .venv/well
	@$(BIN)/course init my-course
	cd my-course && ../$(BIN)/course lab $(ARGS)

test: .venv/ready-test
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-all: .venv/ready-site
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "slow or not slow" $(ARGS)

.venv/ready-site: .venv/ready-test
	$(PIP) install -c $(LOCK) -e ".[site]"
	@touch $@

site: .venv/ready-site
	$(BIN)/python tools/site/build.py $(ARGS)

lint: .venv/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

execute: .venv/ready-test
	$(BIN)/python tools/execute.py $(NB)

release: .venv/ready
	$(BIN)/course release

bench: .venv/ready-test
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(ARGS)

lock: .venv/ready-test
	$(BIN)/python tools/lock.py > requirements.lock

clean:
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .hypothesis
