use serde_json::{Value, json};

use super::super::testing::{Cafe, http, rest};
use super::*;

fn json_of(answer: &Value) -> Value {
    serde_json::from_str(answer["body"].as_str().expect("text")).expect("JSON")
}

#[tokio::test]
async fn an_order_is_placed_through_a_rest_api() {
    let cafe = Cafe::open().await;
    let order = cafe.places().await;
    let path = format!("/v1/orders/{}", order.placed.id);
    let headers = json!({ "Authorization": cafe.authorization() });
    let answer = cafe.answers(&rest("GET", &path, &headers, "")).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    assert_eq!(json_of(&answer)["status"], "placed");
    assert_eq!(answer["multiValueHeaders"]["content-type"], json!(["application/json"]));
}

#[tokio::test]
async fn an_http_api_is_answered_whatever_its_stage() {
    let cafe = Cafe::open().await;
    let staged = http("v1", "/v1/v1/locations", "limit=1", &json!({}));
    for event in [http("$default", "/v1/locations", "limit=1", &json!({})), staged] {
        let answer = cafe.answers(&event).await;
        assert_eq!(answer["statusCode"], 200, "{answer}");
        assert_eq!(json_of(&answer)["items"][0]["id"], "loc_here");
    }
}

#[tokio::test]
async fn a_request_keeps_the_id_it_brings_and_otherwise_has_that_of_the_call() {
    let cafe = Cafe::open().await;
    let answer = cafe.answers(&rest("GET", "/v1/nothing", &json!({}), "")).await;
    assert_eq!(answer["statusCode"], 404, "{answer}");
    assert_eq!(json_of(&answer)["request_id"], "call-0001");
    let own = json!({ "X-Request-Id": "mine-0001" });
    let answer = cafe.answers(&rest("GET", "/v1/nothing", &own, "")).await;
    assert_eq!(json_of(&answer)["request_id"], "mine-0001");
}

#[tokio::test]
async fn what_is_compressed_is_told_in_base64() {
    let cafe = Cafe::open().await;
    let wants = json!({ "Accept-Encoding": "gzip" });
    let answer = cafe.answers(&rest("GET", "/v1/locations/loc_here/menu", &wants, "")).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    assert_eq!(answer["isBase64Encoded"], true);
    assert_eq!(answer["multiValueHeaders"]["content-encoding"], json!(["gzip"]));
    // The magic number of gzip, in base64.
    assert!(answer["body"].as_str().expect("text").starts_with("H4sI"), "{answer}");
}

#[tokio::test]
async fn nobody_is_let_in_without_a_token() {
    let cafe = Cafe::open().await;
    let answer = cafe.answers(&rest("GET", "/v1/orders", &json!({}), "")).await;
    assert_eq!(answer["statusCode"], 401, "{answer}");
    let forged = json!({ "Authorization": "Bearer a.b.c" });
    let answer = cafe.answers(&rest("GET", "/v1/orders", &forged, "")).await;
    assert_eq!(answer["statusCode"], 401, "{answer}");
}

#[test]
fn a_stage_is_no_part_of_the_path() {
    let cases = [
        ("/prod/v1/orders", "prod", "/v1/orders"),
        ("/prod", "prod", "/"),
        ("/production/v1", "prod", "/production/v1"),
        ("/v1/orders", "$default", "/v1/orders"),
        ("/v1/orders", "", "/v1/orders"),
        ("//v1/orders", "", "//v1/orders"),
    ];
    for (path, stage, expected) in cases {
        assert_eq!(without_stage(path, stage), expected, "{path} {stage}");
    }
}
