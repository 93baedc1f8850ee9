//! The page in place of an app that this program was built without.

use api::OwnWords;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::fixed::{Fixed, Kind};
use super::layout::page;

/// The page: what is missing, and how to have it.
pub(crate) fn not_built(app: &str) -> Response {
    let main = format!(
        r#"<main id="main" class="narrow prose" tabindex="-1">
<h1>The app “{app}” is not in this program</h1>
<p>The server is running, and its API answers; but it was built before the apps were. They need
Node.js 20 or newer. In a checkout of Comanda:</p>
<pre><code>cargo xtask web
cargo build --release</code></pre>
<p><code>script/run</code> does both. Then start the server again.</p>
<p><a href="/welcome">What else there is here</a></p>
</main>"#
    );
    let known = api::IfNoneMatch::default();
    let mut response = Fixed::new(Kind::Html, page("Not built", "", &main)).answer(&known);
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.extensions_mut().insert(OwnWords);
    response.into_response()
}
