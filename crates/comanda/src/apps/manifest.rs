//! The manifest by which an app is installed: as it was built, but called what the café calls
//! itself. On a CDN whoever puts the files there writes it.

use serde_json::{Map, Value};

use super::files::Files;
use super::negotiate::Encoding;

/// The manifest of an app that has one.
pub(super) const MANIFEST: &str = "manifest.webmanifest";

/// The built manifest with the café's name in it; `None` where none was built.
pub(super) fn named(files: &Files, name: &str) -> Option<String> {
    let built = files.find(MANIFEST, &[Encoding::Identity])?;
    let mut manifest: Map<String, Value> = serde_json::from_slice(&built.bytes).ok()?;
    for field in ["name", "short_name"] {
        manifest.insert(field.to_owned(), name.into());
    }
    Some(Value::from(manifest).to_string())
}
