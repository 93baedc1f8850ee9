//! Signing in as a person does: the hosted page, its forms, a code, and the verifier that only the
//! page which began it knows (PKCE, RFC 7636).

use anyhow::{Context, bail, ensure};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::aws::{Caller, Refusal};
use crate::http::{self, Reply};
use crate::outputs::SignIn;

/// What our pages ask for.
const SCOPE: &str = "openid email profile";
/// The password of everybody in a run.
pub const PASSWORD: &str = "Correct horse, 1 battery staple";
/// How many forms the hosted sign-in may show in a row: name and password, a new password, a code.
const FORMS_MAX: usize = 4;

/// What a sign-in gives.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// For our API.
    pub access: String,
    /// For the page, which must not send it to the API.
    pub id: String,
}

/// The secrets of one sign-in.
struct Attempt {
    verifier: String,
    state: String,
}

impl Attempt {
    fn begin() -> anyhow::Result<Self> {
        Ok(Self { verifier: chance()?, state: chance()? })
    }

    fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier.as_bytes()))
    }
}

/// Something nobody can guess.
pub(crate) fn chance() -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).context("the system gives no random bytes")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Signs a person in on the hosted page and exchanges the code, after seeing that a stranger who
/// caught the code could not.
///
/// # Errors
/// When a step is not answered as it should be.
pub async fn on_hosted_page(
    aws: &Caller,
    place: &SignIn,
    back_to: &str,
    name: &str,
) -> anyhow::Result<Tokens> {
    let attempt = Attempt::begin()?;
    let code = code(aws, place, back_to, name, &attempt).await?;
    let stranger = Attempt::begin()?;
    let refused = exchange(aws, place, back_to, &code, &stranger.verifier).await?;
    ensure!(
        refused.status == StatusCode::BAD_REQUEST,
        "a code with another verifier was answered with {}: {}",
        refused.status,
        refused.text()
    );
    let reply = exchange(aws, place, back_to, &code, &attempt.verifier).await?;
    let tokens = reply.json();
    let token = |kind: &str| {
        let token = tokens[kind].as_str().map(str::to_owned);
        token.with_context(|| format!("no {kind} in {}: {tokens}", reply.status))
    };
    Ok(Tokens { access: token("access_token")?, id: token("id_token")? })
}

async fn code(
    aws: &Caller,
    place: &SignIn,
    back_to: &str,
    name: &str,
    attempt: &Attempt,
) -> anyhow::Result<String> {
    let query = http::form(&[
        ("response_type", "code"),
        ("client_id", &place.client_id),
        ("redirect_uri", back_to),
        ("scope", SCOPE),
        ("state", &attempt.state),
        ("code_challenge", &attempt.challenge()),
        ("code_challenge_method", "S256"),
    ]);
    let mut page = get(aws, place, &format!("/oauth2/authorize?{query}")).await?;
    for _ in 0..FORMS_MAX {
        if let Some(address) = page.header("location") {
            return returned(address, back_to, &attempt.state);
        }
        let html = page.text();
        let form =
            Form::on(&html).with_context(|| format!("no form on {}: {html}", page.status))?;
        page = post(aws, place, &form.action, &form.filled_in(name)).await?;
    }
    bail!("the hosted sign-in showed more than {FORMS_MAX} forms; the last page: {}", page.text())
}

/// The code in the address somebody is sent back to, if it is ours.
fn returned(address: &str, back_to: &str, state: &str) -> anyhow::Result<String> {
    let query = address.strip_prefix(back_to).and_then(|rest| rest.strip_prefix('?'));
    let query = query.with_context(|| format!("sent to {address} instead of {back_to}"))?;
    let field = |wanted: &str| {
        let mut fields = query.split('&').filter_map(|field| field.split_once('='));
        fields.find(|(name, _)| *name == wanted).map(|(_, value)| http::unescaped(value))
    };
    ensure!(field("state").as_deref() == Some(state), "another sign-in came back: {address}");
    field("code").with_context(|| format!("no code in {address}"))
}

async fn exchange(
    aws: &Caller,
    place: &SignIn,
    back_to: &str,
    code: &str,
    verifier: &str,
) -> anyhow::Result<Reply> {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &place.client_id),
        ("code", code),
        ("redirect_uri", back_to),
        ("code_verifier", verifier),
    ];
    post(aws, place, "/oauth2/token", &http::form(&fields)).await
}

async fn get(aws: &Caller, place: &SignIn, path: &str) -> anyhow::Result<Reply> {
    let request = http::request(Method::GET, host(place), path, &[], "")?;
    http::send(aws.address(), request).await
}

async fn post(aws: &Caller, place: &SignIn, path: &str, form: &str) -> anyhow::Result<Reply> {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let request = http::request(Method::POST, host(place), path, &headers, form)?;
    http::send(aws.address(), request).await
}

fn host(place: &SignIn) -> &str {
    place.url.split("://").last().unwrap_or_default()
}

