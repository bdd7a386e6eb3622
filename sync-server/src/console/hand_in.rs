//! What a session that is ended for good had not sent: handed to the hub as a hand-over file, so that the office finds it in the box.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{Command, Nothing, Reply};
use jinshui_core::{Code, Failure};
use jinshui_device::Files;

use super::Console;
use super::session::Session;
use crate::hand_over;

impl Console {
    /// Hands in all that a session has not sent. Where some of it cannot be kept, the session must stay.
    pub(super) async fn hand_in(&self, session: &Session) -> Result<(), Failure> {
        if session.unsent().await? == 0 {
            return Ok(());
        }
        let made = session.app.execute(Command::HandOverMake(Nothing {}), Files::Refused).await?;
        let internal = |why: &str| Failure::new(Code::Internal, why.to_owned());
        let Reply::HandOverMake(file) = made.ok else { return Err(internal("another command was done")) };
        let bytes = STANDARD.decode(&file.base64).map_err(|error| internal(&error.to_string()))?;
        let taken = hand_over::take_in(&self.hub, bytes).await?;
        if file.left_out > 0 || !taken.waiting.is_empty() {
            return Err(internal("some of what a session had not sent could not be kept"));
        }
        Ok(())
    }
}
