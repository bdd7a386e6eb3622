#!/usr/bin/env bash
# Unpacks, under .android/, what type-checking for Android needs and rustup cannot give offline: Debian's compiler for
# the web packages (it comes with the standard library's sources and their dependencies) and C headers for arm64.
# Nothing is installed; deleting .android undoes it. Prints nothing when it is all there already.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
prefix=$root/.android/debian

for tool in clang llvm-ar; do
  command -v "$tool" >/dev/null || { echo "check-android needs $tool: apt-get install clang llvm" >&2; exit 1; }
done

# Debian renames libstd-rust-web-1.NN and libllvmNN with every version.
runtime=$(apt-cache depends libstd-rust-web-dev | sed -n 's/.*Depends: \(libstd-rust-web-[0-9].*\)/\1/p' | head -n 1)
llvm=$(apt-cache depends "${runtime:-none}" 2>/dev/null | sed -n 's/.*Depends: \(libllvm[0-9]*\)/\1/p' | head -n 1)
if [ -z "$runtime" ] || [ -z "$llvm" ]; then
  echo "apt knows no rustc-web: run apt-get update (Debian 12 with bookworm-security is needed)" >&2
  exit 1
fi
version=$(apt-cache policy rustc-web | sed -n 's/.*Candidate: //p')
[ "$(cat "$prefix/version" 2>/dev/null)" = "$version" ] && exit 0

echo "unpacking Debian's rustc-web $version into .android (about 860 MB) …"
rm -rf "$root/.android"
mkdir -p "$root/.android/deb" "$prefix"
# apt fetches as its own user, who may not be able to write here.
(cd "$root/.android/deb" && apt-get download -qq -o APT::Sandbox::User=root rustc-web libstd-rust-web-dev rust-web-src "$runtime" "$llvm" \
  libc6-dev-arm64-cross linux-libc-dev-arm64-cross libssl-dev)
for package in "$root"/.android/deb/*.deb; do dpkg-deb -x "$package" "$prefix"; done
rm -rf "$root/.android/deb"

# Headers that Android has and GNU's C library lacks: for aws-lc and for SQLCipher.
mkdir -p "$prefix/shim/sys" "$prefix/shim/android"
cat >"$prefix/shim/sys/system_properties.h" <<'H'
#pragma once
#define PROP_NAME_MAX 32
#define PROP_VALUE_MAX 92
int __system_property_get(const char *name, char *value);
H
cat >"$prefix/shim/android/log.h" <<'H'
#pragma once
typedef enum android_LogPriority {
  ANDROID_LOG_UNKNOWN = 0, ANDROID_LOG_DEFAULT, ANDROID_LOG_VERBOSE, ANDROID_LOG_DEBUG, ANDROID_LOG_INFO,
  ANDROID_LOG_WARN, ANDROID_LOG_ERROR, ANDROID_LOG_FATAL, ANDROID_LOG_SILENT
} android_LogPriority;
int __android_log_write(int prio, const char *tag, const char *text);
int __android_log_print(int prio, const char *tag, const char *format, ...);
H

# OpenSSL's headers in one place and no library: nothing is linked here.
mkdir -p "$prefix/openssl/lib"
cp -r "$prefix/usr/include" "$prefix/openssl/include"
cp -r "$prefix"/usr/include/x86_64-linux-gnu/openssl/. "$prefix/openssl/include/openssl/"
echo "$version" >"$prefix/version"
