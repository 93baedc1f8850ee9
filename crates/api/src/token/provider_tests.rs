//! Both sides of an instance: what its own key signed, and what its OpenID provider did. And what
//! somebody tries who would like to be taken for one of them.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, FixedClock, Principal, PrincipalId, Role};
use serde_json::{Value, json};

use super::issuer_samples::{SampleKey, ec, encode, rsa, unsigned};
use super::{InstanceKey, JwksSource, SignIn, Signer, Verified, Verifier};
use crate::error::Error;

/// What the instance's own key signs as.
const OURS: &str = "comanda";
/// The public URL of its OpenID provider.
const PROVIDER: &str = "https://cafe.test";

/// What the provider publishes: a key on P-256, and one for RSA that nothing may be signed with.
struct Keys;

#[async_trait]
impl JwksSource for Keys {
    async fn fetch(&self) -> Result<String, String> {
        Ok(json!({ "keys": [ec().jwk("e"), rsa().jwk("r")] }).to_string())
    }
}

struct Desk {
    verifier: Verifier,
    key: InstanceKey,
    clock: Arc<FixedClock>,
}

fn desk() -> Desk {
    let key = InstanceKey::generate();
    let clock = Arc::new(FixedClock::at("2026-11-30T08:00:00Z".parse().expect("a time")));
    let verifier = Verifier::new(&key, OURS, Arc::clone(&clock) as Arc<dyn Clock>)
        .with_provider(PROVIDER, Arc::new(Keys));
    Desk { verifier, key, clock }
}

fn header() -> Value {
    json!({ "alg": "ES256", "kid": "e", "typ": "at+jwt" })
}

