//! The pages to sign up on.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::cookies;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::sign_in::HOME;
use super::view::{EnterCode, Form, Purpose, SignUp};
use crate::domain::PASSWORD_CHARS_MIN;
use crate::error::Error;
use crate::words::Failure;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    new_password: String,
    to: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CodeFields {
    #[serde(default)]
    code: String,
    to: Option<String>,
}

pub(super) async fn page(knock: Knock) -> Response {
    if !knock.idp.can_mail() {
        return answer::failure(&knock, Failure::Forbidden);
    }
    let to = going_on::safe(knock.query("to").as_deref());
    let email = knock.query("login_hint").unwrap_or_default();
    show(&knock, to.as_deref(), email, String::new(), None)
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    let Fields { email, name, new_password, .. } = &fields;
    let idp = &knock.idp;
    match idp.sign_up(&knock.visitor, knock.language, email, name, new_password).await {
        Ok(flow) => {
            let next = answer::go(&going_on::with("/sign-up/code", to.as_deref()));
            answer::with_cookie(next, &cookies::under_way(cookies::FLOW, &flow))
        }
        Err(error) => show(&knock, to.as_deref(), fields.email, fields.name, Some(&error)),
    }
}

fn show(
    knock: &Knock,
    to: Option<&str>,
    email: String,
    name: String,
    error: Option<&Error>,
) -> Response {
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let action = "/sign-up".to_owned();
    let view = SignUp {
        frame: &frame,
        form: Form { action, to: to.map(ToOwned::to_owned), carried: Vec::new(), problem },
        email,
        name,
        password_min: PASSWORD_CHARS_MIN,
        sign_in: going_on::with("/sign-in", to),
    };
    match error {
        None => answer::page(knock, &view, to),
        Some(error) => answer::refused(knock, error, &view, to),
    }
}

pub(super) async fn code_page(knock: Knock) -> Response {
    let to = going_on::safe(knock.query("to").as_deref());
    show_code(&knock, to, None).await
}

pub(super) async fn send_code(knock: Knock, Sent(fields): Sent<CodeFields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    let flow = knock.flow.as_deref().unwrap_or_default();
    match knock.idp.verify(&knock.visitor, flow, &fields.code).await {
        Ok(session) => {
            let welcome = format!("{HOME}?notice={}", crate::words::Notice::Welcome.word());
            answer::signed_in(answer::go(to.as_deref().unwrap_or(&welcome)), &session)
        }
        Err(error) => show_code(&knock, to, Some(&error)).await,
    }
}

pub(super) async fn again(knock: Knock, Sent(fields): Sent<CodeFields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    match resend(&knock).await {
        Ok(()) => answer::go(&going_on::with("/sign-up/code", to.as_deref())),
        Err(error) => show_code(&knock, to, Some(&error)).await,
    }
}

/// Mails another code.
pub(super) async fn resend(knock: &Knock) -> Result<(), Error> {
    let flow = knock.flow.as_deref().unwrap_or_default();
    knock.idp.resend(flow, &knock.visitor.network).await
}

async fn show_code(knock: &Knock, to: Option<String>, error: Option<&Error>) -> Response {
    code_view(knock, to, error, Purpose::Verify, "/sign-up").await
}

/// The page for a mailed code; its forms are sent to `base/code` and `base/code/again`.
pub(super) async fn code_view(
    knock: &Knock,
    to: Option<String>,
    error: Option<&Error>,
    purpose: Purpose,
    base: &str,
) -> Response {
    let email = match knock.idp.mailed_to(knock.flow.as_deref().unwrap_or_default()).await {
        Ok(email) => email,
        Err(error) => return answer::broken(knock, &error),
    };
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let form = |action: String, problem| {
        let (to, carried) = (to.clone(), Vec::new());
        Form { action, to, carried, problem }
    };
    let view = EnterCode {
        frame: &frame,
        form: form(format!("{base}/code"), problem),
        email,
        purpose,
        password_min: (purpose == Purpose::Reset).then_some(PASSWORD_CHARS_MIN),
        resend: form(format!("{base}/code/again"), None),
        start_again: going_on::with(base, to.as_deref()),
    };
    match error {
        None => answer::page(knock, &view, to.as_deref()),
        Some(error) => answer::refused(knock, error, &view, to.as_deref()),
    }
}
