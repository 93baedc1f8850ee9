use std::sync::Arc;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::{FixedClock, OsRandom};
use serde_json::Value;

use super::push_service::{PushService, TestBrowser};
use super::{Settings, WebPush};
use crate::ports::{Push, PushLetter, Undelivered};

fn carrier(local: bool) -> WebPush {
    let settings =
        Settings { secret: vec![7; 32], contact: "https://cafe.example".to_owned(), local };
    let clock = FixedClock::at("2026-11-30T09:00:00Z".parse().expect("a time"));
    WebPush::open(settings, Arc::new(clock), Arc::new(OsRandom))
}

fn letter() -> PushLetter {
    PushLetter { body: r#"{"title":"Ready ☕"}"#.to_owned(), topic: "order-1".to_owned() }
}

#[tokio::test]
async fn a_push_is_read_by_the_browser_it_is_for_and_by_no_other() {
    let service = PushService::start().await;
    let (browser, other) = (TestBrowser::at(&service, "a"), TestBrowser::at(&service, "b"));
    carrier(true).send(&browser.subscription(), &letter()).await.expect("taken");
    let [(headers, body)] = service.sent().try_into().expect("one push");
    assert_eq!(browser.read(&body).as_deref(), Some(r#"{"title":"Ready ☕"}"#));
    assert_eq!(other.read(&body), None);
    for (name, value) in [
        ("content-encoding", "aes128gcm"),
        ("ttl", "14400"),
        ("urgency", "high"),
        ("topic", "order-1"),
    ] {
        assert_eq!(headers[name], value);
    }
}

#[tokio::test]
async fn a_push_says_who_sends_it_to_this_push_service_alone() {
    let service = PushService::start().await;
    let carrier = carrier(true);
    let browser = TestBrowser::at(&service, "a");
    carrier.send(&browser.subscription(), &letter()).await.expect("taken");
    let (headers, _) = service.sent().remove(0);
    let header = headers["authorization"].to_str().expect("text");
    let (token, key) =
        header.strip_prefix("vapid t=").expect(header).split_once(", k=").expect(header);
    assert_eq!(key, carrier.key());
    let (signed, signature) = token.rsplit_once('.').expect("a token");
    let decode = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let point = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, decode(key));
    point.verify(signed.as_bytes(), &decode(signature)).expect("signed with that key");
    let claims = decode(signed.split_once('.').expect("claims").1);
    let claims: Value = serde_json::from_slice(&claims).expect("JSON");
    assert_eq!(claims["aud"], service.origin());
    assert_eq!(claims["sub"], "https://cafe.example");
    // Nine in the morning, and twelve hours.
    let exp: kernel::Timestamp = "2026-11-30T21:00:00Z".parse().expect("a time");
    assert_eq!(claims["exp"], exp.as_second());
}

#[tokio::test]
async fn each_answer_of_a_push_service_is_understood() {
    let service = PushService::start().await;
    let (carrier, browser) = (carrier(true), TestBrowser::at(&service, "a"));
    for (status, expected) in [
        (200, "taken"),
        (201, "taken"),
        (202, "taken"),
        (404, "gone"),
        (410, "gone"),
        (429, "later"),
        (500, "later"),
        (503, "later"),
        (400, "never"),
        (403, "never"),
        (413, "never"),
        // It leads elsewhere, where nobody goes.
        (301, "never"),
        (307, "never"),
    ] {
        service.answer([status]);
        let outcome = match carrier.send(&browser.subscription(), &letter()).await {
            Ok(()) => "taken",
            Err(Undelivered::Gone) => "gone",
            Err(Undelivered::Unavailable(_)) => "later",
            Err(Undelivered::Refused(_)) => "never",
        };
        assert_eq!(outcome, expected, "{status}");
    }
    assert_eq!(service.sent().len(), 13, "nobody went elsewhere");
}

#[tokio::test]
async fn a_server_for_others_sends_nothing_to_its_own_machine() {
    let service = PushService::start().await;
    let subscription = TestBrowser::at(&service, "a").subscription();
    let carrier = carrier(false);
    let flaw = carrier.check(&subscription).expect_err("refused");
    assert_eq!(flaw.pointer, "/endpoint");
    let outcome = carrier.send(&subscription, &letter()).await;
    assert!(matches!(outcome, Err(Undelivered::Refused(_))), "{outcome:?}");
    // Nor by a name.
    let port = service.origin().rsplit(':').next().expect("a port");
    let named = crate::domain::Subscription {
        endpoint: format!("https://localhost:{port}/a"),
        ..subscription
    };
    let outcome = carrier.send(&named, &letter()).await;
    assert!(matches!(outcome, Err(Undelivered::Unavailable(_))), "{outcome:?}");
    assert!(service.sent().is_empty());
}

#[tokio::test]
async fn a_push_service_that_is_not_there_may_be_so_later() {
    let service = PushService::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let subscription = crate::domain::Subscription {
        endpoint: format!("http://{address}/a"),
        ..TestBrowser::at(&service, "a").subscription()
    };
    let outcome = carrier(true).send(&subscription, &letter()).await;
    let Err(Undelivered::Unavailable(why)) = outcome else { panic!("{outcome:?}") };
    assert!(!why.contains("127.0.0.1"), "{why}");
}
