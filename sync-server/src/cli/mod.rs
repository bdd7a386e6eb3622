//! The office's command line. Each command prints what a program can read; what went wrong goes to the error output, with
//! what to do about it.

mod demo;
mod erase;
mod init;
mod invite;
mod lists;
mod print;
mod refusals;
pub(crate) mod restore;
mod revoke;
mod serve;
mod status;
mod take_in;
mod template;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The hub of a neighbourhood's patrol: keeps the log, lets devices join, serves the console.
#[derive(Debug, Parser)]
#[command(name = "jinshui-sync-server", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a new hub from the demo community or a filled-in workbook, and prints a code for the office's first device.
    Init {
        /// The folder for everything the hub keeps.
        #[arg(long)]
        data: PathBuf,
        /// `demo`, or the workbook that `template` writes, filled in.
        #[arg(long)]
        community: String,
    },
    /// Makes a hub of the demo community that has lived until now: people, records, pictures, all of it made up.
    Demo(demo::DemoArguments),
    /// Serves phones and browsers.
    Serve(ServeArguments),
    /// Prints a one-time code with which a member's device joins.
    Invite {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
        /// The member's id or name.
        #[arg(long)]
        member: String,
    },
    /// Revokes a device: from now on the hub knows it no more.
    Revoke {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
        /// The device's name, as `d-…`.
        #[arg(long)]
        device: String,
    },
    /// Takes in a filled-in workbook anew: people and grids of a hub that is there.
    Update {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
        /// The filled-in workbook.
        #[arg(long)]
        community: String,
    },
    /// Writes the community workbook to fill in.
    Template {
        /// Where to write it.
        file: PathBuf,
    },
    /// Prints how far the log goes, what was refused by reason, and the records that are set aside, as one JSON line.
    Status {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Erases something of a record, for good: here at once, on every device at its next sync.
    Erase(erase::EraseArguments),
    /// Prints what was erased and which devices have followed, one JSON line each.
    Erasures {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Puts a copy of a hub in its place, or says of the files that are there that they are a copy: devices then give back what
    /// it does not have.
    Restore {
        /// The hub's folder; the hub must not be running.
        #[arg(long)]
        data: PathBuf,
        /// The folder with the copy; not said, the copy is in the hub's folder already.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Prints what devices gave back after a restore, one JSON line each.
    Recovered {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Takes in a hand-over file: what a phone could not send. It works while the hub serves, once or many times.
    TakeIn {
        /// The file.
        file: PathBuf,
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Prints every device, one JSON line each.
    Devices {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Prints what was refused, one JSON line each.
    Refusals {
        /// The hub's folder.
        #[arg(long)]
        data: PathBuf,
    },
}

/// How to serve.
#[derive(Debug, clap::Args)]
struct ServeArguments {
    /// The hub's folder.
    #[arg(long)]
    data: PathBuf,
    /// Address and port; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Prints where it listens as JSON.
    #[arg(long)]
    json: bool,
    /// The built screens; `ui/dist` where not said.
    #[arg(long)]
    ui: Option<PathBuf>,
    /// Another program in front of this one does TLS: listen on addresses other than this computer's own.
    #[arg(long)]
    behind_proxy: bool,
}

/// Runs the command line.
pub(crate) async fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Init { data, community } => init::run(&data, &community).await,
        Command::Demo(arguments) => demo::run(arguments).await,
        Command::Update { data, community } => init::update(&data, &community).await,
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Invite { data, member } => invite::run(&data, &member).await,
        Command::Revoke { data, device } => revoke::run(&data, &device).await,
        Command::Template { file } => template::run(&file),
        Command::Erase(arguments) => erase::run(arguments).await,
        Command::Erasures { data } => erase::erasures(&data).await,
        Command::Restore { data, from } => restore::run(&data, from.as_deref()).await,
        Command::Recovered { data } => lists::recovered(&data).await,
        Command::Devices { data } => lists::devices(&data).await,
        Command::TakeIn { file, data } => take_in::run(&file, data).await,
        Command::Refusals { data } => refusals::run(&data).await,
        Command::Status { data } => status::run(&data).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            print::error(&why);
            ExitCode::FAILURE
        }
    }
}

/// What a command says when it could not do it.
type Done = Result<(), String>;

/// Turns any error into words.
fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
