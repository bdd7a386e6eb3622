#!/usr/bin/env bash
# Plants each bug of docs/planted.md and runs the test that must turn red; fails if one stays green.
#
#   scripts/planted.sh                     all of them
#   scripts/planted.sh kept_actor …        some
set -uo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never
# Apart from the usual builds, so that no planted binary is ever mistaken for a sound one.
export CARGO_TARGET_DIR=${PLANTED_TARGET:-$PWD/target/planted}
unset JINSHUI_PLANTED
log=$(mktemp)
trap 'rm -f "$log"' EXIT
bad=0

echo "── an optimised build with a bug must not compile"
if JINSHUI_PLANTED=kept_actor rustc --edition 2024 --crate-type lib --emit metadata -o /dev/null -O core/src/planted.rs >"$log" 2>&1; then
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
  # shellcheck disable=SC2086
  JINSHUI_PLANTED=$bug cargo test --locked --quiet -p "$crate" $target -- --exact "$test" >"$log" 2>&1 </dev/null
  code=$?
  if grep -q "^test $test ... FAILED" "$log" || grep -q "^    $test\$" "$log"; then
    echo "   red, as it must be: $bug → $crate $test ($((SECONDS - started)) s)"
  elif grep -q '^test result: ok. 1 passed' "$log"; then
    echo "   STAYED GREEN: $bug → $crate $test"
    bad=1
  else
    tail -30 "$log"
    echo "   DID NOT RUN (exit $code): $bug → $crate $test"
    bad=1
  fi
done <<<"$rows"
[ "$bad" = 0 ] && echo "every planted bug was found"
exit "$bad"
