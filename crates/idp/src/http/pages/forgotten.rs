//! The pages for who forgot their password.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::cookies;
use super::knock::Knock;
use super::problems::problem_of;
use super::sign_up::{code_view, resend};
use super::view::{Forgotten, Form, Purpose};
use crate::error::Error;
use crate::words::Failure;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize)]
pub(super) struct CodeFields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn page(knock: Knock) -> Response {
    if !knock.idp.can_mail() {
        return answer::failure(&knock, Failure::Forbidden);
    }
    show(&knock, String::new(), None)
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    match knock.idp.forgotten(&knock.visitor, knock.language, &fields.email).await {
        Ok(flow) => {
            let next = answer::go("/forgotten/code");
            answer::with_cookie(next, &cookies::under_way(cookies::FLOW, &flow))
        }
        Err(error) => show(&knock, fields.email, Some(&error)),
    }
}

fn show(knock: &Knock, email: String, error: Option<&Error>) -> Response {
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let form = Form { action: "/forgotten".to_owned(), problem, ..Form::default() };
    let view = Forgotten { frame: &frame, form, email, sign_in: "/sign-in".to_owned() };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}

pub(super) async fn code_page(knock: Knock) -> Response {
    code_view(&knock, None, None, Purpose::Reset, "/forgotten").await
}

/// Who has another password signs in with it, and with their second factor if they have one.
pub(super) async fn send_code(knock: Knock, Sent(fields): Sent<CodeFields>) -> Response {
    let flow = knock.flow.as_deref().unwrap_or_default();
    match knock.idp.reset(flow, &fields.code, &fields.new_password).await {
        Ok(()) => answer::with_cookie(answer::go("/sign-in"), &cookies::forget(cookies::FLOW)),
        Err(error) => code_view(&knock, None, Some(&error), Purpose::Reset, "/forgotten").await,
    }
}

pub(super) async fn again(knock: Knock) -> Response {
    match resend(&knock).await {
        Ok(()) => answer::go("/forgotten/code"),
        Err(error) => code_view(&knock, None, Some(&error), Purpose::Reset, "/forgotten").await,
    }
}
