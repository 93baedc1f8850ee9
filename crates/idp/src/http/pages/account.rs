//! The overview of one's account.

use axum::extract::Form as Sent;
use axum::response::Response;
use serde::Deserialize;

use super::answer;
use super::going_on;
use super::knock::Knock;
use super::problems::problem_of;
use super::security::confirm_first;
use super::sign_in::HOME;
use super::view::{Account, AccountLinks, AppRow, PasskeyRow, SessionRow};
use crate::error::Error;
use crate::service::moment;
use crate::words::Notice;

/// Where the overview leads.
const LINKS: AccountLinks = AccountLinks {
    change_email: "/account/email",
    change_password: "/account/password",
    authenticator: "/account/authenticator",
    turn_off_mfa: "/account/authenticator/off",
    add_passkey: "/account/passkeys/add",
    close: "/account/close",
    remove_passkey: "/account/passkeys/remove",
    new_recovery_codes: "/account/recovery-codes",
    end_session: "/account/sessions/end",
    end_other_sessions: "/account/sessions/end-others",
    end_app: "/account/apps/end",
    sign_out: "/sign-out",
};

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
}

pub(super) async fn page(knock: Knock) -> Response {
    show(&knock, None).await
}

/// The overview, with why something on it could not be done.
pub(super) async fn show(knock: &Knock, error: Option<&Error>) -> Response {
    let seen = async {
        let who = knock.who().await?;
        if who.must_enrol() {
            return Err(Error::MfaRequired);
        }
        knock.idp.view(&who).await
    };
    let account = match seen.await {
        Ok(account) => account,
        Err(Error::SignedOut) => {
            return answer::go(&going_on::with("/sign-in", Some(&knock.asked_for())));
        }
        Err(Error::MfaRequired) => return answer::go("/account/authenticator"),
        Err(error) => return answer::broken(knock, &error),
    };
    let problem = error.and_then(problem_of);
    if let (Some(error), None) = (error, problem) {
        return answer::broken(knock, error);
    }
    let frame = knock.frame();
    let day = |at| moment(at, knock.language);
    let notice = knock.query("notice").and_then(|word| Notice::parse(&word));
    let view = Account {
        frame: &frame,
        links: LINKS,
        notice: notice.filter(|_| error.is_none()),
        problem,
        email: account.email,
        name: account.name,
        has_password: account.has_password,
        authenticator: account.factors.authenticator,
        second_factor_required: account.mfa_required,
        recovery_codes_left: (account.factors.authenticator || account.factors.passkey)
            .then_some(account.recovery_codes),
        passkeys: account
            .passkeys
            .into_iter()
            .map(|passkey| PasskeyRow {
                id: passkey.id,
                name: passkey.name,
                added: day(passkey.added_at),
                last_used: passkey.used_at.map(day),
            })
            .collect(),
        apps: account
            .apps
            .into_iter()
            .map(|app| AppRow {
                id: app.id,
                name: app.name,
                since: day(app.since),
                last_used: day(app.used_at),
            })
            .collect(),
        sessions: account
            .sessions
            .into_iter()
            .map(|session| SessionRow {
                id: session.id,
                device: session.device.words(knock.language),
                last_seen: day(session.seen_at),
                signed_in: day(session.signed_in_at),
                current: session.current,
            })
            .collect(),
    };
    match error {
        None => answer::page(knock, &view, None),
        Some(error) => answer::refused(knock, error, &view, None),
    }
}

pub(super) async fn end_session(knock: Knock, Sent(named): Sent<Named>) -> Response {
    let end = async { knock.idp.end_own_session(&knock.who().await?, &named.id).await };
    match end.await {
        Ok(()) => done(Notice::SessionEnded),
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn end_app(knock: Knock, Sent(named): Sent<Named>) -> Response {
    let end = async { knock.idp.end_app(&knock.who().await?, &named.id).await };
    match end.await {
        Ok(()) => done(Notice::SessionEnded),
        Err(error) => confirm_first(&knock, &error),
    }
}

pub(super) async fn end_others(knock: Knock) -> Response {
    let end = async { knock.idp.end_other_sessions(&knock.who().await?, &knock.visitor).await };
    match end.await {
        Ok(session) => answer::signed_in(done(Notice::OtherSessionsEnded), &session),
        Err(error) => confirm_first(&knock, &error),
    }
}

/// Back to the overview, which says what was done.
pub(super) fn done(notice: Notice) -> Response {
    answer::go(&format!("{HOME}?notice={}", notice.word()))
}
