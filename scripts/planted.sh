#!/usr/bin/env bash
# Builds so that bugs can be planted, plants each of docs/planted.md and runs the test that must turn red; fails if one stays
# green, and if any is red with no bug planted.
#
#   scripts/planted.sh                     all of them
#   scripts/planted.sh kept_actor …        some
set -uo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never
# Apart from the usual builds, so that no planted binary is ever mistaken for a sound one.
export CARGO_TARGET_DIR=$PWD/target/planted
unset JINSHUI_PLANTED JINSHUI_BUG
log=$(mktemp)
trap 'rm -f "$log"' EXIT
bad=0

echo "── an optimised build with a bug must not compile"
if JINSHUI_PLANTED=yes rustc --edition 2024 --crate-type lib --emit metadata -o /dev/null -O core/src/planted.rs >"$log" 2>&1; then
  echo "   IT COMPILED"
  bad=1
elif grep -q 'must not get into an optimised build' "$log"; then
  echo "   it does not"
else
  cat "$log"
  bad=1
fi

rows=$(awk -F '|' '/^\| `/ { for (i = 2; i <= 6; i++) { gsub(/^ +| +$|`/, "", $i) } print $2 "|" $4 "|" $5 "|" $6 }' docs/planted.md)
[ -n "$rows" ] || { echo "docs/planted.md lists nothing" >&2; exit 2; }
while IFS='|' read -r bug crate target test; do
  if [ $# -gt 0 ] && [[ " $* " != *" $bug "* ]]; then continue; fi
  started=$SECONDS
  # `run`: red, green or nothing, as the one test ended.
  run() {
    # shellcheck disable=SC2086
    JINSHUI_PLANTED=yes JINSHUI_BUG=$1 cargo test --locked -p "$crate" $target -- --exact "$test" >"$log" 2>&1 </dev/null
    if grep -q "^    $test\$" "$log"; then echo red; elif grep -q '^test result: ok. 1 passed' "$log"; then echo green; else echo nothing; fi
  }
  with=$(run "$bug")
  if [ "$with" = nothing ]; then tail -30 "$log"; fi
  without=$(run none)
  echo "   $bug → $crate $test: $with with it, $without without ($((SECONDS - started)) s)"
  [ "$with $without" = "red green" ] || bad=1
done <<<"$rows"
if [ "$bad" = 0 ]; then echo "every planted bug was found"; else echo "NOT every planted bug was found"; fi
exit "$bad"
