//! `POST /v1/reads` tells what was looked at on a device. `GET /v1/reads` says it: to the office, of everything but the police's cards; the police, of a card; a building head, of a home of theirs.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, Request, State};
use jinshui_core::community::Role;
use jinshui_core::reads::{ReadRow, many};
use jinshui_core::wire::{MOST_READS, PROTOCOL, ReadsReply, TellReads, ToldReads};
use jinshui_core::{Code, DocumentId, referee};

use super::keep;
use crate::http::{ApiFailure, Kind, signed};
use crate::hub::Hub;

/// Bytes of what a device tells.
const TELL_BYTES: usize = 1024 * 1024;
/// Rows in which unusually many are looked for: weeks of a community.
const LOOKED_THROUGH: u32 = 20_000;

/// What is asked.
#[derive(Debug, serde::Deserialize)]
struct Asked {
    /// One record; everything where not said.
    document: Option<DocumentId>,
}

/// Keeps what a device tells.
pub(crate) async fn tell(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<ToldReads>, ApiFailure> {
    let (caller, _, body) = signed(&hub, request, TELL_BYTES, Kind::Sync).await?;
    let told: TellReads = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not what was looked at: {error}")))?;
    if told.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let kept = keep(&hub, &caller, told.reads).await.map_err(|error| hub.store_failed(&error))?;
    Ok(Json(ToldReads { kept }))
}

/// Says who looked at what.
pub(crate) async fn reads(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<ReadsReply>, ApiFailure> {
    let (caller, parts, _) = signed(&hub, request, 0, Kind::Sync).await?;
    let asked = Query::<Asked>::try_from_uri(&parts.uri);
    let Query(asked) = asked.map_err(|error| hub.fail(Code::BadRequest, error.to_string()))?;
    let office = caller.member.has_role(&Role::Office);
    if asked.document.is_none() && !office {
        return Err(hub.fail(Code::NotAllowed, "only the office asks who looked at everything"));
    }
    let most = if asked.document.is_some() { MOST_READS } else { LOOKED_THROUGH };
    let found = hub.store.newest_reads(asked.document, most).await;
    let mut rows = found.map_err(|error| hub.store_failed(&error))?;
    let may = |row: &ReadRow| referee::may_see_reads(&caller.directory, &caller.member, &row.space);
    rows.retain(may);
    let many = if office && asked.document.is_none() { many(&rows) } else { Vec::new() };
    rows.truncate(usize::try_from(MOST_READS).unwrap_or(usize::MAX));
    Ok(Json(ReadsReply { rows, many }))
}
