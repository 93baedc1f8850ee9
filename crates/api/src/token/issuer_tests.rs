use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, FixedClock, Principal, Role};
use serde_json::{Value, json};

use super::issuer_samples::{SampleKey, ec, encode, rsa, unsigned};
use super::{InstanceKey, Issuer, JwksSource, SignIn, Signer, Verifier};
use crate::error::Error;

const ISSUER: &str = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";

/// What the issuer publishes; `None` while it does not answer.
struct Published(Mutex<Option<Value>>);

#[async_trait]
impl JwksSource for Published {
    async fn fetch(&self) -> Result<String, String> {
        let keys = self.0.lock().expect("whole").clone();
        keys.map(|keys| keys.to_string()).ok_or_else(|| "no connection".to_owned())
    }
}

struct Desk {
    verifier: Verifier,
    published: Arc<Published>,
    clock: Arc<FixedClock>,
}

/// An issuer with two keys, `r` and `e`, that has made tokens for the client `web` and `till`.
fn desk() -> Desk {
    let keys = json!({ "keys": [rsa().jwk("r"), ec().jwk("e")] });
    let published = Arc::new(Published(Mutex::new(Some(keys))));
    let clock = Arc::new(FixedClock::at("2026-11-29T08:00:00Z".parse().expect("a time")));
    let clients = vec!["web".to_owned(), "till".to_owned()];
    let issuer = Issuer { name: ISSUER.to_owned(), clients, mfa: false };
    let source = Arc::clone(&published) as Arc<dyn JwksSource>;
    let verifier = Verifier::outside(issuer, source, Arc::clone(&clock) as Arc<dyn Clock>);
    Desk { verifier, published, clock }
}

impl Desk {
    /// An access token as Cognito makes it, valid for an hour.
    fn claims(&self) -> Value {
        let now = self.clock.now().as_second();
        json!({
            "iss": ISSUER, "sub": "7c1b", "client_id": "web", "token_use": "access",
            "scope": "openid", "iat": now, "exp": now + 3600, "jti": "1", "username": "anna",
        })
    }

    fn claims_with(&self, name: &str, value: impl Into<Value>) -> Value {
        let mut claims = self.claims();
        claims[name] = value.into();
        claims
    }

    fn claims_without(&self, name: &str) -> Value {
        let mut claims = self.claims();
        claims.as_object_mut().expect("an object").remove(name);
        claims
    }

    fn publish(&self, keys: Option<Value>) {
        *self.published.0.lock().expect("whole") = keys;
    }

    async fn verify(&self, claims: &Value) -> Result<Principal, Error> {
        self.read(&rsa().token("r", claims)).await
    }

    async fn read(&self, token: &str) -> Result<Principal, Error> {
        Ok(self.verifier.verify(token).await?.principal.clone())
    }

    #[track_caller]
    fn refused(outcome: Result<Principal, Error>, why: &'static str) {
        assert_eq!(outcome.expect_err(why), Error::InvalidToken(why));
    }
}

#[tokio::test]
async fn an_access_token_of_the_issuer_says_who_sent_it() {
    let desk = desk();
    for (key, id) in [(rsa(), "r"), (ec(), "e")] {
        let who = desk.read(&key.token(id, &desk.claims())).await.expect("accepted");
        assert_eq!((who.id.as_str(), who.role), ("7c1b", Role::Customer));
    }
}

#[tokio::test]
async fn groups_of_either_issuer_give_rights() {
    let desk = desk();
    for name in ["cognito:groups", "groups"] {
        let groups = json!(["barista:loc_b", "guests", "manager:loc_a"]);
        let who = desk.verify(&desk.claims_with(name, groups)).await.expect("accepted");
        assert_eq!(who.role, Role::Manager);
        assert!(who.is_at_least(Role::Manager, &"loc_a".parse().expect("an id")));
        assert!(!who.is_staff_of(&"loc_b".parse().expect("an id")));
    }
    for other in [json!("admin"), json!({ "admin": true }), json!([1, ["admin"]]), Value::Null] {
        let who = desk.verify(&desk.claims_with("groups", other)).await.expect("accepted");
        assert_eq!(who.role, Role::Customer);
    }
}

#[tokio::test]
async fn an_issuer_may_vouch_for_a_second_factor_it_does_not_name() {
    let told = |mfa: bool| {
        let keys = json!({ "keys": [rsa().jwk("r")] });
        let issuer = Issuer { name: ISSUER.to_owned(), clients: vec!["web".to_owned()], mfa };
        let clock = Arc::clone(&desk().clock) as Arc<dyn Clock>;
        Verifier::outside(issuer, Arc::new(Published(Mutex::new(Some(keys)))), clock)
    };
    let cognito = rsa().token("r", &desk().claims_with("auth_time", 5));
    let keycloak = rsa().token("r", &desk().claims_with("amr", json!(["pwd", "mfa"])));
    for (issuer_vouches, token, at, mfa) in [
        (false, &cognito, Some(5), false),
        (true, &cognito, Some(5), true),
        (false, &keycloak, None, true),
    ] {
        let verified = told(issuer_vouches).verify(token).await.expect("accepted");
        assert_eq!(verified.sign_in, SignIn { at, mfa });
    }
}

