#!/usr/bin/env bash
# A session bus of its own with a keyring in it (gnome-keyring, unlocked, empty) for one command; all of it is thrown away afterwards.
#
#   scripts/keyring.sh cargo test -p jinshui-app keyring
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf '%s\n' "$@" >&2; exit 1; }
[ $# -gt 0 ] || fail "what is to be run? See the head of scripts/keyring.sh"
command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null ||
  fail "没有找到 gnome-keyring。请运行 scripts/setup.sh rust。 / gnome-keyring is missing: run scripts/setup.sh rust."

data=$(mktemp -d "${TMPDIR:-/tmp}/jinshui-keyring.XXXXXX")
trap 'rm -rf "$data"' EXIT

# The daemon ends with its bus. Its password is empty.
dbus-run-session -- bash -c '
  data=$1; shift
  printf "\n" | env HOME="$data" XDG_DATA_HOME="$data" XDG_CACHE_HOME="$data" XDG_RUNTIME_DIR="$data" \
    gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  bus="dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus"
  until $bus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1; do sleep 0.05; done
  exec "$@"' keyring "$data" "$@"
