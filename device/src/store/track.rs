//! The tracks of patrols: kept by choice, on this device alone, one transaction a fix.

use jinshui_core::command::{Fix, FixProblem, GapReason};
use jinshui_core::limits::TRACK_FIXES;
use jinshui_core::{Code, DocumentId, Failure, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::{Result, Store, StoreError, document};
use crate::mark::step;
use crate::track::{Around, NEAR_MS, StoredFix, Taken, judge, problem};

/// Whether fixes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackState {
    /// They are.
    On,
    /// They will be, when the patrol goes on.
    Paused,
    /// They are not.
    Off,
}

impl TrackState {
    fn code(self) -> &'static str {
        match self {
            TrackState::On => "on",
            TrackState::Paused => "paused",
            TrackState::Off => "off",
        }
    }

    fn read(code: &str) -> Result<Self> {
        match code {
            "on" => Ok(TrackState::On),
            "paused" => Ok(TrackState::Paused),
            "off" => Ok(TrackState::Off),
            other => Err(StoreError::Damaged(format!("track.state: {other}"))),
        }
    }
}

impl Store {
    /// Whether a record is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn holds(&self, id: DocumentId) -> Result<bool> {
        document::exists(&self.connection, id)
    }

    /// Keeps a patrol's fixes from now on, or stops keeping them.
    ///
    /// # Errors
    /// `not_found` where the patrol is not here, or where the store fails.
    pub fn choose_track(&mut self, patrol: DocumentId, on: bool) -> Result<()> {
        let now = self.platform.clock.now();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        choose(&transaction, patrol, on, now)?;
        Ok(transaction.commit()?)
    }

    /// Whether a patrol's fixes are kept; off where nobody ever chose.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn track_state(&self, patrol: DocumentId) -> Result<TrackState> {
        Ok(state(&self.connection, patrol)?.map_or(TrackState::Off, |(state, _)| state))
    }

    /// Keeps one fix durably, if it says something new. `lost`: the receiver had lost its place before it.
    ///
    /// # Errors
    /// `track_off` where nobody chose to keep them, or where the store fails; nothing is kept then.
    pub fn keep_fix(&mut self, patrol: DocumentId, fix: &Fix, lost: bool) -> Result<Taken> {
        let keeping = step("fix");
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let taken = keep(&transaction, patrol, fix, lost)?;
        if let Taken::Kept(_) = taken {
            transaction.commit()?;
        }
        drop(keeping);
        Ok(taken)
    }

    /// A patrol's fixes in the order in which they were kept.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn track(&self, patrol: DocumentId) -> Result<Vec<StoredFix>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT lat, lon, accuracy, altitude, at, after_gap FROM track_fix WHERE patrol = ? ORDER BY number",
        )?;
        let rows = statement.query_map([patrol.0.into_bytes()], |row| {
            let after_gap = row.get::<_, Option<String>>(5)?.map(|code| GapReason::from_code(&code));
            Ok(StoredFix { fix: read(row)?, after_gap })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Deletes a patrol's track, and with it the choice to keep one.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn delete_track(&mut self, patrol: DocumentId) -> Result<()> {
        self.connection.execute("DELETE FROM track WHERE patrol = ?", [patrol.0.into_bytes()])?;
        Ok(())
    }
}

/// Keeps a patrol's fixes from now on, or stops keeping them; what comes after is a segment of its own.
pub(super) fn choose(connection: &Connection, patrol: DocumentId, on: bool, now: Timestamp) -> Result<()> {
    document::require(connection, patrol)?;
    match (state(connection, patrol)?, on) {
        (None, true) => {
            connection
                .prepare_cached("INSERT INTO track (patrol, chosen_at, state) VALUES (?, ?, 'on')")?
                .execute(params![patrol.0.into_bytes(), now.0])?;
        }
        (Some((TrackState::Off, gap)), true) => set(connection, patrol, TrackState::On, gap)?,
        (Some((TrackState::On | TrackState::Paused, _)), false) => {
            set(connection, patrol, TrackState::Off, Some(GapReason::Off))?;
        }
        (None | Some((TrackState::Off, _)), false) | (Some(_), true) => {}
    }
    Ok(())
}

