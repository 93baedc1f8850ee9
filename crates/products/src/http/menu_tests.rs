//! How a menu is read: in a language, and as the time goes by.

use std::time::Duration;

use http::StatusCode;
use kernel::Role;
use serde_json::{Value, json};

use super::tests::{Counter, pointers};
use crate::domain::samples;

const MENU: &str = "/v1/locations/loc_here/menu";

async fn translated() -> Counter {
    let counter = Counter::open().await;
    let menu = samples::translated_menu();
    let here = samples::location_id();
    counter.shop.products.replace_menu(&here, None, menu).await.expect("a good menu");
    counter
}

#[tokio::test]
async fn a_menu_is_read_whole_or_in_a_language() {
    let counter = translated().await;
    let get = async |query: &str| {
        counter.call(None, "GET", &format!("{MENU}{query}"), &Value::Null).await
    };
    let whole = get("").await;
    assert_eq!((&whole.body["language"], whole.etag.as_deref()), (&json!("en"), Some("\"3\"")));
    assert_eq!(whole.body["languages"], json!(["en", "de", "fr"]));
    let product = &whole.body["products"][0];
    assert_eq!(product["name"], "flat-white");
    let french = json!({"name": "Café \"blanc\"", "description": "Deux doses"});
    let german = json!({"name": "Flat White"});
    assert_eq!(product["translations"], json!({"de": german, "fr": french}));
    assert!(whole.body["products"][1].get("translations").is_none(), "{}", whole.body);

    let french = get("?language=fr").await;
    assert_eq!(french.etag.as_deref(), Some("\"3.fr\""));
    assert_eq!(french.body["languages"], json!(["en", "de", "fr"]));
    let product = &french.body["products"][0];
    assert_eq!(
        (&product["name"], &product["description"]),
        (&json!("Café \"blanc\""), &json!("Deux doses"))
    );
    assert!(!french.body.to_string().contains("translations"), "{}", french.body);
    assert_eq!(french.body["option_groups"][0]["name"], "milk", "there is no French for it");
    let english = get("?language=en").await;
    assert_eq!(english.body["products"][0]["name"], "flat-white");
    assert!(!english.body.to_string().contains("translations"), "{}", english.body);
    assert_eq!(get("?language=nl").await.status, 422);
}

#[tokio::test]
async fn who_has_a_menu_in_one_language_is_sent_that_of_another() {
    let counter = translated().await;
    let get = async |language: &str, known: &str| {
        let headers = [("if-none-match", known)];
        let path = format!("{MENU}?language={language}");
        counter.call_with(None, "GET", &path, &Value::Null, &headers).await.status.as_u16()
    };
    assert_eq!(get("de", "\"3.de\"").await, 304);
    for other in ["\"3\"", "\"3.fr\"", "\"2.de\""] {
        assert_eq!(get("de", other).await, 200, "{other}");
    }
}

#[tokio::test]
async fn who_has_the_menu_is_sent_it_again_when_something_has_come_back() {
    let counter = Counter::open().await;
    let availability = format!("{MENU}/products/prd_flat-white/availability");
    let sold_out = json!({"available": false, "until": "1970-01-01T00:05:00Z"});
    let said = counter.manager("PUT", &availability, &sold_out).await;
    assert_eq!((said.status, said.etag.as_deref()), (StatusCode::NO_CONTENT, Some("\"3\"")));
    let read = async |known: &'static str| {
        let headers = [("if-none-match", known)];
        counter.call_with(None, "GET", MENU, &Value::Null, &headers).await
    };
    let product = read("").await.body["products"][0].clone();
    assert_eq!(product["sold_out_until"], "1970-01-01T00:05:00Z");
    counter.shop.clock.advance(Duration::from_mins(5) - Duration::from_nanos(1));
    assert_eq!(read("\"3\"").await.status, 304);

    counter.shop.clock.advance(Duration::from_nanos(1));
    let back = read("\"3\"").await;
    assert_eq!((back.status, back.etag.as_deref()), (StatusCode::OK, Some("\"3.1\"")));
    let product = &back.body["products"][0];
    assert_eq!((&product["available"], &product["sold_out_until"]), (&json!(true), &Value::Null));
    assert_eq!(read("\"3.1\"").await.status, 304);
    let odd = json!({"available": true, "until": "1970-01-01T00:05:00Z"});
    assert_eq!(pointers(&counter.manager("PUT", &availability, &odd).await), ["/until"]);
}

