//! Texts that many pages share.

use super::Around;

#[derive(Debug)]
pub(crate) struct Common {
    /// What the switch of languages is called to who cannot see it.
    pub(crate) languages: &'static str,
    pub(crate) email: &'static str,
    pub(crate) name: &'static str,
    pub(crate) password: &'static str,
    pub(crate) new_password: &'static str,
    pub(crate) current_password: &'static str,
    /// What a password must be, with the fewest characters it may have.
    pub(crate) password_hint: fn(usize) -> String,
    pub(crate) go_on: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) or: &'static str,
    pub(crate) signed_in_as: Around,
    pub(crate) other_account: &'static str,
    /// While the browser asks for a passkey.
    pub(crate) passkey_waiting: &'static str,
    /// They closed the browser's question, or it took too long.
    pub(crate) passkey_cancelled: &'static str,
    /// The browser or the server did not accept it.
    pub(crate) passkey_failed: &'static str,
    /// This device has a passkey for the account already.
    pub(crate) passkey_exists: &'static str,
    /// Instead of the button, where there is no script or no support for passkeys.
    pub(crate) passkey_unsupported: &'static str,
}

pub(super) const EN: Common = Common {
    languages: "Language",
    email: "E-mail",
    name: "Name",
    password: "Password",
    new_password: "New password",
    current_password: "Current password",
    password_hint: |characters_min| {
        format!("At least {characters_min} characters. Several words make a good one.")
    },
    go_on: "Continue",
    cancel: "Cancel",
    or: "or",
    signed_in_as: Around("You are signed in as ", "."),
    other_account: "Use another account",
    passkey_waiting: "Follow what your device asks of you.",
    passkey_cancelled: "Your device gave us no passkey. Try again, or take another way.",
    passkey_failed: "That did not work. Try again, or take another way.",
    passkey_exists: "This device already has a passkey for your account.",
    passkey_unsupported: "Passkeys need a recent browser with JavaScript switched on.",
};

pub(super) const DE: Common = Common {
    languages: "Sprache",
    email: "E-Mail-Adresse",
    name: "Name",
    password: "Passwort",
    new_password: "Neues Passwort",
    current_password: "Aktuelles Passwort",
    password_hint: |characters_min| {
        format!("Mindestens {characters_min} Zeichen. Gut sind mehrere Wörter.")
    },
    go_on: "Weiter",
    cancel: "Abbrechen",
    or: "oder",
    signed_in_as: Around("Du bist angemeldet als ", "."),
    other_account: "Anderes Konto verwenden",
    passkey_waiting: "Folge dem, was dein Gerät dich fragt.",
    passkey_cancelled: "Von deinem Gerät kam kein Passkey. Versuch es noch einmal, oder nimm einen \
                        anderen Weg.",
    passkey_failed: "Das hat nicht geklappt. Versuch es noch einmal, oder nimm einen anderen Weg.",
    passkey_exists: "Dieses Gerät hat schon einen Passkey für dein Konto.",
    passkey_unsupported: "Passkeys brauchen einen aktuellen Browser, in dem JavaScript an ist.",
};

pub(super) const ES: Common = Common {
    languages: "Idioma",
    email: "Correo electrónico",
    name: "Nombre",
    password: "Contraseña",
    new_password: "Contraseña nueva",
    current_password: "Contraseña actual",
    password_hint: |characters_min| {
        format!("Al menos {characters_min} caracteres. Varias palabras son una buena idea.")
    },
    go_on: "Continuar",
    cancel: "Cancelar",
    or: "o",
    signed_in_as: Around("Has entrado como ", "."),
    other_account: "Usar otra cuenta",
    passkey_waiting: "Sigue lo que te pide tu dispositivo.",
    passkey_cancelled: "Tu dispositivo no nos ha dado ninguna clave de acceso. Inténtalo de nuevo \
                        o elige otra forma.",
    passkey_failed: "No ha funcionado. Inténtalo de nuevo o elige otra forma.",
    passkey_exists: "Este dispositivo ya tiene una clave de acceso para tu cuenta.",
    passkey_unsupported: "Las claves de acceso necesitan un navegador reciente con JavaScript \
                          activado.",
};
