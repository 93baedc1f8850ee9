use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;

/// A document with what matters: references, a circle, forms, null, limits, texts that must not
/// run.
fn sample() -> Value {
    let cup = "#/components/schemas/Cup";
    let cup_json = json!({ "application/json": { "schema": { "$ref": cup } } });
    let lid = json!([{ "type": "null" }, { "$ref": "#/components/schemas/Lid" }]);
    let paper = json!({ "type": { "type": "string", "enum": ["paper"] } });
    let colour = json!({ "colour": { "type": "string", "default": "white" } });
    let parameter = |name: &str, place: &str| {
        let required = place != "query";
        json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" } })
    };
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Beans & <b>leaves</b>", "version": "1.2.3" },
        "paths": {
            "/v1/cups": {
                "get": {
                    "tags": ["cups"], "summary": "Lists <i>cups</i>.",
                    "parameters": [parameter("limit", "query")],
                    "responses": { "200": { "description": "Cups" } },
                },
                "post": {
                    "tags": ["cups"], "security": [{ "bearer": [] }],
                    "parameters": [parameter("Idempotency-Key", "header")],
                    "requestBody": { "content": cup_json },
                    "responses": { "202": { "description": "Taken", "content": cup_json } },
                },
            },
            "/v1/cups/{cup}/events": {
                "parameters": [parameter("cup", "path")],
                "get": {
                    "security": [{}, { "bearer": [] }],
                    "responses": { "200": { "description": "Steam", "content": {
                        "text/event-stream": { "schema": { "type": "string" } },
                    } } },
                },
            },
        },
        "components": { "schemas": {
            "Cup": {
                "type": "object", "required": ["id", "size", "lid"],
                "properties": {
                    "id": { "type": "string", "example": "cup_it's" },
                    "size": { "$ref": "#/components/schemas/Size" },
                    "lid": { "oneOf": lid },
                    "stack": { "type": ["array", "null"], "items": { "$ref": cup } },
                },
            },
            "Size": {
                "type": "integer", "minimum": 80, "maximum": 500, "description": "In millilitres.",
            },
            "Lid": { "oneOf": [
                { "type": "object", "required": ["type"], "properties": paper },
                { "type": "object", "properties": colour },
            ] },
        } },
    })
}

async fn ask(address: &str, tag: Option<&str>) -> (Response<Body>, String) {
    let mut request = Request::get(address);
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = router(sample).oneshot(request).await.expect("never fails");
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 10_000_000).await.expect("a body in memory");
    let text = String::from_utf8(body.to_vec()).expect("UTF-8");
    (Response::from_parts(head, Body::empty()), text)
}

#[test]
fn every_operation_stands_on_the_page_with_an_entry_in_the_contents() {
    let page = docs::docs(&sample());
    for anchor in ["get-v1-cups", "post-v1-cups", "get-v1-cups-cup-events"] {
        assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
        assert!(page.contains(&format!("<li><a href=\"#{anchor}\">")), "{anchor}");
    }
}

#[test]
fn texts_of_the_document_cannot_become_markup() {
    let page = docs::docs(&sample());
    assert!(page.contains("Beans &amp; &lt;b&gt;leaves&lt;/b&gt;"));
    assert!(page.contains("Lists &lt;i&gt;cups&lt;/i&gt;."));
    assert!(!page.contains("<b>") && !page.contains("<i>") && !page.contains("<script"));
    assert!(!page.contains(" style=") && !page.contains("<style"));
}

#[test]
fn references_are_followed_and_circles_end() {
    let page = docs::docs(&sample());
    let post = page.split("id=\"post-v1-cups\"").nth(1).expect("the operation");
    let post = post.split("</article>").next().expect("its end");
    for part in [
        "<a href=\"#schema-size\">Size</a>",
        "80 to 500",
        "In millilitres.",
        "<a href=\"#schema-lid\">Lid</a> or null",
        "always <code>&quot;paper&quot;</code>",
        "list of <a href=\"#schema-cup\">Cup</a>",
        "<code>&quot;white&quot;</code> unless told",
    ] {
        assert!(post.contains(part), "{part} in {post}");
    }
    assert_eq!(post.matches("<code>stack</code>").count(), 1, "a cup is not shown within a cup");
    assert!(page.contains("id=\"schema-cup\"") && page.contains("id=\"schema-lid\""));
}

