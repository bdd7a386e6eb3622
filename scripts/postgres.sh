#!/usr/bin/env bash
# A PostgreSQL server of its own for one command, with its data under /var/tmp; it is stopped and thrown away afterwards.
#
#   scripts/postgres.sh cargo test -p jinshui-sync-server postgres
#
# The command finds it by JINSHUI_POSTGRES, the address of a database in which it may make others. Where that is set
# already, the command gets that server and none is started.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf '%s\n' "$@" >&2; exit 1; }
[ $# -gt 0 ] || fail "what is to be run? See the head of scripts/postgres.sh"
[ -z "${JINSHUI_POSTGRES:-}" ] || exec "$@"

# The programs: Debian keeps them out of PATH.
programs=$(dirname "$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)")
[ -x "$programs/initdb" ] || fail "没有找到 PostgreSQL。请运行 scripts/setup.sh rust。 / PostgreSQL is missing: run scripts/setup.sh rust."

# PostgreSQL refuses to run as root: then it runs as the user that Debian's package made.
as=()
if [ "$(id -u)" = 0 ]; then
  id -u postgres >/dev/null 2>&1 || fail "there is no user postgres to run PostgreSQL as; run this as another user than root"
  as=(setpriv --reuid postgres --regid postgres --init-groups)
fi

# Not in the project: the user postgres may not be let into every folder that this one stands in.
data=$(mktemp -d "${POSTGRES_FOLDER:-/var/tmp}/jinshui-postgres.XXXXXX")
# A socket's name must be short, and only its owner and root may reach it.
socket=$(mktemp -d /tmp/jinshui-postgres.XXXXXX)
[ ${#as[@]} = 0 ] || chown postgres: "$data" "$socket"
run() { (cd "$data" && env HOME="$data" "${as[@]}" "$programs/$1" "${@:2}"); }

ended() {
  local code=$?
  trap - EXIT
  # pg_ctl reads the server's pid from its own folder and asks that process alone to end.
  [ ! -e "$data/cluster/postmaster.pid" ] || run pg_ctl stop -D "$data/cluster" -m fast -w >/dev/null || code=1
  [ "$code" = 0 ] || [ ! -s "$data/log" ] || [ -z "${started:-}" ] || grep -hE 'FATAL|PANIC' "$data/log" | tail -n 20 >&2 || true
  rm -rf "$data" "$socket"
  exit "$code"
}
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

run initdb -D "$data/cluster" -U jinshui -A trust -E UTF8 --locale=C --no-instructions >"$data/initdb.log" 2>&1 ||
  fail "initdb failed:" "$(cat "$data/initdb.log")"
run pg_ctl start -D "$data/cluster" -l "$data/log" -w -t 60 >/dev/null \
  -o "-c listen_addresses= -c unix_socket_directories=$socket -c max_connections=400 ${POSTGRES_SETTINGS:-}" ||
  fail "PostgreSQL did not start:" "$(cat "$data/log")"
started=yes

export JINSHUI_POSTGRES="postgres://jinshui@${socket//\//%2F}/postgres"
"$@"
