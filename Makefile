# Lanyard: `make demo` runs it, `make test` tests it.
PYTHON ?= python3
PROFILE ?= oaklands
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
BUILT := lanyard/foundation/ui/static/built/.stamp

.PHONY: setup demo test lint format messages bench clean
setup: $(STAMP) $(BUILT)

$(STAMP): pyproject.toml constraints.txt
	@if command -v uv >/dev/null 2>&1; then \
		{ test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); } && \
		uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev]'; \
	else \
		{ test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV); } && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	fi
	@touch $@

$(BUILT): package.json package-lock.json $(STAMP) $(wildcard lanyard/foundation/ui/styles/*.scss)
	@$(BIN)/python -m lanyard.foundation.ui.build
	@touch $@

demo: setup
	@exec $(BIN)/lanyard demo --profile $(PROFILE)

test: setup
	@$(BIN)/python -m tests.run

lint: setup
	@$(BIN)/python -m tests.lint

format: $(STAMP)
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

messages: $(STAMP)
	@$(BIN)/python -m lanyard.foundation.ui.messages

bench: setup
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) node_modules var build *.egg-info lanyard/foundation/ui/static/built
