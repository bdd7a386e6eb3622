//! The schema: made aside and put in its place whole, brought up to date, or left alone where a newer program made it. Each
//! step and its number are one transaction.

use tokio_postgres::{Client, Transaction};

use super::connection::Server;
use crate::store::{Result, StoreError};

/// One file per step, never changed once released.
const STEPS: &[&str] = &[include_str!("migrations/0001_the_log_and_the_people.sql")];
/// Who changes a schema holds this lock of the database: two programs that start at once do it one after the other.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7598234510)";

/// The newest version that this program knows.
pub(super) fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of a store that is there; none where there is none.
pub(super) async fn version(client: &Client, server: &Server) -> Result<Option<i64>> {
    let table = format!("{}.version", server.schema());
    let there = client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&table]).await?;
    if !there.try_get::<_, bool>(0)? {
        return Ok(None);
    }
    let found = client.query_one(&format!("SELECT coalesce(max(number), 0) FROM {table}"), &[]).await?;
    Ok(Some(found.try_get(0)?))
}

/// Makes an empty schema, in place of what an earlier try left there.
pub(super) async fn make(client: &mut Client, server: &Server) -> Result<()> {
    let schema = server.schema();
    let transaction = begin(client).await?;
    let sql = format!(
        "DROP SCHEMA IF EXISTS {schema} CASCADE;
         CREATE SCHEMA {schema};
         CREATE TABLE {schema}.version (
             number BIGINT      PRIMARY KEY,
             at     TIMESTAMPTZ NOT NULL DEFAULT now()
         );"
    );
    transaction.batch_execute(&sql).await?;
    steps(&transaction, 0).await?;
    Ok(transaction.commit().await?)
}

/// Brings a store up to date, if it is older than this program.
pub(super) async fn up(client: &mut Client, server: &Server) -> Result<()> {
    // Looked at before anything is touched.
    let found = version(client, server).await?.ok_or_else(|| StoreError::NotThere(server.name()))?;
    check(found)?;
    if found == known() {
        return Ok(());
    }
    let transaction = begin(client).await?;
    let now = transaction.query_one("SELECT max(number) FROM version", &[]).await?;
    let now: i64 = now.try_get(0)?;
    check(now)?;
    steps(&transaction, now).await?;
    Ok(transaction.commit().await?)
}

/// Refuses a schema that a newer program made.
pub(super) fn check(found: i64) -> Result<()> {
    if found > known() { Err(StoreError::TooNew { found, known: known() }) } else { Ok(()) }
}

/// Puts a schema that was made aside in its place.
pub(super) async fn settle(client: &mut Client, aside: &Server, place: &Server) -> Result<()> {
    let transaction = begin(client).await?;
    let sql = format!("ALTER SCHEMA {} RENAME TO {}", aside.schema(), place.schema());
    transaction.batch_execute(&sql).await?;
    Ok(transaction.commit().await?)
}

async fn begin(client: &mut Client) -> Result<Transaction<'_>> {
    let transaction = client.transaction().await?;
    transaction.batch_execute("SET LOCAL statement_timeout = 0").await?;
    transaction.batch_execute(LOCK).await?;
    Ok(transaction)
}

async fn steps(transaction: &Transaction<'_>, from: i64) -> Result<()> {
    for (number, step) in (1_i64..).zip(STEPS).filter(|(number, _)| *number > from) {
        transaction.batch_execute(step).await?;
        transaction.execute("INSERT INTO version (number) VALUES ($1)", &[&number]).await?;
    }
    Ok(())
}
