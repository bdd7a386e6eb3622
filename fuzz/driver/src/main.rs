//! libFuzzer over one reader, which `DECODER` names. `scripts/fuzz.sh` starts it.
#![no_main]

use std::sync::LazyLock;

static DECODER: LazyLock<jinshui_fuzz::Decoder> = LazyLock::new(|| {
    let name = std::env::var("DECODER").expect("DECODER names the reader");
    *jinshui_fuzz::DECODERS.iter().find(|decoder| decoder.name == name).expect("DECODER names a reader")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (DECODER.run)(bytes));
