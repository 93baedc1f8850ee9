//! In German.

use super::kinds::{Problem, wait};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "E-Mail-Adresse und Passwort passen nicht zusammen.",
        Problem::WrongPassword => "Das ist nicht dein aktuelles Passwort.",
        Problem::WrongCode => "Der Code stimmt nicht. Sieh noch einmal nach und nimm den neuesten.",
        Problem::WrongRecoveryCode => {
            "Das ist keiner deiner Wiederherstellungscodes. Sieh noch einmal nach."
        }
        Problem::ExpiredCode => "Der Code ist abgelaufen. Fordere einen neuen an.",
        Problem::UsedCode => "Der Code wurde schon benutzt. Jeder gilt nur einmal.",
        Problem::UnknownDeviceCode => {
            "Diesen Code kennen wir nicht, oder er ist abgelaufen. Lass dir auf deinem Gerät \
             einen neuen anzeigen."
        }
        Problem::TooManyAttempts { wait_s } => {
            let wait = wait(wait_s, ["Sekunde", "Sekunden"], ["Minute", "Minuten"]);
            return format!("Das waren zu viele Versuche. Versuch es in {wait} noch einmal.");
        }
        Problem::Busy => "Gerade ist hier viel los. Versuch es gleich noch einmal.",
        Problem::EmailInvalid => "Das sieht nicht nach einer E-Mail-Adresse aus.",
        Problem::EmailUnchanged => "Diese Adresse hast du bereits.",
        Problem::NameMissing => "Bitte gib einen Namen an.",
        Problem::NameTooLong { characters_max } => {
            return format!("Bitte gib einen Namen mit höchstens {characters_max} Zeichen an.");
        }
        Problem::PasswordMissing => "Bitte gib dein Passwort ein.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("Bitte wähle ein Passwort mit mindestens {characters_min} Zeichen.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("Bitte wähle ein Passwort mit höchstens {characters_max} Zeichen.");
        }
        Problem::PasswordTooCommon => {
            "Dieses Passwort gehört zu denen, die zuerst geraten werden. Nimm ein selteneres, zum \
             Beispiel vier Wörter, die nichts miteinander zu tun haben."
        }
        Problem::PasswordContainsYou => {
            "Dieses Passwort enthält deinen Namen, deine E-Mail-Adresse oder den Namen des Cafés. \
             Nimm eines, das niemand mit dir verbindet."
        }
        Problem::PasswordUnchanged => "Das ist dein jetziges Passwort. Wähle ein anderes.",
        Problem::LinkInvalid => "Dieser Link gilt nicht mehr. Fordere einen neuen an.",
        Problem::PasskeyFailed => {
            "Dieser Passkey wurde nicht angenommen. Versuch es noch einmal, oder melde dich auf \
             einem anderen Weg an."
        }
        Problem::TooManyPasskeys => {
            "Mehr Passkeys kann ein Konto nicht haben. Entferne zuerst einen anderen."
        }
        Problem::LastAdmin => {
            "Ohne dich gibt es hier keine Inhaberin und keinen Inhaber mehr. Ernenne zuerst jemand \
             anderen."
        }
        Problem::SecondFactorRequired => {
            "Deine Arbeit hier verlangt einen zweiten Schritt bei der Anmeldung; einer muss \
             deshalb bleiben."
        }
        Problem::OrderUnderWay => {
            "Eine deiner Bestellungen läuft noch. Schließ dein Konto, wenn du sie in den \
             Händen hältst."
        }
        Problem::FormExpired => {
            "Diese Seite war zu lange offen. Bitte versuch es noch einmal und lass Cookies zu."
        }
        Problem::SignedOut => "Du wurdest inzwischen abgemeldet. Bitte melde dich wieder an.",
    };
    text.to_owned()
}
