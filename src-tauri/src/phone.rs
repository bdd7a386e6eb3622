//! The one [`App`] behind the window, and news of its changes for the screens.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jinshui_core::{Failure, command::Topic};
use jinshui_device::{App, platform::Platform};
use tokio::sync::{
    OnceCell,
    broadcast::{Receiver, error::RecvError},
};

/// Hears which topics changed.
type Listener = dyn Fn(Vec<Topic>) + Send + Sync;

/// This window's phone. The store is opened once; where that failed the next request tries again, so that making room
/// on a full phone is enough and nobody has to start the app anew.
pub(crate) struct Phone {
    home: PathBuf,
    listener: Arc<Listener>,
    app: OnceCell<App>,
}

impl Phone {
    /// A phone whose store is in `home`, not opened yet.
    pub(crate) fn new(home: PathBuf, listener: impl Fn(Vec<Topic>) + Send + Sync + 'static) -> Self {
        Phone { home, listener: Arc::new(listener), app: OnceCell::new() }
    }

    /// The app, open and sending by itself; or why the store cannot be opened.
    pub(crate) async fn app(&self) -> Result<&App, Failure> {
        self.app.get_or_try_init(async || self.open()).await
    }

    /// Runs inside the async runtime: both tasks start on it and end with the app.
    fn open(&self) -> Result<App, Failure> {
        let app = App::open_on(self.home.clone(), platform(&self.home))?;
        tokio::spawn(tell(app.subscribe(), Arc::clone(&self.listener)));
        app.start_sync();
        Ok(app)
    }
}

/// The system, with the store's key where this one keeps keys.
fn platform(home: &Path) -> Platform {
    let system = Platform::system(home);
    #[cfg(target_os = "linux")]
    let system = Platform { keys: Arc::new(crate::keyring::DesktopKeys::new(home)), ..system };
    system
}

/// Passes every change on until the app is gone.
pub(crate) async fn tell(mut changes: Receiver<Vec<Topic>>, listener: Arc<Listener>) {
    loop {
        match changes.recv().await {
            Ok(topics) => listener(topics),
            // Too many to have kept them all: every screen reloads.
            Err(RecvError::Lagged(_)) => listener(Topic::ALL.to_vec()),
            Err(RecvError::Closed) => return,
        }
    }
}
