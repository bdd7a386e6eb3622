//! The hub's doors: routes, who may knock, how often, and how it says no. What happens behind them is elsewhere.

mod address;
mod auth;
mod bucket;
mod failure;
mod health;
mod recover;
mod refusals;
mod rejoin;
mod serve;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::routing::{any, get, post, put};

use crate::hub::Hub;
use crate::{blob, enrolment, erase, hand_over, reads};

pub(crate) use address::address;
pub(crate) use auth::{Caller, read, signed, verify};
pub(crate) use bucket::{Buckets, Kind};
pub(crate) use failure::ApiFailure;
pub(crate) use serve::serve;

/// Every route of the protocol.
pub(crate) fn routes(hub: Arc<Hub>) -> Router {
    Router::new()
        .route("/healthz", get(health::health))
        .route("/v1/enrol", post(enrolment::enrol))
        .route("/v1/invite", post(enrolment::invite))
        .route("/v1/joining", get(enrolment::waiting).post(enrolment::decide))
        .route("/v1/devices", get(enrolment::devices))
        .route("/v1/revoke", post(enrolment::revoke))
        .route("/v1/rejoin", post(rejoin::rejoin))
        .route("/v1/sync", post(sync::sync))
        .route("/v1/compare", post(recover::compare))
        .route("/v1/return", post(recover::give_back))
        .route("/v1/live", get(sync::live))
        .route("/v1/hand-over", post(hand_over::receive).layer(DefaultBodyLimit::max(hand_over::LIMIT)))
        .route("/v1/blob/{document}/{hash}", put(blob::upload).get(blob::download))
        .route("/v1/blob/{document}/{hash}/have", get(blob::have))
        .route("/v1/erase", post(erase::erase))
        .route("/v1/erasures", get(erase::erasures))
        .route("/v1/reads", get(reads::reads).post(reads::tell))
        .route("/v1/refusals", get(refusals::refusals))
        .route("/v1/settle", post(refusals::settle))
        .route("/v1/{*rest}", any(unknown))
        .with_state(hub)
}

async fn unknown(State(hub): State<Arc<Hub>>) -> ApiFailure {
    hub.fail(jinshui_core::Code::NotFound, "this hub has no such address; the app may be newer than the hub")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// Every door has a row in `docs/access.md`, which says who may knock.
    #[test]
    fn every_route_has_a_row_among_the_rights() {
        let sources = [include_str!("mod.rs"), include_str!("../console/mod.rs")];
        let routes = sources.iter().flat_map(|source| source.split(concat!(".route", "(\"")).skip(1));
        let routes: BTreeSet<&str> = routes.filter_map(|rest| rest.split('"').next()).collect();
        let page = include_str!("../../../docs/access.md");
        let (_, doors) = page.split_once("## The hub's doors").unwrap();
        let rows = doors.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        assert_eq!(rows.collect::<BTreeSet<_>>(), routes);
    }

    /// No route is declared anywhere else.
    #[test]
    fn routes_are_declared_in_two_places() {
        fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, found);
                } else if std::fs::read_to_string(&path)
                    .is_ok_and(|text| text.contains(concat!(".route", "(")))
                {
                    found.push(path);
                }
            }
        }
        let mut found = Vec::new();
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        found.sort();
        let ends: Vec<_> = found.iter().map(|path| path.ends_with("mod.rs")).collect();
        assert_eq!(ends, [true, true], "{found:?}");
    }
}
