#!/usr/bin/env bash
# Red when the committed Android project or icons differ from what scripts/android-project.sh generates.
set -euo pipefail
exec "$(dirname "$0")/android-project.sh" --check
