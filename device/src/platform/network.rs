//! The network as the device meets it: one request goes out, an answer comes back piece by piece. What is asked, signed and
//! made of the answer is in `sync`; here it is HTTP by reqwest, and tests pass a network of their own.

use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use reqwest::Client;

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a reply may stand still. The live feed beats every 20 s.
const STANDSTILL: Duration = Duration::from_secs(60);

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT`.
    pub method: &'static str,
    /// The hub's address, without a slash at the end.
    pub server: String,
    /// The path with its query.
    pub path: String,
    /// Header fields.
    pub headers: Vec<(&'static str, String)>,
    /// The body; may be empty.
    pub body: Bytes,
}

/// The beginning of an answer, and the rest of it as it comes.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body's pieces; an error is a connection that broke, in the system's words.
    pub body: BoxStream<'static, Result<Bytes, String>>,
}

/// Carries requests to hubs.
#[async_trait]
pub trait Network: Send + Sync {
    /// Sends one request and waits until its answer begins.
    ///
    /// # Errors
    /// Where the hub cannot be reached, in the system's words.
    async fn ask(&self, request: Request) -> Result<Answer, String>;
}

/// HTTP by this computer's network.
#[derive(Default)]
pub struct Http {
    client: OnceLock<Client>,
}

impl Http {
    fn client(&self) -> Result<Client, String> {
        if let Some(client) = self.client.get() {
            return Ok(client.clone());
        }
        let builder = Client::builder().connect_timeout(CONNECT).read_timeout(STANDSTILL).no_proxy();
        let client = builder.build().map_err(|error| error.to_string())?;
        Ok(self.client.get_or_init(|| client).clone())
    }
}

#[async_trait]
impl Network for Http {
    async fn ask(&self, request: Request) -> Result<Answer, String> {
        let method = reqwest::Method::from_bytes(request.method.as_bytes()).map_err(|e| e.to_string())?;
        let to = format!("{}{}", request.server, request.path);
        let mut sending = self.client()?.request(method, to).body(request.body);
        for (name, value) in request.headers {
            sending = sending.header(name, value);
        }
        let response = sending.send().await.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        Ok(Answer { status, body: response.bytes_stream().map_err(|error| error.to_string()).boxed() })
    }
}
