//! What is made to do harm is refused, each with its own code, whatever it claims.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod admit_common;

use std::collections::BTreeSet;

use admit_common::*;
use jinshui_core::admit::{AdmitError, Ground, admit};
use jinshui_core::limits;

fn code(raw: &[u8]) -> &'static str {
    admit(raw).map_or_else(|error| error.code(), |_| "admitted")
}

#[test]
fn a_change_of_few_bytes_that_claims_many_operations_is_refused() {
    for claimed in [20_001, 10_000_001, 134_217_727, u64::from(u32::MAX), i64::MAX as u64] {
        let bomb = Forge::puts(claimed).raw();
        assert!(bomb.len() < 160);
        assert_eq!(code(&bomb), "too_many_ops", "{claimed}");
    }
    assert_eq!(code(&Forge::puts(1).raw()), "admitted");
    assert_eq!(code(&Forge::puts(limits::CHANGE_OPS as u64).raw()), "admitted");
    assert_eq!(
        code(&Forge::puts(2).with(ACTION, [run(i64::MAX as u64, &[1]), nulls(9)].concat()).raw()),
        "too_many_ops"
    );
}

#[test]
fn other_chunks_are_refused() {
    let honest = Forge::puts(3);
    for kind in [0, 2, 3, 4, 255] {
        let forged = Forge { kind, ..honest.clone() }.raw();
        assert_eq!(admit(&forged), Err(AdmitError::ChunkType(kind)));
    }
    let (mut doc, changes) = history(&mut Dice::new(9), 40);
    assert_eq!(code(&doc.save()), "chunk_type");
    let mut large = changes.into_iter().find(|change| change.raw_bytes().len() > 300).unwrap();
    assert_eq!(code(&large.bytes()), "chunk_type", "a deflated change");
    assert_eq!(code(large.raw_bytes()), "admitted");
    let bundle = doc.document().bundle([large.hash()]).unwrap();
    assert_eq!(code(bundle.bytes()), "chunk_type", "a bundle");
}

/// Every code; the last three come from the ground, or where depth is tested.
const CODES: [&str; 37] = [
    "not_a_change",
    "chunk_type",
    "too_large",
    "trailing_bytes",
    "truncated",
    "bad_number",
    "checksum",
    "too_many_deps",
    "deps_order",
    "bad_actor",
    "too_many_actors",
    "bad_actors",
    "bad_seq",
    "start_op_range",
    "bad_time",
    "message",
    "bad_column",
    "deflated_column",
    "no_ops",
    "too_many_ops",
    "row_count",
    "not_canonical",
    "actor_index",
    "bad_object",
    "bad_key",
    "key_too_long",
    "too_many_fields",
    "bad_action",
    "bad_value",
    "not_utf8",
    "string_too_long",
    "bad_pred",
    "too_many_preds",
    "bad_reference",
    "too_deep",
    "missing_dep",
    "unknown_reference",
];

#[test]
fn every_code_has_bytes_that_produce_it() {
    let mut seen = BTreeSet::from(["admitted"]);
    let chunk = vec![(Forge { kind: 2, ..Forge::puts(3) }.raw(), "chunk_type")];
    let claims = vec![(Forge::puts(134_217_727).raw(), "too_many_ops"), (nested(33, None).raw(), "too_deep")];
    let all = envelopes().into_iter().chain(heads()).chain(columns()).chain(operations());
    for (raw, expected) in all.chain(chunk).chain(claims) {
        assert_eq!(code(&raw), expected, "{}", hex::encode(&raw[..raw.len().min(200)]));
        seen.insert(expected);
    }
    for missing in CODES.iter().filter(|code| !seen.contains(*code)) {
        assert!(["missing_dep", "unknown_reference"].contains(missing), "nothing produces {missing}");
    }
    assert_eq!(seen.iter().filter(|code| !CODES.contains(code)).collect::<Vec<_>>(), [&"admitted"]);
}

fn envelopes() -> Vec<(Vec<u8>, &'static str)> {
    let honest = Forge::puts(3).raw();
    let mut other = honest.clone();
    other[5] ^= 1;
    let mut magic = honest.clone();
    magic[0] = 0;
    let mut long = honest[..9].to_vec();
    long.extend([0xff; 9]);
    long.push(0x7f);
    let mut overlong = honest[..9].to_vec();
    overlong.extend([honest[9] | 0x80, 0]);
    overlong.extend(&honest[10..]);
    vec![
        (vec![], "not_a_change"),
        (magic, "not_a_change"),
        (other, "checksum"),
        ([honest.clone(), vec![0]].concat(), "trailing_bytes"),
        ([honest.clone(), honest.clone()].concat(), "trailing_bytes"),
        (honest[..20].to_vec(), "truncated"),
        (long, "bad_number"),
        (overlong, "bad_number"),
        (sealed(1, &vec![0; limits::CHANGE_BYTES]), "too_large"),
        (vec![0; 1 << 20], "too_large"),
    ]
}

