//! Every answer that is not a success: the failure and the hub's clock as JSON, with the status that fits its code.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jinshui_core::wire::{ErrorReply, Revocation};
use jinshui_core::{Code, Failure, Timestamp};

/// An answer that is not a success.
#[derive(Debug, Clone)]
pub(crate) struct ApiFailure {
    body: ErrorReply,
}

impl ApiFailure {
    /// A failure at a time.
    pub(crate) fn new(failure: Failure, now: Timestamp) -> Self {
        ApiFailure { body: ErrorReply { failure, now, revocation: None } }
    }

    /// A device is told that it is revoked, signed for it and for this request.
    pub(crate) fn revoked(failure: Failure, now: Timestamp, revocation: Revocation) -> Self {
        ApiFailure { body: ErrorReply { failure, now, revocation: Some(revocation) } }
    }
}

/// The one table of codes and statuses.
pub(crate) fn status_of(code: &Code) -> StatusCode {
    match code {
        Code::BadFile | Code::BadRequest | Code::BadField | Code::BadPhoto | Code::TooManyPhotos => {
            StatusCode::BAD_REQUEST
        }
        Code::NotAWorkbook
        | Code::OtherHub
        | Code::OldFormat
        | Code::LockedWorkbook
        | Code::AllHidden
        | Code::EmptyWorkbook
        | Code::HeaderOnly
        | Code::NoHeader => StatusCode::UNPROCESSABLE_ENTITY,
        Code::NotSignedIn | Code::ClockOff | Code::NotEnrolled => StatusCode::UNAUTHORIZED,
        Code::Revoked
        | Code::Cloned
        | Code::NotAllowed
        | Code::WrongCode
        | Code::CodeClosed
        | Code::NeedsSecondCode
        | Code::WrongSecondCode
        | Code::JoinRefused
        | Code::PhoneOnly => StatusCode::FORBIDDEN,
        Code::NotFound | Code::NotHereYet => StatusCode::NOT_FOUND,
        Code::AlreadyEnrolled
        | Code::StillWaiting
        | Code::NothingWaits
        | Code::NeedsUpdate
        | Code::TrackOff => StatusCode::CONFLICT,
        Code::TooLarge | Code::WorkbookTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::Protocol => StatusCode::UPGRADE_REQUIRED,
        Code::TooBusy => StatusCode::TOO_MANY_REQUESTS,
        Code::StoreBusy => StatusCode::SERVICE_UNAVAILABLE,
        Code::NoConnection => StatusCode::BAD_GATEWAY,
        Code::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for ApiFailure {
    fn into_response(self) -> Response {
        let status = status_of(&self.body.failure.code);
        let mut response = (status, Json(&self.body)).into_response();
        if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}
