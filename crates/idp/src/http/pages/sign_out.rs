//! Signing out: on our pages, or at a client's request.

use axum::extract::{Form as Sent, RawForm};
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::cookies;
use super::knock::Knock;
use super::security::confirm_first;
use super::sign_in::HOME;
use super::view::{Form, SignOut, SignedOut};
use crate::service::oauth::{End, EndRequest};
use crate::words::Failure;

#[derive(Deserialize)]
pub(super) struct Fields {
    /// The request of a client that the person was asked about.
    #[serde(default)]
    request: String,
}

/// Asks whether to sign out.
pub(super) async fn page(knock: Knock) -> Response {
    ask(&knock, String::new()).await
}

/// Signs out. Only our own pages can send this.
pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let Some(request) = read(&fields.request) else {
        return answer::failure(&knock, Failure::BadRequest);
    };
    answer_to(&knock, &fields.request, EndRequest { agreed: true, ..request }).await
}

pub(super) async fn done(knock: Knock) -> Response {
    let frame = knock.frame();
    answer::page(&knock, &SignedOut { frame: &frame, sign_in: "/sign-in".to_owned() }, None)
}

/// A client asks to sign the person out.
pub(super) async fn end(knock: Knock) -> Response {
    let asked_for = knock.asked_for();
    let query = asked_for.split_once('?').map_or("", |(_, query)| query);
    match read(query) {
        Some(request) => answer_to(&knock, query, request).await,
        None => answer::failure(&knock, Failure::BadRequest),
    }
}

/// The same by a form.
pub(super) async fn end_posted(knock: Knock, RawForm(form): RawForm) -> Response {
    let query = std::str::from_utf8(&form).unwrap_or_default();
    match read(query) {
        Some(request) => answer_to(&knock, query, request).await,
        None => answer::failure(&knock, Failure::BadRequest),
    }
}

async fn answer_to(knock: &Knock, query: &str, request: EndRequest) -> Response {
    let end = async {
        let who = knock.whoever().await?;
        knock.idp.end(&request, who.as_ref()).await
    };
    let next = match end.await {
        Ok(End::Ask) => return ask(knock, query.to_owned()).await,
        Ok(End::Redirect(to)) => answer::go(&to),
        Ok(End::Stay) => answer::go("/signed-out"),
        Err(error) => return answer::broken(knock, &error),
    };
    answer::with_cookie(next, &cookies::forget(cookies::SESSION))
}

async fn ask(knock: &Knock, request: String) -> Response {
    let account = async {
        let who = knock.who().await?;
        knock.idp.view(&who).await
    };
    let account = match account.await {
        Ok(account) => account,
        Err(crate::Error::SignedOut) => return answer::go("/signed-out"),
        Err(error) => return confirm_first(knock, &error),
    };
    // Where the form leads on when the person has agreed.
    let to = format!("/oauth/logout?{request}");
    let frame = knock.frame();
    let view = SignOut {
        frame: &frame,
        form: Form {
            action: "/sign-out".to_owned(),
            to: None,
            carried: vec![("request", request)],
            problem: None,
        },
        email: account.email,
        client: None,
        cancel: HOME.to_owned(),
    };
    answer::page(knock, &view, Some(&to))
}

/// A request; `None` when a field stands in it twice.
fn read(query: &str) -> Option<EndRequest> {
    let mut request = EndRequest::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let place = match &*name {
            "id_token_hint" => &mut request.id_token_hint,
            "client_id" => &mut request.client_id,
            "post_logout_redirect_uri" => &mut request.post_logout_redirect_uri,
            "state" => &mut request.state,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return None;
        }
    }
    Some(request)
}