fn heads() -> Vec<(Vec<u8>, &'static str)> {
    let f = || Forge::puts(3);
    let named = |others: Vec<Vec<u8>>| Forge { others, ..f() }.raw();
    vec![
        (Forge { claimed_deps: Some(u64::MAX), ..f() }.raw(), "too_many_deps"),
        (Forge { claimed_deps: Some(1_025), ..f() }.raw(), "too_many_deps"),
        (Forge { claimed_deps: Some(1_000), ..f() }.raw(), "truncated"),
        (Forge { deps: vec![[2; 32], [1; 32]], ..f() }.raw(), "deps_order"),
        (Forge { deps: vec![[2; 32], [2; 32]], ..f() }.raw(), "deps_order"),
        (Forge { actor: vec![1; 15], ..f() }.raw(), "bad_actor"),
        (Forge { actor: vec![1; 17], ..f() }.raw(), "bad_actor"),
        (Forge { actor: vec![], ..f() }.raw(), "bad_actor"),
        (Forge { seq: 0, ..f() }.raw(), "bad_seq"),
        (Forge { seq: 2, ..f() }.raw(), "bad_seq"),
        (Forge { seq: u64::MAX, start_op: 9, ..f() }.raw(), "bad_seq"),
        (Forge { start_op: 0, ..f() }.raw(), "start_op_range"),
        (Forge { start_op: u64::from(u32::MAX) - 1, ..f() }.raw(), "start_op_range"),
        (Forge { start_op: u64::from(u32::MAX), ..f() }.raw(), "start_op_range"),
        (Forge { start_op: u64::MAX, ..f() }.raw(), "start_op_range"),
        (Forge { start_op: limits::MAX_OP - 2, ..f() }.raw(), "start_op_range"),
        (Forge { start_op: limits::MAX_OP - 3, ..f() }.raw(), "admitted"),
        (Forge { time: i64::MAX, ..f() }.raw(), "bad_time"),
        (Forge { time: i64::MIN, ..f() }.raw(), "bad_time"),
        (Forge { message: b"hello".to_vec(), ..f() }.raw(), "message"),
        (Forge { claimed_others: Some(u64::MAX), ..f() }.raw(), "too_many_actors"),
        (Forge { claimed_others: Some(1_025), ..f() }.raw(), "too_many_actors"),
        (named(vec![vec![9; 16]]), "bad_actors"),
        (named(vec![vec![9; 33]]), "bad_actors"),
        (named(vec![vec![]]), "bad_actors"),
        (named(vec![vec![9; 16], vec![8; 16]]), "bad_actors"),
        (named(vec![actor(1).to_bytes().to_vec()]), "bad_actors"),
    ]
}

