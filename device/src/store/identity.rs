//! Who this device is: given once at enrolment.

use jinshui_core::wire::Certificate;
use jinshui_core::{DeviceId, DeviceTag, MemberId, Timestamp};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use zeroize::Zeroizing;

use super::{Result, Store, StoreError, joining};

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
    /// The hub's public key (P-256, SEC 1 compressed, hex), by which a revocation is known.
    pub hub_key: String,
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
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keep(&transaction, identity)?;
        transaction.execute("UPDATE identity SET certificate = ?", [certificate])?;
        joining::forget(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// The hub's certificate; none where it gave none.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn certificate(&self) -> Result<Option<String>> {
        let sql = "SELECT certificate FROM identity WHERE certificate <> ''";
        Ok(self.connection.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// Whether the certificate has run out, by the hub's clock as this device knows it.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn has_run_out(&self, device_now: Timestamp) -> Result<bool> {
        let Some(text) = self.certificate()? else { return Ok(false) };
        let certificate: Certificate = serde_json::from_str(&text)
            .map_err(|error| StoreError::Damaged(format!("identity.certificate: {error}")))?;
        Ok(certificate.expires_at <= device_now.plus_ms(-self.reading()?.clock_ahead_ms))
    }

    /// Keeps the identity that the hub gave. A store belongs to one community for life.
    ///
    /// # Errors
    /// Where the store fails or is enrolled already.
    pub fn keep_identity(&mut self, identity: &Identity) -> Result<()> {
        keep(&self.connection, identity)
    }
}

fn keep(connection: &Connection, identity: &Identity) -> Result<()> {
    connection.execute(
        "INSERT INTO identity (one, server, device, tag, member, secret, hub_key) VALUES (1, ?, ?, ?, ?, ?, ?)",
        params![
            identity.server,
            identity.device.as_str(),
            identity.tag.0,
            identity.member.as_str(),
            identity.secret.as_slice(),
            identity.hub_key
        ],
    )?;
    Ok(())
}

/// Keeps the certificate that came with a sync. It is about this device, or it is passed over.
pub(super) fn keep_certificate(connection: &Connection, certificate: &Certificate) -> Result<()> {
    let text = serde_json::to_string(certificate).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let sql = "UPDATE identity SET certificate = ? WHERE device = ?";
    connection.execute(sql, params![text, certificate.device.as_str()])?;
    Ok(())
}

pub(super) fn identity(connection: &Connection) -> Result<Option<Identity>> {
    let sql = "SELECT server, device, tag, member, secret, hub_key FROM identity";
    let row = connection.query_row(sql, [], |row| {
        let tag: Vec<u8> = row.get(2)?;
        let identity = Identity {
            server: row.get(0)?,
            device: DeviceId(row.get(1)?),
            tag: DeviceTag([0; 8]),
            member: MemberId(row.get(3)?),
            secret: Zeroizing::new(row.get(4)?),
            hub_key: row.get(5)?,
        };
        Ok((tag, identity))
    });
    let Some((tag, identity)) = row.optional()? else { return Ok(None) };
    let tag = DeviceTag::from_slice(&tag).ok_or_else(|| StoreError::Damaged("identity.tag".to_owned()))?;
    Ok(Some(Identity { tag, ..identity }))
}
