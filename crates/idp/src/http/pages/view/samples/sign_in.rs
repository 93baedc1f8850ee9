//! Signing in and up.

use kernel::Role;

use super::given::{Given, cancel, drawn};
use crate::http::pages::view::{
    EnterCode, Forgotten, Form, Invited, Method, MethodLink, Purpose, SecondFactor, SignIn,
    SignOut, SignUp, SignedOut,
};

impl Given<'_> {
    fn sign_in(&self, reauth: bool, password: bool) -> String {
        drawn(&SignIn {
            frame: self.frame,
            form: self.form("/sign-in"),
            email: self.email.to_owned(),
            reauth,
            password,
            passkey: Some(Self::call()),
            forgotten: "/sign-in/forgotten".to_owned(),
            sign_up: "/sign-up".to_owned(),
        })
    }

    fn second(&self, current: Method) -> String {
        let others = [Method::Totp, Method::Passkey, Method::Recovery];
        let others = others.into_iter().filter(|method| *method != current);
        drawn(&SecondFactor {
            frame: self.frame,
            form: self.form("/sign-in/second"),
            current,
            others: others
                .map(|method| MethodLink { method, href: "/sign-in/second?by=x".to_owned() })
                .collect(),
            passkey: (current == Method::Passkey).then(Self::call),
            start_again: "/sign-in".to_owned(),
        })
    }

    pub(super) fn of_signing_in(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        vec![
            ("sign-in", self.sign_in(false, true)),
            ("reauth", self.sign_in(true, true)),
            ("reauth-passkey", self.sign_in(true, false)),
            ("second-totp", self.second(Method::Totp)),
            ("second-passkey", self.second(Method::Passkey)),
            ("second-recovery", self.second(Method::Recovery)),
            (
                "sign-out",
                drawn(&SignOut {
                    frame,
                    form: self.form("/sign-out"),
                    email: email.to_owned(),
                    client: Some(name.to_owned()),
                    cancel: cancel(),
                }),
            ),
            ("signed-out", drawn(&SignedOut { frame, sign_in: "/sign-in".to_owned() })),
        ]
    }

    fn code(&self, purpose: Purpose, password_min: Option<usize>) -> String {
        drawn(&EnterCode {
            frame: self.frame,
            form: self.form("/sign-up/code"),
            email: self.email.to_owned(),
            purpose,
            password_min,
            resend: Form { problem: None, ..self.form("/sign-up/resend") },
            start_again: "/sign-up".to_owned(),
        })
    }

    pub(super) fn of_signing_up(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        let (name, email) = (name.to_owned(), email.to_owned());
        let invited = |known| {
            drawn(&Invited {
                frame,
                form: self.form("/invited"),
                known,
                email: email.clone(),
                name: name.clone(),
                role: if known { Role::Barista } else { Role::Admin },
                password_min: 8,
            })
        };
        vec![
            (
                "sign-up",
                drawn(&SignUp {
                    frame,
                    form: self.form("/sign-up"),
                    email: email.clone(),
                    name: name.clone(),
                    password_min: 8,
                    sign_in: "/sign-in".to_owned(),
                }),
            ),
            ("code-verify", self.code(Purpose::Verify, None)),
            ("code-reset", self.code(Purpose::Reset, Some(8))),
            ("code-change", self.code(Purpose::ChangeEmail, None)),
            (
                "forgotten",
                drawn(&Forgotten {
                    frame,
                    form: self.form("/sign-in/forgotten"),
                    email: email.clone(),
                    sign_in: "/sign-in".to_owned(),
                }),
            ),
            ("invited", invited(true)),
            ("first-admin", invited(false)),
        ]
    }
}
