//! Writing: one track, one segment of it for each line without a gap.

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use jinshui_core::Timestamp;
use jinshui_core::command::Fix;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{NAMESPACE, OURS, SCHEMA};

type Out = Writer<Vec<u8>>;

/// The text of a GPX file. Segments without a fix are left out.
///
/// # Errors
/// A time that no calendar has, or a text that cannot be written; neither comes from the store.
pub fn write(segments: &[&[Fix]]) -> io::Result<String> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let gpx = out.create_element("gpx").with_attributes([
        ("version", "1.1"),
        ("creator", "Jinshui"),
        ("xmlns", NAMESPACE),
        ("xmlns:jinshui", OURS),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", SCHEMA),
    ]);
    gpx.write_inner_content(|out| {
        metadata(out, segments)?;
        out.create_element("trk").write_inner_content(|out| {
            segments.iter().filter(|segment| !segment.is_empty()).try_for_each(|one| segment(out, one))
        })?;
        Ok(())
    })?;
    String::from_utf8(out.into_inner()).map_err(io::Error::other)
}

/// When the track began, and what it covers.
fn metadata(out: &mut Out, segments: &[&[Fix]]) -> io::Result<()> {
    let fixes = || segments.iter().copied().flatten();
    let Some(first) = fixes().next() else { return Ok(()) };
    let least = |of: fn(&Fix) -> f64| fixes().map(of).fold(f64::INFINITY, f64::min).to_string();
    let most = |of: fn(&Fix) -> f64| fixes().map(of).fold(f64::NEG_INFINITY, f64::max).to_string();
    out.create_element("metadata").write_inner_content(|out| {
        text(out, "time", &utc(first.at)?)?;
        let bounds = [
            ("minlat", least(|fix| fix.lat)),
            ("minlon", least(|fix| fix.lon)),
            ("maxlat", most(|fix| fix.lat)),
            ("maxlon", most(|fix| fix.lon)),
        ];
        let bounds = bounds.iter().map(|(name, value)| (*name, value.as_str()));
        out.create_element("bounds").with_attributes(bounds).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn segment(out: &mut Out, fixes: &[Fix]) -> io::Result<()> {
    out.create_element("trkseg")
        .write_inner_content(|out| fixes.iter().try_for_each(|fix| point(out, fix)))?;
    Ok(())
}

/// The order is the schema's: `ele`, `time`, `extensions`.
fn point(out: &mut Out, fix: &Fix) -> io::Result<()> {
    // Decimal digits without an exponent, as many as it takes to read the same number again.
    let (lat, lon) = (fix.lat.to_string(), fix.lon.to_string());
    let point = out.create_element("trkpt");
    point.with_attributes([("lat", lat.as_str()), ("lon", lon.as_str())]).write_inner_content(|out| {
        if let Some(altitude) = fix.altitude {
            text(out, "ele", &altitude.to_string())?;
        }
        text(out, "time", &utc(fix.at)?)?;
        if let Some(accuracy) = fix.accuracy {
            let metres = accuracy.to_string();
            out.create_element("extensions")
                .write_inner_content(|out| text(out, "jinshui:accuracy", &metres))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text(out: &mut Out, name: &str, value: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(value))?;
    Ok(())
}

/// “2026-11-24T12:15:00.123Z”.
fn utc(at: Timestamp) -> io::Result<String> {
    let time = DateTime::<Utc>::from_timestamp_millis(at.0);
    let time = time.ok_or_else(|| io::Error::other(format!("{} is no time", at.0)))?;
    Ok(time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}
