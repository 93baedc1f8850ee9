//! The page to take up an invitation on.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::knock::Knock;
use super::problems::problem_of;
use super::sign_in::HOME;
use super::view::{Form, Invited};
use crate::domain::PASSWORD_CHARS_MIN;
use crate::error::Error;
use crate::service::TakenUp;
use crate::words::{Failure, Notice};

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    link: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn page(knock: Knock) -> Response {
    let link = knock.query("link").unwrap_or_default();
    show(&knock, &Fields { link, ..Fields::default() }, None).await
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let taken = TakenUp {
        link: &fields.link,
        email: &fields.email,
        name: &fields.name,
        password: &fields.new_password,
        language: knock.language,
    };
    match knock.idp.take_up(&knock.visitor, taken).await {
        Ok(session) => {
            let welcome = format!("{HOME}?notice={}", Notice::Welcome.word());
            answer::signed_in(answer::go(&welcome), &session)
        }
        Err(error) => show(&knock, &fields, Some(&error)).await,
    }
}

async fn show(knock: &Knock, sent: &Fields, error: Option<&Error>) -> Response {
    let (email, role) = match knock.idp.invited(&sent.link).await {
        Ok(invited) => invited,
        Err(Error::Expired) => return answer::failure(knock, Failure::LinkInvalid),
        Err(error) => return answer::broken(knock, &error),
    };
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let carried = vec![("link", sent.link.clone())];
    let form = Form { action: "/invited".to_owned(), to: None, carried, problem };
    let password_min = PASSWORD_CHARS_MIN;
    let (known, email) = (email.is_some(), email.unwrap_or_else(|| sent.email.clone()));
    let name = sent.name.clone();
    let view = Invited { frame: &frame, form, known, email, name, role, password_min };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}
