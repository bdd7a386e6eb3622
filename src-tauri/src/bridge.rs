//! The one command the screens can call.
#![expect(clippy::let_underscore_must_use, reason = "in what #[tauri::command] writes, not in ours")]

use jinshui_core::Failure;
use serde_json::Value;
use tauri::State;

use crate::phone::Phone;

/// Carries `{command, args}` to the device and brings `{ok, changed}` back, or `{code, message}`.
#[tauri::command]
pub(crate) async fn execute(phone: State<'_, Phone>, request: Value) -> Result<Value, Failure> {
    phone.app().await?.execute_json(request).await
}