/// The patrol pauses, or goes on: no fix is kept meanwhile, and what comes after is a segment of its own. Nothing happens
/// where no track is kept.
pub(super) fn pause(connection: &Connection, patrol: DocumentId, paused: bool) -> Result<()> {
    match (state(connection, patrol)?, paused) {
        (Some((TrackState::On, _)), true) => {
            set(connection, patrol, TrackState::Paused, Some(GapReason::Paused))
        }
        (Some((TrackState::Paused, gap)), false) => set(connection, patrol, TrackState::On, gap),
        _ => Ok(()),
    }
}

fn set(connection: &Connection, patrol: DocumentId, state: TrackState, gap: Option<GapReason>) -> Result<()> {
    connection.prepare_cached("UPDATE track SET state = ?, gap = ? WHERE patrol = ?")?.execute(params![
        state.code(),
        gap.as_ref().map(GapReason::code),
        patrol.0.into_bytes()
    ])?;
    Ok(())
}

/// A track's state, and what its next fix comes after.
fn state(connection: &Connection, patrol: DocumentId) -> Result<Option<(TrackState, Option<GapReason>)>> {
    let mut statement = connection.prepare_cached("SELECT state, gap FROM track WHERE patrol = ?")?;
    let row = statement.query_row([patrol.0.into_bytes()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
    });
    let Some((state, gap)) = row.optional()? else { return Ok(None) };
    Ok(Some((TrackState::read(&state)?, gap.map(|code| GapReason::from_code(&code)))))
}

fn keep(connection: &Connection, patrol: DocumentId, fix: &Fix, lost: bool) -> Result<Taken> {
    let gap = match state(connection, patrol)? {
        Some((TrackState::On, gap)) => gap,
        Some((TrackState::Paused, _)) => return Ok(Taken::Ignored),
        Some((TrackState::Off, _)) | None => {
            let why = "this patrol's track is not kept; choose to keep it first (track.choose)";
            return Err(Failure::new(Code::TrackOff, why).into());
        }
    };
    if let Some(problem) = problem(fix) {
        return Ok(Taken::Refused(problem));
    }
    let said = gap.clone().or(lost.then_some(GapReason::Lost));
    let Some((number, after_gap)) = next(connection, patrol, fix, said)? else { return Ok(Taken::Ignored) };
    if number > TRACK_FIXES {
        return Ok(Taken::Refused(FixProblem::Full));
    }
    insert(connection, patrol, number, fix, after_gap.as_ref())?;
    if gap.is_some() {
        set(connection, patrol, TrackState::On, None)?;
    }
    Ok(Taken::Kept(after_gap))
}

/// The number of a new fix, and why a segment begins with it; none where it says nothing new.
fn next(
    connection: &Connection,
    patrol: DocumentId,
    fix: &Fix,
    said: Option<GapReason>,
) -> Result<Option<(u32, Option<GapReason>)>> {
    let mut last = connection.prepare_cached(
        "SELECT lat, lon, accuracy, altitude, at, number FROM track_fix WHERE patrol = ? ORDER BY number DESC LIMIT 1",
    )?;
    let last = last.query_row([patrol.0.into_bytes()], |row| Ok((read(row)?, row.get::<_, u32>(5)?)));
    let Some((last, number)) = last.optional()? else { return Ok(Some((1, None))) };
    let mut recent = connection.prepare_cached(
        "SELECT lat, lon, accuracy, altitude, at FROM track_fix WHERE patrol = ? AND at > ? AND at <= ?",
    )?;
    let moments = params![patrol.0.into_bytes(), fix.at.plus_ms(-NEAR_MS).0, fix.at.0];
    let recent = recent.query_map(moments, read)?.collect::<rusqlite::Result<_>>()?;
    let judged = judge(&Around { last, recent, said }, fix);
    Ok(judged.map(|after_gap| (number.saturating_add(1), after_gap)))
}

fn insert(
    connection: &Connection,
    patrol: DocumentId,
    number: u32,
    fix: &Fix,
    after_gap: Option<&GapReason>,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO track_fix (patrol, number, lat, lon, accuracy, altitude, at, after_gap)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            patrol.0.into_bytes(),
            number,
            fix.lat,
            fix.lon,
            fix.accuracy,
            fix.altitude,
            fix.at.0,
            after_gap.map(GapReason::code)
        ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Fix> {
    Ok(Fix {
        lat: row.get(0)?,
        lon: row.get(1)?,
        accuracy: row.get(2)?,
        altitude: row.get(3)?,
        at: Timestamp(row.get(4)?),
    })
}
