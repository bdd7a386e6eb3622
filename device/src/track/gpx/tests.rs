//! Files of ours against the structure of the schema, and files of others and of nobody.

use std::collections::BTreeMap;

use jinshui_core::Timestamp;
use jinshui_core::command::Fix;
use jinshui_core::limits::{GPX_BYTES, GPX_POINTS, TRACK_FIXES};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::*;

fn fix(number: i64) -> Fix {
    Fix {
        lat: 37.434_612_345_678_9 + number as f64 * 1e-5,
        lon: -0.000_000_1 * number as f64,
        accuracy: (number % 2 == 0).then_some(4.5),
        altitude: (number % 3 == 0).then_some(-12.25),
        at: Timestamp(1_790_000_000_000 + number * 1_001),
    }
}

/// Children of an element in the order of the schema, and how many of each there may be. None is required.
type Children = &'static [(&'static str, usize)];

/// The elements of GPX 1.1 that we write.
const SCHEMA_OF: &[(&str, Children)] = &[
    (
        "gpx",
        &[("metadata", 1), ("wpt", usize::MAX), ("rte", usize::MAX), ("trk", usize::MAX), ("extensions", 1)],
    ),
    (
        "metadata",
        &[
            ("name", 1),
            ("desc", 1),
            ("author", 1),
            ("copyright", 1),
            ("link", usize::MAX),
            ("time", 1),
            ("keywords", 1),
            ("bounds", 1),
            ("extensions", 1),
        ],
    ),
    (
        "trk",
        &[
            ("name", 1),
            ("cmt", 1),
            ("desc", 1),
            ("src", 1),
            ("link", usize::MAX),
            ("number", 1),
            ("type", 1),
            ("extensions", 1),
            ("trkseg", usize::MAX),
        ],
    ),
    ("trkseg", &[("trkpt", usize::MAX), ("extensions", 1)]),
    (
        "trkpt",
        &[
            ("ele", 1),
            ("time", 1),
            ("magvar", 1),
            ("geoidheight", 1),
            ("name", 1),
            ("cmt", 1),
            ("desc", 1),
            ("src", 1),
            ("link", usize::MAX),
            ("sym", 1),
            ("type", 1),
            ("fix", 1),
            ("sat", 1),
            ("hdop", 1),
            ("vdop", 1),
            ("pdop", 1),
            ("ageofdgpsdata", 1),
            ("dgpsid", 1),
            ("extensions", 1),
        ],
    ),
];

/// Attributes that an element must have.
fn attributes_of(name: &str) -> &'static [&'static str] {
    match name {
        "gpx" => &["version", "creator", "xmlns"],
        "trkpt" => &["lat", "lon"],
        "bounds" => &["minlat", "minlon", "maxlat", "maxlon"],
        _ => &[],
    }
}

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let one = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
    };
    start.attributes().map(|attribute| one(attribute.unwrap())).collect()
}

/// Checks a file of ours against the structure of the schema.
fn assert_valid(text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    let (mut root, mut extension) = (0, 0);
    loop {
        let event = reader.read_event().unwrap();
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let given = attributes(&start);
                match open.last_mut() {
                    None => {
                        root += 1;
                        assert_eq!(name, "gpx");
                        assert_eq!(given["version"], "1.1");
                        assert_eq!(given["xmlns"], "http://www.topografix.com/GPX/1/1");
                        assert!(!given["creator"].is_empty());
                    }
                    Some((parent, children)) => {
                        if extension == 0 {
                            assert!(!name.contains(':'), "{name} of another namespace outside extensions");
                        } else {
                            // `##other`: what stands in extensions is of no namespace of GPX's.
                            assert!(name.starts_with("jinshui:"), "{name} in extensions of {parent}");
                        }
                        children.push(name.clone());
                    }
                }
                for name in attributes_of(&name) {
                    assert!(given.contains_key(*name), "{name} of {given:?}");
                }
                for name in ["lat", "lon", "minlat", "minlon", "maxlat", "maxlon"] {
                    if let Some(value) = given.get(name) {
                        assert!(!value.contains(['e', 'E', 'N']), "{value} is no xsd:decimal");
                    }
                }
                if !empty {
                    extension += usize::from(name == "extensions");
                    open.push((name, Vec::new()));
                }
            }
            Event::End(_) => {
                let (name, children) = open.pop().unwrap();
                extension -= usize::from(name == "extensions");
                assert_order(&name, &children);
            }
            Event::Text(text) => {
                let text = text.xml10_content();
                if open.last().is_some_and(|(name, _)| name == "time") {
                    assert!(text.ends_with('Z') && text.contains('T'), "{text} is not in UTC");
                }
            }
            Event::Eof => break,
            Event::Decl(_) => assert_eq!(root, 0),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((root, open.len()), (1, 0));
}

fn assert_order(name: &str, children: &[String]) {
    let Some((_, allowed)) = SCHEMA_OF.iter().find(|(of, _)| *of == name) else { return };
    let mut left = children;
    for (child, most) in *allowed {
        let count = left.iter().take_while(|one| one.as_str() == *child).count();
        assert!(count <= *most, "{count} {child} in {name}");
        left = &left[count..];
    }
    assert!(left.is_empty(), "{name} has {children:?}, of which {left:?} are out of order");
}

