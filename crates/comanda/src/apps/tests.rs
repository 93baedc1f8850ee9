use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use axum::response::Response;
use tower::ServiceExt;

use super::files::Files;
use super::*;

pub(super) fn settings() -> Settings {
    Settings {
        public_url: "https://cafe.example".to_owned(),
        issuer: "https://cafe.example".to_owned(),
        clients: NAMES.map(|name| Some(name.to_owned())),
        scope: "openid profile email api",
        brand: Brand { name: "Café Aroma".to_owned(), logo: None, accent: None },
        payments: vec!["counter", "sandbox"],
        push_key: None,
    }
}

/// The app of customers as a build writes it, no other app, and one picture.
struct Site {
    _folder: tempfile::TempDir,
    router: Router,
}

impl Site {
    fn built() -> Self {
        Self::with(&settings())
    }

    fn with(settings: &Settings) -> Self {
        Self::beside(settings, Origins::default())
    }

    fn beside(settings: &Settings, provider: Origins) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
            std::fs::write(path, text).expect("writes");
        };
        write("order/index.html", "<!doctype html><title>Order</title>");
        write("order/silent.html", "<!doctype html>");
        write("order/sw.js", "self");
        let manifest = r#"{"name":"Comanda","short_name":"Comanda","start_url":"/order/"}"#;
        write("order/manifest.webmanifest", manifest);
        write("counter/manifest.webmanifest", manifest);
        write("order/assets/a-1.js", "plain");
        write("order/assets/a-1.js.br", "brotli");
        write("order/assets/a-1.js.gz", "gzip");
        write("pictures/espresso.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        write("pictures/README.md", "# Pictures");
        write("secret.txt", "not yours");
        let at = |name: &str| Files::Folder(Path::new(folder.path()).join(name));
        let built = Built { apps: NAMES.map(at), pictures: at("pictures") };
        Self { router: of(built, settings, provider), _folder: folder }
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("answers")
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
        let response = self.send(Method::GET, path, headers).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8(body.to_vec()).expect("text");
        (parts.status.as_u16(), parts.headers, body)
    }
}

#[tokio::test]
async fn whatever_only_the_script_knows_begins_with_the_first_page() {
    let site = Site::built();
    for path in ["/order/", "/order/orders/ord_1", "/order/signed-in?code=x.y", "/order/index.html"]
    {
        let (status, headers, body) = site.get(path, &[]).await;
        assert_eq!((status, body.contains("Order")), (200, true), "{path}");
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(headers["cache-control"], "no-cache");
    }
    for path in ["/order/gone.js", "/order/assets/a-2.js", "/order/assets/a-1.js.br"] {
        assert_eq!(site.get(path, &[]).await.0, 404, "{path}");
    }
    let (status, headers, _) = site.get("/order", &[]).await;
    assert_eq!((status, &headers["location"]), (308, &"/order/".parse().expect("ok")));
    let (status, headers, _) = site.get("/", &[]).await;
    assert_eq!((status, &headers["location"]), (302, &"/order/".parse().expect("ok")));
}

