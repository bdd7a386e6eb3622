//! The shell of Jinshui: a window, the phone's plug-ins and one command.
//!
//! What the app can do is in `jinshui-device`, what it says is in `ui/`. This crate only carries requests one way
//! ([`bridge`]) and news of changes the other ([`phone`]), so it stays thin enough to be read at one sitting.

mod address;
mod bridge;
mod home;
#[cfg(target_os = "linux")]
mod keyring;
mod phone;

use std::path::PathBuf;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Builder, Context, Emitter, Manager, Runtime, WebviewWindowBuilder};

use crate::phone::Phone;

/// The event that tells the screens which topics changed.
const CHANGED: &str = "changed";

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    logging();
    if let Err(error) = shell(Builder::default(), home::named()).run(context()) {
        tracing::error!(%error, "the window could not be opened");
        std::process::exit(1);
    }
}

/// The configuration, the permissions and the screens, built into the binary.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The app on any runtime: a real window, or none in tests. `home` names another folder than the app's own.
fn shell<R: Runtime>(builder: Builder<R>, home: Option<PathBuf>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![bridge::execute]).setup(move |app| {
        let handle = app.handle().clone();
        let webview = home.as_deref().and_then(home::of_webview);
        app.manage(Phone::new(home::or_own(home, app)?, move |topics| {
            if let Err(error) = handle.emit(CHANGED, topics) {
                tracing::warn!(%error, "the screens were not told of a change");
            }
        }));
        open_store(app.handle().clone());
        // The windows come last (`create` is false in tauri.conf.json): no screen can ask before there is a phone.
        for config in &app.config().app.windows {
            let mut window = WebviewWindowBuilder::from_config(app, config)?
                .on_navigation(address::is_ours)
                .on_new_window(|_, _| NewWindowResponse::Deny);
            if let Some(folder) = &webview {
                window = window.data_directory(folder.clone());
            }
            window.build()?;
        }
        Ok(())
    })
}

/// Opens the store at once, so that what waits is sent before anybody taps. If that fails the window opens all the
/// same: the first request tries again and tells the screen what is wrong.
fn open_store<R: Runtime>(app: AppHandle<R>) {
    tauri::async_runtime::spawn(async move {
        if let Err(failure) = app.state::<Phone>().app().await {
            tracing::warn!(%failure, "the store could not be opened");
        }
    });
}

/// `JINSHUI_LOG` says how much goes to standard error; warnings where it is not set.
fn logging() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("JINSHUI_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second subscriber is refused, which is no reason not to start.
    drop(tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

#[cfg(test)]
mod tests;
