#!/usr/bin/env bash
# Writes the golden databases in tests/golden anew. Only until the first release: from then on each released version's stay as
# they are, and a new version gets a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --locked -p jinshui-device -p jinshui-sync-server
JINSHUI_BIN="${CARGO_TARGET_DIR:-$PWD/target}/debug" cargo test --locked -p jinshui-tests --test way -- --ignored golden::write
