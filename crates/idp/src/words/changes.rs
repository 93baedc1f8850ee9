//! Texts of changing one's e-mail or password, and of closing one's account.

use super::Around;

#[derive(Debug)]
pub(crate) struct Changes {
    pub(crate) email_title: &'static str,
    /// Around the present address.
    pub(crate) email_lead: Around,
    pub(crate) email_new: &'static str,
    pub(crate) email_submit: &'static str,

    pub(crate) password_title: &'static str,
    /// The title for who has none so far.
    pub(crate) password_first: &'static str,
    pub(crate) password_after: &'static str,
    pub(crate) password_submit: &'static str,

    pub(crate) close_title: &'static str,
    /// Around the address of the account.
    pub(crate) close_lead: Around,
    pub(crate) close_gone: &'static str,
    pub(crate) close_stays: &'static str,
    pub(crate) close_final: &'static str,
    pub(crate) close_submit: &'static str,
    pub(crate) close_cancel: &'static str,
}

pub(super) const EN: Changes = Changes {
    email_title: "Change your e-mail",
    email_lead: Around(
        "So far it is ",
        ". We send a code to the new address, and tell the old one.",
    ),
    email_new: "New e-mail",
    email_submit: "Send the code",
    password_title: "Change your password",
    password_first: "Set a password",
    password_after: "After that you are signed out on all other devices.",
    password_submit: "Save the password",
    close_title: "Close your account?",
    close_lead: Around("This closes the account of ", "."),
    close_gone: "Your name, your addresses, your wishes and every way to sign in are deleted.",
    close_stays: "Your orders stay in the books, as the law demands, but without you: nobody can \
                  tell any more whose they were.",
    close_final: "There is no way back.",
    close_submit: "Close the account for good",
    close_cancel: "Keep the account",
};

pub(super) const DE: Changes = Changes {
    email_title: "E-Mail-Adresse ändern",
    email_lead: Around(
        "Bisher ist es ",
        ". Wir schicken einen Code an die neue Adresse und sagen der alten Bescheid.",
    ),
    email_new: "Neue E-Mail-Adresse",
    email_submit: "Code schicken",
    password_title: "Passwort ändern",
    password_first: "Passwort festlegen",
    password_after: "Danach bist du auf allen anderen Geräten abgemeldet.",
    password_submit: "Passwort speichern",
    close_title: "Konto schließen?",
    close_lead: Around("Damit schließt du das Konto von ", "."),
    close_gone: "Dein Name, deine Adressen, deine Wünsche und alle Wege zur Anmeldung werden \
                 gelöscht.",
    close_stays: "Deine Bestellungen bleiben in den Büchern, wie das Gesetz es verlangt, aber ohne \
                  dich: Niemand kann mehr sehen, von wem sie waren.",
    close_final: "Es gibt kein Zurück.",
    close_submit: "Konto endgültig schließen",
    close_cancel: "Konto behalten",
};

pub(super) const ES: Changes = Changes {
    email_title: "Cambia tu correo",
    email_lead: Around(
        "Hasta ahora es ",
        ". Enviaremos un código a la dirección nueva y avisaremos a la anterior.",
    ),
    email_new: "Correo nuevo",
    email_submit: "Enviar el código",
    password_title: "Cambia tu contraseña",
    password_first: "Pon una contraseña",
    password_after: "Después se cerrará tu sesión en todos los demás dispositivos.",
    password_submit: "Guardar la contraseña",
    close_title: "¿Cerrar tu cuenta?",
    close_lead: Around("Vas a cerrar la cuenta de ", "."),
    close_gone: "Se borran tu nombre, tus direcciones, tus preferencias y todas las formas de \
                 entrar.",
    close_stays: "Tus pedidos quedan en los libros, como exige la ley, pero sin ti: ya nadie podrá \
                  saber de quién eran.",
    close_final: "No hay vuelta atrás.",
    close_submit: "Cerrar la cuenta para siempre",
    close_cancel: "Conservar la cuenta",
};
