//! The folders that the web build writes, and the pictures beside them.

use super::files::Files;

/// The built apps in the order of [`NAMES`](super::NAMES), and the pictures.
pub(super) struct Built {
    pub(super) apps: [Files; 3],
    pub(super) pictures: Files,
}

#[cfg(debug_assertions)]
impl Built {
    /// On disk, where this program was built from.
    pub(super) fn here() -> Self {
        let web = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../web"));
        let dist = |app: &str| Files::Folder(web.join("apps").join(app).join("dist"));
        let pictures = Files::Folder(web.join("pictures"));
        Self { apps: super::NAMES.map(dist), pictures }
    }
}

#[cfg(not(debug_assertions))]
impl Built {
    /// In this program.
    pub(super) fn here() -> Self {
        let apps = [Order::get, Counter::get, Office::get].map(Files::Embedded);
        Self { apps, pictures: Files::Embedded(Pictures::get) }
    }
}

/// `build.rs` looks whether they have changed. One that was not built is empty.
#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "../../web/apps/order/dist"]
#[allow_missing = true]
struct Order;

#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "../../web/apps/counter/dist"]
#[allow_missing = true]
struct Counter;

#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "../../web/apps/office/dist"]
#[allow_missing = true]
struct Office;

#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "../../web/pictures"]
#[allow_missing = true]
struct Pictures;
