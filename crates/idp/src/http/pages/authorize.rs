//! Where clients send people to sign in.

use axum::extract::Form as Sent;
use axum::extract::RawForm;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::going_on;
use super::knock::Knock;
use super::view::{Consent, Form};
use crate::service::oauth::{Authorized, Request};
use crate::words::Failure;

/// What is asked for, as a query of ours.
const PAGE: &str = "/oauth/authorize";

#[derive(Deserialize)]
pub(super) struct Decision {
    request: String,
    decision: String,
}

pub(super) async fn page(knock: Knock) -> Response {
    let asked_for = knock.asked_for();
    let query = asked_for.split_once('?').map_or("", |(_, query)| query);
    answer_to(&knock, query, false).await
}

/// The same by a form (OpenID Connect Core, section 3.1.2.1).
pub(super) async fn posted(knock: Knock, RawForm(form): RawForm) -> Response {
    match std::str::from_utf8(&form) {
        Ok(query) => answer_to(&knock, query, false).await,
        Err(_) => answer::failure(&knock, Failure::BadRequest),
    }
}

/// What the person has decided on our page. Only our page can send this.
pub(super) async fn decide(knock: Knock, Sent(decided): Sent<Decision>) -> Response {
    if decided.decision == "allow" {
        return answer_to(&knock, &decided.request, true).await;
    }
    let Some(request) = read(&decided.request) else {
        return answer::failure(&knock, Failure::BadRequest);
    };
    match knock.idp.deny(&request).await {
        Ok(authorized) => shown(&knock, &decided.request, authorized).await,
        Err(error) => answer::broken(&knock, &error),
    }
}

async fn answer_to(knock: &Knock, query: &str, agreed: bool) -> Response {
    let Some(request) = read(query) else { return answer::failure(knock, Failure::BadRequest) };
    let request = Request { agreed, ..request };
    let authorized = async {
        let who = knock.whoever().await?;
        knock.idp.authorize(&request, who.as_ref()).await
    };
    match authorized.await {
        Ok(authorized) => shown(knock, query, authorized).await,
        Err(error) => answer::broken(knock, &error),
    }
}

async fn shown(knock: &Knock, query: &str, authorized: Authorized) -> Response {
    let here = format!("{PAGE}?{query}");
    match authorized {
        Authorized::Redirect(to) => answer::go(&to),
        Authorized::UnknownClient => answer::failure(knock, Failure::UnknownClient),
        Authorized::WrongRedirect => answer::failure(knock, Failure::WrongRedirect),
        Authorized::Enrol => answer::go(&going_on::with("/account/authenticator", Some(&here))),
        Authorized::SignIn { again, since } => {
            let back = back_to(&here, since);
            let page = if again { "/sign-in?again=1" } else { "/sign-in" };
            answer::go(&hinted(going_on::with(page, Some(&back)), query))
        }
        Authorized::SignUp { since } => {
            let back = back_to(&format!("{PAGE}?{}", without_create(query)), since);
            // Where no code can be mailed, nobody can sign up.
            let page = if knock.idp.can_mail() { "/sign-up" } else { "/sign-in" };
            answer::go(&hinted(going_on::with(page, Some(&back)), query))
        }
        Authorized::Ask(asked) => {
            let email = async {
                let who = knock.who().await?;
                Ok::<_, crate::error::Error>(knock.idp.view(&who).await?.email)
            };
            let email = match email.await {
                Ok(email) => email,
                Err(error) => return answer::broken(knock, &error),
            };
            let frame = knock.frame();
            let view = Consent {
                frame: &frame,
                form: Form {
                    action: format!("{PAGE}/decide"),
                    to: None,
                    carried: vec![("request", query.to_owned())],
                    problem: None,
                },
                client: asked.client,
                scopes: asked.scopes,
                email,
                other_account: going_on::with("/sign-in?again=1", Some(&here)),
            };
            answer::page(knock, &view, Some(&here))
        }
    }
}

/// Where the person comes back to when they have signed in.
fn back_to(here: &str, since: Option<i64>) -> String {
    match since {
        Some(since) => format!("{here}&signed_in_after={since}"),
        None => here.to_owned(),
    }
}

/// The address of a page, with what the client knows of the person.
fn hinted(mut page: String, query: &str) -> String {
    for name in ["login_hint", "ui_locales"] {
        if let Some(value) = field(query, name) {
            let mut more = url::form_urlencoded::Serializer::new(String::new());
            page = format!("{page}&{}", more.append_pair(name, &value).finish());
        }
    }
    page
}

/// The request of somebody who is being shown where to sign up: asking again would lead in circles.
fn without_create(query: &str) -> String {
    let mut rest = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if name == "prompt" {
            let others: Vec<&str> = value.split(' ').filter(|word| *word != "create").collect();
            if !others.is_empty() {
                rest.append_pair(&name, &others.join(" "));
            }
        } else {
            rest.append_pair(&name, &value);
        }
    }
    rest.finish()
}

/// A request; `None` when a field stands in it twice (RFC 6749, section 3.1).
fn read(query: &str) -> Option<Request> {
    let mut request = Request::default();
    let mut seen = std::collections::HashSet::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = value.into_owned();
        match &*name {
            "client_id" => request.client_id = value,
            "redirect_uri" => request.redirect_uri = value,
            "response_type" => request.response_type = value,
            "response_mode" => request.response_mode = Some(value),
            "scope" => request.scope = value,
            "state" => request.state = Some(value),
            "nonce" => request.nonce = Some(value),
            "code_challenge" => request.code_challenge = Some(value),
            "code_challenge_method" => request.code_challenge_method = Some(value),
            "prompt" => request.prompt = Some(value),
            "max_age" => request.max_age = Some(value),
            "acr_values" => request.acr_values = Some(value),
            "request" | "request_uri" => request.has_request_object = true,
            // The last one counts: each time someone is sent to sign in, it is later.
            "signed_in_after" => {
                request.signed_in_after = request.signed_in_after.max(value.parse().ok());
                continue;
            }
            _ => continue,
        }
        if !seen.insert(name.into_owned()) {
            return None;
        }
    }
    Some(request)
}

fn field(query: &str, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
