use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Clock, FixedClock, Principal, PrincipalId, Role};

use super::{AUDIENCE, InstanceKey, SignIn, Signer, Verifier};
use crate::error::Error;

const ISSUER: &str = "https://cafe.test";

struct Desk {
    key: InstanceKey,
    clock: Arc<FixedClock>,
    verifier: Verifier,
}

fn desk() -> Desk {
    let key = InstanceKey::generate();
    let clock = Arc::new(FixedClock::at("2026-11-20T08:00:00Z".parse().expect("a time")));
    let verifier = Verifier::new(&key, ISSUER, clock.clone());
    Desk { key, clock, verifier }
}

fn barista() -> Principal {
    let locations = vec!["loc_here".parse().expect("id")];
    Principal { id: PrincipalId::new("anna"), role: Role::Barista, locations }
}

impl Desk {
    fn token(&self) -> String {
        let signer = Signer::new(&self.key, ISSUER);
        signer.sign(&barista(), self.clock.now(), Duration::from_mins(1)).expect("signs")
    }
}

#[tokio::test]
async fn a_token_says_who_sent_it() {
    let desk = desk();
    let verified = desk.verifier.verify(&desk.token()).await.expect("accepted");
    assert_eq!(verified.principal, barista());
}

#[tokio::test]
async fn a_token_says_how_its_holder_signed_in() {
    let desk = desk();
    let now = desk.clock.now();
    let verified = desk.verifier.verify(&desk.token()).await.expect("accepted");
    assert_eq!(verified.sign_in, SignIn { at: Some(now.as_second()), mfa: true });
    let signer = Signer::new(&desk.key, ISSUER);
    for sign_in in [SignIn { at: Some(1), mfa: true }, SignIn { at: Some(2), mfa: false }] {
        let token = signer.sign_as(&barista(), sign_in, now, Duration::from_mins(1));
        let verified = desk.verifier.verify(&token.expect("signs")).await.expect("accepted");
        assert_eq!(verified.sign_in, sign_in);
    }
    let unsaid = signer.sign_as(&barista(), SignIn::UNKNOWN, now, Duration::from_mins(1));
    let verified = desk.verifier.verify(&unsaid.expect("signs")).await.expect("accepted");
    assert_eq!(verified.sign_in, SignIn::UNKNOWN);
}

#[tokio::test]
async fn a_key_reads_back_from_its_bytes() {
    let desk = desk();
    let again = InstanceKey::from_bytes(desk.key.bytes().to_vec()).expect("our own bytes");
    let verifier = Verifier::new(&again, ISSUER, desk.clock.clone());
    assert!(verifier.verify(&desk.token()).await.is_ok());
    assert!(InstanceKey::from_bytes(b"no key".to_vec()).is_err());
}

#[tokio::test]
async fn a_token_expires_even_when_it_was_seen_before() {
    let desk = desk();
    let token = desk.token();
    assert!(desk.verifier.verify(&token).await.is_ok());
    desk.clock.advance(Duration::from_secs(60 + 30));
    assert!(desk.verifier.verify(&token).await.is_ok(), "within the leeway");
    desk.clock.advance(Duration::from_secs(1));
    assert_eq!(desk.verifier.verify(&token).await.err(), Some(Error::ExpiredToken));
}

#[tokio::test]
async fn a_token_of_another_instance_is_refused() {
    let (ours, theirs) = (desk(), desk());
    assert!(matches!(ours.verifier.verify(&theirs.token()).await, Err(Error::InvalidToken(_))));
}

#[tokio::test]
async fn a_token_of_another_issuer_is_refused() {
    let desk = desk();
    let signer = Signer::new(&desk.key, "https://elsewhere.test");
    let token = signer.sign(&barista(), desk.clock.now(), Duration::from_mins(1)).expect("signs");
    assert!(matches!(desk.verifier.verify(&token).await, Err(Error::InvalidToken(_))));
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let desk = desk();
    let token = desk.token();
    let mut parts: Vec<&str> = token.split('.').collect();
    parts[1] = "eyJpc3MiOiJodHRwczovL2NhZmUudGVzdCJ9";
    assert!(matches!(desk.verifier.verify(&parts.join(".")).await, Err(Error::InvalidToken(_))));
    for text in ["", "a", "a.b.c", &"x".repeat(9000)] {
        assert!(matches!(desk.verifier.verify(text).await, Err(Error::InvalidToken(_))), "{text}");
    }
}

#[tokio::test]
async fn a_token_that_asks_for_another_algorithm_is_refused() {
    let desk = desk();
    let header = Header { kid: Some(desk.key.id()), ..Header::new(Algorithm::HS256) };
    let claims = serde_json::json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "mallory", "iat": 0, "exp": i64::MAX,
        "token_use": "access", "cognito:groups": ["admin"],
    });
    let secret = EncodingKey::from_secret(&desk.key.public());
    let forged = jsonwebtoken::encode(&header, &claims, &secret).expect("signs");
    assert!(matches!(desk.verifier.verify(&forged).await, Err(Error::InvalidToken(_))));
}
