//! Reaching the server: what its address must be, and what every session is told. What goes wrong gets a stable code.

use std::error::Error;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

use crate::store::{Result, StoreError};

/// How long it waits for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// A connection of which nothing is heard for so long is looked after, and given up after as long again.
const SILENCE: Duration = Duration::from_secs(20);
/// What every session is told. Others wait for a lock as long as for SQLite's; a hub that stops in the middle of a
/// transaction loses it, so that it does not stop the others.
const SESSION: &str = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=30s \
                       -c client_min_messages=warning";
/// Where the tables are.
const SCHEMA: &str = "jinshui";
/// Where they are while a hub is being made.
const ASIDE: &str = "jinshui_init";

/// A database of a PostgreSQL server, and the schema of it that is meant. It is never printed: there may be a password in it.
#[derive(Clone)]
pub struct Server {
    config: Box<Config>,
    schema: &'static str,
}

impl Server {
    /// Reads `postgres://…`.
    ///
    /// # Errors
    /// Where it is none, or would let everyone on the way read along.
    pub fn parse(url: &str) -> Result<Self> {
        let mut config = Config::from_str(url).map_err(|error| {
            StoreError::Other(format!("--store is no address of PostgreSQL: {}", whole(&error)))
        })?;
        if config.get_hosts().is_empty() {
            return Err(StoreError::Other("--store names no host or socket of PostgreSQL".to_owned()));
        }
        check_way(&config)?;
        config.application_name("jinshui").connect_timeout(CONNECT);
        config.keepalives_idle(SILENCE).keepalives_retries(3).tcp_user_timeout(SILENCE);
        Ok(Server { config: Box::new(config), schema: SCHEMA })
    }

    /// The same database, aside.
    pub(super) fn aside(&self) -> Self {
        Server { schema: ASIDE, ..self.clone() }
    }

    /// Another database of the same server.
    #[cfg(test)]
    pub(super) fn database(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.config.dbname(name);
        other
    }

    /// The schema that is meant.
    pub(super) fn schema(&self) -> &'static str {
        self.schema
    }

    /// What can be said of it: no password.
    pub(super) fn name(&self) -> String {
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts: Vec<_> = hosts.collect();
        let database = self.config.get_dbname().or(self.config.get_user()).unwrap_or_default();
        format!("the database {database} of {}", hosts.join(", "))
    }

    fn config(&self) -> Config {
        let mut config = Config::clone(&self.config);
        let said = config.get_options().unwrap_or_default().to_owned();
        config.options(format!("{said} {SESSION} -c search_path={}", self.schema));
        config
    }

    /// A few connections that are used in turn.
    pub(super) fn pool(&self, size: usize) -> Result<Pool> {
        let how = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(self.config(), NoTls, how);
        let pool = Pool::builder(manager).max_size(size).runtime(Runtime::Tokio1);
        let pool = pool.wait_timeout(Some(CONNECT)).create_timeout(Some(CONNECT)).build();
        pool.map_err(|error| StoreError::Other(error.to_string()))
    }

    /// One connection, and what drives it.
    pub(super) async fn connect(
        &self,
    ) -> Result<(Client, tokio_postgres::Connection<tokio_postgres::Socket, NoTlsStream>)> {
        Ok(self.config().connect(NoTls).await?)
    }

    /// One connection that drives itself; the second part says when it has ended.
    pub(super) async fn client(&self) -> Result<(Client, JoinHandle<()>)> {
        let (client, connection) = self.connect().await?;
        let driver = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error = whole(&error), "a connection to PostgreSQL ended");
            }
        });
        Ok((client, driver))
    }
}

/// Without TLS.
pub(super) type NoTlsStream = tokio_postgres::tls::NoTlsStream;

/// This program speaks to PostgreSQL without TLS: only on this computer, or where somebody says that the way is safe.
fn check_way(config: &Config) -> Result<()> {
    let here = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
    });
    let here = here && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    match config.get_ssl_mode() {
        SslMode::Disable => Ok(()),
        SslMode::Prefer if here => Ok(()),
        _ => Err(StoreError::Other(
            "this program speaks to PostgreSQL without TLS. Reach it by a socket or on this computer, with a tunnel \
             where it is on another; where the network itself is safe, say so with sslmode=disable"
                .to_owned(),
        )),
    }
}

