//! Changing e-mail or password, and closing the account.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::account::done;
use super::answer;
use super::cookies;
use super::knock::Knock;
use super::problems::problem_of;
use super::security::{confirm_first, fresh};
use super::sign_in::HOME;
use super::sign_up::{code_view, resend};
use super::view::{ChangeEmail, ChangePassword, CloseAccount, Form, Purpose};
use crate::domain::PASSWORD_CHARS_MIN;
use crate::error::Error;
use crate::words::{Notice, Problem};

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
    #[serde(default)]
    code: String,
}

pub(super) async fn email_page(knock: Knock) -> Response {
    show_email(&knock, String::new(), None).await
}

pub(super) async fn email(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let network = knock.visitor.network.clone();
    let begin =
        async { knock.idp.change_email(&knock.who().await?, &network, &fields.email).await };
    match begin.await {
        Ok(flow) => {
            let next = answer::go("/account/email/code");
            answer::with_cookie(next, &cookies::under_way(cookies::FLOW, &flow))
        }
        Err(error) => show_email(&knock, fields.email, Some(&error)).await,
    }
}

async fn show_email(knock: &Knock, new_email: String, error: Option<&Error>) -> Response {
    let (email, problem) = match about(knock, error).await {
        Ok(about) => about,
        Err(response) => return *response,
    };
    let frame = knock.frame();
    let form = Form { action: "/account/email".to_owned(), problem, ..Form::default() };
    let cancel = HOME.to_owned();
    let view = ChangeEmail { frame: &frame, form, email, new_email, password: false, cancel };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}

pub(super) async fn code_page(knock: Knock) -> Response {
    code_view(&knock, None, None, Purpose::ChangeEmail, "/account/email").await
}

pub(super) async fn code(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let flow = knock.flow.as_deref().unwrap_or_default();
    let confirm = async { knock.idp.confirm_email(&knock.who().await?, flow, &fields.code).await };
    match confirm.await {
        Ok(()) => answer::with_cookie(done(Notice::EmailChanged), &cookies::forget(cookies::FLOW)),
        Err(error @ (Error::SignedOut | Error::ConfirmFirst)) => confirm_first(&knock, &error),
        Err(error) => {
            code_view(&knock, None, Some(&error), Purpose::ChangeEmail, "/account/email").await
        }
    }
}

pub(super) async fn again(knock: Knock) -> Response {
    match resend(&knock).await {
        Ok(()) => answer::go("/account/email/code"),
        Err(error) => {
            code_view(&knock, None, Some(&error), Purpose::ChangeEmail, "/account/email").await
        }
    }
}

pub(super) async fn password_page(knock: Knock) -> Response {
    show_password(&knock, None).await
}

pub(super) async fn password(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let (old, new) = (&fields.password, &fields.new_password);
    let change =
        async { knock.idp.change_password(&knock.who().await?, &knock.visitor, old, new).await };
    match change.await {
        Ok(session) => answer::signed_in(done(Notice::PasswordChanged), &session),
        Err(error) => show_password(&knock, Some(&error)).await,
    }
}

async fn show_password(knock: &Knock, error: Option<&Error>) -> Response {
    let who = match knock.who().await {
        Ok(who) => who,
        Err(error) => return confirm_first(knock, &error),
    };
    let account = match knock.idp.view(&who).await {
        Ok(account) => account,
        Err(error) => return answer::broken(knock, &error),
    };
    let problem = match error {
        // Here only the password can be wrong.
        Some(Error::WrongPassword) => Some(Problem::WrongPassword),
        Some(error @ (Error::SignedOut | Error::ConfirmFirst)) => {
            return confirm_first(knock, error);
        }
        Some(error) => match problem_of(error) {
            Some(problem) => Some(problem),
            None => return answer::broken(knock, error),
        },
        None => None,
    };
    let frame = knock.frame();
    let view = ChangePassword {
        frame: &frame,
        form: Form { action: "/account/password".to_owned(), problem, ..Form::default() },
        email: account.email,
        has_password: account.has_password,
        password_min: PASSWORD_CHARS_MIN,
        cancel: HOME.to_owned(),
    };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}

pub(super) async fn close_page(knock: Knock) -> Response {
    show_close(&knock, None).await
}

pub(super) async fn close(knock: Knock) -> Response {
    let close = async { knock.idp.close_account(&knock.who().await?).await };
    match close.await {
        Ok(()) => {
            answer::with_cookie(answer::go("/signed-out"), &cookies::forget(cookies::SESSION))
        }
        Err(error) => show_close(&knock, Some(&error)).await,
    }
}

async fn show_close(knock: &Knock, error: Option<&Error>) -> Response {
    let (email, problem) = match about(knock, error).await {
        Ok(about) => about,
        Err(response) => return *response,
    };
    let frame = knock.frame();
    let form = Form { action: "/account/close".to_owned(), problem, ..Form::default() };
    let cancel = HOME.to_owned();
    let view = CloseAccount { frame: &frame, form, email, password: false, cancel };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}

/// The address of whoever may do this now, and what is wrong with what they sent; or where they
/// have to go first.
async fn about(
    knock: &Knock,
    error: Option<&Error>,
) -> Result<(String, Option<Problem>), Box<Response>> {
    let who = fresh(knock).await.map_err(|error| confirm_first(knock, &error))?;
    let account = knock.idp.view(&who).await.map_err(|error| answer::broken(knock, &error))?;
    let problem = match error {
        Some(error) => Some(problem_of(error).ok_or_else(|| confirm_first(knock, error))?),
        None => None,
    };
    Ok((account.email, problem))
}
