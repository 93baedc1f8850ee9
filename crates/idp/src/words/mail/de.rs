//! In German.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("{code} ist dein Code für {cafe}"),
            format!(
                "Hallo,\n\nwillkommen bei {cafe}! Gib diesen Code ein, damit wir wissen, dass \
                 diese Adresse dir gehört:\n\n    {code}\n\nEr gilt einmal und {minutes} \
                 Minuten lang.\n\nWenn du kein Konto anlegen wolltest, musst du nichts tun: \
                 Ohne den Code entsteht keines."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("Du hast schon ein Konto bei {cafe}"),
            format!(
                "Hallo,\n\njemand, wahrscheinlich du, wollte mit dieser Adresse ein Konto \
                 anlegen. Du hast schon eines, und daran hat sich nichts geändert.\n\nHier \
                 meldest du dich an:\n{sign_in}\n\nPasswort vergessen? Hier wählst du ein \
                 neues:\n{forgotten}\n\nWenn du es nicht warst, musst du nichts tun."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("{code} ist dein Code für ein neues Passwort"),
            format!(
                "Hallo,\n\nmit diesem Code kannst du bei {cafe} ein neues Passwort wählen:\n\n    \
                 {code}\n\nEr gilt einmal und {minutes} Minuten lang. Verrate ihn \
                 niemandem: Wir fragen nie danach.\n\nWenn du ihn nicht angefordert hast, \
                 musst du nichts tun. Dein Passwort bleibt, wie es ist."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("{code} ist dein Code für {cafe}"),
            format!(
                "Hallo,\n\ngib diesen Code ein, dann gilt für dein Konto bei {cafe} ab jetzt \
                 diese Adresse:\n\n    {code}\n\nEr gilt einmal und {minutes} Minuten \
                 lang.\n\nWenn du ihn nicht angefordert hast, musst du nichts tun."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("Deine E-Mail-Adresse bei {cafe} ist geändert"),
            format!(
                "Hallo,\n\nfür dein Konto bei {cafe} gilt jetzt eine andere Adresse: {email}. \
                 An diese hier schreiben wir nicht mehr.\n\nWenn du das nicht warst, ist \
                 jemand anderes in deinem Konto. Sag uns an der Theke Bescheid, dann bringen \
                 wir es gemeinsam in Ordnung."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("Ein neues Gerät bei {cafe}"),
            format!(
                "Hallo,\n\njemand hat sich bei {cafe} in deinem Konto angemeldet, auf einem \
                 Gerät, das wir noch nicht kannten:\n\n    {device}\n    {at}\n\nWarst du das? \
                 Dann ist alles gut.\n\nWenn nicht, melde das Gerät hier ab und ändere dein \
                 Passwort:\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("Dein Passwort bei {cafe} ist geändert"),
            format!(
                "Hallo,\n\ndas Passwort deines Kontos bei {cafe} wurde geändert ({at}). Alle \
                 anderen Geräte sind abgemeldet.\n\nWenn du das nicht warst, wähle gleich ein \
                 neues Passwort:\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("Dein zweiter Schritt bei {cafe} ist ausgeschaltet"),
            format!(
                "Hallo,\n\nab jetzt genügt bei {cafe} dein Passwort allein, um dich anzumelden \
                 ({at}).\n\nWenn du das nicht warst, ändere dein Passwort und schalte den \
                 zweiten Schritt hier wieder ein:\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("Eine Authenticator-App für {cafe}"),
            format!(
                "Hallo,\n\nab jetzt fragen wir bei der Anmeldung bei {cafe} nach einem Code \
                 deiner Authenticator-App ({at}). Gut so: Ein Passwort allein genügt nun \
                 niemandem mehr.\n\nWenn du das nicht warst, sieh dir hier dein Konto \
                 an:\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("Ein neuer Passkey für {cafe}"),
            format!(
                "Hallo,\n\nzu deinem Konto bei {cafe} ist ein Passkey hinzugekommen:\n\n    \
                 {name}\n    {at}\n\nWenn du das nicht warst, entferne ihn hier und ändere \
                 dein Passwort:\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("Deine Wiederherstellungscodes für {cafe} gehen zur Neige"),
            format!(
                "Hallo,\n\nso viele Wiederherstellungscodes hast du noch für {cafe}: \
                 {left}.\n\nErstelle neue, bevor du sie brauchst:\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "Wir haben dich überall abgemeldet".to_owned(),
            format!(
                "Hallo,\n\nwir haben etwas gesehen, das nicht vorkommen sollte ({at}): Ein \
                 Schlüssel zu deinem Konto bei {cafe} wurde ein zweites Mal benutzt, \
                 vielleicht hat ihn jemand kopiert. Zur Sicherheit haben wir dich auf allen \
                 Geräten abgemeldet.\n\nBitte melde dich wieder an. Wenn du kein gutes Gefühl \
                 hast, wähle auch ein neues Passwort:\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("Dein Konto bei {cafe} ist geschlossen"),
            format!(
                "Hallo,\n\ndein Konto bei {cafe} ist geschlossen, und was wir über dich \
                 wussten, ist gelöscht. Deine Bestellungen bleiben ohne deinen Namen in den \
                 Büchern.\n\nDanke, dass du da warst. An der Theke bist du immer willkommen."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::De);
            (
                format!("Willkommen im Team von {cafe}"),
                format!(
                    "Hallo,\n\ndu bist eingeladen, bei {cafe} mitzumachen, und zwar als {role}. \
                     Hier geht es los:\n{link}\n\nDer Link gilt einmal und bis {expires}.\n\nWenn \
                     du nicht weißt, worum es geht, musst du nichts tun."
                ),
            )
        }
    }
}
