//! The TypeScript of every command, generated into `ui/src/bridge/generated` and committed; this test holds the two
//! together. `JINSHUI_WRITE_TYPESCRIPT=1 cargo test -p jinshui-core --test typescript` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jinshui_core::command::export_typescript;

fn generate(into: &Path) {
    let config = ts_rs::Config::new().with_out_dir(into).with_large_int("number");
    let map = export_typescript(&config).unwrap();
    std::fs::write(into.join("commands.ts"), map).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let read = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    };
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "ts")).map(read).collect()
}

#[test]
fn the_committed_typescript_is_what_the_commands_say() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/generated");
    if std::env::var_os("JINSHUI_WRITE_TYPESCRIPT").is_some() {
        for name in files(&committed).keys() {
            std::fs::remove_file(committed.join(name)).unwrap();
        }
        generate(&committed);
    }
    let fresh = std::env::temp_dir().join(format!("jinshui-typescript-{}", std::process::id()));
    std::fs::create_dir_all(&fresh).unwrap();
    generate(&fresh);
    let (fresh_files, committed_files) = (files(&fresh), files(&committed));
    std::fs::remove_dir_all(&fresh).unwrap();
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&fresh_files), names(&committed_files), "write the TypeScript anew");
    for (name, text) in fresh_files {
        assert_eq!(Some(&text), committed_files.get(&name), "{name}: write the TypeScript anew");
    }
}