#[test]
fn what_is_written_has_the_structure_of_the_schema_and_reads_back_the_same() {
    let walked: Vec<Fix> = (0..40).map(fix).collect();
    let segments = [&walked[..25], &walked[25..26], &walked[26..]];
    let text = write(&segments).unwrap();
    assert_valid(&text);
    assert_eq!(read(text.as_bytes()).unwrap(), segments.map(<[Fix]>::to_vec));
    assert!(!text.contains("hdop"));
    assert!(text.contains("2026-09-21T"), "{text}");
    let empty = write(&[]).unwrap();
    assert_valid(&empty);
    assert_eq!(read(empty.as_bytes()).unwrap(), Vec::<Vec<Fix>>::new());
}

#[test]
fn the_longest_track_that_is_kept_can_be_read_again() {
    let digits = Fix {
        lat: -37.434_612_345_678_91,
        lon: -118.674_712_345_678_9,
        accuracy: Some(12.345_678_901_234_567),
        altitude: Some(-12.345_678_901_234_567),
        at: Timestamp(1_790_000_000_123),
    };
    let one = write(&[&[digits; 100]]).unwrap().len() as u64 / 100;
    assert!(one * u64::from(TRACK_FIXES) < GPX_BYTES, "{one} bytes a fix");
}

fn gpx(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"x\" xmlns=\"{NAMESPACE}\">{body}</gpx>")
}

fn point(inner: &str) -> String {
    gpx(&format!("<trk><trkseg><trkpt lat=\"37.4\" lon=\"118.6\">{inner}</trkpt></trkseg></trk>"))
}

#[test]
fn what_other_programs_write_is_read() {
    let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- made by hand -->
        <g:gpx version=\"1.1\" creator=\"other\" xmlns:g=\"http://www.topografix.com/GPX/1/1\" xmlns:o=\"urn:other\">
        <g:wpt lat=\"1\" lon=\"2\"><g:time>nonsense</g:time></g:wpt>
        <g:trk><g:name>A &amp; B</g:name><g:trkseg/><g:trkseg>
        <g:trkpt lon='118.6' lat=' 37.4 '><g:ele/><g:time> 2026-11-24T20:15:00.25+08:00 </g:time><g:hdop>1.2</g:hdop>
        <g:extensions><o:accuracy>7</o:accuracy><o:time>9</o:time></g:extensions></g:trkpt></g:trkseg></g:trk>
        <g:trk><g:trkseg><g:trkpt lat=\"-37\" lon=\"-118\"><g:time><![CDATA[2026-11-24T12:15:01]]></g:time></g:trkpt>
        </g:trkseg></g:trk></g:gpx>";
    let at = Timestamp(1_795_522_500_250);
    let first = Fix { lat: 37.4, lon: 118.6, accuracy: None, altitude: None, at };
    let second = Fix { lat: -37.0, lon: -118.0, at: at.plus_ms(750), ..first };
    assert_eq!(read(text.as_bytes()).unwrap(), [vec![first], vec![second]]);
}

#[test]
fn what_is_no_track_is_told_apart() {
    let told = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    for (text, says) in [
        ("", "empty"),
        ("words", "empty"),
        ("<kml xmlns=\"http://www.opengis.net/kml/2.2\"/>", "does not begin with"),
        ("<gpx version=\"1.0\" xmlns=\"http://www.topografix.com/GPX/1/0\"></gpx>", "does not begin with"),
        ("<gpx version=\"1.1\"></gpx>", "does not begin with"),
        ("<!DOCTYPE gpx [<!ENTITY a \"aaaa\">]><gpx/>", "document type"),
        ("<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><trk>", "in the middle"),
        ("<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"></trk>", "no sound XML"),
        ("<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"", "no sound XML"),
        (&point(""), "point 1 of the file: it has no time"),
        (&point("<time/>"), "point 1 of the file: its time is none"),
        (&point("<time>2026-13-01T00:00:00Z</time>"), "its time is none"),
        (&point("<time>2026-11-24T00:00:0&#48;Z</time>"), "its time is none"),
        (&point("<ele>NaN</ele>"), "its ele is no number"),
        (&point("<ele>1e999</ele>"), "its ele is no number"),
        (&point("").replace("37.4", "NaN"), "its lat"),
        (&point("").replace("37.4", "90.5"), "its lat"),
        (&point("").replace("118.6", "-181"), "its lon"),
        (&point("").replace("lat=\"37.4\"", ""), "its lat"),
    ] {
        let why = told(text);
        assert!(why.contains(says), "{text}: {why}");
    }
    assert!(read(b"<gpx>\xff\xfe</gpx>").unwrap_err().to_string().contains("UTF-8"));
}

#[test]
fn a_file_has_bounds() {
    let one = "<trkpt lat=\"1\" lon=\"2\"><time>2026-11-24T00:00:00Z</time></trkpt>";
    let most = gpx(&format!("<trk><trkseg>{}</trkseg></trk>", one.repeat(GPX_POINTS)));
    assert_eq!(read(most.as_bytes()).unwrap()[0].len(), GPX_POINTS);
    let more = most.replacen(one, &one.repeat(2), 1);
    assert!(matches!(read(more.as_bytes()), Err(GpxError::TooManyPoints)));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.gpx");
    let mut large = gpx("").into_bytes();
    large.resize(usize::try_from(GPX_BYTES).unwrap(), b' ');
    std::fs::write(&path, &large).unwrap();
    assert!(read_file(&path).unwrap().is_empty());
    large.push(b' ');
    std::fs::write(&path, &large).unwrap();
    assert!(matches!(read_file(&path), Err(GpxError::TooLarge)));
    assert!(matches!(read_file(folder.path()), Err(GpxError::Io(_))));
    let deep = format!("{}{}", gpx("").replace("</gpx>", ""), "<a>".repeat(300_000));
    assert!(read(deep.as_bytes()).is_err(), "a deep nest is walked, not built");
}
