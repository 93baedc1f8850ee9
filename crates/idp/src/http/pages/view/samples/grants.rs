//! Letting something in, and what is only said.

use super::given::{Given, drawn};
use crate::domain::Scope;
use crate::http::pages::view::{Consent, Device, DeviceConfirm, DeviceDone, Message};
use crate::words::Failure;

impl Given<'_> {
    pub(super) fn of_grants(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        let failure = |failure| drawn(&Message::failure(frame, failure));
        vec![
            ("device", drawn(&Device { frame, form: self.form("/device"), code: String::new() })),
            (
                "device-confirm",
                drawn(&DeviceConfirm {
                    frame,
                    form: self.form("/device/confirm"),
                    client: name.to_owned(),
                    scopes: vec![Scope::Openid, Scope::OfflineAccess, Scope::Api],
                    code: "WDJB-MJHT".to_owned(),
                    email: email.to_owned(),
                }),
            ),
            ("device-done", drawn(&DeviceDone { frame, allowed: true })),
            ("device-denied", drawn(&DeviceDone { frame, allowed: false })),
            (
                "consent",
                drawn(&Consent {
                    frame,
                    form: self.form("/consent"),
                    client: name.to_owned(),
                    scopes: Scope::ALL.to_vec(),
                    email: email.to_owned(),
                    other_account: "/sign-in?prompt=login".to_owned(),
                }),
            ),
            ("expired", failure(Failure::Expired)),
            ("wrong-redirect", failure(Failure::WrongRedirect)),
        ]
    }
}
