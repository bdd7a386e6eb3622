//! One session: a device in a folder of its own, named by the hash of the cookie's secret. A file in it marks that the
//! device has asked to join; when it was last used is that file's time.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use jinshui_core::{Code, DeviceId, Failure};
use jinshui_device::App;

/// The file that says that the session is one.
const MARK: &str = "signed-in";
/// How often the mark's time is written while a session is used.
const TOUCH: Duration = Duration::from_secs(10 * 60);

/// A session in use.
pub(super) struct Session {
    pub(super) app: App,
    /// The device, once the office has agreed to let it in.
    device: OnceLock<DeviceId>,
    folder: PathBuf,
    used: Mutex<SystemTime>,
}

impl Session {
    /// Makes a device in a new folder, which asks to join. Where the office is asked first, the session waits at the door.
    pub(super) async fn make(
        folder: PathBuf,
        hub: &str,
        code: &str,
        second: Option<&str>,
    ) -> Result<Self, Failure> {
        let app = open(folder.clone()).await?;
        let joined = async {
            app.enrol(hub, code, second).await?;
            mark(&folder).map_err(|error| failed(&error))?;
            Ok(Session::of(app.clone(), folder.clone()))
        };
        match joined.await {
            Ok(session) => {
                session.app.start_sync();
                Ok(session)
            }
            Err(failure) => {
                drop(app);
                remove(&folder);
                Err(failure)
            }
        }
    }

    /// Opens a session that is there; none where there is none.
    pub(super) async fn open(folder: PathBuf, hub: &str) -> Result<Option<Self>, Failure> {
        if !folder.join(MARK).exists() {
            return Ok(None);
        }
        let app = open(folder.clone()).await?;
        // The hub may be at another address than when the session began.
        app.use_server(hub).await?;
        let session = Session::of(app, folder);
        session.app.start_sync();
        Ok(Some(session))
    }

    fn of(app: App, folder: PathBuf) -> Self {
        Session { app, device: OnceLock::new(), folder, used: Mutex::new(SystemTime::now()) }
    }

    /// The session's device; none while the office has not agreed.
    pub(super) async fn device(&self) -> Result<Option<DeviceId>, Failure> {
        if self.device.get().is_none()
            && let Some(device) = self.app.status().await?.device
        {
            self.device.get_or_init(|| DeviceId(device));
        }
        Ok(self.device.get().cloned())
    }

    /// Remembers that it was used now.
    pub(super) fn touch(&self) {
        let now = SystemTime::now();
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = now;
        if self.idle_on_disk(now) > TOUCH
            && let Err(error) = mark(&self.folder)
        {
            tracing::warn!(%error, "cannot write when a session was used");
        }
    }

    fn idle_on_disk(&self, now: SystemTime) -> Duration {
        now.duration_since(used(&self.folder)).unwrap_or_default()
    }

    /// How long nobody has used it.
    pub(super) fn idle(&self) -> Duration {
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        SystemTime::now().duration_since(used).unwrap_or_default()
    }

    /// How many changes have not reached the hub.
    pub(super) async fn unsent(&self) -> Result<u64, Failure> {
        Ok(self.app.status().await?.unsent)
    }
}

/// When a folder's session was last used; long ago where it is none.
pub(super) fn used(folder: &Path) -> SystemTime {
    let time = std::fs::metadata(folder.join(MARK)).and_then(|found| found.modified());
    time.unwrap_or(SystemTime::UNIX_EPOCH)
}

fn mark(folder: &Path) -> std::io::Result<()> {
    let file = File::create(folder.join(MARK))?;
    file.set_modified(SystemTime::now())?;
    file.sync_all()
}

/// Removes a session's folder: nothing of it is left here.
pub(super) fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, folder = %folder.display(), "a session's folder cannot be removed");
    }
}

async fn open(folder: PathBuf) -> Result<App, Failure> {
    let opened = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
        App::open_hosted(folder)
    });
    opened.await.map_err(|error| Failure::new(Code::Internal, error.to_string()))?
}

fn failed(error: &std::io::Error) -> Failure {
    tracing::error!(%error, "a session's file failed");
    Failure::new(Code::Internal, "the console could not keep its files")
}
