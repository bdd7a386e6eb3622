//! Lets the screens call one command and no other, and lets a clean clone compile before the screens are built.

use std::{fs, io, path::Path};

/// Where `tauri.conf.json` (`frontendDist`) looks for the built screens.
const DIST: &str = "../ui/dist";

const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>金水巡防</title>\
    <p>The screens are not built yet: run <code>make ui</code>, then build the app again.</p>\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    placeholder(Path::new(DIST))?;
    println!("cargo:rerun-if-changed={DIST}");
    let manifest = tauri_build::AppManifest::new().commands(&["execute"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// The folder is embedded at compile time, so it has to be there with a page in it.
fn placeholder(dist: &Path) -> io::Result<()> {
    let index = dist.join("index.html");
    if index.try_exists()? {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(index, PLACEHOLDER)
}
