//! `apps` asks where an outside OpenID issuer answers: browsers may go there, and nowhere else.
//!
//! A page is held to this from the moment the server answers, so the issuer is asked before. One
//! that does not answer then is no reason not to start, as with its keys: it is asked again until
//! it answers, and until then pages may go to the issuer's own origin, as the configuration has it.

use std::time::Duration;

use super::issuer_document::{Discovery, IssuerDocument, in_time, trusted};
use crate::apps::{Origins, origin};

/// How long to wait before an issuer that did not answer is asked again.
const PAUSE: Duration = Duration::from_secs(30);

/// Where `issuer` answers, once it has said so. One that cannot be believed is not asked: it is in
/// use only where `identity.jwks_url` says where its keys are.
pub(crate) async fn issuer_origins(issuer: &str) -> Origins {
    let origins = Origins::default();
    let document = match IssuerDocument::of(issuer) {
        Ok(document) => document,
        Err(why) => {
            let why = format!("{why:#}");
            tracing::warn!(
                why,
                "the issuer is not asked where it answers: nobody can sign in to the apps if that \
                 is elsewhere than it is itself"
            );
            let _ = origins.set(Vec::new());
            return origins;
        }
    };
    if let Err(why) = look(&document, &origins).await {
        tracing::warn!(
            why,
            "the issuer does not say where it answers: until it does, nobody can sign in to the \
             apps if that is elsewhere than it is itself, and no device keeps an app"
        );
        let found = origins.clone();
        tokio::spawn(async move { keep_looking(&document, &found, PAUSE).await });
    }
    origins
}

/// Asks again and again until the issuer has answered.
async fn keep_looking(document: &IssuerDocument, found: &Origins, pause: Duration) {
    loop {
        tokio::time::sleep(pause).await;
        match look(document, found).await {
            Ok(()) => return tracing::info!("the issuer has said where it answers"),
            Err(why) => tracing::debug!(why, "the issuer still does not say where it answers"),
        }
    }
}

/// Asks the issuer once.
async fn look(document: &IssuerDocument, found: &Origins) -> Result<(), String> {
    let discovery = in_time(document.read()).await?;
    // Whoever comes second has found the same.
    let _ = found.set(origins_in(&discovery));
    Ok(())
}

/// The origins of what an app asks or shows, each once.
fn origins_in(discovery: &Discovery) -> Vec<String> {
    let endpoints = [
        ("authorization_endpoint", &discovery.authorization_endpoint),
        ("token_endpoint", &discovery.token_endpoint),
        ("userinfo_endpoint", &discovery.userinfo_endpoint),
        ("revocation_endpoint", &discovery.revocation_endpoint),
        ("end_session_endpoint", &discovery.end_session_endpoint),
    ];
    let mut origins = Vec::new();
    for (name, url) in endpoints {
        if url.is_null() {
            continue;
        }
        match url.as_str().filter(|url| trusted(url).is_ok()).and_then(origin) {
            Some(origin) if origins.contains(&origin) => {}
            Some(origin) => origins.push(origin),
            None => tracing::warn!(name, "the issuer names an endpoint that no page may ask"),
        }
    }
    origins
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::{Value, json};

    use super::super::issuer_keys_tests::{DOCUMENT, Issuer, OK};
    use super::*;

    /// What a user pool of Amazon Cognito says: it is one origin, its keys' as well, and the pages
    /// and endpoints of its domain are another.
    fn cognito(issuer: &str) -> Value {
        let domain = "https://cafe.auth.eu-central-1.amazoncognito.com";
        json!({
            "authorization_endpoint": format!("{domain}/oauth2/authorize"),
            "end_session_endpoint": format!("{domain}/logout"),
            "id_token_signing_alg_values_supported": ["RS256"],
            "issuer": issuer,
            "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
            "response_types_supported": ["code", "token"],
            "revocation_endpoint": format!("{domain}/oauth2/revoke"),
            "scopes_supported": ["openid", "email", "phone", "profile"],
            "subject_types_supported": ["public"],
            "token_endpoint": format!("{domain}/oauth2/token"),
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "userinfo_endpoint": format!("{domain}/oauth2/userInfo"),
        })
    }

    #[tokio::test]
    async fn the_domain_of_a_cognito_pool_is_found() {
        let issuer = Issuer::start(|here| vec![(DOCUMENT, OK, cognito(here).to_string())]).await;
        let origins = issuer_origins(&issuer.address).await;
        let expected = ["https://cafe.auth.eu-central-1.amazoncognito.com".to_owned()];
        assert_eq!(origins.get().map(Vec::as_slice), Some(expected.as_slice()));
        assert_eq!(issuer.asked(), [DOCUMENT]);
    }

    #[tokio::test]
    async fn no_endpoint_can_say_more_than_its_origin() {
        let issuer = Issuer::start(|here| {
            let mut document = cognito(here);
            document["token_endpoint"] = json!("https://a.example;script-src/token");
            document["userinfo_endpoint"] = json!("http://b.example/userinfo");
            document["revocation_endpoint"] = json!("https://eve@c.example:8443/revoke?x=1");
            document["end_session_endpoint"] = json!(false);
            document["authorization_endpoint"] = json!("javascript:alert(1)");
            vec![(DOCUMENT, OK, document.to_string())]
        })
        .await;
        let origins = issuer_origins(&issuer.address).await;
        let expected = ["https://c.example:8443".to_owned()];
        assert_eq!(origins.get().map(Vec::as_slice), Some(expected.as_slice()));
    }

    #[tokio::test]
    async fn an_issuer_that_does_not_answer_at_the_start_is_asked_again_until_it_does() {
        let issuer = Issuer::failing(2, |here| cognito(here).to_string()).await;
        let origins = Origins::default();
        let document = IssuerDocument::of(&issuer.address).expect("a good address");
        look(&document, &origins).await.expect_err("it answers 503");
        assert_eq!(origins.get(), None, "nothing is guessed");
        keep_looking(&document, &origins, Duration::ZERO).await;
        assert_eq!((issuer.asked().len(), origins.get().map(Vec::len)), (3, Some(1)));
    }

    #[tokio::test]
    async fn what_another_issuer_says_opens_nothing() {
        let other = |_: &str| cognito("https://other.example").to_string();
        for (status, text) in [(OK, other("")), (StatusCode::FOUND, String::new())] {
            let issuer = Issuer::start(|_| vec![(DOCUMENT, status, text)]).await;
            let origins = issuer_origins(&issuer.address).await;
            assert_eq!(origins.get(), None);
        }
    }

    #[tokio::test]
    async fn an_issuer_that_is_not_encrypted_is_not_asked_and_nothing_is_awaited() {
        let origins = issuer_origins("http://192.168.0.7/realms/cafe").await;
        assert_eq!(origins.get().map(Vec::len), Some(0));
    }
}
