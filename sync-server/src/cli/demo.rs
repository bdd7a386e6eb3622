//! `demo`: a hub that has lived a made-up month, and a phone of it.

use std::path::PathBuf;

use super::{Done, print, serve};
use crate::clock::{Clock, SystemClock};
use crate::demo::{FEWEST_DAYS, MOST_DAYS, Wanted, live};

/// What to make.
#[derive(Debug, clap::Args)]
pub(super) struct DemoArguments {
    /// The folder for everything the hub keeps.
    #[arg(long)]
    data: PathBuf,
    /// Leaves the phone of the member volunteer-17-1 in this folder, with something unsent and something returned.
    #[arg(long, requires = "server")]
    phone: Option<PathBuf>,
    /// The address under which the phone will reach the hub.
    #[arg(long, requires = "phone")]
    server: Option<String>,
    /// How many days to live until now.
    #[arg(long, default_value_t = MOST_DAYS, value_parser = clap::value_parser!(u32).range(i64::from(FEWEST_DAYS)..=i64::from(MOST_DAYS)))]
    days: u32,
    /// Draws what the stories leave open: the same seed, the same month.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(super) async fn run(arguments: DemoArguments) -> Done {
    serve::log();
    let DemoArguments { data, phone, server, days, seed } = arguments;
    let wanted = Wanted { data, phone: phone.zip(server), days, seed, now: SystemClock.now() };
    // Asked to end, it ends here, and what was begun goes with it.
    let lived = tokio::select! {
        lived = live(wanted) => lived?,
        asked = serve::signalled() => return asked.and(Err("it was asked to end; nothing was made".to_owned())),
    };
    print::json(&lived)
}
