//! The community's tree and people as the hub last sent them.

use std::sync::Arc;

use jinshui_core::community::{Directory, Member, Node};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Result, Store, StoreError, reading, sealed};

impl Store {
    /// The whole directory, a few hundred rows, with what is granted in the records that are here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn directory(&self) -> Result<Arc<Directory>> {
        let now = reading::reading(&self.connection)?;
        let is_now = |known: &&Arc<Directory>| (known.version, known.rights) == (now.directory, now.rights);
        let known = self.directory.borrow().as_ref().filter(is_now).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let read = Arc::new(directory(&self.connection)?);
        self.directory.replace(Some(read.clone()));
        Ok(read)
    }
}

fn directory(connection: &Connection) -> Result<Directory> {
    let now = reading::reading(connection)?;
    let nodes: Vec<Node> = rows(connection, "SELECT row FROM node")?;
    let members: Vec<Member> = rows(connection, "SELECT row FROM member")?;
    let mut directory = Directory::new(now.directory, nodes, members);
    (directory.rights, directory.grants) = (now.rights, sealed::grants(connection)?);
    Ok(directory)
}

/// Takes in newer rows.
pub(super) fn merge(connection: &Connection, version: u64, nodes: &[Node], members: &[Member]) -> Result<()> {
    for node in nodes {
        keep(connection, "INSERT OR REPLACE INTO node (id, row) VALUES (?, ?)", node.id.as_str(), node)?;
    }
    for member in members {
        keep(
            connection,
            "INSERT OR REPLACE INTO member (id, row) VALUES (?, ?)",
            member.id.as_str(),
            member,
        )?;
    }
    reading::keep_directory_version(connection, version)
}

fn keep<T: Serialize>(connection: &Connection, sql: &str, id: &str, row: &T) -> Result<()> {
    let row = serde_json::to_string(row).map_err(|error| StoreError::Damaged(error.to_string()))?;
    connection.prepare_cached(sql)?.execute(params![id, row])?;
    Ok(())
}

fn rows<T: DeserializeOwned>(connection: &Connection, sql: &str) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let texts = statement.query_map([], |row| row.get::<_, String>(0))?;
    let read = |text: rusqlite::Result<String>| {
        serde_json::from_str(&text?).map_err(|error| StoreError::Damaged(format!("directory: {error}")))
    };
    texts.map(read).collect()
}
