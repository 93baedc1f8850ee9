//! Checking tokens.

use std::error::Error;
use std::time::Instant;

use idp::domain::{Grant, Scope};
use idp::service::NewClient;
use idp::service::oauth::{Credentials, TokenRequest};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::Value;

use crate::world::World;
use crate::{Pace, figure, per_second};

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let tokens = made(world, pace.tokens).await?;
    let bare = bare(world, &tokens).await?;
    let verifier = &world.app.verifier;
    verifier.verify(&tokens[0]).await?;

    let begun = Instant::now();
    for token in &tokens {
        verifier.verify(token).await?;
    }
    let first = per_second(tokens.len(), begun.elapsed());
    let few = &tokens[tokens.len().saturating_sub(100)..];
    let begun = Instant::now();
    for _ in 0..tokens.len() / few.len() * 20 {
        for token in few {
            verifier.verify(token).await?;
        }
    }
    let again = per_second(tokens.len() / few.len() * 20 * few.len(), begun.elapsed());
    figure("bare ES256 signatures checked, one thread, a second", &format!("{bare:.0}"), None);
    let ratio = first / bare;
    figure(
        "tokens seen for the first time, a second",
        &format!("{first:.0}"),
        Some(("0.8 × bare", ratio >= 0.8)),
    );
    figure("tokens seen before, a second", &format!("{again:.0}"), None);
    figure("  seen before ÷ first time", &format!("{:.0} ×", again / first), None);
    Ok(())
}

/// So many tokens of a service, all different.
async fn made(world: &World, count: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let idp = world.idp();
    let client = NewClient {
        id: "bench".to_owned(),
        name: "Bench".to_owned(),
        first_party: true,
        confidential: true,
        redirect_uris: Vec::new(),
        post_logout_redirect_uris: Vec::new(),
        grants: vec![Grant::ClientCredentials],
        scopes: vec![Scope::Api],
    };
    let secret = idp.register_client(client).await?;
    let request = TokenRequest {
        grant_type: Grant::ClientCredentials.word().to_owned(),
        credentials: Credentials { id: Some("bench".to_owned()), secret },
        ..TokenRequest::default()
    };
    let begun = Instant::now();
    let mut tokens = Vec::with_capacity(count);
    for _ in 0..count {
        let made = idp.token(&request).await.map_err(|refusal| refusal.description())?;
        tokens.push(made.access_token);
    }
    let rate = per_second(count, begun.elapsed());
    figure("tokens made at the token endpoint's verb, a second", &format!("{rate:.0}"), None);
    Ok(tokens)
}

/// What the library alone does.
async fn bare(world: &World, tokens: &[String]) -> Result<f64, Box<dyn Error>> {
    let keys = world.idp().jwks().await?;
    let part = |name: &str| keys["keys"][0][name].as_str().ok_or("a key without coordinates");
    let key = DecodingKey::from_ec_components(part("x")?, part("y")?)?;
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&["comanda"]);
    let begun = Instant::now();
    for token in tokens {
        jsonwebtoken::decode::<Value>(token, &key, &validation)?;
    }
    Ok(per_second(tokens.len(), begun.elapsed()))
}
