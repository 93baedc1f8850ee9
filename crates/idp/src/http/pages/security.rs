//! Setting up a second factor, and turning it off.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::account::{self, Named, done};
use super::answer;
use super::cookies;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::sign_in::HOME;
use super::view::{Authenticator, Form, RecoveryCodes, TurnOffMfa};
use crate::error::Error;
use crate::service::{Enrolment, SignedIn};
use crate::words::Notice;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    code: String,
    to: Option<String>,
}

pub(super) async fn page(knock: Knock) -> Response {
    let to = going_on::safe(knock.query("to").as_deref());
    let enrol = async { knock.idp.enrol_authenticator(&knock.who().await?).await };
    match enrol.await {
        Ok(enrolment) => {
            let cookie = cookies::under_way(cookies::CHALLENGE, &enrolment.challenge);
            answer::with_cookie(show(&knock, to.as_deref(), enrolment, None), &cookie)
        }
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    let challenge = knock.challenge.as_deref().unwrap_or_default();
    let who = match knock.who().await {
        Ok(who) => who,
        Err(error) => return confirm_first(&knock, &error),
    };
    match knock.idp.add_authenticator(&who, &knock.visitor, challenge, &fields.code).await {
        Ok((session, codes)) if codes.is_empty() => {
            let next = match to {
                Some(to) => answer::go(&to),
                None => done(Notice::AuthenticatorAdded),
            };
            answer::signed_in(next, &session)
        }
        Ok((session, codes)) => {
            answer::signed_in(show_codes(&knock, to.as_deref(), codes), &session)
        }
        Err(error @ (Error::ConfirmFirst | Error::SignedOut)) => confirm_first(&knock, &error),
        Err(error) => match knock.idp.enrolling(&who, challenge).await {
            Ok(enrolment) => show(&knock, to.as_deref(), enrolment, Some(&error)),
            Err(error) => answer::broken(&knock, &error),
        },
    }
}

fn show(knock: &Knock, to: Option<&str>, enrolment: Enrolment, error: Option<&Error>) -> Response {
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let action = "/account/authenticator".to_owned();
    let view = Authenticator {
        frame: &frame,
        form: Form { action, to: to.map(ToOwned::to_owned), carried: Vec::new(), problem },
        svg: enrolment.qr,
        secret: in_fours(&enrolment.secret),
        uri: enrolment.uri,
        cancel: HOME.to_owned(),
    };
    match error {
        None => answer::page(knock, &view, to),
        Some(error) => answer::refused(knock, error, &view, to),
    }
}

fn show_codes(knock: &Knock, to: Option<&str>, codes: Vec<String>) -> Response {
    let frame = knock.frame();
    let action = going_on::with("/account/kept", to);
    let form = Form { action, to: None, ..Form::default() };
    let halves = |code: String| {
        let (first, second) = code.split_at(code.len() / 2);
        format!("{first}-{second}")
    };
    let codes = codes.into_iter().map(halves).collect();
    answer::page(knock, &RecoveryCodes { frame: &frame, form, codes }, to)
}

/// The person has kept their recovery codes.
pub(super) async fn kept(knock: Knock) -> Response {
    match going_on::safe(knock.query("to").as_deref()) {
        Some(to) => answer::go(&to),
        None => answer::go(HOME),
    }
}

pub(super) async fn recovery_codes(knock: Knock) -> Response {
    let make = async { knock.idp.new_recovery_codes(&knock.who().await?).await };
    match make.await {
        Ok(codes) => show_codes(&knock, None, codes),
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn off_page(knock: Knock) -> Response {
    let seen = async {
        let who = fresh(&knock).await?;
        knock.idp.view(&who).await
    };
    let account = match seen.await {
        Ok(account) => account,
        Err(error) => return confirm_first(&knock, &error),
    };
    let frame = knock.frame();
    let form = Form { action: "/account/authenticator/off".to_owned(), ..Form::default() };
    let (email, cancel) = (account.email, HOME.to_owned());
    answer::page(&knock, &TurnOffMfa { frame: &frame, form, email, password: false, cancel }, None)
}

pub(super) async fn off(knock: Knock) -> Response {
    let remove = async { knock.idp.remove_authenticator(&knock.who().await?).await };
    match remove.await {
        Ok(()) => done(Notice::SecondFactorOff),
        Err(error @ Error::MfaRequired) => account::show(&knock, Some(&error)).await,
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn remove_passkey(knock: Knock, Sent(named): Sent<Named>) -> Response {
    let remove = async { knock.idp.remove_passkey(&knock.who().await?, &named.id).await };
    match remove.await {
        Ok(()) => done(Notice::PasskeyRemoved),
        Err(error @ Error::MfaRequired) => account::show(&knock, Some(&error)).await,
        Err(error) => confirm_first(&knock, &error),
    }
}

/// Who is signed in and has shown not long ago who they are.
pub(super) async fn fresh(knock: &Knock) -> Result<SignedIn, Error> {
    let who = knock.who().await?;
    who.must_be_fresh()?;
    Ok(who)
}

/// Sends whoever has to show again who they are to do so, and back to this page. A form cannot be
/// sent a second time by a redirect, so its page is the account's overview.
pub(super) fn confirm_first(knock: &Knock, error: &Error) -> Response {
    let page = match knock.asked_for() {
        page if knock.is_get() => page,
        _ => HOME.to_owned(),
    };
    match error {
        Error::SignedOut => answer::go(&going_on::with("/sign-in", Some(&page))),
        Error::ConfirmFirst => answer::go(&going_on::with("/sign-in?again=1", Some(&page))),
        error => answer::broken(knock, error),
    }
}

/// A secret as it is typed: in groups of four.
fn in_fours(secret: &str) -> String {
    let groups = secret.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}