/// An error with everything beneath it.
fn whole(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut beneath = error.source();
    while let Some(error) = beneath {
        words = format!("{words}: {error}");
        beneath = error.source();
    }
    words
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let text = whole(&error);
        match error.code() {
            Some(state) => of_state(state, text),
            // No answer of the server's: the way to it is broken. What was under way is as if it had never been, or is
            // durable; whoever asks again learns which.
            None if error.is_closed() || beneath_is_io(&error) => StoreError::Busy(text),
            None => StoreError::Other(text),
        }
    }
}

fn beneath_is_io(error: &tokio_postgres::Error) -> bool {
    let io = error.source().is_some_and(|source| source.is::<std::io::Error>());
    io || ["error connecting to server", "timeout waiting for server"].contains(&error.to_string().as_str())
}

fn of_state(state: &SqlState, text: String) -> StoreError {
    if *state == SqlState::DISK_FULL {
        return StoreError::Full(text);
    }
    if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED, SqlState::UNDEFINED_TABLE].contains(state) {
        return StoreError::Corrupt(text);
    }
    if [SqlState::INVALID_PASSWORD, SqlState::INVALID_AUTHORIZATION_SPECIFICATION].contains(state) {
        return StoreError::Key(format!("PostgreSQL does not let the hub in: {text}"));
    }
    // Classes: connection, rolled back by the server, out of resources, not now, asked to end.
    let passes = ["08", "40", "53", "55", "57"].iter().any(|class| state.code().starts_with(class));
    // A server that only reads is one that another is taking over from.
    let passes = passes || *state == SqlState::READ_ONLY_SQL_TRANSACTION;
    if passes || *state == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT {
        return StoreError::Busy(text);
    }
    StoreError::Other(text)
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(_) => StoreError::Busy("no connection to PostgreSQL is free".to_owned()),
            PoolError::Closed => StoreError::Other("the store has ended".to_owned()),
            other => StoreError::Other(whole(&other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_way_that_nobody_reads_along_is_taken() {
        for url in [
            "postgres://j@localhost/hub",
            "postgres://j:secret@127.0.0.1:5433/hub",
            "postgres://j@%2Frun%2Fpostgresql/hub",
            "postgres://j@db.example/hub?sslmode=disable",
        ] {
            assert!(Server::parse(url).is_ok(), "{url}");
        }
        for url in
            ["postgres://j@db.example/hub", "postgres://j@localhost/hub?sslmode=require", "mysql://x", ""]
        {
            assert!(Server::parse(url).is_err(), "{url}");
        }
        let name = Server::parse("postgres://j:secret@127.0.0.1/hub").unwrap().name();
        assert_eq!(name, "the database hub of 127.0.0.1");
    }

    #[test]
    fn what_the_server_says_gets_a_stable_code() {
        use jinshui_core::Code;
        for (state, code) in [
            (SqlState::DISK_FULL, Code::StorageFull),
            (SqlState::T_R_SERIALIZATION_FAILURE, Code::StoreBusy),
            (SqlState::T_R_DEADLOCK_DETECTED, Code::StoreBusy),
            (SqlState::LOCK_NOT_AVAILABLE, Code::StoreBusy),
            (SqlState::ADMIN_SHUTDOWN, Code::StoreBusy),
            (SqlState::TOO_MANY_CONNECTIONS, Code::StoreBusy),
            (SqlState::READ_ONLY_SQL_TRANSACTION, Code::StoreBusy),
            (SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT, Code::StoreBusy),
            (SqlState::DATA_CORRUPTED, Code::StoreCorrupt),
            (SqlState::INVALID_PASSWORD, Code::StoreKey),
            (SqlState::UNIQUE_VIOLATION, Code::Internal),
        ] {
            assert_eq!(of_state(&state, String::new()).code(), code, "{state:?}");
        }
    }
}