#[test]
fn an_example_can_be_pasted_into_a_shell() {
    let document = sample();
    let operations = operation::operations(schema::Document(&document));
    let commands: Vec<_> = operations.iter().map(curl::command).collect();
    assert_eq!(commands[0], "curl \"$COMANDA/v1/cups\"");
    let post = [
        "curl -X POST \"$COMANDA/v1/cups\" \\",
        "  -H \"Authorization: Bearer $TOKEN\" \\",
        "  -H 'Idempotency-Key: idempotency-key-1' \\",
        "  -H 'Content-Type: application/json' \\",
        "  --data-binary '{",
        r#"  "id": "cup_it'\''s","#,
    ];
    assert!(commands[1].starts_with(&post.join("\n")), "{}", commands[1]);
    assert!(commands[1].contains("\"lid\": {\n    \"type\": \"paper\"\n  }"), "{}", commands[1]);
    assert_eq!(commands[2], "curl --no-buffer \"$COMANDA/v1/cups/cup_it%27s/events\"");
}

#[test]
fn it_says_who_may_call() {
    let page = docs::docs(&sample());
    assert_eq!(page.matches("everybody, signed in or not.").count(), 1);
    assert_eq!(page.matches("who is signed in (<code>bearer</code> token)").count(), 1);
    assert_eq!(page.matches("everybody; a token is read when it is sent").count(), 1);
}

#[test]
fn every_code_has_a_page_of_one_form_and_is_listed() {
    let index = problems::problems_index();
    let codes = problems::codes();
    assert!(codes.len() > 40, "{codes:?}");
    for code in codes {
        let page = problems::problem(&code).expect("listed codes have pages");
        for part in [
            &format!("<h1>{code}</h1>"),
            "<strong>Status:</strong> ",
            "<h2>What happened</h2>",
            "<h2>What to do</h2>",
        ] {
            assert!(page.contains(part), "{part} in {code}");
        }
        assert!(index.contains(&format!("href=\"/problems/{code}\"")), "{code}");
    }
    assert!(problems::problem("README").is_none());
    assert!(problems::problem("../adr/0001").is_none());
}

#[tokio::test]
async fn pages_are_safe_and_asked_for_again_only_when_changed() {
    for (address, kind) in [
        ("/welcome", "text/html; charset=utf-8"),
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/style.css", "text/css; charset=utf-8"),
        ("/docs/icon.svg", "image/svg+xml"),
        ("/openapi.json", "application/json"),
        ("/problems", "text/html; charset=utf-8"),
        ("/problems/orders.out-of-stock", "text/html; charset=utf-8"),
    ] {
        let (response, text) = ask(address, None).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let header = |name| response.headers()[name].to_str().expect("ASCII").to_owned();
        assert_eq!(header(header::CONTENT_TYPE), kind, "{address}");
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(header::REFERRER_POLICY), "no-referrer");
        assert!(header(header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'"));
        assert!(!text.is_empty());
        let (again, text) = ask(address, Some(&header(header::ETAG))).await;
        assert_eq!((again.status(), &*text), (StatusCode::NOT_MODIFIED, ""), "{address}");
        assert_eq!(again.headers()[header::ETAG], response.headers()[header::ETAG]);
    }
}

#[tokio::test]
async fn the_welcome_leads_to_the_apps_and_to_signing_in() {
    let (_, page) = ask("/welcome", None).await;
    for place in ["/order/", "/counter/", "/office/", "/sign-in", "/docs", "/v1/locations"] {
        assert!(page.contains(&format!("href=\"{place}\"")), "{place}");
    }
}

#[tokio::test]
async fn the_document_is_served_as_it_is() {
    let (_, text) = ask("/openapi.json", None).await;
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), sample());
}

#[tokio::test]
async fn an_unknown_code_is_not_found() {
    for address in ["/problems/orders.unheard-of", "/problems/README", "/problems/..%2Fadr"] {
        assert_eq!(ask(address, None).await.0.status(), StatusCode::NOT_FOUND, "{address}");
    }
}
