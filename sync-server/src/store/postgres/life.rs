//! The log's lives (R23): each begins where the one before it was copied, as far as that is known.

use deadpool_postgres::Transaction;
use jinshui_core::wire::Epoch;
use tokio_postgres::Client;

use super::directory;
use super::row::{self, collect, execute, from_seq};
use crate::store::{NewLife, Result};

/// Writes the first life.
pub(super) async fn first(client: &mut Client, epoch: Epoch) -> Result<()> {
    let epoch = epoch.0.as_bytes().as_slice();
    let transaction = client.transaction().await?;
    transaction.execute("INSERT INTO hub (id, epoch) VALUES (1, $1)", &[&epoch]).await?;
    transaction.execute("INSERT INTO life (epoch, base) VALUES ($1, 0)", &[&epoch]).await?;
    Ok(transaction.commit().await?)
}

/// Begins a new life, unless another one has begun meanwhile. Gives the epoch that holds then.
pub(super) async fn begin(db: &Transaction<'_>, new: &NewLife) -> Result<Epoch> {
    let position = directory::position(db).await?;
    if position.epoch != new.after {
        return Ok(position.epoch);
    }
    let base = if new.from_head { position.head } else { 0 };
    let epoch = new.epoch.0.as_bytes().as_slice();
    execute(db, "UPDATE hub SET epoch = $1", &[&epoch]).await?;
    execute(db, "INSERT INTO life (epoch, base) VALUES ($1, $2)", &[&epoch, &from_seq(base)]).await?;
    Ok(new.epoch)
}

/// Up to where this log is the one that had that epoch.
pub(super) async fn shared(db: &Transaction<'_>, epoch: Epoch) -> Result<Option<u64>> {
    let lives = collect(db, "SELECT epoch, base FROM life ORDER BY number", &[], |found| {
        Ok((row::bytes::<16>(found, 0)?, row::seq(found, 1)?))
    });
    let lives = lives.await?;
    let of = lives.iter().position(|(other, _)| other == epoch.0.as_bytes());
    let later = |at: usize| lives.iter().skip(at + 1).map(|(_, base)| *base).min();
    Ok(of.and_then(later).filter(|base| *base > 0))
}
