//! The document tells the truth, and what was generated from the code is what was committed.

use std::path::Path;
use std::process::Command;

use http::Method;
use serde_json::Value;

use crate::app::{Caller, TestApp};
use crate::operations::{document, operations, order_for};

#[tokio::test]
async fn every_documented_operation_is_there_and_every_other_method_is_not() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    let all = operations(&document);
    assert!(all.len() > 50, "{}", all.len());
    for operation in &all {
        let response = app.start(operation.request(&app, Caller::Admin, "ord_none")).await;
        let status = response.status().as_u16();
        let code = response.extensions().get::<api::Problem>().map(|problem| problem.code.clone());
        assert_ne!(status, 405, "{operation}");
        assert_ne!(code.as_deref(), Some("api.not-found"), "{operation}");
        assert!(status < 500, "{operation} {status}");
        let documented = |method: &Method| {
            all.iter().any(|one| one.path == operation.path && &*one.method == method.as_str())
        };
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let path = operation.path("ord_none");
            let request = app.request(Caller::Admin, method.as_str(), &path);
            if documented(&method) {
                continue;
            }
            let answer = app.json(request, &Value::Null).await;
            let answer = answer.problem(405, "api.method-not-allowed");
            let allowed: Vec<_> = answer.header("allow").split(',').map(str::trim).collect();
            assert!(allowed.contains(&&*operation.method), "{operation}: {allowed:?}");
        }
    }
    app.finish_without_books().await;
}

#[tokio::test]
async fn every_operation_is_explained() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    let tags: Vec<_> =
        document["tags"].as_array().expect("tags").iter().map(|t| &t["name"]).collect();
    let mut ids = std::collections::BTreeSet::new();
    for operation in operations(&document) {
        let written = &document["paths"][&*operation.path][operation.method.to_lowercase()];
        let text = |field: &str| written[field].as_str().unwrap_or_default();
        assert!(text("summary").len() > 10, "{operation} has no summary");
        assert!(ids.insert(text("operationId")), "{operation}: its operationId is used twice");
        let tag = &written["tags"][0];
        assert!(tags.contains(&tag), "{operation}: the tag {tag} is not explained");
        assert!(written["responses"]["default"]["content"]["application/problem+json"].is_object());
        for (status, response) in written["responses"].as_object().expect("responses") {
            let words = response["description"].as_str().unwrap_or_default();
            assert!(!words.is_empty(), "{operation} {status}");
        }
        let parameters = written["parameters"].as_array().cloned().unwrap_or_default();
        for name in operation.path.split('/').filter_map(|step| step.strip_prefix('{')) {
            let name = name.trim_end_matches('}');
            let named = parameters.iter().any(|one| one["name"] == name && one["in"] == "path");
            assert!(named, "{operation} does not say what {name} is");
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn who_must_sign_in_is_written_down() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    for operation in operations(&document) {
        let written = &document["paths"][&*operation.path][operation.method.to_lowercase()];
        let request = operation.request(&app, Caller::Anonymous, "ord_none");
        let asked = app.start(request).await.status() == 401;
        assert_eq!(written["security"].is_array(), asked, "{operation}");
    }
    app.finish().await;
}

/// Answers of the right shape: every field that the document requires is there, and none that it
/// does not know.
#[tokio::test]
async fn answers_have_the_shape_that_is_written_down() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    for operation in operations(&document) {
        let app = TestApp::start().await;
        let order = order_for(&app, &operation).await;
        let response = app.start(operation.request(&app, Caller::Admin, &order)).await;
        let status = response.status().as_u16().to_string();
        let written = &document["paths"][&*operation.path][operation.method.to_lowercase()];
        let written = &written["responses"][&status];
        assert!(written.is_object(), "{operation} answers {status}, which is not written down");
        let schema = &written["content"]["application/json"]["schema"];
        if schema.is_object() {
            let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
            let body: Value = serde_json::from_slice(&body).expect("JSON");
            fits(&document, schema, &body, &operation.to_string());
        }
        app.finish_without_books().await;
    }
    app.finish().await;
}

/// Whether a value has the shape of a schema, as far as our document uses JSON Schema.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/components/schemas/");
        let found = &document["components"]["schemas"][name];
        assert!(found.is_object(), "{at}: there is no schema {name}");
        return fits(document, found, value, at);
    }
    for choices in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choices].as_array() {
            let fitting = |choice: &&Value| {
                std::panic::catch_unwind(|| fits(document, choice, value, at)).is_ok()
            };
            assert!(choices.iter().any(|choice| fitting(&choice)), "{at}: {value} fits none");
            return;
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_number = is == "integer" && types.contains(&"number");
    assert!(types.contains(&is) || is_number, "{at}: {value} is no {types:?}");
    if let Some(values) = value.as_array() {
        for (place, value) in values.iter().enumerate() {
            fits(document, &schema["items"], value, &format!("{at}/{place}"));
        }
    }
    let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) else {
        return;
    };
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(fields.contains_key(required), "{at}: {required} is missing");
    }
    for (name, value) in fields {
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let schema = known.get(name).or(others);
        let schema = schema.unwrap_or_else(|| panic!("{at}: {name} is not written down"));
        fits(document, schema, value, &format!("{at}/{name}"));
    }
}

#[test]
fn what_was_generated_is_what_was_committed() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../contracts"));
    assert!(root.is_dir(), "there is no folder contracts/: run `cargo xtask gen` and commit it");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let done = Command::new(env!("CARGO_BIN_EXE_comanda"))
        .args(["contracts", "--out"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for name in ["openapi.json", "wiring.json", "collections.json", "config.schema.json"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        let (committed, generated) = (read(root), read(folder.path()));
        assert!(committed == generated, "contracts/{name} is out of date: run `cargo xtask gen`");
        assert!(!generated.is_empty(), "{name} is not generated");
    }
}
