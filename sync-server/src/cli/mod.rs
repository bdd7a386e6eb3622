//! The office's command line. Each command prints what a program can read; what went wrong goes to the error output, with
//! what to do about it.

mod approve;
mod demo;
mod erase;
mod init;
mod invite;
mod lists;
mod place;
mod print;
mod reads;
mod refusals;
pub(crate) mod restore;
mod revoke;
mod serve;
mod sheet;
mod status;
mod take_in;
mod template;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::place::HubArguments;

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
        #[command(flatten)]
        hub: HubArguments,
        /// `demo`, or the workbook that `template` writes, filled in.
        #[arg(long)]
        community: String,
    },
    /// Makes a hub of the demo community that has lived until now: people, records, pictures, all of it made up.
    Demo(demo::DemoArguments),
    /// Serves phones and browsers.
    Serve(ServeArguments),
    /// Prints an invitation by which a member's device asks to join.
    Invite(invite::InviteArguments),
    /// Prints which devices wait for the office's answer, one JSON line each.
    Waiting {
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Lets a device in that waits, or not.
    Approve(approve::ApproveArguments),
    /// Revokes devices: from now on the hub knows them no more.
    Revoke(revoke::RevokeArguments),
    /// Takes in a filled-in workbook anew: people and grids of a hub that is there.
    Update {
        #[command(flatten)]
        hub: HubArguments,
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
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Erases something of a record, for good: here at once, on every device at its next sync.
    Erase(erase::EraseArguments),
    /// Prints what was erased and which devices have followed, one JSON line each.
    Erasures {
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Puts a copy of a hub in its place, or says of the files that are there that they are a copy: devices then give back what
    /// it does not have.
    Restore {
        #[command(flatten)]
        hub: HubArguments,
        /// The folder with the copy; not said, the copy is in its place already. The hub must not be running.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Prints what devices gave back after a restore, one JSON line each.
    Recovered {
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Takes in a hand-over file: what a phone could not send. It works while the hub serves, once or many times.
    TakeIn {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Prints every device, one JSON line each.
    Devices {
        #[command(flatten)]
        hub: HubArguments,
    },
    /// Prints who looked at what, one JSON line each; or checks that none of it was changed.
    Reads {
        #[command(flatten)]
        hub: HubArguments,
        /// Goes through the chain and says the first row that is not as it was written.
        #[arg(long)]
        check: bool,
    },
    /// Prints what was refused, one JSON line each.
    Refusals {
        #[command(flatten)]
        hub: HubArguments,
    },
}

/// How to serve.
#[derive(Debug, clap::Args)]
struct ServeArguments {
    #[command(flatten)]
    hub: HubArguments,
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
        Command::Init { hub, community } => init::run(&hub, &community).await,
        Command::Demo(arguments) => demo::run(arguments).await,
        Command::Update { hub, community } => init::update(&hub, &community).await,
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Invite(arguments) => invite::run(arguments).await,
        Command::Waiting { hub } => approve::waiting(&hub).await,
        Command::Approve(arguments) => approve::run(arguments).await,
        Command::Revoke(arguments) => revoke::run(arguments).await,
        Command::Template { file } => template::run(&file),
        Command::Erase(arguments) => erase::run(arguments).await,
        Command::Erasures { hub } => erase::erasures(&hub).await,
        Command::Restore { hub, from } => restore::run(&hub, from.as_deref()).await,
        Command::Recovered { hub } => lists::recovered(&hub).await,
        Command::Devices { hub } => lists::devices(&hub).await,
        Command::TakeIn { file, hub } => take_in::run(&file, hub).await,
        Command::Reads { hub, check } => reads::run(&hub, check).await,
        Command::Refusals { hub } => refusals::run(&hub).await,
        Command::Status { hub } => status::run(&hub).await,
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
