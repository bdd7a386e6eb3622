//! Which accepted change was written in place of which others (R18). Of one such set, one is in the log, ever.

use deadpool_postgres::Transaction;
use jinshui_core::{ChangeHash, MemberId};

use super::refusal;
use super::row::{self, collect, execute};
use crate::store::{Claim, NewChange, Result};

/// What is in the log in each change's place. Only what the author replaced themselves counts: nobody keeps another's change
/// out. Asked of each change: what was written in place of it, then of each that it replaces: whether it is here itself, and what
/// was written in place of that.
pub(super) async fn instead(
    db: &Transaction<'_>,
    author: &MemberId,
    claims: &[Claim],
) -> Result<Vec<Option<ChangeHash>>> {
    let sql = "SELECT DISTINCT ON (place) place, coalesce(here.hash, newer.new)
               FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[]) WITH ORDINALITY
                    AS asked (place, document, own, old, step)
               LEFT JOIN change AS here
                    ON here.document = asked.document AND here.hash = asked.old AND asked.old <> asked.own
               LEFT JOIN LATERAL (
                    SELECT replaced.new FROM replaced
                    JOIN change ON change.document = replaced.document AND change.hash = replaced.new
                    WHERE replaced.document = asked.document AND replaced.old = asked.old
                          AND replaced.new <> asked.own AND change.author = $5
                    ORDER BY replaced.new LIMIT 1
               ) AS newer ON true
               WHERE coalesce(here.hash, newer.new) IS NOT NULL
               ORDER BY place, step";
    let asked: Vec<_> = (0_i64..)
        .zip(claims)
        .flat_map(|(place, claim)| {
            std::iter::once(&claim.hash).chain(&claim.replaces).map(move |old| (place, claim, old))
        })
        .collect();
    let places: Vec<_> = asked.iter().map(|(place, _, _)| *place).collect();
    let documents = row::documents(asked.iter().map(|(_, claim, _)| &claim.document));
    let own: Vec<_> = asked.iter().map(|(_, claim, _)| claim.hash.0.as_slice()).collect();
    let olds: Vec<_> = asked.iter().map(|(_, _, old)| old.0.as_slice()).collect();
    let values: row::Params<'_> = &[&places, &documents, &own, &olds, &author.as_str()];
    let found = collect(db, sql, values, |row| Ok((row::seq(row, 0)?, row::hash(row, 1)?))).await?;
    let mut instead = vec![None; claims.len()];
    for (place, hash) in found {
        if let Some(at) = usize::try_from(place).ok().and_then(|place| instead.get_mut(place)) {
            *at = Some(hash);
        }
    }
    Ok(instead)
}

/// Notes what accepted changes were written in place of. What lay in the refusals box only because a number was used twice, or what it
/// was written on was refused, stands in the log now, and leaves the box.
pub(super) async fn keep(db: &Transaction<'_>, author: &MemberId, changes: &[&NewChange]) -> Result<()> {
    let named: Vec<_> =
        changes.iter().flat_map(|new| new.replaces.iter().map(move |old| (new, old))).collect();
    if named.is_empty() {
        return Ok(());
    }
    let documents = row::documents(named.iter().map(|(new, _)| &new.document));
    let olds: Vec<_> = named.iter().map(|(_, old)| old.0.as_slice()).collect();
    let news: Vec<_> = named.iter().map(|(new, _)| new.hash.0.as_slice()).collect();
    let sql = "INSERT INTO replaced (document, old, new)
               SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) ON CONFLICT DO NOTHING";
    execute(db, sql, &[&documents, &olds, &news]).await?;
    let sql = "DELETE FROM refusal USING unnest($1::bytea[], $2::bytea[]) AS gone (document, name)
               WHERE refusal.document = gone.document AND refusal.name = gone.name AND author = $3
                     AND reason IN ('actor_fork', 'seq_gap', 'depends_on_refused')";
    let gone = execute(db, sql, &[&documents, &olds, &author.as_str()]).await?;
    if gone > 0 { refusal::touch(db).await } else { Ok(()) }
}
