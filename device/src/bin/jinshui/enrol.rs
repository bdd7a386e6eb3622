//! `enrol`: asks to join, says for what it waits, and waits for the office's answer. The same words once more go on with the same
//! request, whatever ended the program.

use std::time::{Duration, Instant};

use jinshui_core::command::JoiningView;
use jinshui_core::{Code, Failure};
use jinshui_device::{App, Asked};

use super::print;

/// The first wait before it asks again; each is half as long again, up to the longest.
const FIRST: Duration = Duration::from_millis(300);
/// The longest.
const LONGEST: Duration = Duration::from_secs(5);

/// By what, where, and for how long.
#[derive(clap::Args)]
pub(crate) struct EnrolVerb {
    /// The hub's address, <http://127.0.0.1:8420>; not needed where the code is a link that says it.
    #[arg(long, default_value = "")]
    server: String,
    /// The one-time code, or the link of a QR code.
    #[arg(long)]
    code: String,
    /// The six digits that the office reads out by telephone, where the code was printed.
    #[arg(long)]
    second: Option<String>,
    /// Only ask, say the check code and end; the same words once more go on.
    #[arg(long)]
    ask: bool,
    /// How many minutes to wait for the office's answer.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
}

impl EnrolVerb {
    pub(crate) async fn run(self, app: &App) -> Result<(), Failure> {
        let mut asked = app.enrol(&self.server, &self.code, self.second.as_deref()).await?;
        let started = Instant::now();
        let mut wait = FIRST;
        loop {
            let waiting = match asked {
                Asked::In => return print(&app.status().await?),
                Asked::Waiting(waiting) if self.ask => {
                    return print(&serde_json::json!({ "waiting": waiting }));
                }
                Asked::Waiting(waiting) => waiting,
            };
            if wait == FIRST {
                say(&waiting);
            }
            if started.elapsed() >= Duration::from_secs(self.minutes.saturating_mul(60)) {
                return Err(self.too_long(&waiting));
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 3 / 2).min(LONGEST);
            asked = match app.enrol(&self.server, &self.code, self.second.as_deref()).await {
                // The hub's answer is waited for, not one network's.
                Err(failure) if failure.code == Code::NoConnection => Asked::Waiting(waiting),
                asked => asked?,
            };
        }
    }

    fn too_long(&self, waiting: &JoiningView) -> Failure {
        let (minutes, check) = (self.minutes, &waiting.check);
        let why = format!(
            "the office has not agreed within {minutes} minutes; the request with the check code {check} stands for a day: ask \
             there, and run the same once more to go on waiting"
        );
        Failure::new(Code::StillWaiting, why)
    }
}

/// Says so to whoever sits there, and to scripts in the line after.
fn say(waiting: &JoiningView) {
    let check = &waiting.check;
    eprintln!("jinshui: waiting until the office agrees; the check code of this device is {check}");
    eprintln!("jinshui: 等社区同意，这台设备的核对码是 {check}");
    eprintln!("{}", serde_json::json!({ "waiting": waiting }));
}
