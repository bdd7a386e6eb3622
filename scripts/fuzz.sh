#!/usr/bin/env bash
# Looks for bytes that break a reader, MINUTES for each (default 2) or, with names, for those: scripts/fuzz.sh change gpx.
# What breaks one is kept in fuzz/findings/NAME; once it is mended, it moves to fuzz/corpus/NAME as a test.
# Stable Rust: the compiler's coverage pass is asked for by name, and libFuzzer comes with its crate.
set -euo pipefail
cd "$(dirname "$0")/.."
target=x86_64-unknown-linux-gnu
[ "$(uname -m)" = x86_64 ] || target="$(uname -m)-unknown-linux-gnu"
flags="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
flags+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
flags+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
# The versions of the workspace; libFuzzer's crate is added to them.
cp Cargo.lock fuzz/driver/Cargo.lock
export CARGO_TARGET_DIR="${FUZZ_TARGET_DIR:-$PWD/target/fuzz}"
RUSTFLAGS="$flags" cargo build --quiet --release --manifest-path fuzz/driver/Cargo.toml --target "$target"
driver="$CARGO_TARGET_DIR/$target/release/jinshui-fuzz-driver"
names=("$@")
[ $# -gt 0 ] || mapfile -t names < <(ls fuzz/corpus)
for name in "${names[@]}"; do
  grown="$CARGO_TARGET_DIR/corpus/$name"
  mkdir -p "$grown" "fuzz/findings/$name"
  echo "fuzz: $name"
  DECODER="$name" "$driver" -max_total_time="$((${MINUTES:-2} * 60))" -max_len=65536 -timeout=10 -rss_limit_mb=1024 \
    -malloc_limit_mb=256 -print_final_stats=1 -verbosity=0 -artifact_prefix="fuzz/findings/$name/" "$grown" "fuzz/corpus/$name" \
    2>&1 | tail -n 30
done
[ -z "$(find fuzz/findings -type f -print -quit)" ] || { echo "fuzz: findings in fuzz/findings" >&2; exit 1; }
