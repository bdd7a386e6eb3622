#!/usr/bin/env bash
# Licences, banned crates and sources, by deny.toml. Builds cargo-deny once, into .tools, where it is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
version=0.20.2

deny=$(command -v cargo-deny || true)
if [ -z "$deny" ]; then
  deny=$PWD/.tools/bin/cargo-deny
  if [ ! -x "$deny" ]; then
    echo "building cargo-deny $version into .tools (once, some minutes)"
    CARGO_TARGET_DIR=$PWD/.tools/target cargo install --quiet --locked --debug --root .tools --version "$version" cargo-deny
    rm -rf .tools/target
  fi
fi
"$deny" --log-level warn --offline --locked check bans licenses sources
