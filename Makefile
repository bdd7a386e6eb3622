# The few commands there are. Each is a script under scripts/, where it says what it does.
.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## everything on this computer: a demonstration hub, its console, and the app's window (PORT=8420)
	@scripts/run.sh

.PHONY: test
test: ## every check and every test, as CI runs them
	@scripts/test.sh

.PHONY: check
check: ## the quick part: format, lints, licences, screens' types, who may use whom
	@scripts/test.sh checks lints screens

.PHONY: check-screens
check-screens: ## measures every screen at every size, width and language (SCREENS="--corners" or "--only home")
	@scripts/check-screens.sh $(SCREENS)

.PHONY: check-android
check-android: ## type-checks the app for Android phones (first time: 900 MB and several minutes)
	@scripts/check-android.sh
	@scripts/check-android-project.sh

.PHONY: setup
setup: ## installs what building needs and is missing (Debian)
	@scripts/setup.sh build

.PHONY: setup-browser
setup-browser: ## installs what the browser and window tests need and is missing (Debian)
	@scripts/setup.sh build rust browser window

.PHONY: ui
ui: ## builds the screens into ui/dist
	@scripts/setup.sh build
	@cd ui && npm run --silent build

.PHONY: server
server: ui ## builds the hub and the headless phone, optimised, into target/release
	@cargo build --locked --release -p jinshui-sync-server -p jinshui-device

.PHONY: kills
kills: ## kills the phone and the hub 200 times each while they write and send
	@scripts/test.sh build
	@KILLS=200 JINSHUI_BIN=$${CARGO_TARGET_DIR:-$$PWD/target}/debug cargo test --locked -p jinshui-tests --test way -- --nocapture kills

.PHONY: log-order
log-order: ## 64 writers and 8 readers at each store, every entry seen once and in order (COMMITS=10000 a writer)
	@scripts/setup.sh build rust
	@LOG_ORDER_COMMITS=$${COMMITS:-10000} scripts/postgres.sh cargo test --locked --release -p jinshui-sync-server --lib r7_every

.PHONY: attacks
attacks: ## forged pushes, replays, races with a revocation, guesses at invitations, all of them
	@scripts/setup.sh build rust
	@ATTACKS=full cargo test --locked -p jinshui-sync-server --test server -- --nocapture attacks

.PHONY: simulate
simulate: ## lives a whole community under each of so many seeds (SEEDS=100 FROM=1 ALOUD=1 WITH=kind,… ONLY=kind,…)
	@cargo run --locked --quiet --profile simulate -p jinshui-tests --bin simulate -- --seeds $${SEEDS:-100} --from $${FROM:-1} \
		$${ACTIONS:+--actions $$ACTIONS} $${WITH:+--with $$WITH} $${ONLY:+--only $$ONLY} $${ALOUD:+--aloud} $${TWICE:+--twice}

.PHONY: chaos
chaos: ## kills phone and hub behind a bad network, several at once (KILLS=2000, SEED=…); prints what was hit as JSON
	@scripts/test.sh build
	@TMPDIR=$$([ -w /dev/shm ] && echo /dev/shm || echo /tmp) KILLS=$${KILLS:-2000} cargo test --locked -p jinshui-tests --test way -- --nocapture chaos::

.PHONY: planted
planted: ## plants each bug of docs/planted.md and sees its test turn red (PLANTED="kept_actor …" for some)
	@scripts/planted.sh $(PLANTED)

.PHONY: converge
converge: ## random deeds on three to seven phones that end in one record (CASES=10000)
	@CASES=$${CASES:-10000} cargo test --locked -p jinshui-core --test deeds -- --nocapture convergence

.PHONY: months
months: ## a phone away for 180 days: 3,000 changes wait, 20,000 have happened; and many restores and clones
	@scripts/test.sh build
	@MONTHS=1 RESTORES=20 CLONES=20 cargo test --locked -p jinshui-tests --test way -- --nocapture months r13_ r23_ r24_ r27_

.PHONY: bench
bench: ## measures against the budgets
	@scripts/bench.sh

.PHONY: bench-quick
bench-quick: ## measures a week's PUSH, CATCHUP and BOOTSTRAP beside the floor, in two minutes
	@scripts/bench.sh quick

.PHONY: fuzz
fuzz: ## looks for bytes that break a reader, MINUTES=2 for each; READERS="change gpx" for some
	@MINUTES=$(MINUTES) scripts/fuzz.sh $(READERS)

.PHONY: clean
clean: ## removes everything that was built, and the demonstration in .demo
	@rm -rf target ui/dist ui/node_modules src-tauri/node_modules tests/browser/node_modules tests/automerge-js/node_modules tests/output .android .tools .demo