/// A form of a page: where it goes, and its inputs with what already stands in them.
#[derive(Debug, PartialEq, Eq)]
struct Form {
    action: String,
    inputs: Vec<(String, String)>,
}

impl Form {
    fn on(html: &str) -> Option<Self> {
        let form = html.split("<form").nth(1)?.split("</form>").next()?;
        let action = attribute(form.split('>').next()?, "action")?;
        let inputs = form.split("<input").skip(1).filter_map(|input| input.split('>').next());
        let inputs = inputs.filter_map(|input| {
            Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
        });
        Some(Self { action, inputs: inputs.collect() })
    }

    /// As a person fills it in.
    fn filled_in(&self, name: &str) -> String {
        let fill = |(field, value): &(String, String)| {
            let typed = match field.as_str() {
                "username" => name,
                "password" | "new_password" | "confirm_password" => PASSWORD,
                _ => value,
            };
            (field.clone(), typed.to_owned())
        };
        http::form(&self.inputs.iter().map(fill).collect::<Vec<_>>())
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&"))
}

/// Signs a customer up, as the hosted page does.
///
/// # Errors
/// When the pool refuses.
pub async fn sign_up(aws: &Caller, place: &SignIn, name: &str) -> anyhow::Result<()> {
    let email = json!([{ "Name": "email", "Value": name }]);
    let account = json!({
        "ClientId": place.client_id, "Username": name, "Password": PASSWORD,
        "UserAttributes": email,
    });
    aws.call("cognito-idp", "SignUp", account).await?;
    let client = &place.client_id;
    let confirm =
        |code: &str| json!({ "ClientId": client, "Username": name, "ConfirmationCode": code });
    let guessed = aws.call("cognito-idp", "ConfirmSignUp", confirm("000000")).await;
    let refused = guessed.err().context("a code was taken that nobody was sent")?;
    let refusal = Refusal::within(&refused).map(|refusal| refusal.code.as_str());
    ensure!(refusal == Some("CodeMismatchException"), "a guessed code: {refused:#}");
    let code = mailed_code(aws, name).await?;
    aws.call("cognito-idp", "ConfirmSignUp", confirm(&code)).await?;
    Ok(())
}

/// The code in the last mail that somebody was sent, read where the stand-in keeps its mail.
async fn mailed_code(aws: &Caller, name: &str) -> anyhow::Result<String> {
    let mail = aws.rest("ses", Method::GET, "/_ministack/ses/messages", "").await?.json();
    let accounts = mail["messages"].as_object().context("the stand-in keeps mail")?;
    let mut mails = accounts.values().filter_map(Value::as_array).flatten();
    let last = mails.rfind(|mail| mail["To"][0] == name);
    let body = last.and_then(|mail| mail["BodyText"].as_str());
    let body = body.with_context(|| format!("no mail to {name}"))?;
    let code = body.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6);
    Ok(code.with_context(|| format!("no code in: {body}"))?.to_owned())
}

/// Makes an account for somebody who works here, in a group; they choose a password when they
/// first sign in.
///
/// # Errors
/// When the pool refuses.
pub async fn hire(aws: &Caller, place: &SignIn, name: &str, group: &str) -> anyhow::Result<()> {
    let pool = &place.user_pool_id;
    let account = json!({
        "UserPoolId": pool, "Username": name, "TemporaryPassword": PASSWORD,
        "MessageAction": "SUPPRESS",
        "UserAttributes": [
            { "Name": "email", "Value": name }, { "Name": "email_verified", "Value": "true" },
        ],
    });
    aws.call("cognito-idp", "AdminCreateUser", account).await?;
    let member: Value = json!({ "UserPoolId": pool, "Username": name, "GroupName": group });
    aws.call("cognito-idp", "AdminAddUserToGroup", member).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_the_one_of_the_rfc() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        let attempt = Attempt { verifier, state: String::new() };
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_form_is_filled_in_and_keeps_what_it_hides() {
        let html = r#"<p><form method="POST" action="/login"><input type="hidden" name="state"
            value="a&amp;b"><input type="text" name="username" required><input type="password"
            name="password"></form>"#;
        let form = Form::on(html).expect("a form");
        assert_eq!(form.action, "/login");
        let filled = form.filled_in("ana@example.org");
        assert!(filled.starts_with("state=a%26b&username=ana%40example.org&password="), "{filled}");
    }

    #[test]
    fn only_the_sign_in_that_was_begun_may_come_back() {
        let back_to = "http://127.0.0.1/";
        let code = returned("http://127.0.0.1/?code=c%2Fd&state=s", back_to, "s");
        assert_eq!(code.expect("ours"), "c/d");
        returned("http://127.0.0.1/?code=c&state=t", back_to, "s").expect_err("another state");
        returned("http://elsewhere/?code=c&state=s", back_to, "s").expect_err("another place");
    }
}
