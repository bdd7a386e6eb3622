//! Commands as JSON lines.

use jinshui_core::command::Command;
use jinshui_core::{Code, Failure};
use jinshui_device::{App, Files, parse};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};

/// Reads a line, does it, answers with a line; until the input ends. A line that cannot be read gets an answer too.
pub(crate) async fn run(app: &App) -> Result<(), Failure> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let unreadable =
        |error: std::io::Error| Failure::new(Code::BadRequest, format!("the input cannot be read: {error}"));
    while let Some(line) = lines.next_line().await.map_err(unreadable)? {
        if !line.trim().is_empty() {
            crate::print(&answer(app, &line).await)?;
        }
    }
    Ok(())
}

async fn answer(app: &App, line: &str) -> Value {
    let (id, done) = match serde_json::from_str::<Value>(line) {
        Ok(mut request) => {
            let id = request.as_object_mut().and_then(|request| request.remove("id")).unwrap_or(Value::Null);
            (id, execute(app, request).await)
        }
        Err(error) => (Value::Null, Err(Failure::new(Code::BadRequest, format!("not a JSON line: {error}")))),
    };
    match done {
        Ok(mut outcome) => {
            if let Some(outcome) = outcome.as_object_mut() {
                outcome.insert("id".to_owned(), id);
            }
            outcome
        }
        Err(failure) => json!({ "id": id, "error": failure }),
    }
}

async fn execute(app: &App, request: Value) -> Result<Value, Failure> {
    let command = parse(request)?;
    if let Command::SyncNow(_) = &command {
        // No task syncs in this process.
        app.sync().await?;
    }
    let outcome = app.execute(command, Files::Allowed).await?;
    serde_json::to_value(outcome).map_err(|error| Failure::new(Code::Internal, error.to_string()))
}
