#!/usr/bin/env bash
# Measures against the budgets; arguments go to the bench.
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo run --locked --release --package jinshui-bench -- "$@"
