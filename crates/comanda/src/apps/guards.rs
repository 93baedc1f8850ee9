//! What a page of an app may do: the headers that hold a browser to it.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

use super::Settings;

/// Where the provider that signs people in answers, besides its own origin: set as soon as it has
/// said so, and never where people sign in here.
pub(crate) type Origins = Arc<OnceLock<Vec<String>>>;

/// What an app asks a device for: the camera reads the codes on tables, and the place finds the
/// nearest location. Everything else stays off.
const PERMISSIONS: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), \
                           serial=(), display-capture=()";

/// The headers of every page and file of the apps.
#[derive(Debug)]
pub(super) struct Guards {
    settings: Settings,
    provider: Origins,
    /// Until it is known where the provider answers.
    early: Headers,
    /// From then on.
    complete: OnceLock<Headers>,
}

#[derive(Debug)]
struct Headers {
    page: Vec<(HeaderName, HeaderValue)>,
    /// Those of the page that comes back from signing in, in a hidden frame of the app.
    framed: Vec<(HeaderName, HeaderValue)>,
}

impl Guards {
    pub(super) fn new(settings: &Settings, provider: Origins) -> Self {
        let early = Headers::new(settings, &[]);
        Self { settings: settings.clone(), provider, early, complete: OnceLock::new() }
    }

    /// Whether it is still awaited where the provider answers: what a page may do then is too
    /// little to be kept.
    pub(super) fn are_early(&self) -> bool {
        self.settings.signs_in_elsewhere().is_some() && self.provider.get().is_none()
    }

    /// Puts them on an answer. `framed` is for what the app itself shows in a frame.
    pub(super) fn put(&self, response: &mut Response, framed: bool) {
        let headers = match self.provider.get() {
            Some(at) => self.complete.get_or_init(|| Headers::new(&self.settings, at)),
            None => &self.early,
        };
        let headers = if framed { &headers.framed } else { &headers.page };
        for (name, value) in headers {
            response.headers_mut().insert(name, value.clone());
        }
    }
}

impl Headers {
    fn new(settings: &Settings, provider: &[String]) -> Self {
        let [page, framed] = [false, true].map(|framed| headers(settings, provider, framed));
        Self { page, framed }
    }
}

fn headers(
    settings: &Settings,
    provider: &[String],
    framed: bool,
) -> Vec<(HeaderName, HeaderValue)> {
    let elsewhere = settings.issuer_elsewhere();
    let opener = match (&elsewhere, framed) {
        (None, _) => "same-origin",
        // A small window at another origin finds its way back to the app that opened it.
        (Some(_), false) => "same-origin-allow-popups",
        (Some(_), true) => "unsafe-none",
    };
    let mut sign_in: Vec<&str> = elsewhere.as_deref().into_iter().collect();
    for origin in provider {
        if !sign_in.contains(&origin.as_str()) {
            sign_in.push(origin);
        }
    }
    let policy = policy(&sign_in, settings.logo_elsewhere().as_deref(), framed);
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
/// asked is whoever signs people in, where that is another origin, and the café's own logo.
fn policy(sign_in: &[&str], logo: Option<&str>, framed: bool) -> String {
    let also = |origin: &str| format!(" {origin}");
    let ancestors = if framed { "'self'" } else { "'none'" };
    let sign_in: String = sign_in.iter().copied().map(also).collect();
    let logo = logo.map(also).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; \
         img-src 'self' data: blob:{logo}; connect-src 'self'{sign_in}; font-src 'self'; \
         media-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'{sign_in}; \
         frame-ancestors {ancestors}; base-uri 'none'; form-action 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::settings;
    use super::*;

    #[test]
    fn a_page_runs_no_script_that_is_not_a_file_of_ours() {
        let policy = policy(&[], None, false);
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    }

    #[test]
    fn another_issuer_is_asked_and_framed_and_gets_no_script_in() {
        let policy = policy(&["https://login.example"], Some("https://cdn.example"), true);
        assert!(policy.contains("connect-src 'self' https://login.example;"), "{policy}");
        assert!(policy.contains("frame-src 'self' https://login.example;"), "{policy}");
        assert!(policy.contains("img-src 'self' data: blob: https://cdn.example;"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self';"), "{policy}");
    }

    #[test]
    fn a_page_reaches_the_provider_wherever_it_answers_as_soon_as_that_is_known() {
        let issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc".to_owned();
        let settings = Settings { issuer, ..settings() };
        let provider = Origins::default();
        let guards = Guards::new(&settings, provider.clone());
        let allowed = || {
            let mut response = Response::new(axum::body::Body::empty());
            guards.put(&mut response, false);
            let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str();
            let policy = policy.expect("text").to_owned();
            let said = |name: &str| {
                policy.split("; ").find(|one| one.starts_with(name)).map(str::to_owned)
            };
            [said("connect-src"), said("frame-src"), said("script-src")]
                .map(Option::unwrap_or_default)
        };
        let (pool, domain) =
            ("https://cognito-idp.eu-central-1.amazonaws.com", "https://a.example");
        let early = [
            format!("connect-src 'self' {pool}"),
            format!("frame-src 'self' {pool}"),
            "script-src 'self'".to_owned(),
        ];
        assert_eq!(allowed(), early);
        provider.set(vec![domain.to_owned(), pool.to_owned()]).expect("the first time");
        let complete = [
            format!("connect-src 'self' {pool} {domain}"),
            format!("frame-src 'self' {pool} {domain}"),
            "script-src 'self'".to_owned(),
        ];
        assert_eq!(allowed(), complete);
    }
}
