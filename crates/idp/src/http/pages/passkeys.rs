//! Passkeys: the only thing on our pages that needs a script. What it sends and is answered stands
//! in `assets/passkeys.js`.

use api::OwnWords;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer;
use super::cookies;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::security::confirm_first;
use super::sign_in::HOME;
use super::view::{AddPasskey, Form, PasskeyCall};
use crate::error::Error;
use crate::service::Proof;
use crate::words::Notice;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    credential: Value,
    to: Option<String>,
}

/// The page to add a passkey on.
pub(super) async fn page(knock: Knock) -> Response {
    let who = match fresh(&knock).await {
        Ok(who) => who,
        Err(error) => return confirm_first(&knock, &error),
    };
    let to = going_on::safe(knock.query("to").as_deref());
    let frame = knock.frame();
    let name = match knock.idp.view(&who).await {
        Ok(account) => account.sessions.first().map(|current| current.device),
        Err(error) => return answer::broken(&knock, &error),
    };
    let view = AddPasskey {
        frame: &frame,
        form: Form { to: to.clone(), ..Form::default() },
        name: name.map_or_else(String::new, |device| device.words(knock.language)),
        passkey: PasskeyCall {
            start: "/account/passkeys/start".to_owned(),
            finish: "/account/passkeys/finish".to_owned(),
        },
        cancel: HOME.to_owned(),
    };
    answer::page(&knock, &view, to.as_deref())
}

pub(super) async fn start_any(knock: Knock) -> Response {
    begun(&knock, knock.idp.ask_any_passkey(&knock.visitor).await)
}

pub(super) async fn finish_any(knock: Knock, Json(fields): Json<Fields>) -> Response {
    let challenge = knock.challenge.as_deref().unwrap_or_default();
    let shown = &fields.credential;
    let signed_in = knock.idp.sign_in_with_passkey(&knock.visitor, challenge, shown).await;
    finished(&knock, signed_in, going_on::safe(fields.to.as_deref()).as_deref().unwrap_or(HOME))
}

pub(super) async fn start_second(knock: Knock) -> Response {
    let challenge = knock.challenge.as_deref().unwrap_or_default();
    match knock.idp.ask_passkey(challenge).await {
        Ok(asked) => Json(asked).into_response(),
        Err(error) => refused(&knock, &error),
    }
}

pub(super) async fn finish_second(knock: Knock, Json(fields): Json<Fields>) -> Response {
    let challenge = knock.challenge.as_deref().unwrap_or_default();
    let proof = Proof::Passkey(&fields.credential);
    let signed_in = knock.idp.second_factor(&knock.visitor, challenge, proof).await;
    finished(&knock, signed_in, going_on::safe(fields.to.as_deref()).as_deref().unwrap_or(HOME))
}

pub(super) async fn start_own(knock: Knock) -> Response {
    let begin = async { knock.idp.enrol_passkey(&fresh(&knock).await?).await };
    begun(&knock, begin.await)
}

pub(super) async fn finish_own(knock: Knock, Json(fields): Json<Fields>) -> Response {
    let add = async {
        let who = fresh(&knock).await?;
        let challenge = knock.challenge.as_deref().unwrap_or_default();
        let (name, made) = (&fields.name, &fields.credential);
        knock.idp.add_passkey(&who, &knock.visitor, challenge, name, made).await
    };
    let said = format!("{HOME}?notice={}", Notice::PasskeyAdded.word());
    let to = going_on::safe(fields.to.as_deref()).unwrap_or(said);
    finished(&knock, add.await, &to)
}

async fn fresh(knock: &Knock) -> Result<crate::service::SignedIn, Error> {
    let who = knock.who().await?;
    who.must_be_fresh()?;
    Ok(who)
}

fn begun(knock: &Knock, begun: Result<(String, Value), Error>) -> Response {
    match begun {
        Ok((challenge, asked)) => {
            let cookie = cookies::under_way(cookies::CHALLENGE, &challenge);
            answer::with_cookie(Json(asked).into_response(), &cookie)
        }
        Err(error) => refused(knock, &error),
    }
}

fn finished(knock: &Knock, done: Result<crate::service::NewSession, Error>, to: &str) -> Response {
    match done {
        Ok(session) => answer::signed_in(Json(json!({ "to": to })).into_response(), &session),
        Err(error) => refused(knock, &error),
    }
}

/// Why not, for the script to show.
fn refused(knock: &Knock, error: &Error) -> Response {
    use kernel::Coded;
    let body = match error {
        Error::SignedOut | Error::ConfirmFirst => {
            json!({ "to": going_on::with("/sign-in?again=1", Some("/account/passkeys/add")) })
        }
        error => problem_of(error).map_or_else(
            || json!({}),
            |problem| json!({ "problem": problem.text(knock.language) }),
        ),
    };
    if !error.class().is_public() {
        tracing::error!(code = error.code(), cause = ?error, "a passkey failed");
    }
    let status = StatusCode::from_u16(error.class().status()).unwrap_or(StatusCode::BAD_REQUEST);
    let status = if status == StatusCode::UNAUTHORIZED { StatusCode::FORBIDDEN } else { status };
    let mut response = (status, Json(body)).into_response();
    response.extensions_mut().insert(OwnWords);
    response
}