#[tokio::test]
async fn only_tokens_for_one_of_our_clients_are_accepted() {
    let desk = desk();
    let other = "it is meant for another service";
    Desk::refused(desk.verify(&desk.claims_with("client_id", "games")).await, other);
    Desk::refused(desk.verify(&desk.claims_without("client_id")).await, other);
    Desk::refused(desk.verify(&desk.claims_with("aud", "account")).await, other);
    Desk::refused(desk.verify(&desk.claims_with("aud", json!([]))).await, other);
    for audience in [json!("till"), json!(["account", "till"])] {
        let mut claims = desk.claims_without("client_id");
        claims["aud"] = audience;
        assert!(desk.verify(&claims).await.is_ok(), "{claims}");
    }
}

#[tokio::test]
async fn an_id_token_opens_nothing() {
    let desk = desk();
    let none = "it is not an access token";
    let mut cognito = desk.claims_without("client_id");
    cognito["aud"] = "web".into();
    cognito["token_use"] = "id".into();
    Desk::refused(desk.verify(&cognito).await, none);
    let mut keycloak = desk.claims_without("token_use");
    keycloak["aud"] = "web".into();
    assert!(desk.verify(&keycloak).await.is_ok());
    keycloak["typ"] = "Bearer".into();
    assert!(desk.verify(&keycloak).await.is_ok());
    for typ in ["ID", "Refresh"] {
        keycloak["typ"] = typ.into();
        Desk::refused(desk.verify(&keycloak).await, none);
    }
    keycloak["typ"] = Value::Null;
    keycloak["at_hash"] = "x".into();
    Desk::refused(desk.verify(&keycloak).await, none);
}

#[tokio::test]
async fn a_token_of_another_issuer_is_refused() {
    let desk = desk();
    for issuer in ["https://elsewhere.test", &format!("{ISSUER}/"), ""] {
        let outcome = desk.verify(&desk.claims_with("iss", issuer)).await;
        Desk::refused(outcome, "it comes from another issuer");
    }
    Desk::refused(desk.verify(&desk.claims_without("iss")).await, "it cannot be read");
}

#[tokio::test]
async fn tokens_of_this_instance_are_not_accepted_beside_the_issuers() {
    let desk = desk();
    let signer = Signer::new(&InstanceKey::generate(), ISSUER);
    let admin =
        Principal { id: kernel::PrincipalId::new("me"), role: Role::Admin, locations: vec![] };
    let token = signer.sign(&admin, desk.clock.now(), Duration::from_mins(1)).expect("signs");
    let outcome = desk.read(&token).await;
    Desk::refused(outcome, "it was signed with a key its issuer does not publish");
}

#[tokio::test]
async fn a_forged_token_is_refused() {
    let desk = desk();
    let admin = desk.claims_with("cognito:groups", json!(["admin"]));
    let forger = SampleKey::another_ec();
    let (unfit, unread) = ("its signature does not fit", "it is not a JSON Web Token");
    Desk::refused(desk.read(&forger.token("e", &admin)).await, unfit);
    // The claims of one token with the signature of another.
    let signature = ec().token("e", &desk.claims());
    let signature = signature.rsplit('.').next().expect("three parts");
    let text = unsigned(&json!({ "alg": "ES256", "kid": "e" }), &admin);
    Desk::refused(desk.read(&format!("{text}.{signature}")).await, unfit);
    let empty = desk.read(&format!("{text}.")).await;
    Desk::refused(empty, unfit);
    for none in ["none", "None", "NONE", ""] {
        let text = unsigned(&json!({ "alg": none, "kid": "e" }), &admin);
        Desk::refused(desk.read(&format!("{text}.")).await, unread);
        Desk::refused(desk.read(&text).await, unread);
    }
}

