//! Seeds of what is carried by hand or typed: hand-over files, pictures, names, commands.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jinshui_core::command::catalogue;
use jinshui_core::hand_over::{HandOver, HandedBlob, SecretKey, Signed, seal, text_to_sign};
use jinshui_core::wire::{PROTOCOL, PushDocument};
use jinshui_core::{BlobHash, DocumentId, Timestamp};
use serde_bytes::ByteBuf;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::keep;
use crate::{Forge, both, cbor};

#[test]
#[ignore = "writes the corpora"]
fn hand_over() {
    let id = DocumentId(Uuid::from_u128(9));
    let push = PushDocument {
        document: id,
        generation: 1,
        create: None,
        changes: vec![ByteBuf::from(Forge::puts(3).raw())],
        replaces: std::collections::BTreeMap::default(),
    };
    let blob = HandedBlob { document: id, hash: BlobHash([6; 32]), bytes: ByteBuf::from(vec![0xff; 40]) };
    let full = HandOver {
        protocol: PROTOCOL,
        push: vec![push],
        groups: vec![vec![0]],
        confirmed: 5,
        blobs: vec![blob],
    };
    let bare = HandOver { push: vec![], groups: vec![], blobs: vec![], ..full.clone() };
    both("hand_over", &cbor(&full), &cbor(&bare));

    let (key, at) = (SecretKey::from_bytes(&jinshui_fuzz::HUB).unwrap(), Timestamp(1_790_000_000_000));
    let work = full.pack().unwrap();
    let signature = text_to_sign(&key.public(), at, &work).into_bytes()[..64].to_vec();
    let signed = |work: Vec<u8>| {
        let (work, signature) = (ByteBuf::from(work), ByteBuf::from(signature.clone()));
        Signed { device: "d-1".into(), at, signature, work }.to_bytes().unwrap()
    };
    let plain = signed(work);
    keep("hand_over_signed", "honest", &plain);
    keep("hand_over_signed", "bare", &signed(bare.pack().unwrap()));
    keep("hand_over_signed", "empty", &signed(vec![]));
    keep("hand_over_signed", "bomb-zstd", &signed(zstd::bulk::compress(&vec![0u8; 64 << 20], 19).unwrap()));
    keep("hand_over_signed", "bomb-nested", &[0x81; 10_000]);
    keep("hand_over_signed", "bomb-bytes", &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    keep("hand_over_signed", "bomb-list", &[0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

    let mut draw = |out: &mut [u8]| {
        out.fill(3);
        Ok(())
    };
    let file = seal(&key.public(), &plain, &mut draw).unwrap();
    keep("hand_over_file", "honest", &[b"\0".as_slice(), &file].concat());
    keep("hand_over_file", "cut", &[b"\0".as_slice(), &file[..file.len() - 1]].concat());
    keep("hand_over_file", "short", &[b"\0".as_slice(), &file[..60]].concat());
    for first in [1, 25, 60, 90, 200] {
        keep("hand_over_file", &format!("sealed-{first:03}"), &[[first].as_slice(), &plain].concat());
    }
}

#[test]
#[ignore = "writes the corpora"]
fn pictures() {
    let picture = |width, height| {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x * 7) as u8, (y * 5) as u8, 90])
        }))
    };
    for (name, format) in
        [("jpeg", ImageFormat::Jpeg), ("png", ImageFormat::Png), ("webp", ImageFormat::WebP)]
    {
        for (size, picture) in [("small", picture(24, 16)), ("line", picture(300, 1))] {
            let mut file = Cursor::new(Vec::new());
            picture.write_to(&mut file, format).unwrap();
            keep("photo", &format!("{name}-{size}"), file.get_ref());
            if name == "jpeg" {
                keep("photo", &format!("{name}-{size}-turned"), &turned(file.get_ref()));
            }
            if name == "png" {
                let mut huge = file.into_inner();
                huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
                keep("photo", &format!("bomb-{size}"), &huge);
            }
        }
    }
}

/// A JPEG with an Exif block that says it was taken with the phone on its side.
fn turned(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0");
    [&jpeg[..2], &exif, &jpeg[2..]].concat()
}

#[test]
#[ignore = "writes the corpora"]
fn names() {
    let texts = [
        ("grid", "grid/g17"),
        ("unknown", "homes/"),
        ("point", "geo:37.43,118.67;u=12.5"),
        ("far", "geo:1e308,-1e308;u=inf"),
        ("zero", "geo:-0,-0;u=-0"),
        ("document", "0199b0c0-0000-7000-8000-000000000001"),
        ("braces", "{0199B0C0-0000-7000-8000-000000000001}"),
        ("tag", "0102030405060708"),
    ];
    texts.iter().for_each(|(name, text)| keep("names", name, text.as_bytes()));
    keep("names", "hash", "aB".repeat(32).as_bytes());
}

/// Each command with every argument it may have.
#[test]
#[ignore = "writes the corpora"]
fn commands() {
    let described = catalogue();
    for (name, one) in described["commands"].as_object().unwrap() {
        let command = json!({ "command": name, "args": sample(&one["args"], &one["args"], 0) });
        jinshui_device::parse(command.clone()).unwrap_or_else(|why| panic!("{command}: {why:?}"));
        keep("command", name, &serde_json::to_vec(&command).unwrap());
    }
    keep("command", "bare", br#"{"command":"me.show"}"#);
    keep("command", "none", b"[1,null]");
    keep("command", "bomb-nested", "[".repeat(20_000).as_bytes());
}

/// A value of this schema, as long as it is not within itself.
fn sample(root: &Value, schema: &Value, depth: u8) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return if depth > 8 { Value::Null } else { sample(root, &root["$defs"][name], depth + 1) };
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        if let Some(first) = schema[key].get(0) {
            return sample(root, first, depth + 1);
        }
    }
    for first in [&schema["const"], &schema["enum"][0], &schema["examples"][0]] {
        if !first.is_null() {
            return first.clone();
        }
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match kind.unwrap_or("string") {
        "object" => {
            let empty = Map::new();
            let fields = schema["properties"].as_object().unwrap_or(&empty).iter();
            let value = |field: &str, within| match field {
                // Names of changes and pictures, which their schema does not tell from any other text.
                "heads" => json!(["07".repeat(32)]),
                "hash" => json!("07".repeat(32)),
                _ => sample(root, within, depth + 1),
            };
            fields.map(|(field, within)| (field.clone(), value(field, within))).collect()
        }
        "array" => json!([sample(root, &schema["items"], depth + 1)]),
        "integer" => json!(3),
        "number" => json!(1.5),
        "boolean" => json!(true),
        "null" => Value::Null,
        _ => json!("0199b0c0-0000-7000-8000-000000000001"),
    }
}
