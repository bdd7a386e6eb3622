#!/usr/bin/env bash
# Every check and every test, in the order in which they fail fastest. Stops at the first that fails and says which.
#
#   scripts/test.sh                    all of it
#   scripts/test.sh rust               one part, or several: checks lints screens build rust ui looks browser window
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}
# Where the tests that drive real binaries find them.
export JINSHUI_BIN=${CARGO_TARGET_DIR:-$PWD/target}/debug

started=$SECONDS
now=nothing
report=()

step() { # step <name> <command …>
  now=$1
  shift
  local from=$SECONDS
  echo "── $now: $*"
  "$@"
  report+=("$now $((SECONDS - from)) s")
}

ended() {
  local code=$?
  trap - EXIT
  [ ${#report[@]} = 0 ] || printf '   %s\n' "${report[@]}"
  if [ "$code" = 0 ]; then
    echo "ALL GREEN: ${#report[@]} steps in $((SECONDS - started)) s"
  else
    echo "FAILED in step '$now' (exit $code) after $((SECONDS - started)) s; the steps listed above it were green"
  fi
  exit "$code"
}
trap ended EXIT

# Builds unless this run has built already.
built() { if [ -z "${binaries_fresh:-}" ]; then build; fi; }

setup() { step "setup" scripts/setup.sh "$@"; }

checks() {
  setup build
  step "format" cargo fmt --all --check
  step "arrows" node scripts/check-arrows.mjs
  step "licences, bans, sources" scripts/deny.sh
}

# The screens are built first: the app has them inside.
screens() {
  setup build
  step "screens: types and lints" npm --prefix ui run --silent check
}

ui() {
  screens
  step "screens: unit tests" npm --prefix ui run --silent test
}

# What a person would stumble over on a screen, in the four combinations that find most.
looks() {
  setup build browser
  step "screens: how they look" scripts/check-screens.sh --corners
}

lints() {
  setup build
  step "clippy" cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
}

# All binaries and all tests with one set of features, so that nothing is compiled twice.
build() {
  setup build
  step "build: screens" npm --prefix ui run --silent build -- --logLevel error
  step "build: everything in Rust" cargo build --locked --workspace --all-targets --quiet
  binaries_fresh=yes
}

rust() {
  built
  setup rust
  step "tests in Rust" scripts/postgres.sh scripts/keyring.sh cargo test --locked --workspace
}

browser() {
  built
  setup browser
  step "tests in a browser" node tests/browser/run.mjs
}

window() {
  built
  setup window
  step "tests in the app's window" xvfb-run -a -s '-screen 0 412x915x24' dbus-run-session -- node tests/window/run.mjs
}

[ $# -gt 0 ] || set -- checks ui looks lints rust browser window
for part in "$@"; do
  case $part in
    checks | lints | screens | build | rust | ui | looks | browser | window) "$part" ;;
    *) echo "no such part: $part (see the head of scripts/test.sh)" >&2; exit 2 ;;
  esac
done
