//! The track of a patrol without a phone: a GPX file stands in for the receiver.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use jinshui_core::command::{Command, Reply, TrackArgs};
use jinshui_core::{Code, DocumentId, Failure};
use jinshui_device::platform::{GpxReplay, Pace};
use jinshui_device::{App, Files};

/// `jinshui track`.
#[derive(Args)]
#[group(skip)]
#[command(group = ArgGroup::new("what").required(true).args(["replay", "out"]))]
pub(crate) struct TrackVerb {
    /// The patrol.
    #[arg(long, value_name = "ID")]
    patrol: DocumentId,
    /// Keep the points of this GPX file as if a receiver told them now. To ask for it is to choose it.
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
    /// So many times as fast as it was recorded; as fast as possible where not said.
    #[arg(long, value_name = "TIMES", requires = "replay", conflicts_with = "out", value_parser = times)]
    speed: Option<f64>,
    /// Write what is kept to this GPX file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn times(text: &str) -> Result<f64, String> {
    let times = text.parse::<f64>().ok().filter(|times| times.is_finite() && *times > 0.0);
    times.ok_or_else(|| "a number above 0: 1 for as it was recorded, 60 for a minute in a second".to_owned())
}

impl TrackVerb {
    /// Does it; prints what became of the points.
    pub(crate) async fn run(self, app: &App) -> Result<(), Failure> {
        if let Some(file) = self.replay {
            let location = GpxReplay::open(&file, self.speed.map_or(Pace::AtOnce, Pace::Times))?;
            return crate::print(&app.record(self.patrol, location).await?);
        }
        let export = Command::TrackExport(TrackArgs { patrol: self.patrol });
        match app.execute(export, Files::Refused).await?.ok {
            Reply::TrackExport(file) => crate::write(file.gpx.as_bytes(), self.out),
            _ => Err(Failure::new(Code::Internal, "an export replied with something else")),
        }
    }
}
