//! The page to type a device's code on.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::security::confirm_first;
use super::view::{Device, DeviceConfirm, DeviceDone, Form};
use crate::error::Error;
use crate::words::Problem;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    decision: String,
}

/// The page, also with the code of the device's QR code in it: it is shown, and nothing is done
/// with it before the person has looked at it (RFC 8628, section 5.4).
pub(super) async fn page(knock: Knock) -> Response {
    match knock.who().await {
        Ok(_) => show(&knock, knock.query("code").unwrap_or_default(), None),
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn send(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let asked = async {
        let who = knock.who().await?;
        let asked = knock.idp.device_asked(&who, &fields.code).await?;
        Ok((asked, knock.idp.view(&who).await?.email))
    };
    let (asked, email) = match asked.await {
        Ok(asked) => asked,
        Err(error @ Error::SignedOut) => return confirm_first(&knock, &error),
        Err(error) => return show(&knock, fields.code, Some(&error)),
    };
    let frame = knock.frame();
    let carried = vec![("code", asked.user_code.clone())];
    let action = "/device/decide".to_owned();
    let view = DeviceConfirm {
        frame: &frame,
        form: Form { action, to: None, carried, problem: None },
        client: asked.client,
        scopes: asked.scopes,
        code: asked.user_code,
        email,
    };
    answer::page(&knock, &view, None)
}

pub(super) async fn decide(knock: Knock, Sent(fields): Sent<Fields>) -> Response {
    let allowed = fields.decision == "allow";
    let decide =
        async { knock.idp.decide_device(&knock.who().await?, &fields.code, allowed).await };
    match decide.await {
        Ok(()) => {
            let frame = knock.frame();
            answer::page(&knock, &DeviceDone { frame: &frame, allowed }, None)
        }
        Err(error @ Error::SignedOut) => confirm_first(&knock, &error),
        Err(Error::MfaRequired) => {
            let back = going_on::with("/device", None);
            answer::go(&going_on::with("/sign-in?again=1", Some(&back)))
        }
        Err(error) => show(&knock, fields.code, Some(&error)),
    }
}

fn show(knock: &Knock, code: String, error: Option<&Error>) -> Response {
    let problem = match error {
        Some(Error::WrongCode) => Some(Problem::UnknownDeviceCode),
        Some(error) => match problem_of(error) {
            Some(problem) => Some(problem),
            None => return answer::broken(knock, error),
        },
        None => None,
    };
    let frame = knock.frame();
    let form = Form { action: "/device".to_owned(), problem, ..Form::default() };
    let view = Device { frame: &frame, form, code };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}