impl Desk {
    /// An access token of the provider, for a manager who signed in a minute ago with a code.
    fn claims(&self) -> Value {
        let now = self.clock.now().as_second();
        json!({
            "iss": PROVIDER, "sub": "usr_1", "aud": "comanda", "client_id": "office",
            "iat": now, "exp": now + 600, "jti": "1", "scope": "openid", "token_use": "access",
            "cognito:groups": ["manager:loc_a"], "auth_time": now - 60,
            "acr": "urn:comanda:acr:mfa", "amr": ["pwd", "otp", "mfa"], "sid": "ses_1",
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

    /// The instance's own key, as something that signs whatever it is told to.
    fn own_key(&self) -> SampleKey {
        SampleKey::from_pkcs8(self.key.bytes())
    }

    async fn read(&self, header: &Value, claims: &Value) -> Result<Arc<Verified>, Error> {
        self.verifier.verify(&ec().token_with(header, claims)).await
    }

    async fn verify(&self, claims: &Value) -> Result<Arc<Verified>, Error> {
        self.read(&header(), claims).await
    }
}

#[track_caller]
fn refused(outcome: Result<Arc<Verified>, Error>, why: &'static str) {
    assert_eq!(outcome.expect_err(why), Error::InvalidToken(why));
}

const UNKNOWN_TO_PROVIDER: &str = "it was signed with a key its issuer does not publish";
const UNKNOWN_TO_US: &str = "it was signed with a key this server does not know";
const UNFIT: &str = "its algorithm does not fit the key";
const NO_ACCESS: &str = "it is not an access token";

#[tokio::test]
async fn tokens_of_both_sides_say_who_sent_them() {
    let desk = desk();
    let verified = desk.verify(&desk.claims()).await.expect("accepted");
    let locations = vec!["loc_a".parse().expect("an id")];
    let manager = Principal { id: PrincipalId::new("usr_1"), role: Role::Manager, locations };
    assert_eq!(verified.principal, manager);
    let a_minute_ago = desk.clock.now().as_second() - 60;
    assert_eq!(verified.sign_in, SignIn { at: Some(a_minute_ago), mfa: true });
    let signer = Signer::new(&desk.key, OURS);
    let token = signer.sign(&manager, desk.clock.now(), Duration::from_mins(1)).expect("signs");
    for _ in 0..2 {
        let verified = desk.verifier.verify(&token).await.expect("accepted");
        assert_eq!(verified.principal, manager);
    }
}

#[tokio::test]
async fn a_password_alone_is_no_second_factor() {
    let desk = desk();
    let mut claims = desk.claims_with("acr", "urn:comanda:acr:password");
    claims["amr"] = json!(["pwd"]);
    let verified = desk.verify(&claims).await.expect("accepted");
    assert!(!verified.sign_in.mfa);
}

#[tokio::test]
async fn the_provider_signs_with_es256_alone() {
    let desk = desk();
    for algorithm in ["RS256", "HS256", "ES384", "EdDSA", "PS256"] {
        for id in ["e", "r"] {
            let header = json!({ "alg": algorithm, "kid": id, "typ": "at+jwt" });
            for key in [ec(), rsa()] {
                let token = key.token_with(&header, &desk.claims());
                refused(desk.verifier.verify(&token).await, UNFIT);
            }
        }
    }
    // Not even when the algorithm fits the key that is named.
    let header = json!({ "alg": "ES256", "kid": "r", "typ": "at+jwt" });
    refused(desk.read(&header, &desk.claims()).await, UNFIT);
    for none in ["none", "None", ""] {
        let header = json!({ "alg": none, "kid": "e", "typ": "at+jwt" });
        let text = unsigned(&header, &desk.claims());
        let why = "it is not a JSON Web Token";
        refused(desk.verifier.verify(&format!("{text}.")).await, why);
    }
}

#[tokio::test]
async fn a_public_key_is_no_secret() {
    let desk = desk();
    let own = desk.own_key();
    for (key, id, issuer) in [(ec(), "e", PROVIDER), (&own, desk.key.id().as_str(), OURS)] {
        let claims = desk.claims_with("iss", issuer);
        let text = unsigned(&json!({ "alg": "HS256", "kid": id, "typ": "at+jwt" }), &claims);
        let public = key.jwk(id);
        let secrets = [public.to_string(), public["x"].to_string(), public["y"].to_string()];
        for secret in secrets.iter().map(String::as_bytes).chain([key.point()]) {
            let secret = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret);
            let signature = encode(aws_lc_rs::hmac::sign(&secret, text.as_bytes()).as_ref());
            refused(desk.verifier.verify(&format!("{text}.{signature}")).await, UNFIT);
        }
    }
}

#[tokio::test]
async fn a_key_id_is_a_name_and_nothing_more() {
    let desk = desk();
    let huge = "k".repeat(4_000);
    for id in [
        "",
        "E",
        "e ",
        "e\u{0}",
        "../../../../dev/null",
        "/etc/passwd",
        "https://evil.test/jwks.json",
        "e' OR '1'='1",
        "e\"; DROP TABLE keys; --",
        &huge,
    ] {
        let header = json!({ "alg": "ES256", "kid": id, "typ": "at+jwt" });
        refused(desk.read(&header, &desk.claims()).await, UNKNOWN_TO_PROVIDER);
        let own = desk.own_key().token(id, &desk.claims_with("iss", OURS));
        refused(desk.verifier.verify(&own).await, UNKNOWN_TO_US);
    }
    for id in [json!(["e"]), json!({ "kid": "e" }), json!(1)] {
        let header = json!({ "alg": "ES256", "kid": id, "typ": "at+jwt" });
        refused(desk.read(&header, &desk.claims()).await, "it is not a JSON Web Token");
    }
    let header = json!({ "alg": "ES256", "kid": "k".repeat(9_000), "typ": "at+jwt" });
    refused(desk.read(&header, &desk.claims()).await, "it is too long");
    let header = json!({ "alg": "ES256", "typ": "at+jwt" });
    refused(desk.read(&header, &desk.claims()).await, "it does not name its key");
}

#[tokio::test]
async fn a_key_that_a_token_brings_along_is_not_looked_at() {
    let desk = desk();
    let forger = SampleKey::another_ec();
    let own = desk.key.id();
    for (id, issuer) in [("e", PROVIDER), (own.as_str(), OURS)] {
        for (name, value) in [
            ("jwk", forger.jwk(id)),
            ("jku", "https://evil.test/jwks.json".into()),
            ("x5u", "https://evil.test/cert.pem".into()),
            ("x5c", json!(["MIIB"])),
        ] {
            let mut header = json!({ "alg": "ES256", "kid": id, "typ": "at+jwt" });
            header[name] = value;
            let token = forger.token_with(&header, &desk.claims_with("iss", issuer));
            refused(desk.verifier.verify(&token).await, "its signature does not fit");
        }
    }
}

#[tokio::test]
async fn what_one_side_signed_is_not_believed_in_the_name_of_the_other() {
    let desk = desk();
    let (own, own_id) = (desk.own_key(), desk.key.id());
    // The provider's key, as the instance; with the id of either key.
    let as_ours = desk.claims_with("iss", OURS);
    refused(desk.read(&header(), &as_ours).await, UNKNOWN_TO_US);
    let with_its_id = json!({ "alg": "ES256", "kid": own_id, "typ": "at+jwt" });
    refused(desk.read(&with_its_id, &as_ours).await, "its signature does not fit");
    // The instance's key, as the provider.
    let token = own.token_with(&with_its_id, &desk.claims());
    refused(desk.verifier.verify(&token).await, UNKNOWN_TO_PROVIDER);
    let token = own.token_with(&header(), &desk.claims());
    refused(desk.verifier.verify(&token).await, "its signature does not fit");
    // And both, as somebody else.
    for issuer in ["https://elsewhere.test", "https://cafe.test/", "HTTPS://CAFE.TEST", ""] {
        let claims = desk.claims_with("iss", issuer);
        refused(desk.read(&header(), &claims).await, UNKNOWN_TO_US);
        let token = own.token(&own_id, &claims);
        refused(desk.verifier.verify(&token).await, "it comes from another issuer");
    }
    // Two issuers at once are none.
    for issuer in [json!([PROVIDER, OURS]), Value::Null, json!({ "name": PROVIDER })] {
        refused(desk.verify(&desk.claims_with("iss", issuer)).await, "it cannot be read");
    }
    refused(desk.verify(&desk.claims_without("iss")).await, "it cannot be read");
}

#[tokio::test]
async fn only_an_access_token_opens_anything() {
    let desk = desk();
    for typ in ["JWT", "id+jwt", "logout+jwt", "dpop+jwt", "at-jwt", ""] {
        let header = json!({ "alg": "ES256", "kid": "e", "typ": typ });
        refused(desk.read(&header, &desk.claims()).await, NO_ACCESS);
    }
    let bare = json!({ "alg": "ES256", "kid": "e" });
    refused(desk.read(&bare, &desk.claims()).await, NO_ACCESS);
    let long = json!({ "alg": "ES256", "kid": "e", "typ": "application/AT+JWT" });
    assert!(desk.read(&long, &desk.claims()).await.is_ok());
    // An ID token, and one that is dressed up.
    let mut id = desk.claims_with("token_use", "id");
    refused(desk.verify(&id).await, NO_ACCESS);
    id["aud"] = "office".into();
    id["nonce"] = "n".into();
    refused(desk.verify(&id).await, "it is meant for another service");
    refused(desk.verify(&desk.claims_without("token_use")).await, NO_ACCESS);
    refused(desk.verify(&desk.claims_with("token_use", "refresh")).await, NO_ACCESS);
    refused(desk.verify(&desk.claims_with("at_hash", "x")).await, NO_ACCESS);
}

#[tokio::test]
async fn a_token_of_the_provider_is_whole_and_for_us() {
    let desk = desk();
    let elsewhere = "it is meant for another service";
    for audience in [json!("office"), json!(["comanda"]), json!([]), json!("Comanda")] {
        refused(desk.verify(&desk.claims_with("aud", audience)).await, elsewhere);
    }
    refused(desk.verify(&desk.claims_without("aud")).await, elsewhere);
    for name in ["client_id", "iat", "jti"] {
        refused(desk.verify(&desk.claims_without(name)).await, "a claim is missing");
    }
    for name in ["sub", "exp"] {
        refused(desk.verify(&desk.claims_without(name)).await, "it cannot be read");
    }
    let claims = desk.claims_with("exp", desk.clock.now().as_second() - 31);
    assert_eq!(desk.verify(&claims).await.err(), Some(Error::ExpiredToken));
}

#[tokio::test]
async fn what_a_token_says_of_itself_in_an_odd_form_counts_as_not_said() {
    let desk = desk();
    let mut claims = desk.claims_with("auth_time", "now");
    claims["acr"] = json!(["urn:comanda:acr:mfa"]);
    claims["amr"] = json!("mfa");
    let verified = desk.verify(&claims).await.expect("accepted");
    assert_eq!(verified.sign_in, SignIn::UNKNOWN);
}
