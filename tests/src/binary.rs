//! Where the built binaries are.

use std::path::{Path, PathBuf};

/// A product binary, built beside the test that runs.
///
/// # Panics
/// Where it has not been built: a test that cannot run is a failure.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the running test has a path");
    let folder = test.parent().and_then(Path::parent).expect("tests run from target/<profile>/deps");
    let path = folder.join(name);
    assert!(
        path.is_file(),
        "{} has not been built; run `cargo build --workspace` first, in the same profile and target folder",
        path.display()
    );
    path
}

/// The repository's root.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests are a folder of the repository")
        .to_owned()
}
