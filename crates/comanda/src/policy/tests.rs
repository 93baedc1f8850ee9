use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Rules;

#[utoipa::path(get, path = "/v1/cups", tag = "cups", responses((status = 200)))]
async fn list() {}

#[utoipa::path(delete, path = "/v1/cups/{cup}", tag = "cups", responses((status = 200)))]
async fn remove() {}

#[utoipa::path(
    put,
    path = "/v1/locations/{location}/cup",
    tag = "shops",
    responses((status = 200)),
)]
async fn put() {}

/// An API of three operations.
fn api() -> OpenApi {
    let routes = OpenApiRouter::<()>::new().routes(routes!(list)).routes(routes!(remove));
    routes.routes(routes!(put)).split_for_parts().1
}

const GOOD: &str = r#"
[cups]
"GET /v1/cups" = { who = "anyone" }
"DELETE /v1/cups/{cup}" = { who = "signed-in", checks = "whose cup it is" }
[shops]
"PUT /v1/locations/{location}/cup" = { who = "manager", at = "location", strong = true }
"#;

/// What is said of the good policy with one text in place of another.
fn with(text: &str, other: &str) -> String {
    assert!(GOOD.contains(text), "{text}");
    match Rules::new(&GOOD.replace(text, other), &api()) {
        Ok(_) => String::new(),
        Err(error) => format!("{error:#}"),
    }
}

#[track_caller]
fn refused(text: &str, other: &str, words: &str) {
    let said = with(text, other);
    assert!(said.contains(words), "{other}: {said}");
}

#[test]
fn a_policy_that_fits_is_taken() {
    assert_eq!(with("", ""), "");
}

#[test]
fn an_operation_that_was_forgotten_is_named() {
    let line = "\"GET /v1/cups\" = { who = \"anyone\" }";
    refused(line, "", "GET /v1/cups is missing: say under [cups] who may call it");
    refused("[cups]", "[mugs]", "GET /v1/cups belongs under [cups]");
}

#[test]
fn an_entry_for_nothing_is_named() {
    refused("GET /v1/cups", "GET /v1/mugs", "GET /v1/mugs is no operation");
    refused("GET /v1/cups", "get /v1/cups", "get /v1/cups is no operation");
    refused("GET /v1/cups", "HEAD /v1/cups", "HEAD /v1/cups is no operation");
    let again = "[shops]\n\"GET /v1/cups\" = { who = \"admin\" }";
    refused("[shops]", again, "GET /v1/cups stands there twice");
}

#[test]
fn an_unknown_word_is_not_passed_over() {
    refused("\"anyone\"", "\"everyone\"", "unknown variant `everyone`");
    refused("\"manager\"", "\"Manager\"", "unknown variant `Manager`");
    refused("\"location\"", "\"here\"", "unknown variant `here`");
    refused("strong = true", "step_up = true", "unknown field `step_up`");
    refused("strong = true", "strong = \"yes\"", "expected a boolean");
    refused("{ who = \"anyone\" }", "{ }", "missing field `who`");
    refused("[shops]", "[cups]", "duplicate key");
}

#[test]
fn what_does_not_go_together_is_said() {
    refused("manager\", at = \"location\"", "manager\"", "add at = \"location\" or \"order\"");
    refused("at = \"location\"", "at = \"order\"", "needs {order} in the path");
    refused("\"anyone\"", "\"barista\", at = \"location\"", "needs {location} in the path");
    refused("\"anyone\"", "\"admin\", at = \"location\"", "at is for baristas and managers");
    refused("\"anyone\"", "\"anyone\", strong = true", "cannot sign in strongly");
    refused("strong = true", "strong = true, recent = true", "take recent out");
    refused(", checks = \"whose cup it is\"", "", "say in checks whose it must be");
    refused("whose cup it is", "", "checks is empty");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let said = with("cup", "mug");
    for operation in ["GET /v1/mugs", "DELETE /v1/mugs/{mug}", "GET /v1/cups is missing"] {
        assert!(said.contains(operation), "{said}");
    }
}
