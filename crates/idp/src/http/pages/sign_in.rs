//! The page to sign in on.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::cookies;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::view::{Form, PasskeyCall, SignIn};
use crate::error::Error;
use crate::service::Step;
use crate::words::Problem;

/// Where people go on when nobody sent them.
pub(super) const HOME: &str = "/account";

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    to: Option<String>,
}

pub(super) async fn page(knock: Knock) -> Response {
    let to = going_on::safe(knock.query("to").as_deref());
    let known = match knock.whoever().await {
        Ok(known) => known,
        Err(error) => return answer::broken(&knock, &error),
    };
    match known {
        // Nothing to do, unless they are to show again who they are.
        Some(_) if knock.query("again").is_none() => answer::go(to.as_deref().unwrap_or(HOME)),
        Some(who) => match knock.idp.view(&who).await {
            Ok(account) => show(&knock, to.as_deref(), account.email, true, None),
            Err(error) => answer::broken(&knock, &error),
        },
        None => {
            let email = knock.query("login_hint").unwrap_or_default();
            show(&knock, to.as_deref(), email, false, None)
        }
    }
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    match knock.idp.sign_in(&knock.visitor, &fields.email, &fields.password).await {
        Ok(Step::SignedIn(session)) => {
            answer::signed_in(answer::go(to.as_deref().unwrap_or(HOME)), &session)
        }
        Ok(Step::SecondFactor { challenge, .. }) => {
            let next = answer::go(&going_on::with("/sign-in/second", to.as_deref()));
            answer::with_cookie(next, &cookies::under_way(cookies::CHALLENGE, &challenge))
        }
        Err(error) => {
            let reauth = knock.who().await.is_ok();
            show(&knock, to.as_deref(), fields.email, reauth, Some(&error))
        }
    }
}

fn show(
    knock: &Knock,
    to: Option<&str>,
    email: String,
    reauth: bool,
    error: Option<&Error>,
) -> Response {
    let problem: Option<Problem> = match error {
        None => None,
        Some(error) => match problem_of(error) {
            Some(problem) => Some(problem),
            None => return answer::broken(knock, error),
        },
    };
    let frame = knock.frame();
    let action = "/sign-in".to_owned();
    let form = Form { action, to: to.map(ToOwned::to_owned), carried: Vec::new(), problem };
    let passkey = PasskeyCall {
        start: "/sign-in/passkey/start".to_owned(),
        finish: "/sign-in/passkey/finish".to_owned(),
    };
    let view = SignIn {
        frame: &frame,
        form,
        email,
        reauth,
        password: true,
        passkey: Some(passkey),
        forgotten: "/forgotten".to_owned(),
        sign_up: going_on::with("/sign-up", to),
    };
    match error {
        None => answer::page(knock, &view, to),
        Some(error) => answer::refused(knock, error, &view, to),
    }
}
