//! Attacks by the hundred on a hub in this process: forged pushes, replays, races with a revocation, guesses at invitations. The
//! everyday run does a share of each; `make attacks` (`ATTACKS=full`) does all and prints what it counted.

mod forged;
mod invites;
mod races;
mod replays;
mod siege;

/// How many of them: all, or an everyday share of a tenth.
fn share(all: usize) -> usize {
    if std::env::var("ATTACKS").is_ok_and(|how| how == "full") { all } else { all / 10 }
}
