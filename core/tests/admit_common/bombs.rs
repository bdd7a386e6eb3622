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

/// A bomb that says how long it is, one that does not, and one that asks for a window of 128 MiB.
pub fn packed() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![0u8; 64 << 20];
    let told = zstd::bulk::compress(&zeros, 19).unwrap();
    let untold = zstd::encode_all(zeros.as_slice(), 3).unwrap();
    let mut window = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3];
    window.extend([0x02 | 0xf8, 0xff, 0x01, 0]);
    vec![("told", told), ("untold", untold), ("window", window)]
}
