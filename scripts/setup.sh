#!/usr/bin/env bash
# Installs what is missing to build and test Jinshui on Debian 12, and nothing that is there already.
#
#   scripts/setup.sh [build] [rust] [browser] [window] [android]      build where nothing is named
#
# Rust (1.90 or newer) and Node (20.19 or newer) are expected to be here.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's packages for each group, and the folders whose npm packages it needs.
declare -A packages=(
  [build]="libwebkit2gtk-4.1-dev libssl-dev pkg-config build-essential ca-certificates"
  [rust]="postgresql gnome-keyring dbus dbus-daemon"
  [browser]="chromium fonts-noto-cjk"
  [window]="xvfb xauth webkit2gtk-driver dbus dbus-daemon at-spi2-core fonts-noto-cjk"
  [android]="clang llvm"
)
declare -A folders=([build]="ui" [rust]="tests/automerge-js" [browser]="tests/browser")

fail() { printf '%s\n' "$@" >&2; exit 1; }

need() { # need <command> <oldest version> <its own words for its version>
  command -v "$1" >/dev/null || fail "没有找到 $1。请先安装。 / $1 is missing: please install it first ($2 or newer)."
  [ "$(printf '%s\n' "$2" "$3" | sort -V | head -n 1)" = "$2" ] || fail "$1 $3 太旧了，要 $2 以上。 / $1 $3 is too old: $2 or newer is needed."
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# What these groups need and this computer lacks.
missing() {
  local group package
  for group in "$@"; do
    for package in ${packages[$group]}; do installed "$package" || echo "$package"; done
  done
}

apt_install() {
  local root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "These packages are missing; install them as root: $*"
    root=(sudo)
  fi
  echo "installing: $*"
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# `npm ci`, once for each state of the lock file.
npm_ci() {
  local stamp=$1/node_modules/.lock-seen
  cmp -s "$1/package-lock.json" "$stamp" && return 0
  echo "npm ci in $1"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$1/package-lock.json" "$stamp"
}

[ $# -gt 0 ] || set -- build
for group in "$@"; do [ -n "${packages[$group]+known}" ] || fail "setup.sh knows no group '$group'"; done
if command -v dpkg-query >/dev/null; then
  mapfile -t lacking < <(missing "$@" | sort -u)
  [ ${#lacking[@]} = 0 ] || apt_install "${lacking[@]}"
else
  echo "Not Debian: make sure that your system's own names of these are installed: ${packages[build]}" >&2
fi
need cargo 1.90 "$(cargo --version | cut -d ' ' -f 2)"
need node 20.19 "$(node --version | tr -d v)"
for group in "$@"; do
  for folder in ${folders[$group]:-}; do npm_ci "$folder"; done
done
