//! In English.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("{code} is your code for {cafe}"),
            format!(
                "Hello,\n\nWelcome to {cafe}! Enter this code to show that this address is \
                 yours:\n\n    {code}\n\nIt works once, for {minutes} minutes.\n\nIf you did \
                 not ask for an account, there is nothing to do: without the code there will \
                 be none."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("You have an account at {cafe} already"),
            format!(
                "Hello,\n\nSomebody, probably you, wanted to create an account with this \
                 address. You have one already, and it is as it was.\n\nSign in \
                 here:\n{sign_in}\n\nForgotten your password? Choose a new one \
                 here:\n{forgotten}\n\nIf it was not you, there is nothing to do."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("{code} is your code for a new password"),
            format!(
                "Hello,\n\nWith this code you can choose a new password at {cafe}:\n\n    \
                 {code}\n\nIt works once, for {minutes} minutes. Tell it to nobody: we never \
                 ask for it.\n\nIf you did not ask for it, there is nothing to do. Your \
                 password stays as it is."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("{code} is your code for {cafe}"),
            format!(
                "Hello,\n\nEnter this code, and your account at {cafe} uses this address from \
                 now on:\n\n    {code}\n\nIt works once, for {minutes} minutes.\n\nIf you did \
                 not ask for it, there is nothing to do."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("Your e-mail at {cafe} has been changed"),
            format!(
                "Hello,\n\nYour account at {cafe} uses another address now: {email}. We will \
                 not write to this one any more.\n\nIf that was not you, somebody else is in \
                 your account. Tell us at the counter, and we set it right together."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("A new device at {cafe}"),
            format!(
                "Hello,\n\nSomebody signed in to your account at {cafe} on a device that we \
                 had not seen before:\n\n    {device}\n    {at}\n\nWas it you? Then all is \
                 well.\n\nIf not, sign the device out and change your password here:\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("Your password at {cafe} has been changed"),
            format!(
                "Hello,\n\nThe password of your account at {cafe} was changed ({at}). All \
                 other devices are signed out.\n\nIf that was not you, choose a new password \
                 now:\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("Your second step at {cafe} is turned off"),
            format!(
                "Hello,\n\nFrom now on your password alone is enough to sign in at {cafe} \
                 ({at}).\n\nIf that was not you, change your password and turn the second step \
                 on again here:\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("An authenticator app for {cafe}"),
            format!(
                "Hello,\n\nFrom now on we ask for a code of your authenticator app when you \
                 sign in at {cafe} ({at}). Well done: now a password alone lets nobody \
                 in.\n\nIf that was not you, look at your account here:\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("A new passkey for {cafe}"),
            format!(
                "Hello,\n\nA passkey was added to your account at {cafe}:\n\n    {name}\n    \
                 {at}\n\nIf that was not you, remove it and change your password \
                 here:\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("Your recovery codes for {cafe} are nearly used up"),
            format!(
                "Hello,\n\nRecovery codes that you have left for {cafe}: {left}.\n\nMake new \
                 ones before you need them:\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "We signed you out everywhere".to_owned(),
            format!(
                "Hello,\n\nWe saw something that should not happen ({at}): a key to your \
                 account at {cafe} was used a second time, so somebody may have copied it. To \
                 be safe we have signed you out on all devices.\n\nPlease sign in again. If \
                 you have a bad feeling, choose a new password as well:\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("Your account at {cafe} is closed"),
            format!(
                "Hello,\n\nYour account at {cafe} is closed, and what we knew about you is \
                 deleted. Your orders stay in the books without your name.\n\nThank you for \
                 having been here. You are always welcome at the counter."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::En);
            (
                format!("Welcome to the team of {cafe}"),
                format!(
                    "Hello,\n\nYou are invited to join {cafe} as {role}. Begin \
                     here:\n{link}\n\nThe link works once, until {expires}.\n\nIf you do not know \
                     what this is about, there is nothing to do."
                ),
            )
        }
    }
}
