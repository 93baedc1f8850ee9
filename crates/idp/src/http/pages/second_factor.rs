//! The page for the second factor.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::sign_in::HOME;
use super::view::{Form, Method, MethodLink, PasskeyCall, SecondFactor};
use crate::error::Error;
use crate::service::{Factors, Proof};
use crate::words::{Failure, Problem};

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    code: String,
    method: Option<String>,
    to: Option<String>,
}

pub(super) async fn page(knock: Knock) -> Response {
    let to = going_on::safe(knock.query("to").as_deref());
    show(&knock, to, knock.query("method").as_deref(), None).await
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let to = going_on::safe(fields.to.as_deref());
    let method = fields.method.as_deref();
    let proof = match method.and_then(named) {
        Some(Method::Recovery) => Proof::Recovery(&fields.code),
        _ => Proof::Code(&fields.code),
    };
    let Some(challenge) = &knock.challenge else {
        return answer::failure(&knock, Failure::Expired);
    };
    match knock.idp.second_factor(&knock.visitor, challenge, proof).await {
        Ok(session) => answer::signed_in(answer::go(to.as_deref().unwrap_or(HOME)), &session),
        Err(error) => show(&knock, to, method, Some(&error)).await,
    }
}

async fn show(
    knock: &Knock,
    to: Option<String>,
    method: Option<&str>,
    error: Option<&Error>,
) -> Response {
    let Some(challenge) = &knock.challenge else { return answer::failure(knock, Failure::Expired) };
    let factors = match knock.idp.factors(challenge).await {
        Ok(factors) => factors,
        Err(error) => return answer::broken(knock, &error),
    };
    let there = methods(factors);
    let asked = method.and_then(named).filter(|method| there.contains(method));
    let Some(current) = asked.or_else(|| there.first().copied()) else {
        return answer::failure(knock, Failure::Expired);
    };
    let problem = match error.map(problem_of) {
        Some(Some(Problem::WrongCode)) if current == Method::Recovery => {
            Some(Problem::WrongRecoveryCode)
        }
        Some(Some(problem)) => Some(problem),
        Some(None) => return answer::broken(knock, error.unwrap_or(&Error::Internal)),
        None => None,
    };
    let link = |method: &Method| MethodLink {
        method: *method,
        href: going_on::with(&format!("/sign-in/second?method={}", word(*method)), to.as_deref()),
    };
    let frame = knock.frame();
    let view = SecondFactor {
        frame: &frame,
        form: Form {
            action: "/sign-in/second".to_owned(),
            to: to.clone(),
            carried: vec![("method", word(current).to_owned())],
            problem,
        },
        current,
        others: there.iter().filter(|method| **method != current).map(link).collect(),
        passkey: (current == Method::Passkey).then(|| PasskeyCall {
            start: "/sign-in/second/passkey/start".to_owned(),
            finish: "/sign-in/second/passkey/finish".to_owned(),
        }),
        start_again: going_on::with("/sign-in", to.as_deref()),
    };
    match error {
        None => answer::page(knock, &view, to.as_deref()),
        Some(error) => answer::refused(knock, error, &view, to.as_deref()),
    }
}

fn methods(factors: Factors) -> Vec<Method> {
    let there = [
        (factors.authenticator, Method::Totp),
        (factors.passkey, Method::Passkey),
        (factors.recovery, Method::Recovery),
    ];
    there.into_iter().filter_map(|(has, method)| has.then_some(method)).collect()
}

fn word(method: Method) -> &'static str {
    match method {
        Method::Totp => "code",
        Method::Passkey => "passkey",
        Method::Recovery => "recovery",
    }
}

fn named(asked: &str) -> Option<Method> {
    [Method::Totp, Method::Passkey, Method::Recovery].into_iter().find(|one| word(*one) == asked)
}
