#!/usr/bin/env bash
# Type-checks the whole shell, with every crate and all C under it, for 64-bit Android phones: code behind
# cfg(mobile) and cfg(target_os = "android") compiles, and nothing we depend on is missing there.
# It links nothing and runs nothing: an APK needs the Android SDK and NDK (scripts/android-project.sh says how).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
scripts/android-toolchain.sh
prefix=$root/.android/debian

# Rustup's cargo drives Debian's rustc; the rustup shim would put its own in the way.
cargo=$(rustup which cargo 2>/dev/null || command -v cargo)
export RUSTC=$prefix/usr/bin/rustc RUSTC_BOOTSTRAP=1
export LD_LIBRARY_PATH=$prefix/usr/lib/x86_64-linux-gnu:$prefix/usr/lib
export CARGO_TARGET_DIR=$root/.android/target
export CC_aarch64_linux_android=clang CXX_aarch64_linux_android=clang++ AR_aarch64_linux_android=llvm-ar
export CFLAGS_aarch64_linux_android="--target=aarch64-linux-android24 -D_GNU_SOURCE -isystem $prefix/shim -isystem $prefix/usr/aarch64-linux-gnu/include"
export CXXFLAGS_aarch64_linux_android=$CFLAGS_aarch64_linux_android
# SQLCipher's OpenSSL is built from source for a real phone; for types its headers are enough (minutes less).
export AARCH64_LINUX_ANDROID_OPENSSL_NO_VENDOR=1 AARCH64_LINUX_ANDROID_OPENSSL_DIR=$prefix/openssl
export AARCH64_LINUX_ANDROID_OPENSSL_STATIC=0 # do not look for libraries

"$cargo" check --locked --package jinshui-app --lib --target aarch64-linux-android -Zbuild-std=std,panic_abort "$@"
echo "check-android: the shell type-checks for aarch64-linux-android"
