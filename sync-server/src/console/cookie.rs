//! The session cookie, and the header that only our own screens send: another site's page can send neither.

use axum::http::{HeaderMap, HeaderValue, header};
use jinshui_core::{Code, Failure};
use sha2::{Digest, Sha256};

/// The cookie's name.
const NAME: &str = "jinshui_session";
/// How long a browser keeps it.
const SECONDS: u32 = 30 * 24 * 60 * 60;

/// A session's secret: it is in the browser's cookie and nowhere here.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token(String);

/// Names a session on the hub: the hash of its secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Name(String);

impl Token {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Token(hex::encode(bytes))
    }

    /// The one that came with a request.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == NAME)?;
        let good = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        good.then(|| Token(value.to_owned()))
    }

    pub(super) fn name(&self) -> Name {
        let hash = hex::encode(Sha256::digest(self.0.as_bytes()));
        Name(hash.chars().take(32).collect())
    }

    /// The header that sets it. Scripts cannot read it, other sites cannot send it.
    pub(super) fn set(&self, secure: bool) -> Option<HeaderValue> {
        line(&self.0, SECONDS, secure)
    }
}

/// The header that takes it away.
pub(super) fn clear(secure: bool) -> Option<HeaderValue> {
    line("", 0, secure)
}

fn line(value: &str, seconds: u32, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let line = format!("{NAME}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&line).ok()
}

impl Name {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Refuses what our own screens did not send.
pub(super) fn own_screen(headers: &HeaderMap) -> Result<(), Failure> {
    if headers.get("x-jinshui").is_some_and(|value| value.as_bytes() == b"1") {
        Ok(())
    } else {
        Err(Failure::new(Code::BadRequest, "the header X-Jinshui: 1 is missing"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others_and_only_if_it_is_one() {
        let token = Token::new([7; 32]);
        let mut headers = HeaderMap::new();
        assert!(Token::of(&headers).is_none());
        let value = format!("a=b; {NAME}={}; c=d", token.0);
        headers.insert(header::COOKIE, HeaderValue::from_str(&value).unwrap());
        assert!(Token::of(&headers) == Some(token));
        headers.insert(header::COOKIE, HeaderValue::from_static("jinshui_session=../../etc"));
        assert!(Token::of(&headers).is_none());
    }
}
