//! Every input of the corpora goes through its reader; a finding of the fuzzer that was mended stays here as one of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use jinshui_fuzz::DECODERS;

#[test]
fn every_reader_stands_its_corpus() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for decoder in DECODERS {
        let inputs = std::fs::read_dir(corpora.join(decoder.name)).expect("a corpus of its name");
        let mut read = 0;
        for input in inputs {
            let path = input.unwrap().path();
            println!("{}", path.display());
            (decoder.run)(&std::fs::read(&path).unwrap());
            read += 1;
        }
        assert!(read > 3, "the corpus of {} holds {read} inputs", decoder.name);
    }
}
