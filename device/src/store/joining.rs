//! A request to join that the office has not answered yet. It is kept before it is sent: an answer that is lost finds the same key
//! again, and an app that was closed goes on waiting.

use jinshui_core::{Code, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

use super::{Result, Store};

/// A request to join.
#[derive(Clone)]
pub struct Joining {
    /// Address of the hub.
    pub server: String,
    /// The invitation's number.
    pub invite: String,
    /// Its proof.
    pub proof: String,
    /// The second code, where one was typed.
    pub second: Option<String>,
    /// The device's private key.
    pub secret: Zeroizing<Vec<u8>>,
    /// When the hub first said that the office is asked; none before.
    pub asked_at: Option<Timestamp>,
    /// Why it came to nothing.
    pub ended: Option<Code>,
}

impl Store {
    /// The request, where there is one.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn joining(&self) -> Result<Option<Joining>> {
        let sql = "SELECT server, invite, proof, second, secret, asked_at, ended FROM joining";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Joining {
                server: row.get(0)?,
                invite: row.get(1)?,
                proof: row.get(2)?,
                second: row.get(3)?,
                secret: Zeroizing::new(row.get(4)?),
                asked_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
                ended: row.get::<_, Option<String>>(6)?.map(|code| Code::from_code(&code)),
            })
        };
        Ok(self.connection.query_row(sql, [], read).optional()?)
    }

    /// Keeps a request in the place of any other.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_joining(&mut self, joining: &Joining) -> Result<()> {
        let sql = "REPLACE INTO joining (one, server, invite, proof, second, secret, asked_at, ended)
                   VALUES (1, ?, ?, ?, ?, ?, ?, ?)";
        let Joining { server, invite, proof, second, secret, asked_at, ended } = joining;
        let (asked_at, ended) = (asked_at.map(|at| at.0), ended.as_ref().map(Code::code));
        let values = params![server, invite, proof, second, secret.as_slice(), asked_at, ended];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    /// Forgets the request.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn forget_joining(&mut self) -> Result<()> {
        forget(&self.connection)
    }
}

pub(super) fn forget(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM joining", [])?;
    Ok(())
}
