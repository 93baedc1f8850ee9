use std::sync::{Arc, Mutex};

use api::JwksSource;
use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{StatusCode, Uri};
use tokio::net::TcpListener;

use super::issuer_keys::IssuerKeys;

/// An issuer on this machine. It answers each path with what it was given for it, and notes what it
/// was asked.
pub(super) struct Issuer {
    pub(super) address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

type Pages = Vec<(&'static str, StatusCode, String)>;

impl Issuer {
    pub(super) async fn start(pages: impl FnOnce(&str) -> Pages) -> Self {
        Self::answering(0, pages).await
    }

    /// One that has a document, and cannot answer its first callers.
    pub(super) async fn failing(times: usize, document: impl FnOnce(&str) -> String) -> Self {
        Self::answering(times, |here| vec![(DOCUMENT, OK, document(here))]).await
    }

    async fn answering(fails: usize, pages: impl FnOnce(&str) -> Pages) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let state = Arc::new((pages(&address), Arc::clone(&asked), fails));
        let router = Router::new().fallback(answer).with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, asked }
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("whole").clone()
    }

    async fn keys(&self, jwks_url: Option<&str>) -> Result<String, String> {
        let keys = IssuerKeys::new(&self.address, jwks_url).map_err(|error| error.to_string())?;
        keys.fetch().await
    }
}

/// What there is, what was asked for, and how many of those who ask first get nothing.
type Site = (Pages, Arc<Mutex<Vec<String>>>, usize);

async fn answer(State(state): State<Arc<Site>>, uri: Uri) -> impl IntoResponse {
    let (pages, asked, fails) = &*state;
    let mut asked = asked.lock().expect("whole");
    asked.push(uri.path().to_owned());
    if asked.len() <= *fails {
        return (StatusCode::SERVICE_UNAVAILABLE, String::new());
    }
    match pages.iter().find(|(path, ..)| *path == uri.path()) {
        Some((_, status, text)) => (*status, text.clone()),
        None => (StatusCode::NOT_FOUND, String::new()),
    }
}

pub(super) const DOCUMENT: &str = "/.well-known/openid-configuration";
pub(super) const OK: StatusCode = StatusCode::OK;

fn discovery(issuer: &str, jwks_uri: &str) -> String {
    serde_json::json!({ "issuer": issuer, "jwks_uri": jwks_uri, "scopes_supported": [] })
        .to_string()
}

#[tokio::test]
async fn the_discovery_document_says_where_the_keys_are() {
    let issuer = Issuer::start(|here| {
        let document = discovery(here, &format!("{here}/keys"));
        vec![(DOCUMENT, OK, document), ("/keys", OK, "{\"keys\":[]}".to_owned())]
    })
    .await;
    assert_eq!(issuer.keys(None).await.as_deref(), Ok("{\"keys\":[]}"));
    assert_eq!(issuer.asked(), [DOCUMENT, "/keys"]);
}

#[tokio::test]
async fn an_odd_endpoint_for_pages_hides_no_keys() {
    let issuer = Issuer::start(|here| {
        let document = serde_json::json!({ "issuer": here, "jwks_uri": format!("{here}/keys"),
            "token_endpoint": { "url": "/token" }, "end_session_endpoint": false });
        vec![(DOCUMENT, OK, document.to_string()), ("/keys", OK, "{\"keys\":[]}".to_owned())]
    })
    .await;
    assert_eq!(issuer.keys(None).await.as_deref(), Ok("{\"keys\":[]}"));
}

#[tokio::test]
async fn an_address_that_is_given_needs_no_discovery() {
    let issuer = Issuer::start(|_| vec![("/given", OK, "{\"keys\":[]}".to_owned())]).await;
    let given = format!("{}/given", issuer.address);
    assert_eq!(issuer.keys(Some(&given)).await.as_deref(), Ok("{\"keys\":[]}"));
    assert_eq!(issuer.asked(), ["/given"]);
}

#[tokio::test]
async fn a_document_of_another_issuer_is_refused() {
    for other in ["/", "/realms/cafe"] {
        let issuer = Issuer::start(|here| {
            vec![(DOCUMENT, OK, discovery(&format!("{here}{other}"), &format!("{here}/keys")))]
        })
        .await;
        let why = issuer.keys(None).await.expect_err("another issuer");
        assert!(why.contains("they must be the same"), "{why}");
        assert_eq!(issuer.asked(), [DOCUMENT]);
    }
}

#[tokio::test]
async fn keys_are_not_fetched_from_where_somebody_on_the_way_could_change_them() {
    let issuer =
        Issuer::start(|here| vec![(DOCUMENT, OK, discovery(here, "http://issuer.example/keys"))])
            .await;
    let why = issuer.keys(None).await.expect_err("not encrypted");
    assert!(why.contains("jwks_uri") && why.contains("expected https://"), "{why}");
    for url in ["http://issuer.example", "ftp://issuer.example", "issuer.example", "http://", ""] {
        assert!(IssuerKeys::new(url, None).is_err(), "{url}");
        assert!(IssuerKeys::new("https://issuer.example", Some(url)).is_err(), "{url}");
    }
    assert!(IssuerKeys::new("https://issuer.example/realms/cafe", None).is_ok());
}

#[tokio::test]
async fn what_goes_wrong_is_said_with_its_place() {
    for (status, text, words) in [
        (StatusCode::FOUND, String::new(), "answers 302"),
        (StatusCode::INTERNAL_SERVER_ERROR, String::new(), "answers 500"),
        (OK, "k".repeat(64 * 1024 + 1), "longer than 64 KB"),
    ] {
        let issuer = Issuer::start(|_| vec![("/keys", status, text)]).await;
        let given = format!("{}/keys", issuer.address);
        let why = issuer.keys(Some(&given)).await.expect_err("no keys");
        assert!(why.contains(words) && why.contains("/keys"), "{why}");
    }
    let issuer = Issuer::start(|_| vec![(DOCUMENT, OK, "<html>".to_owned())]).await;
    let why = issuer.keys(None).await.expect_err("no document");
    assert!(why.contains("no discovery document"), "{why}");
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("bound");
    let keys = IssuerKeys::new(&format!("http://{gone}"), None).expect("a good address");
    let why = keys.fetch().await.expect_err("nobody listens");
    assert!(why.contains("does not answer") && why.contains("refused"), "{why}");
}

#[tokio::test(start_paused = true)]
async fn an_issuer_that_does_not_answer_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", silent.local_addr().expect("bound"));
    let keys = IssuerKeys::new(&address, None).expect("a good address");
    let why = keys.fetch().await.expect_err("no answer");
    assert_eq!(why, "the issuer took longer than 5 seconds");
}
