//! Where the store lives.

use std::path::{Path, PathBuf};

use tauri::{Manager, Runtime};

/// Names another folder on a desktop: tests and demonstrations keep several phones on one computer.
const VARIABLE: &str = "JINSHUI_HOME";

/// The folder [`VARIABLE`] names, if it does.
pub(crate) fn named() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|home| cfg!(desktop) && !home.is_empty()).map(PathBuf::from)
}

/// The folder of this phone's store: the one named, or the app's own data folder.
pub(crate) fn or_own<R: Runtime>(named: Option<PathBuf>, app: &impl Manager<R>) -> tauri::Result<PathBuf> {
    named.map_or_else(|| app.path().app_data_dir(), Ok)
}

/// Where the WebView keeps its own small things for a named phone, so that two phones on one computer share nothing.
/// None where the folder cannot be made: the window opens all the same and says what is wrong with the store.
pub(crate) fn of_webview(home: &Path) -> Option<PathBuf> {
    let folder = home.join("webview");
    std::fs::create_dir_all(&folder).ok().map(|()| folder)
}