fn columns() -> Vec<(Vec<u8>, &'static str)> {
    let f = || Forge::puts(3);
    let mut doubled = f();
    doubled.columns.insert(0, (KEY_FIELD, run(3, &[1, b'f'])));
    let mut turned = f();
    turned.columns.swap(0, 1);
    let mut empty = f();
    empty.columns.push((VALUE_META + 1, vec![]));
    empty.columns.sort();
    let deflated = f().columns.iter().map(|(spec, bytes)| (spec | 8, bytes.clone())).collect();
    vec![
        (doubled.raw(), "bad_column"),
        (turned.raw(), "bad_column"),
        (empty.raw(), "bad_column"),
        (f().with(0x94, number(3)).raw(), "bad_column"),
        (f().with(0xa5, run(3, &[1, b'm'])).raw(), "bad_column"),
        (f().with(0x21, run(3, &[1])).raw(), "bad_column"),
        (f().with(u64::from(u32::MAX) << 4, run(3, &[1])).raw(), "bad_column"),
        (f().with(u64::MAX, run(3, &[1])).raw(), "deflated_column"),
        (f().with(ACTION | 8, run(3, &[1])).raw(), "deflated_column"),
        (Forge { columns: deflated, ..f() }.raw(), "deflated_column"),
        (Forge { claimed_columns: Some(u64::MAX), ..f() }.raw(), "bad_column"),
        (Forge { extra: vec![1], ..f() }.raw(), "trailing_bytes"),
        (Forge { columns: vec![], ..f() }.raw(), "no_ops"),
        (f().with(ACTION, vec![]).raw(), "no_ops"),
        (f().with(KEY_FIELD, vec![]).raw(), "bad_key"),
        (f().with(INSERT, vec![]).raw(), "row_count"),
        (f().with(INSERT, number(2)).raw(), "row_count"),
        (f().with(INSERT, number(4)).raw(), "row_count"),
        (f().with(INSERT, vec![3, 0]).raw(), "row_count"),
        (f().with(INSERT, vec![1, 0, 2]).raw(), "not_canonical"),
        (f().with(VALUE_META, run(2, &[0])).raw(), "row_count"),
        (f().with(VALUE_META, run(4, &[0])).raw(), "row_count"),
        (f().with(PRED_COUNT, run(2, &[0])).raw(), "row_count"),
        (f().with(PRED_COUNT, nulls(3)).raw(), "not_canonical"),
        (f().with(ACTION, [run(2, &[1]), nulls(1)].concat()).raw(), "row_count"),
        (f().with(ACTION, [run(2, &[1]), literal(&[&[1]])].concat()).raw(), "not_canonical"),
        (f().with(ACTION, [literal(&[&[1]]), literal(&[&[3], &[1]])].concat()).raw(), "not_canonical"),
        (f().with(ACTION, literal(&[&[1], &[1], &[1]])).raw(), "not_canonical"),
        (f().with(ACTION, vec![1, 1, 2, 1]).raw(), "not_canonical"),
        (f().with(ACTION, vec![0, 0, 3, 1]).raw(), "not_canonical"),
        (f().with(ACTION, vec![0x7f]).raw(), "truncated"),
        (f().with(KEY_FIELD, run(3, &[2, 0xff, 0xfe])).raw(), "not_utf8"),
        (f().with(KEY_FIELD, [nulls(1), nulls(2)].concat()).raw(), "bad_key"),
        (f().with(KEY_FIELD, [literal(&[&[1, b'f']]), nulls(1), nulls(1)].concat()).raw(), "bad_key"),
    ]
}

