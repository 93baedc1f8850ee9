//! Every page in every state that looks different, filled with what people may have written.

use askama::Template;
use kernel::Role;

use super::*;
use crate::domain::Scope;
use crate::words::{Brand, Failure, Language, Notice, Problem};

/// The frame of a café that shows everything.
pub(crate) fn frame(language: Language) -> Frame {
    let link = |to: Language| LanguageLink {
        language: to,
        href: format!("/sign-in?language={}&to=%2F", to.tag()),
        current: to == language,
    };
    Frame {
        brand: Brand { name: "Café Aroma".to_owned(), logo: None, accent: None },
        language,
        languages: Language::ALL.map(link).to_vec(),
        can_sign_up: true,
    }
}

/// A name of each page and its document. `name` and `email` are what a person wrote; `problem` is
/// shown wherever one can be.
pub(crate) fn pages(
    frame: &Frame,
    name: &str,
    email: &str,
    problem: Option<Problem>,
) -> Vec<(&'static str, String)> {
    let given = Given { frame, name, email, problem };
    let mut pages = given.of_signing_in();
    pages.extend(given.of_signing_up());
    pages.extend(given.of_security());
    pages.extend(given.of_changes());
    pages.extend(given.of_grants());
    pages
}

struct Given<'a> {
    frame: &'a Frame,
    name: &'a str,
    email: &'a str,
    problem: Option<Problem>,
}

fn drawn(view: &impl Template) -> String {
    view.render().expect("a template writes to a string")
}

fn cancel() -> String {
    "/account".to_owned()
}

impl Given<'_> {
    fn form(&self, action: &str) -> Form {
        Form {
            action: action.to_owned(),
            to: Some(format!("/go?on=1&name={}", self.name)),
            carried: vec![("state", self.name.to_owned())],
            problem: self.problem,
        }
    }

    fn call() -> PasskeyCall {
        PasskeyCall {
            start: "/sign-in/passkey/start".to_owned(),
            finish: "/sign-in/passkey/finish".to_owned(),
        }
    }

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

    fn of_signing_in(&self) -> Vec<(&'static str, String)> {
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

    fn of_signing_up(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        let (name, email) = (name.to_owned(), email.to_owned());
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
            (
                "new-password",
                drawn(&NewPassword {
                    frame,
                    form: self.form("/sign-in/new-password"),
                    email: email.clone(),
                    password_min: 8,
                }),
            ),
            (
                "invited",
                drawn(&Invited {
                    frame,
                    form: self.form("/invited"),
                    email,
                    name,
                    role: Role::Barista,
                    password_min: 8,
                }),
            ),
        ]
    }

    fn of_security(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        let uri =
            "otpauth://totp/Caf%C3%A9?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Caf%C3%A9";
        let code = fast_qr::QRBuilder::new(uri).build().expect("it is short enough");
        let codes =
            ["f3kd-9qpx-7m", "w2ht-6znr-4c", "b8vj-5yla-9s", "k4mu-3xeq-8d", "r7cn-2gwt-6p"];
        vec![
            (
                "authenticator",
                drawn(&Authenticator {
                    frame,
                    form: self.form("/account/authenticator"),
                    svg: fast_qr::convert::svg::SvgBuilder::default().to_str(&code),
                    secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".to_owned(),
                    uri: uri.to_owned(),
                    cancel: cancel(),
                }),
            ),
            (
                "recovery-codes",
                drawn(&RecoveryCodes {
                    frame,
                    form: self.form("/account/recovery-codes/kept"),
                    codes: codes.iter().cycle().take(10).map(|&code| code.to_owned()).collect(),
                }),
            ),
            (
                "add-passkey",
                drawn(&AddPasskey {
                    frame,
                    form: self.form(""),
                    name: name.to_owned(),
                    passkey: Self::call(),
                    cancel: cancel(),
                }),
            ),
            (
                "turn-off-mfa",
                drawn(&TurnOffMfa {
                    frame,
                    form: self.form("/account/second-factor/off"),
                    email: email.to_owned(),
                    password: true,
                    cancel: cancel(),
                }),
            ),
            ("account", self.account(true)),
            ("account-bare", self.account(false)),
        ]
    }

    fn account(&self, full: bool) -> String {
        let passkey = |id: &str, last_used: Option<&str>| PasskeyRow {
            id: id.to_owned(),
            name: self.name.to_owned(),
            added: "2026-11-02".to_owned(),
            last_used: last_used.map(str::to_owned),
        };
        let session = |id: &str, device: &str, current| SessionRow {
            id: id.to_owned(),
            device: device.to_owned(),
            last_seen: "2026-11-30 09:12".to_owned(),
            signed_in: "2026-11-21".to_owned(),
            current,
        };
        let mut sessions = vec![session("ses_1", "Safari on an iPhone", true)];
        let mut passkeys = Vec::new();
        if full {
            passkeys.extend([passkey("psk_1", Some("2026-11-30")), passkey("psk_2", None)]);
            sessions.push(session("ses_2", "Firefox on Windows", false));
            sessions.push(session("ses_3", "Chrome on Android", false));
        }
        drawn(&Account {
            frame: self.frame,
            links: LINKS,
            notice: (full && self.problem.is_none()).then_some(Notice::PasswordChanged),
            problem: self.problem,
            email: self.email.to_owned(),
            name: self.name.to_owned(),
            has_password: full,
            authenticator: full,
            second_factor_required: false,
            passkeys,
            recovery_codes_left: full.then_some(7),
            sessions,
        })
    }

    fn of_changes(&self) -> Vec<(&'static str, String)> {
        let Self { frame, email, .. } = *self;
        let password = |has_password| {
            drawn(&ChangePassword {
                frame,
                form: self.form("/account/password"),
                email: email.to_owned(),
                has_password,
                password_min: 8,
                cancel: cancel(),
            })
        };
        vec![
            (
                "change-email",
                drawn(&ChangeEmail {
                    frame,
                    form: self.form("/account/email"),
                    email: email.to_owned(),
                    new_email: email.to_owned(),
                    password: true,
                    cancel: cancel(),
                }),
            ),
            ("change-password", password(true)),
            ("set-password", password(false)),
            (
                "close-account",
                drawn(&CloseAccount {
                    frame,
                    form: self.form("/account/close"),
                    email: email.to_owned(),
                    password: true,
                    cancel: cancel(),
                }),
            ),
        ]
    }

    fn of_grants(&self) -> Vec<(&'static str, String)> {
        let Self { frame, name, email, .. } = *self;
        let message = Message {
            detail: Some(format!("invalid_request: {name}")),
            link: Some(Link { href: "/".to_owned(), text: name.to_owned() }),
            ..Message::failure(frame, Failure::WrongRedirect)
        };
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
            ("message", drawn(&message)),
        ]
    }
}

const LINKS: AccountLinks = AccountLinks {
    change_email: "/account/email",
    change_password: "/account/password",
    authenticator: "/account/authenticator",
    turn_off_mfa: "/account/second-factor/off",
    add_passkey: "/account/passkeys/new",
    close: "/account/close",
    remove_passkey: "/account/passkeys/remove",
    new_recovery_codes: "/account/recovery-codes",
    end_session: "/account/sessions/end",
    end_other_sessions: "/account/sessions/end-others",
    sign_out: "/sign-out",
};
