//! One answer for one file of an app.

use api::IfNoneMatch;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::files::{File, Files};
use super::negotiate::Encoding;

/// The page that every address within an app begins with.
pub(super) const FIRST_PAGE: &str = "index.html";
/// The page that comes back from signing in, in a hidden frame.
pub(super) const FRAMED_PAGE: &str = "silent.html";
/// The script that keeps an app on a device, its first page with the headers it came with.
pub(super) const WORKER: &str = "sw.js";
/// Where files are whose names change with what is in them.
const HASHED: &str = "assets/";

/// A file whose name says what is in it stays good for ever; anything else is asked for again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The name of the file that an address within an app means: its own, or the first page for an
/// address that only the app's script knows. A name with a dot was meant to be a file.
pub(super) fn name_of(path: &str) -> &str {
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') { path } else { FIRST_PAGE }
}

/// The file, 304 for who has it already, or 404.
pub(super) fn answer(
    files: &Files,
    name: &str,
    forms: &[Encoding],
    known: &IfNoneMatch,
) -> Response {
    let Some(File { bytes, encoding, etag }) = files.find(name, forms) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let is_known = etag.to_str().is_ok_and(|tag| known.has(tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
        if encoding != Encoding::Identity {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.word()));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, etag);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let keep = if name.starts_with(HASHED) { FOR_EVER } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// What a file is, by its name. Browsers are told not to guess, so every kind that a build makes is
/// here.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "ogg" => "audio/ogg",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Where this address is at the public URL, when somebody came by the number of this machine
/// instead: signing in, passkeys and what a browser keeps belong to the name.
pub(super) fn by_name(public_url: &str, host: Option<&HeaderValue>, uri: &Uri) -> Option<String> {
    let port = public_url.strip_prefix("http://localhost")?;
    let host = host?.to_str().ok()?;
    let by_number = ["127.0.0.1", "[::1]"].iter().any(|ip| host.strip_prefix(ip) == Some(port));
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    by_number.then(|| format!("{public_url}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_only_the_script_knows_is_the_first_page() {
        for path in ["", "orders/ord_1", "l/mitte/menu", "signed-in"] {
            assert_eq!(name_of(path), FIRST_PAGE, "{path}");
        }
        for path in ["assets/x.js", "sw.js", "silent.html", "a.b"] {
            assert_eq!(name_of(path), path);
        }
    }

    #[test]
    fn whoever_comes_by_the_number_of_this_machine_is_led_to_its_name() {
        let uri: Uri = "/order/l/mitte?table=4".parse().expect("a path");
        let led = |url: &str, host: &'static str| {
            by_name(url, Some(&HeaderValue::from_static(host)), &uri)
        };
        let wanted = Some("http://localhost:8080/order/l/mitte?table=4".to_owned());
        assert_eq!(led("http://localhost:8080", "127.0.0.1:8080"), wanted);
        assert_eq!(led("http://localhost:8080", "[::1]:8080"), wanted);
        assert_eq!(led("http://localhost:8080", "localhost:8080"), None);
        // Through a tunnel or a proxy, which the port gives away.
        assert_eq!(led("http://localhost:8080", "127.0.0.1:9000"), None);
        assert_eq!(led("http://localhost:8080", "192.168.1.2:8080"), None);
        assert_eq!(led("https://cafe.example", "127.0.0.1:8080"), None);
    }
}