fn operations() -> Vec<(Vec<u8>, &'static str)> {
    let f = || Forge::puts(3);
    let one = || Forge::puts(1);
    let later = || Forge { seq: 2, start_op: 9, ..one() };
    let object = |actor: &[u8], counter: &[u8]| {
        later().with(OBJECT_ACTOR, run(1, actor)).with(OBJECT_COUNTER, run(1, counter)).raw()
    };
    let element = |insert: Vec<u8>, actor: Vec<u8>, counter: &[u8]| {
        let forge = later().with(KEY_FIELD, vec![]).with(KEY_ACTOR, actor).with(INSERT, insert);
        forge
            .with(OBJECT_ACTOR, run(1, &[0]))
            .with(OBJECT_COUNTER, run(1, &[2]))
            .with(KEY_COUNTER, run(1, counter))
            .raw()
    };
    let value = |meta: u64, bytes: &[u8]| {
        one().with(VALUE_META, run(1, &number(meta))).with(VALUE, bytes.to_vec()).raw()
    };
    let pred = |count: u64, actor: Vec<u8>, counter: Vec<u8>| {
        later()
            .with(PRED_COUNT, run(1, &number(count)))
            .with(PRED_ACTOR, actor)
            .with(PRED_COUNTER, counter)
            .raw()
    };
    let long = vec![b'x'; 300];
    let mut field = vec![];
    prefixed(&mut field, &long);
    let mut wide = vec![];
    prefixed(&mut wide, &[b'x'; 250]);
    let mut letters = "字".repeat(limits::SCALAR_CHARS);
    let fits = value((letters.len() as u64) << 4 | 6, letters.as_bytes());
    letters.push('字');
    let named = |count: u64| {
        let names: Vec<Vec<u8>> =
            (0..count).map(|n| vec![2, 1 + (n / 120) as u8, 1 + (n % 120) as u8]).collect();
        let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
        Forge::puts(count).with(KEY_FIELD, literal(&names)).raw()
    };
    vec![
        (named(2_048), "admitted"),
        (named(2_049), "too_many_fields"),
        (object(&[0], &[2]), "admitted"),
        (object(&[0], &[9]), "bad_reference"),
        (object(&[0], &number(u64::from(u32::MAX) + 9)), "bad_reference"),
        (object(&[1], &[2]), "actor_index"),
        (object(&number(1 << 40), &[2]), "actor_index"),
        (object(&[0], &[0]), "bad_object"),
        (later().with(OBJECT_ACTOR, run(1, &[0])).raw(), "bad_object"),
        (later().with(OBJECT_COUNTER, run(1, &[2])).raw(), "bad_object"),
        (element(number(1), run(1, &[0]), &[3]), "admitted"),
        (element(vec![0, 1], run(1, &[0]), &[3]), "admitted"),
        (element(vec![0, 1], vec![], &[0]), "admitted"),
        (element(number(1), vec![], &[0]), "bad_key"),
        (element(number(1), vec![], &[3]), "bad_key"),
        (element(number(1), run(1, &[0]), &[0]), "bad_key"),
        (element(number(1), run(1, &[0]), &[0x7f]), "bad_number"),
        (element(number(1), run(1, &[0]), &[9]), "bad_reference"),
        (one().with(KEY_ACTOR, run(1, &[0])).raw(), "bad_key"),
        (one().with(KEY_COUNTER, run(1, &[0])).raw(), "bad_key"),
        (one().with(KEY_FIELD, run(1, &[0])).raw(), "bad_key"),
        (one().with(INSERT, vec![0, 1]).raw(), "bad_key"),
        (one().with(KEY_FIELD, run(1, &field)).raw(), "key_too_long"),
        (Forge::puts(20_000).with(KEY_FIELD, run(20_000, &wide)).raw(), "key_too_long"),
        (f().with(ACTION, run(3, &[6])).raw(), "bad_action"),
        (f().with(ACTION, run(3, &[7])).raw(), "bad_action"),
        (f().with(ACTION, run(3, &number(u64::MAX))).raw(), "bad_action"),
        (f().with(ACTION, run(3, &[5])).raw(), "bad_value"),
        (f().with(ACTION, run(3, &[3])).raw(), "bad_pred"),
        (f().with(ACTION, run(3, &[0])).raw(), "admitted"),
        (f().with(ACTION, run(3, &[0])).with(VALUE_META, run(3, &[1])).raw(), "bad_value"),
        (value(1 << 4, &[0]), "bad_value"),
        (value(1 << 4 | 1, &[0]), "bad_value"),
        (value(2 << 4 | 3, &[0x80, 0]), "bad_value"),
        (value(2 << 4 | 3, &[1, 1]), "bad_value"),
        (value(3, &[]), "bad_value"),
        (value(7 << 4 | 5, &[0; 7]), "bad_value"),
        (value(8 << 4 | 5, &f64::NAN.to_le_bytes()), "bad_value"),
        (value(8 << 4 | 5, &f64::INFINITY.to_le_bytes()), "bad_value"),
        (value(10 << 4 | 8, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]), "bad_value"),
        (value(2 << 4 | 6, &[0xff, 0xff]), "not_utf8"),
        (value((letters.len() as u64) << 4 | 6, letters.as_bytes()), "string_too_long"),
        (fits, "admitted"),
        (value(!0xf | 6, b"x"), "truncated"),
        (value(5 << 4 | 7, b"abc"), "truncated"),
        (value(2 << 4 | 7, b"abc"), "bad_value"),
        (pred(1, run(1, &[0]), run(1, &[2])), "admitted"),
        (pred(1, run(1, &[0]), run(1, &[9])), "bad_reference"),
        (pred(1, run(1, &[0]), run(1, &[0])), "bad_reference"),
        (pred(1, run(1, &[3]), run(1, &[2])), "actor_index"),
        (pred(2, run(2, &[0]), literal(&[&[3], &[0x7f]])), "bad_pred"),
        (pred(2, run(2, &[0]), literal(&[&[3], &[0]])), "bad_pred"),
        (pred(1, run(2, &[0]), run(2, &[1])), "row_count"),
        (pred(2, run(1, &[0]), run(2, &[1])), "row_count"),
        (pred(1, nulls(1), run(1, &[1])), "not_canonical"),
        (pred(1_025, run(1_025, &[0]), run(1_025, &[1])), "too_many_preds"),
        (pred(u64::MAX, run(1_025, &[0]), run(1_025, &[1])), "too_many_preds"),
        (group_bomb(20_000, 1_024), "too_many_preds"),
        (group_bomb(20_000, 3), "too_many_preds"),
        (group_bomb(20_000, u64::MAX), "too_many_preds"),
    ]
}

