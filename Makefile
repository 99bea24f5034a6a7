# Everything a newcomer or a machine calls. `make demo` to try it, `make test` to change it.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$python"; break; }; done)
# A stamp carries the digest of what it installed: a changed lock installs, an unchanged one waits for nobody.
digest = $(shell git hash-object $(1) 2>/dev/null | cut -c1-12)
RUNTIME := $(VENV)/training-$(call digest,requirements-training.txt).installed
DEV := $(VENV)/dev-$(call digest,requirements-dev.txt).installed
# Settings of the person's own shell must not lead the demo or the embedded tests to real data.
OURS := DATABASE_URL REDIS_URL BROKER_URL PUBLIC_URL DEMO_SHOP_URL ALLOWED_HOSTS TRUSTED_PROXIES \
	SECRET_KEY FIELD_KEYS FIELD_KEY EMAIL_URL DEFAULT_FROM_EMAIL MEDIA_ROOT STATIC_ROOT HOST DEMO \
	DEBUG FAILPOINT VAR_DIR LOG_LEVEL SECURE_SSL_REDIRECT ALLOW_PRIVATE_TARGETS DJANGO_SETTINGS_MODULE
EMBEDDED := env $(addprefix -u ,$(OURS))
SERVICES_DATABASE ?= $(or $(DATABASE_URL),postgres://postgres@127.0.0.1:5432/selfservice)
SERVICES_REDIS ?= $(or $(REDIS_URL),redis://127.0.0.1:6379/15)
# Two at once, each with a database of its own; one begins with all the browser's journeys.
AT_ONCE := -n 2
PYTEST_ARGS ?=

.PHONY: demo demo-reset test test-services lint bench pictures schema lock messages clean help
.DEFAULT_GOAL := help

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

demo: $(RUNTIME)  ## try it: starts the demo shop on PORT (8000)
	@exec $(EMBEDDED) DEMO=1 PORT=$(PORT) VAR_DIR=$(CURDIR)/.var/demo \
		$(BIN)/python manage.py serve --logs --stop-with-parent

demo-reset:  ## forget what was tried, then start the demo afresh
	@rm -rf .var/demo
	@$(MAKE) --no-print-directory demo

test: $(DEV)  ## run every test on SQLite, without any server
	@exec $(EMBEDDED) $(BIN)/python -m pytest $(AT_ONCE) $(PYTEST_ARGS)

test-services: $(DEV)  ## run every test on PostgreSQL and Redis
	@exec $(EMBEDDED) DATABASE_URL=$(SERVICES_DATABASE) REDIS_URL=$(SERVICES_REDIS) \
		$(BIN)/python -m pytest $(AT_ONCE) $(PYTEST_ARGS)

lint: $(DEV)  ## style, types, layers, templates, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy selfservice flows integrations classifier tests
	$(BIN)/lint-imports
	git ls-files 'templates/*.html' | xargs -r $(BIN)/djade --target-version 5.2 --check
	$(EMBEDDED) VAR_DIR=$(CURDIR)/.var/lint $(BIN)/python manage.py makemigrations --check --dry-run
	$(EMBEDDED) VAR_DIR=$(CURDIR)/.var/lint $(BIN)/python -m pytest -q tests/test_catalogues.py

bench: $(DEV)  ## measure; prints figures, asserts nothing (ONLY=answers for one)
	@exec $(EMBEDDED) BENCH_DATABASE_URL=$(SERVICES_DATABASE) $(BIN)/python -m tests.benchmarks $(ONLY)

pictures: $(DEV)  ## take the README's pictures from a running demo
	@exec $(EMBEDDED) $(BIN)/python -m tests.integrations.calling tests.journeys.pictures.take_all

schema: $(DEV)  ## write the API's OpenAPI document anew
	@exec $(EMBEDDED) VAR_DIR=$(CURDIR)/.var/lint $(BIN)/python manage.py describe_api

messages: $(DEV)  ## collect the texts for the translators and compile the catalogues
	$(EMBEDDED) $(BIN)/python manage.py makemessages --all --no-location --no-wrap --ignore=.venv --ignore=.var --ignore=tests
	$(EMBEDDED) $(BIN)/python manage.py compilemessages --ignore=.venv --ignore=.var

# The development lock is made first and binds the others, so that every file names the same versions.
lock:  ## write the requirements files anew (UPGRADE=--upgrade for newer versions)
	@test -x .var/lock/bin/uv || { $(PYTHON) -m venv .var/lock && .var/lock/bin/pip install --quiet uv; }
	@$(call compile,requirements-dev.txt,--all-extras $(UPGRADE))
	@$(call compile,requirements.txt,--constraint requirements-dev.txt)
	@$(call compile,requirements-training.txt,--extra training --constraint requirements-dev.txt)
	@$(call compile,requirements-server.txt,--extra server --extra training --constraint requirements-dev.txt)
compile = .var/lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	pyproject.toml --output-file $(1) $(2)

clean:  ## remove what was installed and cached; keeps the data in .var
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(RUNTIME): requirements-training.txt
	$(call install,requirements-training.txt,training)

$(DEV): requirements-dev.txt
	$(call install,requirements-dev.txt,dev)

# Each command stands alone and is `exec`ed, so that a signal to make ends it too.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
INSTALL := $(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/python -m pip install \
	--disable-pip-version-check --no-input --progress-bar=off)
define install
@"$(or $(PYTHON),false)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	echo "Python 3.11 or newer is needed; $$($(or $(PYTHON),python3) --version 2>&1) is here." >&2; \
	echo "Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 2; }
@$(BIN)/python -c '$(NEW_ENOUGH); import pip' 2>/dev/null || { \
	echo "Making a virtual environment in $(VENV) ..."; exec "$(PYTHON)" -m venv --clear $(VENV); }
@echo "Installing what $(1) names: a minute or two the first time ..."
@exec $(INSTALL) --require-hashes -r $(1)
@rm -f $(VENV)/$(2)-*.installed && touch $@
endef
