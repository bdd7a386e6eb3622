#!/usr/bin/env bash
# Generates the icons from icons/icon.svg, and the Android project from tauri.conf.json, the icons and
# src-tauri/android.patch (our few edits).
#
#   scripts/android-project.sh            writes src-tauri/icons/*.png … and src-tauri/gen/android anew
#   scripts/android-project.sh --check    generates it elsewhere and compares: red when the committed one differs
#
# Needs no Android SDK: Tauri only asks that its folder and the NDK's version exist. Building the APK does need them:
#   cd src-tauri && npm ci && npm run -- tauri android build --apk
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
kept=$root/src-tauri/gen/android
icons=(32x32.png 128x128.png 128x128@2x.png icon.png icon.ico)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$root/src-tauri/node_modules/.bin/tauri" ] || (cd "$root/src-tauri" && npm ci --silent)

mkdir -p "$work/src-tauri/gen" "$work/sdk/ndk/27" "$work/ui/dist"
(cd "$root/src-tauri" && cp -r build.rs tauri.conf.json package.json capabilities icons src "$work/src-tauri/")
# The workspace with the shell alone in it: Tauri asks cargo where it is, nothing is compiled.
sed '/^members/s/=.*/= ["src-tauri"]/; /^default-members/d' "$root/Cargo.toml" >"$work/Cargo.toml"
sed '/^jinshui-/d' "$root/src-tauri/Cargo.toml" >"$work/src-tauri/Cargo.toml"
ln -s "$root/src-tauri/node_modules" "$work/src-tauri/node_modules"
echo 'Pkg.Revision = 27.2.12479018' >"$work/sdk/ndk/27/source.properties"

log=$work/log
(
  cd "$work/src-tauri"
  export ANDROID_HOME=$work/sdk NDK_HOME=$work/sdk/ndk/27
  npm run -- tauri android init --ci --skip-targets-install &&
  npm run -- tauri icon icons/icon.json -o "$work/icons"
) >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

made=$work/src-tauri/gen/android
# With an output folder given, the icons are put there and not into the project.
cp -r "$work/icons/android/." "$made/app/src/main/res/"
find "$made" -type d -empty -delete
patch --silent --strip=1 --directory="$made" <"$root/src-tauri/android.patch"

if [ "${1:-}" = --check ]; then
  # Only what git tracks is compared: Gradle leaves its own files beside them.
  ours=$work/ours
  mkdir "$ours"
  (cd "$kept" && git ls-files -z | xargs -0 cp --parents -t "$ours")
  same=yes
  diff --recursive --brief "$made" "$ours" || same=no
  for icon in "${icons[@]}"; do cmp "$work/icons/$icon" "$root/src-tauri/icons/$icon" || same=no; done
  if [ "$same" = no ]; then
    echo "The icons or src-tauri/gen/android are not what scripts/android-project.sh makes." >&2
    echo "Run it; an edit of ours goes into src-tauri/android.patch." >&2
    exit 1
  fi
  echo "the Android project and the icons are as generated ($(find "$ours" -type f | wc -l) files)"
else
  rm -rf "$kept"
  cp -r "$made" "$kept"
  for icon in "${icons[@]}"; do cp "$work/icons/$icon" "$root/src-tauri/icons/"; done
  echo "wrote src-tauri/gen/android and src-tauri/icons"
fi
