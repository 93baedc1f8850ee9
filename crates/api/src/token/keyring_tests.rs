use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, FixedClock};
use tokio::sync::Semaphore;

use super::issuer_samples::{ec, rsa};
use super::keyring::{JwksSource, Keyring};
use crate::error::Error;

/// An issuer that publishes what it is told to, or does not answer.
struct Published {
    keys: Mutex<Option<&'static [&'static str]>>,
    asked: AtomicUsize,
    /// A permit for each answer it may give.
    may_answer: Semaphore,
}

#[async_trait]
impl JwksSource for Published {
    async fn fetch(&self) -> Result<String, String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.may_answer.acquire().await.expect("never closed").forget();
        let names = *self.keys.lock().expect("whole");
        let names = names.ok_or_else(|| "no connection".to_owned())?;
        let keys: Vec<_> = names
            .iter()
            .map(|name| if name.starts_with("rsa") { rsa().jwk(name) } else { ec().jwk(name) })
            .collect();
        Ok(serde_json::json!({ "keys": keys }).to_string())
    }
}

struct Bunch {
    keyring: Arc<Keyring>,
    published: Arc<Published>,
    clock: Arc<FixedClock>,
}

fn bunch() -> Bunch {
    let published = Arc::new(Published {
        keys: Mutex::new(Some(&["rsa", "ec"])),
        asked: AtomicUsize::new(0),
        may_answer: Semaphore::new(1_000),
    });
    let clock = Arc::new(FixedClock::at("2026-11-29T08:00:00Z".parse().expect("a time")));
    let source = Arc::clone(&published) as Arc<dyn JwksSource>;
    let keyring = Arc::new(Keyring::new(source, Arc::clone(&clock) as Arc<dyn Clock>));
    Bunch { keyring, published, clock }
}

impl Bunch {
    fn publish(&self, keys: Option<&'static [&'static str]>) {
        *self.published.keys.lock().expect("whole") = keys;
    }

    fn asked(&self) -> usize {
        self.published.asked.load(Ordering::SeqCst)
    }

    fn later(&self, minutes: u64) {
        self.clock.advance(Duration::from_mins(minutes));
    }

    async fn has(&self, id: &str) -> bool {
        self.keyring.current().await.is_ok_and(|keys| keys.jwks.get(id).is_some())
    }

    async fn finds(&self, id: &str) -> bool {
        self.keyring.look_again().await.is_ok_and(|keys| keys.jwks.get(id).is_some())
    }
}

#[tokio::test]
async fn keys_are_fetched_once_and_kept() {
    let bunch = bunch();
    for _ in 0..3 {
        assert!(bunch.has("rsa").await && bunch.has("ec").await);
        bunch.later(9);
    }
    assert_eq!(bunch.asked(), 1);
}

#[tokio::test]
async fn however_many_ask_one_fetch_is_under_way() {
    let bunch = bunch();
    bunch.published.may_answer.forget_permits(1_000);
    let all: Vec<_> = (0..50)
        .map(|_| {
            let keyring = bunch.keyring.clone();
            tokio::spawn(async move { keyring.current().await.is_ok() })
        })
        .collect();
    while bunch.asked() == 0 {
        tokio::task::yield_now().await;
    }
    bunch.published.may_answer.add_permits(1_000);
    for one in all {
        assert!(one.await.expect("does not panic"));
    }
    assert_eq!(bunch.asked(), 1);
}

#[tokio::test]
async fn a_request_given_up_does_not_take_the_answer_from_the_others() {
    let bunch = bunch();
    bunch.published.may_answer.forget_permits(1_000);
    let impatient = tokio::spawn({
        let keyring = bunch.keyring.clone();
        async move { keyring.current().await.is_ok() }
    });
    while bunch.asked() == 0 {
        tokio::task::yield_now().await;
    }
    impatient.abort();
    assert!(impatient.await.is_err());
    bunch.published.may_answer.add_permits(1);
    assert!(bunch.has("rsa").await);
    assert_eq!(bunch.asked(), 1);
}

#[tokio::test]
async fn a_new_key_is_found_at_once_and_unknown_ones_are_asked_for_once_a_minute() {
    let bunch = bunch();
    assert!(bunch.has("ec").await);
    bunch.publish(Some(&["ec", "ec-new"]));
    bunch.later(1);
    assert!(bunch.finds("ec-new").await);
    for _ in 0..100 {
        assert!(!bunch.finds("ec-forged").await);
    }
    assert_eq!(bunch.asked(), 2);
    bunch.later(1);
    assert!(!bunch.finds("ec-forged").await);
    assert_eq!(bunch.asked(), 3);
}

#[tokio::test]
async fn a_key_taken_back_is_not_believed_after_the_next_fetch() {
    let bunch = bunch();
    assert!(bunch.has("rsa").await);
    bunch.publish(Some(&["ec"]));
    bunch.later(29);
    assert!(bunch.has("rsa").await, "nobody has asked again");
    bunch.later(1);
    assert!(!bunch.has("rsa").await);
    assert!(bunch.has("ec").await);
}

#[tokio::test]
async fn while_the_issuer_does_not_answer_keys_hold_for_an_hour() {
    let bunch = bunch();
    assert!(bunch.has("rsa").await);
    bunch.publish(None);
    for _ in 0..5 {
        bunch.later(10);
        assert!(bunch.has("rsa").await);
    }
    bunch.later(10);
    let why = bunch.keyring.current().await.err();
    assert_eq!(why, Some(Error::KeysUnavailable("no connection".to_owned())));
}

#[tokio::test]
async fn an_issuer_that_does_not_answer_is_asked_again_after_five_seconds() {
    let bunch = bunch();
    bunch.publish(None);
    for _ in 0..100 {
        let why = bunch.keyring.current().await.err();
        assert_eq!(why, Some(Error::KeysUnavailable("no connection".to_owned())));
    }
    assert_eq!(bunch.asked(), 1);
    bunch.publish(Some(&["rsa"]));
    assert!(!bunch.has("rsa").await);
    bunch.clock.advance(Duration::from_secs(5));
    assert!(bunch.has("rsa").await);
}

#[tokio::test]
async fn whether_an_unknown_key_is_new_cannot_be_said_without_the_issuer() {
    let bunch = bunch();
    assert!(bunch.has("rsa").await);
    bunch.publish(None);
    bunch.later(1);
    for _ in 0..2 {
        let why = bunch.keyring.look_again().await.err();
        assert_eq!(why, Some(Error::KeysUnavailable("no connection".to_owned())));
    }
    assert!(bunch.has("rsa").await, "known keys are believed meanwhile");
}

#[tokio::test]
async fn the_number_changes_with_the_keys_alone() {
    let bunch = bunch();
    let first = bunch.keyring.current().await.expect("fetched").number;
    bunch.later(40);
    assert_eq!(bunch.keyring.current().await.expect("fetched").number, first);
    bunch.publish(Some(&["rsa"]));
    bunch.later(40);
    assert_ne!(bunch.keyring.current().await.expect("fetched").number, first);
    assert_eq!(bunch.asked(), 3);
}