#[tokio::test]
async fn nobody_reads_a_file_beside_the_apps() {
    let site = Site::built();
    for path in [
        "/order/../secret.txt",
        "/order/..%2fsecret.txt",
        "/order/%2e%2e/secret.txt",
        "/order/..\\secret.txt",
        "/order//secret.txt",
        "/order/assets/../../secret.txt",
        "/pictures/..%2fsecret.txt",
        "/pictures/README.md",
    ] {
        let path = path.replace('\\', "%5c");
        assert_eq!(site.get(&path, &[]).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn each_browser_gets_the_smallest_form_it_can_read_with_a_tag_of_its_own() {
    let site = Site::built();
    let mut tags = Vec::new();
    for (accepts, form, body) in
        [("gzip, br", Some("br"), "brotli"), ("gzip", Some("gzip"), "gzip"), ("", None, "plain")]
    {
        let asked = [("accept-encoding", accepts)];
        let (status, headers, got) = site.get("/order/assets/a-1.js", &asked).await;
        assert_eq!((status, &*got), (200, body));
        let encoding = headers.get("content-encoding").map(|value| value.to_str().expect("text"));
        assert_eq!(encoding, form);
        assert_eq!(headers["vary"], "accept-encoding");
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        tags.push(headers["etag"].to_str().expect("text").to_owned());
    }
    assert!(tags.iter().all(|tag| tag.starts_with('"')), "strong: {tags:?}");
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");

    let known = [("accept-encoding", "br"), ("if-none-match", &*tags[0])];
    let (status, headers, body) = site.get("/order/assets/a-1.js", &known).await;
    assert_eq!((status, &*body), (304, ""));
    assert!(headers.get("etag").is_some() && headers.get("content-encoding").is_none());
    let other = [("accept-encoding", "gzip"), ("if-none-match", &*tags[0])];
    assert_eq!(site.get("/order/assets/a-1.js", &other).await.0, 200);
}

#[tokio::test]
async fn a_head_says_what_a_get_would() {
    let site = Site::built();
    let asked = [("accept-encoding", "gzip")];
    let head = site.send(Method::HEAD, "/order/assets/a-1.js", &asked).await;
    assert_eq!((head.status().as_u16(), &head.headers()["content-length"]), (200, &4.into()));
    assert_eq!(head.headers()["content-encoding"], "gzip");
    let body = to_bytes(head.into_body(), usize::MAX).await.expect("none");
    assert!(body.is_empty());
    assert_eq!(site.send(Method::POST, "/order/", &[]).await.status(), 405);
}

#[tokio::test]
async fn only_the_page_that_comes_back_from_signing_in_may_stand_in_a_frame() {
    let site = Site::built();
    for (path, ancestors, frame) in [
        ("/order/", "frame-ancestors 'none'", "DENY"),
        ("/order/silent.html", "frame-ancestors 'self'", "SAMEORIGIN"),
        ("/order/sw.js", "frame-ancestors 'none'", "DENY"),
        ("/order/config.json", "frame-ancestors 'none'", "DENY"),
        ("/order/gone.js", "frame-ancestors 'none'", "DENY"),
    ] {
        let (_, headers, _) = site.get(path, &[]).await;
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains(ancestors) && policy.contains("default-src 'none'"), "{path}");
        assert_eq!(headers["x-frame-options"], frame, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin", "{path}");
        let allowed = headers["permissions-policy"].to_str().expect("text");
        assert!(allowed.contains("camera=(self)") && allowed.contains("microphone=()"), "{path}");
        assert!(headers.get("access-control-allow-origin").is_none(), "{path}");
    }
}

#[tokio::test]
async fn no_worker_keeps_a_page_that_does_not_know_yet_where_people_sign_in() {
    let (issuer, provider) = ("https://login.example".to_owned(), Origins::default());
    let elsewhere = Settings { issuer, ..settings() };
    let site = Site::beside(&elsewhere, provider.clone());
    let (status, headers, _) = site.get("/order/sw.js", &[]).await;
    assert_eq!((status, &headers["retry-after"]), (503, &"30".parse().expect("ok")));
    assert_eq!(site.get("/order/", &[]).await.0, 200, "the app opens");
    provider.set(vec!["https://a.example".to_owned()]).expect("the first time");
    assert_eq!(site.get("/order/sw.js", &[]).await.0, 200);
    // Where nobody signs in to the apps, nothing is awaited.
    let nobody = Site::with(&Settings { clients: [None, None, None], ..elsewhere });
    assert_eq!(nobody.get("/order/sw.js", &[]).await.0, 200);
    assert_eq!(Site::built().get("/order/sw.js", &[]).await.0, 200);
}

#[tokio::test]
async fn an_app_is_told_about_this_server_beside_its_first_page() {
    let site = Site::built();
    let (status, headers, body) = site.get("/order/config.json", &[]).await;
    assert_eq!((status, &headers["content-type"]), (200, &"application/json".parse().expect("ok")));
    assert_eq!(headers["cache-control"], "no-cache");
    assert!(body.contains(r#""client_id":"order""#) && body.contains("Café Aroma"), "{body}");
}

#[tokio::test]
async fn an_app_that_is_not_built_says_how_to_build_it() {
    let site = Site::built();
    let (status, headers, body) = site.get("/office/menu", &[]).await;
    assert_eq!(status, 503);
    assert!(body.contains("cargo xtask web") && body.contains("office"), "{body}");
    let policy = headers["content-security-policy"].to_str().expect("text");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(site.get("/office/assets/a-1.js", &[]).await.0, 404);
}

#[tokio::test]
async fn whoever_comes_by_number_is_led_to_the_name_that_signing_in_needs() {
    let local = "http://localhost:8080".to_owned();
    let site = Site::with(&Settings { public_url: local.clone(), issuer: local, ..settings() });
    let by_number = [("host", "127.0.0.1:8080")];
    let (status, headers, _) = site.get("/order/l/mitte", &by_number).await;
    let there = "http://localhost:8080/order/l/mitte";
    assert_eq!((status, &headers["location"]), (307, &there.parse().expect("ok")));
    assert_eq!(site.get("/order/sw.js", &by_number).await.0, 200);
    assert_eq!(site.get("/order/", &[("host", "localhost:8080")]).await.0, 200);
}

#[tokio::test]
async fn a_picture_is_a_drawing_that_runs_nothing_and_is_kept_for_a_day() {
    let site = Site::built();
    let (status, headers, body) = site.get("/pictures/espresso.svg", &[]).await;
    assert_eq!((status, body.starts_with("<svg")), (200, true));
    assert_eq!(headers["content-type"], "image/svg+xml");
    let policy = headers["content-security-policy"].to_str().expect("text");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(headers["cache-control"].to_str().expect("text").contains("max-age=86400"));
    let tag = headers["etag"].to_str().expect("text");
    assert!(tag.starts_with("W/"), "it may be compressed on the way: {tag}");
    assert_eq!(site.get("/pictures/espresso.svg", &[("if-none-match", tag)]).await.0, 304);
    assert_eq!(site.get("/pictures/latte.svg", &[]).await.0, 404);
}

#[tokio::test]
async fn what_customers_install_is_called_what_the_cafe_calls_itself() {
    let mut settings = settings();
    settings.brand.name = "Chez \"Zoé\" & fils".to_owned();
    let site = Site::with(&settings);
    let manifest = async |path: &str| -> serde_json::Value {
        let (status, headers, body) = site.get(path, &[("accept-encoding", "br")]).await;
        assert_eq!((status, &headers["cache-control"]), (200, &"no-cache".parse().expect("ok")));
        assert_eq!(headers["content-type"], "application/manifest+json");
        serde_json::from_str(&body).expect("JSON")
    };
    let order = manifest("/order/manifest.webmanifest").await;
    assert_eq!(
        (&order["name"], &order["short_name"]),
        (&settings.brand.name.clone().into(), &settings.brand.name.clone().into())
    );
    assert_eq!(order["start_url"], "/order/");
    // A tool of the staff keeps its own name.
    assert_eq!(manifest("/counter/manifest.webmanifest").await["name"], "Comanda");
    assert_eq!(site.get("/office/manifest.webmanifest", &[]).await.0, 404);
}
