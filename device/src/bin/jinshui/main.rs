//! `jinshui`: one device without a screen, for scripts, tests and the office's computers. Shapes are stable; `README.md`
//! lists them.

mod admit;
mod clock;
mod enrol;
mod exec;
mod follow;
mod hand_over;
mod track;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jinshui_core::command::{Command, ImportArgs, NewFile, RegisterFormat, RegisterKind};
use jinshui_core::{Code, DocumentId, Failure};
use jinshui_device::export::export;
use jinshui_device::{App, Files};
use serde::Serialize;

/// One device of Jinshui, without a screen.
#[derive(Parser)]
#[command(name = "jinshui", version)]
struct Arguments {
    /// The device's folder.
    #[arg(long, global = true, env = "JINSHUI_HOME", value_name = "DIR")]
    home: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Ask to join a community with a one-time code, and wait until its office agrees.
    Enrol(enrol::EnrolVerb),
    /// Follow the hub to another address.
    Server {
        /// The hub's new address.
        url: String,
    },
    /// Do commands: JSON lines {"id","command","args"} in, {"id","ok"} or {"id","error"} out.
    Exec,
    /// Sync once; with --live stay and sync by itself. A JSON line per round.
    Sync {
        /// Stay, sync after each save, follow the hub's feed.
        #[arg(long)]
        live: bool,
    },
    /// The device's state as JSON.
    Status,
    /// The stock Automerge file of one record, to standard output or a file.
    Document {
        /// The record.
        id: DocumentId,
        /// Write here instead of to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// A register as a file, to standard output or a file.
    Export {
        /// Which register: hazard, patrol or home.
        kind: String,
        /// The file's format.
        #[arg(long, value_enum, default_value = "csv")]
        format: ExportFormat,
        /// Write here instead of to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// The office's workbook of homes: what it would change, or take it in. Prints what each row does.
    #[command(group = clap::ArgGroup::new("what").required(true))]
    Import {
        /// The workbook, .xlsx.
        file: PathBuf,
        /// Only say what it would change.
        #[arg(long, group = "what")]
        preview: bool,
        /// Take it in.
        #[arg(long, group = "what")]
        apply: bool,
    },
    /// The track of a patrol: keep what a GPX file has recorded, or write what is kept as one.
    Track(track::TrackVerb),
    /// What waits, as a sealed file that only the hub can read; it may travel by any means.
    HandOver {
        /// Write here; a file that is there stays.
        file: PathBuf,
    },
    /// Bring somebody's hand-over file to this device's hub.
    Carry {
        /// The file.
        file: PathBuf,
    },
    /// Rebuild every projection from the documents and say whether anything differed.
    Rebuild,
    /// Whether one raw change would be admitted: {"admitted","reason","ops"}; ends with 3 where it would not.
    Admit {
        /// The change's bytes.
        file: PathBuf,
    },
    /// JSON Schema of every command and reply.
    Commands,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExportFormat {
    Csv,
    Xlsx,
    Json,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("JINSHUI_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    plant();
    match run(Arguments::parse()).await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("jinshui: {failure}");
            // Scripts read the failure from standard error's last line.
            eprintln!("{}", serde_json::json!({ "error": failure }));
            ExitCode::FAILURE
        }
    }
}

/// The verbs that need no device; all others are done on one.
async fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match &arguments.verb {
        Verb::Admit { file } => admit::run(file),
        Verb::Commands => print(&jinshui_core::command::catalogue()).map(|()| ExitCode::SUCCESS),
        _ => on_device(arguments).await.map(|()| ExitCode::SUCCESS),
    }
}

async fn on_device(arguments: Arguments) -> Result<(), Failure> {
    let home = arguments.home.ok_or_else(|| Failure::field("--home", "name the device's folder"))?;
    let begins = matches!(arguments.verb, Verb::Enrol(_) | Verb::Exec | Verb::Sync { .. });
    if !begins && !home.join("store.db").exists() {
        return Err(Failure::new(
            Code::NotEnrolled,
            format!("there is no device in {}; enrol one first", home.display()),
        ));
    }
    let platform = clock::platform(&home);
    let app = App::open_on(home, platform)?;
    match arguments.verb {
        Verb::Enrol(verb) => verb.run(&app).await,
        Verb::Server { url } => {
            app.use_server(&url).await?;
            print(&app.status().await?)
        }
        Verb::Exec => exec::run(&app).await,
        Verb::Sync { live: true } => follow::run(&app).await,
        Verb::Sync { live: false } => print(&app.sync().await?),
        Verb::Status => print(&app.status().await?),
        Verb::Document { id, out } => write(&app.document(id).await?, out),
        Verb::Export { kind, format, out } => {
            let format = match format {
                ExportFormat::Csv => RegisterFormat::Csv,
                ExportFormat::Xlsx => RegisterFormat::Xlsx,
                ExportFormat::Json => RegisterFormat::Json,
            };
            let kind = RegisterKind::from_code(&kind);
            write(&app.with_store(move |store| export(store, &kind, &format)).await?.bytes, out)
        }
        Verb::Import { file, apply, .. } => {
            let args = ImportArgs { file: NewFile::Path(file.display().to_string()) };
            let command = if apply { Command::ImportApply(args) } else { Command::ImportPreview(args) };
            print(&app.execute(command, Files::Allowed).await?.ok)
        }
        Verb::HandOver { file } => print(&hand_over::make(&app, &file).await?),
        Verb::Carry { file } => print(&hand_over::carry(&app, &file).await?),
        Verb::Track(verb) => verb.run(&app).await,
        Verb::Rebuild => {
            let differed = app.with_store(|store| {
                let before = store.projection()?;
                store.rebuild()?;
                Ok(before != store.projection()?)
            });
            print(&serde_json::json!({ "differed": differed.await? }))
        }
        Verb::Admit { .. } | Verb::Commands => Ok(()),
    }
}

/// Tests plant a panic by `JINSHUI_PLANTED_PANIC`; in a release there is nothing to plant.
fn plant() {
    if cfg!(debug_assertions)
        && let Ok(words) = std::env::var("JINSHUI_PLANTED_PANIC")
    {
        jinshui_core::document::plant_panic(&words);
    }
}

/// One JSON line on standard output.
fn print<T: Serialize>(value: &T) -> Result<(), Failure> {
    let mut line =
        serde_json::to_vec(value).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    line.push(b'\n');
    write(&line, None)
}

fn write(bytes: &[u8], out: Option<PathBuf>) -> Result<(), Failure> {
    let written = match &out {
        Some(path) => std::fs::write(path, bytes),
        None => std::io::stdout().write_all(bytes).and_then(|()| std::io::stdout().flush()),
    };
    written.map_err(|error| Failure::new(Code::Internal, format!("the output cannot be written: {error}")))
}
