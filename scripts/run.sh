#!/usr/bin/env bash
# Jinshui on this one computer: the hub of a demonstration community with its console, and, where there is a display,
# the phone app's window beside it. Ctrl-C, or closing the window, ends all of it. What was written stays in .demo.
#
#   PORT=8420     the hub's port
#   WINDOW=no     no window even where there is a display
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8420}
url=http://127.0.0.1:$port
bin=${CARGO_TARGET_DIR:-target}/debug
demo=.demo

say() { printf '%s\n' "$@"; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }
field() { node -e 'console.log(JSON.parse(require("fs").readFileSync(0, "utf8"))[process.argv[1]])' "$1"; }
code_for() { "$bin/jinshui-sync-server" invite --data $demo/server --member "$1" --approved | field code; }

pids=()
ended() {
  trap - EXIT INT TERM
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap ended EXIT
trap 'ended; exit 0' INT TERM

if answers; then
  say "端口 $port 已经有别的程序在用。请先关掉它，或换一个端口：make run PORT=8421" \
    "Port $port is in use by another program. End it, or take another port: make run PORT=8421" >&2
  exit 1
fi

window=no
if [ "${WINDOW:-yes}" != no ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then window=yes; fi

scripts/setup.sh build
say "正在编译，第一次要几分钟…… / Building; the first time takes some minutes …"
npm --prefix ui run --silent build -- --logLevel error
packages=(--package jinshui-sync-server --package jinshui-device)
[ $window = no ] || packages+=(--package jinshui-app)
cargo build --locked --quiet "${packages[@]}"

mkdir -p $demo
if [ ! -d $demo/server ]; then
  say "正在过一个月的日子，都是样例，大约半分钟…… / Living a made-up month; about half a minute …"
  # Made under other names first, and the hub named last, so that an interrupted start leaves nothing half made.
  rm -rf $demo/server.new $demo/phone.new $demo/phone
  "$bin/jinshui-sync-server" demo --data $demo/server.new --phone $demo/phone.new --server "$url" >/dev/null
  mv $demo/phone.new $demo/phone
  mv $demo/server.new $demo/server
fi

"$bin/jinshui-sync-server" serve --data $demo/server --listen "127.0.0.1:$port" --json >$demo/server.log 2>&1 &
server=$!
pids+=("$server")
until answers; do
  kill -0 "$server" 2>/dev/null || { say "服务器没有启动： / The hub did not start:" >&2; cat $demo/server.log >&2; exit 1; }
  sleep 0.1
done

say "" \
  "金水巡防已启动 / Jinshui is running" \
  "  网页 / console:            $url/" \
  "  一次性登录码 / one-time codes to sign in there:" \
  "    社区 / community office:       $(code_for office-1)" \
  "    民警 / police officer:         $(code_for police-1)" \
  "    网格协管员 / grid assistant:   $(code_for assistant-17)" \
  "    楼道长 / building head:        $(code_for head-097)" \
  "    志愿者 / volunteer:            $(code_for volunteer-17-2)" \
  "  数据 / data: $demo    日志 / log: $demo/server.log" \
  "  按 Ctrl-C 结束 / Ctrl-C ends it" ""

if [ $window = yes ]; then
  # The phone may have been made for another port.
  "$bin/jinshui" --home $demo/phone server "$url" >/dev/null
  JINSHUI_HOME=$PWD/$demo/phone "$bin/jinshui-app" &
  pids+=("$!")
  wait "$!" || true
else
  say "没有显示器，就不开手机窗口；在浏览器里用上面的网址。 / There is no display, so no phone window: use the address above in a browser."
  wait "$server" || true
fi
