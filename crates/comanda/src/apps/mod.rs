//! The apps people hold in their hands, served from this program: `/order/`, `/counter/` and
//! `/office/`, each as `web/` builds it, and the pictures of the demo menus.
//!
//! Every address is under one of these names, so none of them can take a path of the API. On AWS
//! the same files stand in S3 behind CloudFront, and no function carries them.

mod answer;
mod built;
mod files;
mod guards;
mod manifest;
mod negotiate;
mod open;
mod pictures;
mod settings;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;

use self::answer::FIRST_PAGE;
use self::built::Built;
use self::guards::Guards;
pub(crate) use self::guards::Origins;
use self::open::App;
pub(crate) use self::settings::{Brand, Settings, origin};
use crate::pages;

/// The apps: the first part of their paths, and their client ids here.
pub(crate) const NAMES: [&str; 3] = ["order", "counter", "office"];

/// The app that customers see, which carries the café's name; the others are tools.
const CUSTOMERS: &str = NAMES[0];

/// The apps, and the way from `/` to the one that customers use. `provider` is where whoever signs
/// people in elsewhere answers.
pub(crate) fn router(settings: &Settings, provider: Origins) -> Router {
    of(Built::here(), settings, provider)
}

/// The apps that are not built into this program.
pub(crate) fn missing() -> Vec<&'static str> {
    let apps = NAMES.into_iter().zip(Built::here().apps);
    apps.filter(|(_, files)| !files.has(FIRST_PAGE)).map(|(name, _)| name).collect()
}

fn of(built: Built, settings: &Settings, provider: Origins) -> Router {
    let guards = Arc::new(Guards::new(settings, provider));
    let mut router = pages::leading_to("/order/").merge(pictures::router(built.pictures));
    for (place, files) in built.apps.into_iter().enumerate() {
        let name = NAMES[place];
        let app = App {
            name,
            files,
            told: settings.told(place),
            brand: (name == CUSTOMERS).then(|| settings.brand.name.clone()),
            guards: Arc::clone(&guards),
            public_url: settings.public_url.clone(),
        };
        router = router.merge(app.router());
    }
    router
}
