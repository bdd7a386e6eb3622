//! One device of the demonstration: the real one, in a folder of the workshop, by the simulated clock. It never syncs by itself;
//! when it reaches the hub is part of the story.

use std::path::PathBuf;
use std::sync::Arc;

use jinshui_core::Failure;
use jinshui_device::App;
use jinshui_device::platform::Platform;
use serde_json::{Value, json};

use super::clock::Simulated;

/// A device in somebody's hand.
pub(super) struct Phone {
    app: App,
    /// How far it has heard what others sent, as the town counts it.
    pub(super) heard: u64,
}

impl Phone {
    /// A new device that joins with a code.
    pub(super) async fn join(
        home: PathBuf,
        clock: Arc<Simulated>,
        hub: &str,
        code: &str,
    ) -> Result<Self, Failure> {
        let platform = Platform { clock, ..Platform::system(&home) };
        let app = App::open_on(home, platform)?;
        app.enrol(hub, code, None).await?;
        Ok(Phone { app, heard: 0 })
    }

    /// Does a command, as a screen asks for it.
    pub(super) async fn does(&self, name: &str, args: &Value) -> Result<(), Failure> {
        self.app.execute_json(json!({ "command": name, "args": args })).await.map(drop)
    }

    /// Reaches the hub. Gives how many changes it sent and how many edits came back.
    pub(super) async fn sync(&self) -> Result<(u64, u64), Failure> {
        let report = self.app.sync().await?;
        Ok((report.pushed, report.refused))
    }

    /// Will look for the hub at another address from now on.
    pub(super) async fn follows(&self, server: &str) -> Result<(), Failure> {
        self.app.use_server(server).await
    }
}
