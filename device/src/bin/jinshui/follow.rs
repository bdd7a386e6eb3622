//! Syncing by itself until it is told to stop. What another process saves into the same store goes out too.

use std::time::Duration;

use jinshui_core::{Code, Failure};
use jinshui_device::App;
use tokio::signal::unix::{SignalKind, signal};

/// How often the store is asked whether another process has saved something.
const LOOK: Duration = Duration::from_millis(300);

/// Prints a line per round, or per try that failed, until SIGINT or SIGTERM.
pub(crate) async fn run(app: &App) -> Result<(), Failure> {
    let no_signals = |error: std::io::Error| Failure::new(Code::Internal, error.to_string());
    let mut terminate = signal(SignalKind::terminate()).map_err(no_signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
    let mut look = tokio::time::interval(LOOK);
    let mut reports = app.start_sync_reporting();
    let mut online = true;
    let mut seen = 0;
    loop {
        tokio::select! {
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            // While nothing can be sent, the task's own back-off decides.
            _ = look.tick(), if online => seen = app.wake_if_saved(seen).await?,
            report = reports.recv() => match report {
                Some(Ok(report)) => {
                    online = true;
                    crate::print(&report)?;
                }
                Some(Err(failure)) => {
                    online = false;
                    crate::print(&serde_json::json!({ "error": failure }))?;
                }
                None => return Ok(()),
            },
        }
    }
}
