//! Reading: every point of every track of a file, within bounds, or what is wrong with it and where.
//!
//! The text is walked, never built into a tree; a document type is refused, so that nothing can be named that grows.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime};
use jinshui_core::command::Fix;
use jinshui_core::limits::{GPX_BYTES, GPX_POINTS};
use jinshui_core::{Failure, Timestamp};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::{NAMESPACE, OURS};

/// Why a file is no track.
#[derive(Debug, thiserror::Error)]
pub enum GpxError {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is larger than 20 MB.
    #[error("the file is larger than 20 MB; cut it into several")]
    TooLarge,
    /// It has more than 200,000 points.
    #[error("the file has more than 200,000 points; cut it into several")]
    TooManyPoints,
    /// It is no XML in UTF-8.
    #[error("the file is no sound XML in UTF-8, near byte {at}: {why}")]
    NotXml {
        /// Where.
        at: u64,
        /// What is wrong.
        why: String,
    },
    /// It is XML of another kind.
    #[error("the file is no GPX 1.1: {0}")]
    NotGpx(&'static str),
    /// A point that cannot be read.
    #[error("point {number} of the file: {why}")]
    Point {
        /// Which one, from 1.
        number: usize,
        /// What is wrong.
        why: &'static str,
    },
}

impl From<GpxError> for Failure {
    fn from(error: GpxError) -> Self {
        Failure::field("gpx", error)
    }
}

/// The segments of a file.
///
/// # Errors
/// See [`GpxError`].
pub fn read_file(path: &Path) -> Result<Vec<Vec<Fix>>, GpxError> {
    let mut bytes = Vec::new();
    // One byte more than is taken tells a file that is too large from one that just fits, also where it has no length.
    File::open(path)?.take(GPX_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    read(&bytes)
}

/// The segments of a file's bytes, in its order; those without a point are left out.
///
/// # Errors
/// See [`GpxError`].
pub fn read(bytes: &[u8]) -> Result<Vec<Vec<Fix>>, GpxError> {
    if bytes.len() as u64 > GPX_BYTES {
        return Err(GpxError::TooLarge);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| GpxError::NotXml { at: error.valid_up_to() as u64, why: "not UTF-8".to_owned() })?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut reading = Reading::default();
    loop {
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (Space::of(&space), event),
            Err(error) => {
                let why = error.to_string();
                return Err(GpxError::NotXml { at: reader.error_position(), why });
            }
        };
        match event {
            Event::Start(element) => reading.begins(space, &element)?,
            Event::Empty(element) => {
                reading.begins(space, &element)?;
                reading.ends()?;
            }
            Event::End(_) => reading.ends()?,
            Event::Text(text) => reading.says(&text.xml10_content()),
            Event::CData(text) => reading.says(&text.xml10_content()),
            Event::DocType(_) => return Err(GpxError::NotGpx("it has a document type")),
            Event::Eof => return reading.finish(),
            // No number or time is written with one: it makes the text unreadable where it would matter.
            Event::GeneralRef(_) => reading.says("&"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Whose an element is.
#[derive(Clone, Copy, PartialEq)]
enum Space {
    Gpx,
    Ours,
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        match resolved {
            ResolveResult::Bound(Namespace(name)) if *name == NAMESPACE => Space::Gpx,
            ResolveResult::Bound(Namespace(name)) if *name == OURS => Space::Ours,
            _ => Space::Other,
        }
    }
}

/// An element that matters.
#[derive(Clone, Copy, PartialEq)]
enum Element {
    Gpx,
    Track,
    Segment,
    Point,
    Altitude,
    Time,
    Extensions,
    Accuracy,
    Other,
}

impl Element {
    /// What an element is, in the one that it stands in.
    fn of(parent: Option<Element>, space: Space, name: &str) -> Self {
        match (parent, space, name) {
            (None, Space::Gpx, "gpx") => Element::Gpx,
            (Some(Element::Gpx), Space::Gpx, "trk") => Element::Track,
            (Some(Element::Track), Space::Gpx, "trkseg") => Element::Segment,
            (Some(Element::Segment), Space::Gpx, "trkpt") => Element::Point,
            (Some(Element::Point), Space::Gpx, "ele") => Element::Altitude,
            (Some(Element::Point), Space::Gpx, "time") => Element::Time,
            (Some(Element::Point), Space::Gpx, "extensions") => Element::Extensions,
            (Some(Element::Extensions), Space::Ours, "accuracy") => Element::Accuracy,
            _ => Element::Other,
        }
    }
}

/// A point that is being read.
#[derive(Default)]
struct Draft {
    lat: Option<f64>,
    lon: Option<f64>,
    altitude: Option<f64>,
    accuracy: Option<f64>,
    at: Option<Timestamp>,
}

#[derive(Default)]
struct Reading {
    /// The elements that are open, outermost first.
    open: Vec<Element>,
    /// The text of the innermost.
    text: String,
    draft: Draft,
    segments: Vec<Vec<Fix>>,
    points: usize,
    seen: bool,
}

impl Reading {
    fn begins(&mut self, space: Space, start: &BytesStart<'_>) -> Result<(), GpxError> {
        let element = Element::of(self.open.last().copied(), space, start.local_name().into_inner());
        if self.open.is_empty() {
            if element != Element::Gpx {
                return Err(GpxError::NotGpx("it does not begin with a gpx element of version 1.1"));
            }
            self.seen = true;
        }
        match element {
            Element::Segment => self.segments.push(Vec::new()),
            Element::Point => {
                self.points += 1;
                if self.points > GPX_POINTS {
                    return Err(GpxError::TooManyPoints);
                }
                let degrees = |name| {
                    let attribute = start.attributes().flatten().find(|one| one.key.as_ref() == name)?;
                    attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.trim().parse().ok()
                };
                self.draft = Draft { lat: degrees("lat"), lon: degrees("lon"), ..Draft::default() };
            }
            _ => {}
        }
        self.open.push(element);
        self.text.clear();
        Ok(())
    }

    fn says(&mut self, text: &str) {
        if matches!(self.open.last(), Some(Element::Altitude | Element::Time | Element::Accuracy)) {
            self.text.push_str(text);
        }
    }

    fn ends(&mut self) -> Result<(), GpxError> {
        let text = self.text.trim();
        match self.open.pop() {
            // Programs write empty ones for “not known”.
            Some(Element::Altitude) => self.draft.altitude = self.number(text, "its ele is no number")?,
            Some(Element::Accuracy) => {
                self.draft.accuracy = self.number(text, "its accuracy is no number")?;
            }
            Some(Element::Time) => {
                self.draft.at = Some(time(text).ok_or(self.wrong("its time is none"))?);
            }
            Some(Element::Point) => self.keep()?,
            _ => {}
        }
        self.text.clear();
        Ok(())
    }

    fn number(&self, text: &str, why: &'static str) -> Result<Option<f64>, GpxError> {
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        Ok(Some(number.ok_or(self.wrong(why))?))
    }

    fn wrong(&self, why: &'static str) -> GpxError {
        GpxError::Point { number: self.points, why }
    }

    fn keep(&mut self) -> Result<(), GpxError> {
        let draft = std::mem::take(&mut self.draft);
        let lat = draft.lat.filter(|lat| (-90.0..=90.0).contains(lat));
        let lon = draft.lon.filter(|lon| (-180.0..=180.0).contains(lon));
        let lat = lat.ok_or(self.wrong("its lat is not between -90 and 90"))?;
        let lon = lon.ok_or(self.wrong("its lon is not between -180 and 180"))?;
        let at = draft.at.ok_or(self.wrong("it has no time; only a recorded track can be replayed"))?;
        let fix = Fix { lat, lon, accuracy: draft.accuracy, altitude: draft.altitude, at };
        if let Some(segment) = self.segments.last_mut() {
            segment.push(fix);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Vec<Fix>>, GpxError> {
        if !self.seen {
            return Err(GpxError::NotGpx("it is empty"));
        }
        if !self.open.is_empty() {
            return Err(GpxError::NotGpx("it ends in the middle"));
        }
        self.segments.retain(|segment| !segment.is_empty());
        Ok(self.segments)
    }
}

/// An `xsd:dateTime`. One without a zone is read as UTC, which is what GPX says times are.
fn time(text: &str) -> Option<Timestamp> {
    let zoned = DateTime::parse_from_rfc3339(text).ok().map(|time| time.timestamp_millis());
    let bare = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    zoned.or_else(|| Some(bare()?.and_utc().timestamp_millis())).map(Timestamp)
}
