//! Headless device.
fn main() {}
