//! Where each page and each form is.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::knock::Knock;
use super::{
    account, answer, assets, authorize, changes, device, forgotten, invited, passkeys,
    second_factor, security, sign_in, sign_out, sign_up,
};
use crate::service::Idp;
use crate::words::Failure;

/// Every page and every form.
pub(in crate::http) fn router(idp: &Idp) -> Router<Idp> {
    let ours = CsrfLayer::new().add_trusted_origin(idp.issuer());
    let ours = ours.expect("the public URL is an origin: it was checked when it was set");
    let guard = middleware::from_fn_with_state(idp.clone(), guard);
    forms().layer(ours).merge(from_clients()).layer(guard).merge(assets::router())
}

/// What only our own pages send.
fn forms() -> Router<Idp> {
    Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::send))
        .route("/sign-in/passkey/start", post(passkeys::start_any))
        .route("/sign-in/passkey/finish", post(passkeys::finish_any))
        .route("/sign-in/second", get(second_factor::page).post(second_factor::send))
        .route("/sign-in/second/passkey/start", post(passkeys::start_second))
        .route("/sign-in/second/passkey/finish", post(passkeys::finish_second))
        .route("/sign-out", get(sign_out::page).post(sign_out::send))
        .route("/signed-out", get(sign_out::done))
        .route("/sign-up", get(sign_up::page).post(sign_up::send))
        .route("/sign-up/code", get(sign_up::code_page).post(sign_up::send_code))
        .route("/sign-up/code/again", post(sign_up::again))
        .route("/forgotten", get(forgotten::page).post(forgotten::send))
        .route("/forgotten/code", get(forgotten::code_page).post(forgotten::send_code))
        .route("/forgotten/code/again", post(forgotten::again))
        .route("/invited", get(invited::page).post(invited::send))
        .route("/account", get(account::page))
        .route("/account/sessions/end", post(account::end_session))
        .route("/account/sessions/end-others", post(account::end_others))
        .route("/account/apps/end", post(account::end_app))
        .route("/account/authenticator", get(security::page).post(security::send))
        .route("/account/authenticator/off", get(security::off_page).post(security::off))
        .route("/account/recovery-codes", post(security::recovery_codes))
        .route("/account/kept", post(security::kept))
        .route("/account/passkeys/add", get(passkeys::page))
        .route("/account/passkeys/start", post(passkeys::start_own))
        .route("/account/passkeys/finish", post(passkeys::finish_own))
        .route("/account/passkeys/remove", post(security::remove_passkey))
        .route("/account/email", get(changes::email_page).post(changes::email))
        .route("/account/email/code", get(changes::code_page).post(changes::code))
        .route("/account/email/code/again", post(changes::again))
        .route("/account/password", get(changes::password_page).post(changes::password))
        .route("/account/close", get(changes::close_page).post(changes::close))
        .route("/device", get(device::page).post(device::send))
        .route("/device/decide", post(device::decide))
        .route("/oauth/authorize/decide", post(authorize::decide))
}

/// What clients send browsers to, by a link or a form: both only ask, and change nothing that the
/// person does not agree to here.
fn from_clients() -> Router<Idp> {
    Router::new()
        .route("/oauth/authorize", get(authorize::page).post(authorize::posted))
        .route("/oauth/logout", get(sign_out::end).post(sign_out::end_posted))
}

/// Guards every answer, and says in words what another site's form is answered.
async fn guard(State(_): State<Idp>, knock: Knock, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let from_elsewhere = response.extensions().get::<ProtectionError>().is_some();
    let response =
        if from_elsewhere { answer::failure(&knock, Failure::CrossSite) } else { response };
    answer::guarded(answer::in_words(&knock, response))
}
