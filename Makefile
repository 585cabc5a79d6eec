# make run     the whole portal for a trial; PORT (8000) and DATA_DIR (.data) may be given
# make test    all checks and all tests
# make check   the checks alone: style, types, layers, migrations, compiled files

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := run
.PHONY: run test check check-static setup

run:
	@$(PYTHON) mla_portal/local/setup.py run
	@exec $(BIN)/python -m mla_portal.local.run

setup:
	@$(PYTHON) mla_portal/local/setup.py test

test: setup
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m mla_portal.local.translations
	@$(BIN)/pytest -n 2 --dist worksteal -m "not browser" && $(BIN)/pytest -n 2 --dist worksteal -m browser; \
		result=$$?; $(BIN)/python -m mla_portal.local.keeper .data/test stop; exit $$result

check: check-static
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run --settings tests.tool_settings

check-static:
	@if ! command -v npm >/dev/null; then \
		echo "check-static left out: npm is not installed, so the compiled files in static/ cannot be compared."; \
	else \
		static/src/build.sh --check; \
	fi
