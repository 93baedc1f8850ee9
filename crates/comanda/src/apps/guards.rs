//! What a page of an app may do: the headers that hold a browser to it.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

use super::Settings;

/// What an app asks a device for: the camera reads the codes on tables, and the place finds the
/// nearest location. Everything else stays off.
const PERMISSIONS: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), \
                           serial=(), display-capture=()";

/// The headers of every page and file of the apps.
#[derive(Debug, Clone)]
pub(super) struct Guards {
    page: Vec<(HeaderName, HeaderValue)>,
    /// Those of the page that comes back from signing in, in a hidden frame of the app.
    framed: Vec<(HeaderName, HeaderValue)>,
}

impl Guards {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { page: headers(settings, false), framed: headers(settings, true) }
    }

    /// Puts them on an answer. `framed` is for what the app itself shows in a frame.
    pub(super) fn put(&self, response: &mut Response, framed: bool) {
        let headers = if framed { &self.framed } else { &self.page };
        for (name, value) in headers {
            response.headers_mut().insert(name, value.clone());
        }
    }
}

fn headers(settings: &Settings, framed: bool) -> Vec<(HeaderName, HeaderValue)> {
    let elsewhere = settings.issuer_elsewhere();
    let opener = match (&elsewhere, framed) {
        (None, _) => "same-origin",
        // A small window at another origin finds its way back to the app that opened it.
        (Some(_), false) => "same-origin-allow-popups",
        (Some(_), true) => "unsafe-none",
    };
    let policy = policy(elsewhere.as_deref(), settings.logo_elsewhere().as_deref(), framed);
    let text = HeaderValue::from_static;
    vec![
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::try_from(policy).expect("origins are ASCII: they were read as URLs"),
        ),
        (header::X_FRAME_OPTIONS, text(if framed { "SAMEORIGIN" } else { "DENY" })),
        (header::X_CONTENT_TYPE_OPTIONS, text("nosniff")),
        (header::REFERRER_POLICY, text("strict-origin-when-cross-origin")),
        (HeaderName::from_static("permissions-policy"), text(PERMISSIONS)),
        (HeaderName::from_static("cross-origin-opener-policy"), text(opener)),
    ]
}

/// Scripts and styles are files of ours alone: nothing inline, nothing evaluated. What else is ever
/// asked is the issuer, where that is another origin, and the café's own logo.
fn policy(issuer: Option<&str>, logo: Option<&str>, framed: bool) -> String {
    let also = |origin: Option<&str>| origin.map(|one| format!(" {one}")).unwrap_or_default();
    let ancestors = if framed { "'self'" } else { "'none'" };
    let (issuer, logo) = (also(issuer), also(logo));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; \
         img-src 'self' data: blob:{logo}; connect-src 'self'{issuer}; font-src 'self'; \
         media-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'{issuer}; \
         frame-ancestors {ancestors}; base-uri 'none'; form-action 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_no_script_that_is_not_a_file_of_ours() {
        let policy = policy(None, None, false);
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    }

    #[test]
    fn another_issuer_is_asked_and_framed_and_gets_no_script_in() {
        let policy = policy(Some("https://login.example"), Some("https://cdn.example"), true);
        assert!(policy.contains("connect-src 'self' https://login.example;"), "{policy}");
        assert!(policy.contains("frame-src 'self' https://login.example;"), "{policy}");
        assert!(policy.contains("img-src 'self' data: blob: https://cdn.example;"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self';"), "{policy}");
    }
}
