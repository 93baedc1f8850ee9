//! Who is not let in, and who may not do what.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::Method;
use serde_json::json;

use crate::api::expect;
use crate::second_factor;
use crate::stage::Stage;

/// No token, a token that was tampered with, one that is for the page, one of another client: 401.
/// A customer who does a barista's work: 403.
///
/// # Errors
/// When somebody was answered otherwise.
pub async fn strangers(stage: &Stage) -> anyhow::Result<()> {
    let foreign = second_factor::token_of_another_client(stage).await?;
    let forged = forged(&stage.customer.access);
    let resigned = resigned(&stage.customer.access);
    let tokens = [
        ("no token", None),
        ("a signature that is not the issuer's", Some(forged.as_str())),
        ("a signature by a key of its own", Some(resigned.as_str())),
        ("the token that is for the page", Some(stage.customer.id.as_str())),
        ("a token of another client", Some(foreign.as_str())),
    ];
    let cart = stage.cart("Nobody", None)?.to_string();
    let headers = [("idempotency-key", "stranger")];
    for (who, token) in tokens {
        let place = stage.api.send(token, Method::POST, "/v1/orders", &headers, &cart).await?;
        expect(&[401], &format!("an order with {who}"), &place)?;
        let read = stage.api.send(token, Method::GET, "/v1/orders", &[], "").await?;
        expect(&[401], &format!("reading with {who}"), &read)?;
    }
    let location = &stage.shop.location;
    let paths = [
        (Method::GET, format!("/v1/locations/{location}/orders"), String::new()),
        (Method::GET, format!("/v1/locations/{location}/stock"), String::new()),
        (
            Method::PUT,
            format!("/v1/locations/{location}/switch"),
            json!({ "switch": "closed" }).to_string(),
        ),
        (Method::GET, "/v1/workflows".to_owned(), String::new()),
    ];
    let customer = Some(stage.customer.access.as_str());
    for (method, path, body) in paths {
        let reply = stage.api.send(customer, method, &path, &[], &body).await?;
        expect(&[403], &format!("{path}, asked by a customer"), &reply)?;
    }
    Ok(())
}

/// The same token, its signature changed in one place.
fn forged(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').unwrap_or((token, ""));
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{signed}.{first}{}", signature.get(1..).unwrap_or_default())
}

/// The same claims, signed with a secret that everybody knows: the issuer's name.
fn resigned(token: &str) -> String {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let claims = token.split('.').nth(1).unwrap_or_default();
    let signed = format!("{}.{claims}", encode(br#"{"alg":"HS256","typ":"JWT"}"#));
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"cognito");
    format!("{signed}.{}", encode(hmac::sign(&key, signed.as_bytes()).as_ref()))
}
