//! The desktop binary; phones enter by `jinshui_app_lib::run` directly.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    jinshui_app_lib::run();
}
