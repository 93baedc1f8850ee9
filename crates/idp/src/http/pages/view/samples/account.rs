//! The account and what can be changed of it.

use super::given::{Given, cancel, drawn};
use crate::http::pages::view::{
    Account, AccountLinks, AddPasskey, AppRow, Authenticator, ChangeEmail, ChangePassword,
    CloseAccount, PasskeyRow, RecoveryCodes, SessionRow, TurnOffMfa,
};
use crate::words::Notice;

impl Given<'_> {
    pub(super) fn of_security(&self) -> Vec<(&'static str, String)> {
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
        let mut apps = Vec::new();
        let mut sessions = vec![session("ses_1", "Safari on an iPhone", true)];
        let mut passkeys = Vec::new();
        if full {
            passkeys.extend([passkey("psk_1", Some("2026-11-30")), passkey("psk_2", None)]);
            sessions.push(session("ses_2", "Firefox on Windows", false));
            sessions.push(session("ses_3", "Chrome on Android", false));
            apps.push(AppRow {
                id: "app_1".to_owned(),
                name: "Tablet <script>alert(1)</script>".to_owned(),
                since: "2026-11-20".to_owned(),
                last_used: "2026-11-30".to_owned(),
            });
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
            apps,
        })
    }

    pub(super) fn of_changes(&self) -> Vec<(&'static str, String)> {
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
    end_app: "/account/apps/end",
    sign_out: "/sign-out",
};
