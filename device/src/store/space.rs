//! The spaces this device holds, and the digest of each (R13).

use jinshui_core::{DocumentId, Space};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Result, Store, StoreError};

/// A space held, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldSpace {
    /// The space.
    pub space: Space,
    /// Where an unfinished fill stands; none when complete.
    pub after: Option<DocumentId>,
    /// Its documents with at least one received change.
    pub documents: u64,
}

impl Store {
    /// The spaces held, by name.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn spaces(&self) -> Result<Vec<HeldSpace>> {
        spaces(&self.connection)
    }
}

pub(super) fn spaces(connection: &Connection) -> Result<Vec<HeldSpace>> {
    let mut statement =
        connection.prepare_cached("SELECT name, after, documents FROM space ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        let (name, documents) = (row.get::<_, String>(0)?, row.get::<_, i64>(2)?.cast_unsigned());
        Ok((name, row.get::<_, Option<Vec<u8>>>(1)?, documents))
    })?;
    let held = |row: rusqlite::Result<(String, Option<Vec<u8>>, u64)>| {
        let (name, after, documents) = row?;
        let after = after.map(|bytes| Uuid::from_slice(&bytes).map(DocumentId)).transpose();
        let after = after.map_err(|_| StoreError::Damaged("space.after".to_owned()))?;
        Ok(HeldSpace { space: Space::parse(&name), after, documents })
    };
    rows.map(held).collect()
}

/// Notes how far a fill has come; `None` completes it.
pub(super) fn keep_fill(connection: &Connection, space: &Space, after: Option<DocumentId>) -> Result<()> {
    let after = after.map(|document| document.0.into_bytes());
    connection.execute(
        "INSERT INTO space (name, after) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET after = ?2",
        params![space.to_string(), after],
    )?;
    Ok(())
}

/// Opens a fill of every space held, from the beginning.
pub(super) fn reopen_all(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE space SET after = ?", [Uuid::nil().into_bytes()])?;
    Ok(())
}

/// Opens a fill of one space, from the beginning.
pub(super) fn reopen(connection: &Connection, space: &Space) -> Result<()> {
    let nil = Uuid::nil().into_bytes();
    connection.execute(
        "UPDATE space SET after = ?, mismatches = 0 WHERE name = ?",
        params![nil, space.to_string()],
    )?;
    Ok(())
}

/// Whether any fill is not finished.
pub(super) fn is_filling(connection: &Connection) -> Result<bool> {
    Ok(connection
        .query_row("SELECT EXISTS (SELECT 1 FROM space WHERE after IS NOT NULL)", [], |row| row.get(0))?)
}

/// Forgets a space; its documents go separately.
pub(super) fn forget(connection: &Connection, space: &Space) -> Result<()> {
    connection.execute("DELETE FROM space WHERE name = ?", [space.to_string()])?;
    Ok(())
}

/// A space of which nothing is taken in here any more: what was in it has run out.
pub(super) fn put_away(connection: &Connection, space: &Space) -> Result<()> {
    forget(connection, space)?;
    connection.execute("INSERT OR IGNORE INTO put_away (space) VALUES (?)", [fingerprint(space)])?;
    Ok(())
}

/// Whether a space was put away.
pub(super) fn is_put_away(connection: &Connection, space: &Space) -> Result<bool> {
    if !space.is_sealed() {
        return Ok(false);
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM put_away WHERE space = ?)";
    Ok(connection.prepare_cached(sql)?.query_row([fingerprint(space)], |row| row.get(0))?)
}

/// The name itself is a part of what has run out.
fn fingerprint(space: &Space) -> [u8; 32] {
    Sha256::digest(space.to_string()).into()
}

/// Replaces one document's part in its space's digest.
pub(super) fn adjust(
    connection: &Connection,
    space: &Space,
    old: Option<[u8; 16]>,
    new: Option<[u8; 16]>,
) -> Result<()> {
    if old == new || is_put_away(connection, space)? {
        return Ok(());
    }
    let name = space.to_string();
    let now = connection
        .query_row("SELECT documents, digest FROM space WHERE name = ?", [&name], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?))
        })
        .optional()?;
    let (documents, digest) = now.unwrap_or((0, [0; 16]));
    let number = |digest: Option<[u8; 16]>| digest.map_or(0, u128::from_be_bytes);
    let sum = u128::from_be_bytes(digest).wrapping_sub(number(old)).wrapping_add(number(new));
    let documents = documents - i64::from(old.is_some()) + i64::from(new.is_some());
    connection.execute(
        "INSERT INTO space (name, after, documents, digest) VALUES (?1, ?4, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET documents = ?2, digest = ?3",
        params![name, documents, sum.to_be_bytes(), Uuid::nil().into_bytes()],
    )?;
    Ok(())
}

/// Compares one space with the hub's proof. A space whose digest did not agree twice in a row is compared by heads: once may
/// be a change that was on its way.
pub(super) fn compare(
    connection: &Connection,
    space: &Space,
    count: u64,
    digest: [u8; 16],
) -> Result<Compared> {
    let name = space.to_string();
    let row = connection
        .query_row("SELECT documents, digest, mismatches FROM space WHERE name = ?", [&name], |row| {
            Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, [u8; 16]>(1)?, row.get::<_, i64>(2)?))
        })
        .optional()?;
    let (documents, held, mismatches) = row.unwrap_or((0, [0; 16], 0));
    let (compared, streak) = match (documents, held) == (count, digest) {
        true => (Compared::Equal, 0),
        false if mismatches == 0 => (Compared::Unequal, 1),
        false if mismatches == 1 => (Compared::Heal, 2),
        false => (Compared::Refill, 0),
    };
    if streak != mismatches {
        connection.execute("UPDATE space SET mismatches = ? WHERE name = ?", params![streak, name])?;
    }
    Ok(compared)
}

/// How a space compares with the hub's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// It holds just what the hub holds.
    Equal,
    /// It does not, for the first time.
    Unequal,
    /// It does not, again: compare it by heads.
    Heal,
    /// Nor after that: fill it anew.
    Refill,
}