#[tokio::test]
async fn the_algorithm_is_the_keys_and_not_the_headers() {
    let desk = desk();
    let admin = desk.claims_with("cognito:groups", json!(["admin"]));
    let other = "its algorithm does not fit the key";
    for (id, algorithms) in
        [("r", ["HS256", "ES256", "RS512", "PS256"]), ("e", ["HS256", "RS256", "ES384", "EdDSA"])]
    {
        for algorithm in algorithms {
            let header = json!({ "alg": algorithm, "kid": id });
            for key in [rsa(), ec()] {
                let outcome = desk.read(&key.token_with(&header, &admin)).await;
                Desk::refused(outcome, other);
            }
        }
    }
    // The classic: the public key, which everybody knows, as the secret of an HMAC.
    let text = unsigned(&json!({ "alg": "HS256", "kid": "r" }), &admin);
    for secret in [rsa().jwk("r")["n"].to_string(), rsa().jwk("r").to_string()] {
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret.as_bytes());
        let signature = encode(aws_lc_rs::hmac::sign(&key, text.as_bytes()).as_ref());
        Desk::refused(desk.read(&format!("{text}.{signature}")).await, other);
    }
}

#[tokio::test]
async fn a_token_must_name_a_key_that_is_published() {
    let desk = desk();
    let unknown = "it was signed with a key its issuer does not publish";
    Desk::refused(desk.read(&rsa().token("x", &desk.claims())).await, unknown);
    let header = json!({ "alg": "RS256" });
    let token = rsa().token_with(&header, &desk.claims());
    Desk::refused(desk.read(&token).await, "it does not name its key");
    // A header may bring a key along, or an address of one. Nobody looks at it.
    let forger = SampleKey::another_ec();
    let header = json!({ "alg": "ES256", "kid": "e", "jwk": forger.jwk("e"), "jku": "https://x" });
    let token = forger.token_with(&header, &desk.claims());
    Desk::refused(desk.read(&token).await, "its signature does not fit");
    let header = json!({ "alg": "ES256", "kid": "e", "crit": ["b64"], "b64": false });
    let token = ec().token_with(&header, &desk.claims());
    let why = "it asks for what this server does not understand";
    Desk::refused(desk.read(&token).await, why);
}

#[tokio::test]
async fn a_token_has_its_time() {
    let desk = desk();
    let token = rsa().token("r", &desk.claims_with("nbf", desk.clock.now().as_second() + 40));
    Desk::refused(desk.read(&token).await, "it is not valid yet");
    desk.clock.advance(Duration::from_secs(10));
    assert!(desk.read(&token).await.is_ok(), "within the leeway");
    desk.clock.advance(Duration::from_secs(3600 - 10 + 30));
    assert!(desk.read(&token).await.is_ok(), "within the leeway");
    desk.clock.advance(Duration::from_secs(1));
    assert_eq!(desk.read(&token).await, Err(Error::ExpiredToken));
    let long_ago = desk.verify(&desk.claims_with("exp", 0)).await;
    assert_eq!(long_ago, Err(Error::ExpiredToken));
    Desk::refused(desk.verify(&desk.claims_without("exp")).await, "it cannot be read");
    assert!(desk.verify(&desk.claims_with("exp", i64::MAX)).await.is_ok());
}

#[tokio::test]
async fn a_subject_has_1_to_128_bytes() {
    let desk = desk();
    let why = "its subject is empty or too long";
    Desk::refused(desk.verify(&desk.claims_with("sub", "")).await, why);
    Desk::refused(desk.verify(&desk.claims_with("sub", "s".repeat(129))).await, why);
    assert!(desk.verify(&desk.claims_with("sub", "s".repeat(128))).await.is_ok());
    Desk::refused(desk.verify(&desk.claims_without("sub")).await, "it cannot be read");
}

#[tokio::test]
async fn a_token_seen_before_is_not_believed_when_its_key_is_taken_back() {
    let desk = desk();
    let token = rsa().token("r", &desk.claims());
    assert!(desk.read(&token).await.is_ok());
    desk.publish(Some(json!({ "keys": [ec().jwk("e")] })));
    desk.clock.advance(Duration::from_mins(31));
    let outcome = desk.read(&token).await;
    Desk::refused(outcome, "it was signed with a key its issuer does not publish");
    assert!(desk.read(&ec().token("e", &desk.claims())).await.is_ok());
}

#[tokio::test]
async fn a_token_with_a_key_published_meanwhile_is_accepted_at_once() {
    let desk = desk();
    assert!(desk.verify(&desk.claims()).await.is_ok());
    let new = SampleKey::another_ec();
    desk.publish(Some(json!({ "keys": [rsa().jwk("r"), new.jwk("n")] })));
    desk.clock.advance(Duration::from_mins(1));
    assert!(desk.read(&new.token("n", &desk.claims())).await.is_ok());
}

#[tokio::test]
async fn a_token_that_cannot_be_checked_is_neither_right_nor_wrong() {
    let desk = desk();
    desk.publish(None);
    let outcome = desk.verify(&desk.claims()).await;
    assert_eq!(outcome, Err(Error::KeysUnavailable("no connection".to_owned())));
    // What is wrong whatever the keys are is said all the same.
    Desk::refused(desk.read("no.token.atall").await, "it is not a JSON Web Token");
}
