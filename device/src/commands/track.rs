//! The track of a patrol: chosen, added to, shown, written to a file, deleted.

use jinshui_core::command::{
    Bounds, Done, Fix, Outcome, Reply, Topic, TrackAddArgs, TrackChooseArgs, TrackFile, TrackGap, TrackPoint,
    TrackView,
};
use jinshui_core::limits::{TRACK_BATCH, TRACK_GAPS, TRACK_SHOWN};
use jinshui_core::patrol::PatrolStatus;
use jinshui_core::{Code, DocumentId, Failure};

use super::Desk;
use super::check::not_allowed;
use crate::platform::Pushed;
use crate::store::TrackState;
use crate::track::{Next, Recording, Track, gpx, thin};

impl Desk<'_> {
    /// Checks that this is a patrol that is here.
    fn patrol_of(&self, patrol: DocumentId) -> Result<(), Failure> {
        self.store.patrol(patrol)?;
        Ok(())
    }

    /// Checks that the member walks along in this patrol, and that it has not ended.
    fn walks(&self, patrol: DocumentId) -> Result<(), Failure> {
        let (row, walker) = self.approach_patrol(patrol)?;
        if !walker.is_team {
            return Err(not_allowed("keep the way of a patrol they do not walk along in"));
        }
        if row.rows.status == PatrolStatus::Ended {
            return Err(not_allowed("keep the way of a patrol that has ended"));
        }
        Ok(())
    }

    pub(super) fn choose_track(&mut self, args: &TrackChooseArgs) -> Result<Outcome, Failure> {
        match args.on {
            true => self.walks(args.patrol)?,
            false => self.patrol_of(args.patrol)?,
        }
        self.store.choose_track(args.patrol, args.on)?;
        Ok(changed(Reply::TrackChoose(Done {})))
    }

    pub(super) fn add_to_track(&mut self, args: TrackAddArgs) -> Result<Outcome, Failure> {
        let count = args.fixes.len();
        if count > TRACK_BATCH {
            let why = format!("has {count} fixes; at most {TRACK_BATCH} are taken at once");
            return Err(Failure::field("fixes", why));
        }
        self.walks(args.patrol)?;
        if self.store.track_state(args.patrol)? == TrackState::Off {
            return Err(Failure::new(
                Code::TrackOff,
                "this patrol's track is not kept; choose to keep it first (track.choose)",
            ));
        }
        let (mut recording, mut receiver) = (Recording::new(args.patrol), Pushed::new(args.fixes));
        let now = self.now();
        while recording.hear(self.store, &mut receiver, now)? == Next::More {}
        let added = recording.added();
        let topics = if added.kept > 0 { vec![Topic::Track] } else { vec![] };
        Ok(Outcome { ok: Reply::TrackAdd(added), changed: topics })
    }

    pub(super) fn show_track(&self, patrol: DocumentId) -> Result<TrackView, Failure> {
        self.patrol_of(patrol)?;
        let state = self.store.track_state(patrol)?;
        let fixes = self.store.track(patrol)?;
        let count = u32::try_from(fixes.len()).unwrap_or(u32::MAX);
        let bounds = bounds(fixes.iter().map(|stored| &stored.fix));
        let track = Track::of(fixes);
        let gaps = gaps(&track);
        Ok(TrackView {
            patrol,
            on: state != TrackState::Off,
            paused: state == TrackState::Paused,
            fixes: count,
            metres: track.metres(),
            gap_count: u32::try_from(gaps.len()).unwrap_or(u32::MAX),
            gaps: gaps.into_iter().rev().take(TRACK_GAPS).rev().collect(),
            segments: thin(track.segments, TRACK_SHOWN)
                .into_iter()
                .map(|segment| segment.iter().map(point).collect())
                .collect(),
            bounds,
        })
    }

    pub(super) fn export_track(&self, patrol: DocumentId) -> Result<TrackFile, Failure> {
        self.patrol_of(patrol)?;
        let track = Track::of(self.store.track(patrol)?);
        let first = track.segments.first().and_then(|segment| segment.first());
        let first = first.ok_or_else(|| Failure::not_found(format!("track of patrol {patrol}")))?;
        let internal = |error: std::io::Error| Failure::new(Code::Internal, error.to_string());
        let segments: Vec<&[Fix]> = track.segments.iter().map(Vec::as_slice).collect();
        let began = chrono::DateTime::from_timestamp_millis(first.at.0).unwrap_or_default();
        let name = format!("jinshui-{}.gpx", began.format("%Y%m%dT%H%M%SZ"));
        Ok(TrackFile { name, gpx: gpx::write(&segments).map_err(internal)? })
    }

    pub(super) fn delete_track(&mut self, patrol: DocumentId) -> Result<Outcome, Failure> {
        self.patrol_of(patrol)?;
        self.store.delete_track(patrol)?;
        Ok(changed(Reply::TrackDelete(Done {})))
    }
}

fn changed(ok: Reply) -> Outcome {
    Outcome { ok, changed: vec![Topic::Track] }
}

fn point(fix: &Fix) -> TrackPoint {
    TrackPoint { lat: fix.lat, lon: fix.lon, at: fix.at }
}

/// Each gap, between the end of one segment and the beginning of the next.
fn gaps(track: &Track) -> Vec<TrackGap> {
    let pairs = track.segments.iter().zip(track.segments.iter().skip(1));
    let gap = |((before, after), reason): ((&Vec<Fix>, &Vec<Fix>), &jinshui_core::command::GapReason)| {
        let (from, to) = (point(before.last()?), point(after.first()?));
        Some(TrackGap { from, to, reason: reason.clone() })
    };
    pairs.zip(&track.gaps).filter_map(gap).collect()
}

fn bounds<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Option<Bounds> {
    fixes.fold(None, |bounds, fix| {
        let all = bounds.unwrap_or(Bounds { south: fix.lat, west: fix.lon, north: fix.lat, east: fix.lon });
        Some(Bounds {
            south: all.south.min(fix.lat),
            west: all.west.min(fix.lon),
            north: all.north.max(fix.lat),
            east: all.east.max(fix.lon),
        })
    })
}
