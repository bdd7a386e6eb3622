//! Bombs of every kind: few bytes that claim to be many, and forged ones that are refused late. The test of memory and the bench use them.

use jinshui_core::limits;

use super::*;

/// Changes that claim what they have not.
pub fn changes() -> Vec<(&'static str, Vec<u8>)> {
    let puts = Forge::puts;
    let most = limits::CHANGE_OPS as u64;
    let long = vec![b'x'; limits::CHANGE_BYTES - 1_000];
    let wide = |bytes: &[u8]| {
        let mut out = vec![];
        prefixed(&mut out, bytes);
        out
    };
    let text = |code: u64| {
        let meta = (long.len() as u64) << 4 | code;
        puts(1).with(VALUE_META, run(1, &number(meta))).with(VALUE, long.clone()).raw()
    };
    let counters: Vec<Vec<u8>> = (1..18_000).map(number).collect();
    let counters: Vec<&[u8]> = counters.iter().map(Vec::as_slice).collect();
    let nested = puts(18_000)
        .with(ACTION, run(18_000, &[0]))
        .with(OBJECT_COUNTER, [nulls(1), literal(&counters)].concat())
        .with(OBJECT_ACTOR, [nulls(1), run(17_999, &[0])].concat());
    vec![
        ("operations", puts(10_000_001).raw()),
        ("operations", puts(134_217_727).raw()),
        ("operations", puts(i64::MAX as u64).raw()),
        (
            "operations that end badly",
            puts(most).with(ACTION, [run(most - 1, &[1]), run(1, &[7])].concat()).raw(),
        ),
        ("values that are not there", puts(most).with(VALUE_META, run(most, &number(1 << 40 | 7))).raw()),
        ("nested", nested.raw()),
        ("field names", puts(most).with(KEY_FIELD, run(most, &wide(&[b'x'; 250]))).raw()),
        ("different field names", puts(15_000).with(KEY_FIELD, literal(&slices(&names(15_000)))).raw()),
        ("a wrong last object", late(puts(most), most).raw()),
        ("a wrong last predecessor", wrong_last_pred(most)),
        ("much of everything and a wrong last object", much_of_everything()),
        ("a long field name", puts(2).with(KEY_FIELD, run(2, &wide(&long))).raw()),
        ("a long string", text(6)),
        ("predecessors", puts(most).with(PRED_COUNT, run(most, &number(1_024))).raw()),
        ("dependencies", Forge { claimed_deps: Some(u64::MAX), ..puts(2) }.raw()),
        ("dependencies", Forge { claimed_deps: Some(1_024), ..puts(2) }.raw()),
        ("actors", Forge { claimed_others: Some(u64::MAX), ..puts(2) }.raw()),
        ("actors", Forge { claimed_others: Some(1_024), ..puts(2) }.raw()),
        ("columns", Forge { claimed_columns: Some(u64::MAX), ..puts(2) }.raw()),
        ("start_op", Forge { start_op: u64::from(u32::MAX) - 1, ..puts(2) }.raw()),
        ("deflated column", puts(2).with(ACTION | 8, vec![0x4b; 40_000]).raw()),
        ("deflated chunk", Forge { kind: 2, ..puts(2) }.raw()),
        ("too long", vec![0x85; 8 << 20]),
    ]
}

/// As many different short field names as asked for.
fn names(count: u32) -> Vec<Vec<u8>> {
    (0..count).map(|n| vec![2, 1 + (n / 120) as u8, 1 + (n % 120) as u8]).collect()
}

fn slices(of: &[Vec<u8>]) -> Vec<&[u8]> {
    of.iter().map(Vec::as_slice).collect()
}

/// The same, with a last operation in an object that is not there.
fn late(forge: Forge, ops: u64) -> Forge {
    let before = ops - 1;
    let wrong = number(u64::from(u32::MAX));
    forge
        .with(OBJECT_ACTOR, [nulls(before), literal(&[&[0]])].concat())
        .with(OBJECT_COUNTER, [nulls(before), literal(&[&wrong])].concat())
}

/// A hundred bytes or so whose every operation replaces one that might be there, and the last one that cannot.
fn wrong_last_pred(ops: u64) -> Vec<u8> {
    let forge = Forge { seq: 2, start_op: 100_000, ..Forge::puts(ops) };
    forge
        .with(PRED_COUNT, run(ops, &[1]))
        .with(PRED_ACTOR, run(ops, &[0]))
        .with(PRED_COUNTER, [run(ops - 1, &[1]), literal(&[&number(1 << 30)])].concat())
        .raw()
}

/// As much of everything as is admitted, in a change that is refused for its last operation.
fn much_of_everything() -> Vec<u8> {
    let mut deps = vec![[0; 32]; 900];
    (0u16..).zip(&mut deps).for_each(|(n, dep)| dep[..2].copy_from_slice(&n.to_be_bytes()));
    let all = limits::CHANGE_OPS as u64;
    let fields = [literal(&slices(&names(2_047))), run(all - 2_047, &[1, b'f'])].concat();
    let forge = Forge { deps, seq: 2, start_op: 100_000, ..Forge::puts(all) };
    late(forge.with(KEY_FIELD, fields), all).raw()
}

/// A bomb that says how long it is, one that does not, and one that asks for a window of 128 MiB.
pub fn packed() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![0u8; 64 << 20];
    let told = zstd::bulk::compress(&zeros, 19).unwrap();
    let untold = zstd::encode_all(zeros.as_slice(), 3).unwrap();
    let mut window = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3];
    window.extend([0x02 | 0xf8, 0xff, 0x01, 0]);
    vec![("told", told), ("untold", untold), ("window", window)]
}