/// Every operation of many names many predecessors.
fn group_bomb(ops: u64, each: u64) -> Vec<u8> {
    let all = ops.saturating_mul(each).min(i64::MAX as u64);
    let forge = Forge { seq: 2, start_op: 100_000, ..Forge::puts(ops) };
    let forge = forge.with(PRED_COUNT, run(ops, &number(each))).with(PRED_ACTOR, run(all, &[0]));
    forge.with(PRED_COUNTER, run(all, &[1])).raw()
}

/// Objects within objects, each made by the operation before; the first in the root or in the object `within`.
fn nested(depth: u64, within: Option<u64>) -> Forge {
    let start_op = within.map_or(1, |last| last + 1);
    let forge = Forge { seq: if within.is_some() { 2 } else { 1 }, start_op, ..Forge::puts(depth) };
    let first = within.unwrap_or(start_op);
    let counters: Vec<Vec<u8>> = (first..start_op + depth - 1).map(number).collect();
    let counters: Vec<&[u8]> = counters.iter().map(Vec::as_slice).collect();
    let root = if within.is_some() { vec![] } else { nulls(1) };
    let forge = forge
        .with(ACTION, run(depth, &[0]))
        .with(OBJECT_COUNTER, [root.clone(), literal(&counters)].concat());
    forge.with(OBJECT_ACTOR, [root, run(counters.len() as u64, &[0])].concat())
}

#[test]
fn objects_within_objects_end_somewhere() {
    assert_eq!(code(&nested(32, None).raw()), "admitted");
    assert_eq!(code(&nested(33, None).raw()), "too_deep");
    assert_eq!(code(&nested(18_000, None).raw()), "too_deep");
    // In one change after another only the ground sees how deep the first went.
    let mut ground = Ground::new();
    let first = admit(&nested(20, None).raw()).unwrap();
    ground.take(&first).unwrap();
    let on_top = |depth| admit(&Forge { deps: vec![first.hash.0], ..nested(depth, Some(20)) }.raw()).unwrap();
    assert_eq!(ground.take(&on_top(13)), Err(AdmitError::TooDeep));
    assert!(!ground.holds(&on_top(13).hash));
    assert_eq!(ground.take(&on_top(12)), Ok(()), "what was refused left nothing behind");
}

#[test]
fn hundreds_of_bombs_are_all_refused() {
    let mut dice = Dice::new(1);
    let columns = [KEY_FIELD, INSERT, ACTION, VALUE_META, PRED_COUNT];
    for round in 0..400u32 {
        let count = 20_001u64.saturating_mul(1 << (round % 48));
        let bomb = match round % 8 {
            0 => Forge::puts(count),
            1 => {
                let spec = *dice.pick(&columns);
                let bytes = if spec == INSERT { number(count) } else { run(count, &[0]) };
                Forge::puts(2 + u64::from(round)).with(spec, bytes)
            }
            2 => Forge { claimed_deps: Some(count), ..Forge::puts(2) },
            3 => Forge { claimed_others: Some(count), ..Forge::puts(2) },
            4 => Forge { claimed_columns: Some(count), ..Forge::puts(2) },
            5 => Forge::puts(2).with(VALUE_META, run(2, &number(count << 4 | 7))),
            6 => Forge { start_op: limits::MAX_OP + count, ..Forge::puts(2) },
            _ => Forge::puts(2).with(PRED_COUNT, run(2, &number(count))),
        };
        assert_ne!(code(&bomb.raw()), "admitted", "round {round}");
    }
}

/// Not a test of time, which no machine promises: prints what each bomb costs. Run it by name, with `--nocapture`.
#[test]
#[ignore = "prints timings"]
fn what_each_bomb_costs() {
    let mut bombs = vec![
        ("10,000,001 ops", Forge::puts(10_000_001).raw()),
        ("134,217,727 ops", Forge::puts(134_217_727).raw()),
        ("20,000 ops of 1,024 preds", group_bomb(20_000, 1_024)),
        ("18,000 objects deep", nested(18_000, None).raw()),
        ("honest: 20,000 ops", Forge::puts(20_000).raw()),
    ];
    let all = envelopes().into_iter().chain(heads()).chain(columns()).chain(operations());
    bombs.extend(all.map(|(raw, code)| (code, raw)));
    for (name, raw) in bombs {
        let started = std::time::Instant::now();
        let outcome = code(&raw);
        let spent = started.elapsed();
        println!("{:>10.1?} {:>6} bytes  {outcome:<18} {name}", spent, raw.len());
    }
}
