#!/usr/bin/env bash
# Measures every screen at every size of type, width, language and hour, by day and by night: targets, type, contrast, fit, names, words.
#
#   scripts/check-screens.sh                      all of it; some minutes
#   scripts/check-screens.sh --corners            the four combinations that find most, as CI does
#   scripts/check-screens.sh --only '^home'       some screens
#
# Its last line is `screens=N combos=M violations=K`; it fails where K is not 0.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh build browser
exec npm --prefix ui run --silent check-screens -- "$@"