#[tokio::test]
async fn a_menu_is_replaced_by_the_one_that_was_read_when_something_had_come_back() {
    let counter = Counter::open().await;
    let availability = format!("{MENU}/options/opt_oat-milk/availability");
    let sold_out = json!({"available": false, "until": "1970-01-01T00:05:00Z"});
    counter.manager("PUT", &availability, &sold_out).await;
    counter.shop.clock.advance(Duration::from_mins(5));
    let mut read = counter.call(None, "GET", MENU, &Value::Null).await;
    assert_eq!(read.etag.as_deref(), Some("\"3.1\""));
    read.body["products"][0]["name"] = json!("Whiter");
    let token = counter.token(Role::Manager, "loc_here");
    for (tag, status) in [("\"2.1\"", 412), ("\"x.1\"", 400), ("\"3.1\"", 200)] {
        let headers = [("if-match", tag)];
        let answer = counter.call_with(Some(&token), "PUT", MENU, &read.body, &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{tag} {}", answer.body);
    }
    read.body["language"] = json!("fr");
    let headers = [("if-match", "\"4\"")];
    let other = counter.call_with(Some(&token), "PUT", MENU, &read.body, &headers).await;
    assert_eq!(pointers(&other), ["/language"]);
}

#[tokio::test]
async fn what_was_read_in_one_language_does_not_take_the_place_of_all_of_them() {
    let counter = translated().await;
    let path = format!("{MENU}?language=fr");
    let french = counter.call(None, "GET", &path, &Value::Null).await;
    let tag = french.etag.as_deref().expect("a tag");
    let token = counter.token(Role::Manager, "loc_here");
    let put = async |path: &str, body: &Value, tag: &str| {
        let headers = [("if-match", tag)];
        counter.call_with(Some(&token), "PUT", path, body, &headers).await.status.as_u16()
    };
    assert_eq!(put(MENU, &french.body, tag).await, 400);
    let product = format!("{MENU}/products/prd_flat-white");
    assert_eq!(put(&product, &french.body["products"][0], tag).await, 400);
    let whole = counter.call(None, "GET", MENU, &Value::Null).await;
    assert_eq!(whole.body["languages"], json!(["en", "de", "fr"]));
    assert_eq!(put(MENU, &whole.body, whole.etag.as_deref().expect("a tag")).await, 200);
}

#[tokio::test]
async fn a_menu_to_choose_from_says_what_has_run_out_and_one_to_edit_does_not() {
    let counter = translated().await;
    let (here, croissant) = (samples::location_id(), samples::id("croissant"));
    let english = format!("{MENU}?language=en");
    let before = counter.call(None, "GET", &english, &Value::Null).await;
    let out = |answer: &Value| {
        let items = answer["stock_items"].as_array().expect("a list").iter();
        let item = items.clone().find(|item| item["id"] == "stk_croissant").expect("on the menu");
        item.get("run_out").cloned()
    };
    assert_eq!(out(&before.body), None, "{}", before.body);
    counter.shop.products.set_level(&here, &croissant, 0).await.expect("counted");
    counter.shop.clock.advance(Duration::from_secs(5));
    let known = before.etag.expect("a tag");
    let headers = [("if-none-match", known.as_str())];
    let after = counter.call_with(None, "GET", &english, &Value::Null, &headers).await;
    assert_eq!((after.status, out(&after.body)), (StatusCode::OK, Some(json!(true))));
    let whole = counter.call(None, "GET", MENU, &Value::Null).await;
    assert_eq!(out(&whole.body), None);
    let token = counter.token(Role::Manager, "loc_here");
    let tag = whole.etag.expect("a tag");
    let headers = [("if-match", tag.as_str())];
    let mut edited = whole.body;
    edited["stock_items"][0]["run_out"] = json!(true);
    let put = counter.call_with(Some(&token), "PUT", MENU, &edited, &headers).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.body);
}

#[tokio::test]
async fn a_break_and_a_busy_time_are_told_while_they_last() {
    let counter = Counter::open().await;
    let barista = counter.token(Role::Barista, "loc_here");
    let path = "/v1/locations/loc_here/pace";
    let until = "1970-01-01T00:05:00Z";
    let busy = json!({"extra_minutes": 15, "until": until});
    let pace = json!({"paused_until": until, "busy": busy});
    let told = counter.call(Some(&barista), "PUT", path, &pace).await;
    assert_eq!((&told.body["paused_until"], &told.body["busy"]), (&json!(until), &busy));
    assert_eq!((&told.body["open"], &told.body["opens_at"]), (&json!(false), &json!(until)));
    counter.shop.clock.advance(Duration::from_mins(5));
    let read = counter.call(None, "GET", "/v1/locations/loc_here", &Value::Null).await;
    assert_eq!((&read.body["paused_until"], &read.body["busy"]), (&Value::Null, &Value::Null));
    assert_eq!(read.body["open"], true);
    let wrong = json!({"busy": {"extra_minutes": 121, "until": until}});
    let wrong = counter.call(Some(&barista), "PUT", path, &wrong).await;
    assert_eq!(pointers(&wrong), ["/busy/extra_minutes"]);
}
