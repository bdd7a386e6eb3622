//! Who this device is: given once at enrolment.

use jinshui_core::{DeviceId, DeviceTag, MemberId};
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

use super::{Result, Store, StoreError};

/// The device's name, its key and where its hub is.
#[derive(Clone)]
pub struct Identity {
    /// Address of the hub, without a slash at the end.
    pub server: String,
    /// The device's name.
    pub device: DeviceId,
    /// What its actors start with (R4).
    pub tag: DeviceTag,
    /// Whose device it is.
    pub member: MemberId,
    /// The device's private key: a P-256 scalar, 32 bytes.
    pub secret: Zeroizing<Vec<u8>>,
}

impl Store {
    /// The identity, once enrolled.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn identity(&self) -> Result<Option<Identity>> {
        identity(&self.connection)
    }

    /// Follows the hub to another address. Whose hub it is stays as it was: the hub knows this device by its key.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_server(&mut self, server: &str) -> Result<()> {
        self.connection.execute("UPDATE identity SET server = ?1 WHERE server <> ?1", [server])?;
        Ok(())
    }

    /// Keeps the identity that the hub gave, and the certificate by which it is known again (R22).
    ///
    /// # Errors
    /// As [`Store::keep_identity`].
    pub fn join(&mut self, identity: &Identity, certificate: &str) -> Result<()> {
        self.keep_identity(identity)?;
        self.connection.execute("UPDATE identity SET certificate = ?", [certificate])?;
        Ok(())
    }

    /// The hub's certificate; none where it gave none.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn certificate(&self) -> Result<Option<String>> {
        let sql = "SELECT certificate FROM identity WHERE certificate <> ''";
        Ok(self.connection.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// Keeps the identity that the hub gave. A store belongs to one community for life.
    ///
    /// # Errors
    /// Where the store fails or is enrolled already.
    pub fn keep_identity(&mut self, identity: &Identity) -> Result<()> {
        self.connection.execute(
            "INSERT INTO identity (one, server, device, tag, member, secret) VALUES (1, ?, ?, ?, ?, ?)",
            params![
                identity.server,
                identity.device.as_str(),
                identity.tag.0,
                identity.member.as_str(),
                identity.secret.as_slice()
            ],
        )?;
        Ok(())
    }
}

pub(super) fn identity(connection: &Connection) -> Result<Option<Identity>> {
    let row = connection.query_row("SELECT server, device, tag, member, secret FROM identity", [], |row| {
        let tag: Vec<u8> = row.get(2)?;
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            tag,
            row.get::<_, String>(3)?,
            row.get::<_, Vec<u8>>(4)?,
        ))
    });
    let Some((server, device, tag, member, secret)) = row.optional()? else { return Ok(None) };
    let tag = DeviceTag::from_slice(&tag).ok_or_else(|| StoreError::Damaged("identity.tag".to_owned()))?;
    Ok(Some(Identity {
        server,
        device: DeviceId(device),
        tag,
        member: MemberId(member),
        secret: Zeroizing::new(secret),
    }))
}
