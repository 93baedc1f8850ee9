//! Texts of getting an account, and of getting back into one: codes by mail, a new password, an
//! invitation.

use kernel::Role;

use super::Around;

#[derive(Debug)]
pub(crate) struct SignUp {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) name_hint: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) have_account: &'static str,
    pub(crate) sign_in: &'static str,

    /// Around the address that a mail went to, for a new account.
    pub(crate) verify_lead: Around,
    /// The same for a new password: whether there is an account is not said.
    pub(crate) reset_lead: Around,
    /// The same for another address.
    pub(crate) change_lead: Around,
    pub(crate) code_title: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) code_submit: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) start_again: &'static str,

    pub(crate) forgotten_title: &'static str,
    pub(crate) forgotten_lead: &'static str,
    pub(crate) forgotten_submit: &'static str,
    pub(crate) forgotten_back: &'static str,

    /// Under the new password, and on the button.
    pub(crate) reset_after: &'static str,
    pub(crate) reset_submit: &'static str,

    /// With the café's name.
    pub(crate) invited_title: fn(&str) -> String,
    /// Around the role.
    pub(crate) invited_lead: Around,
    pub(crate) invited_submit: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) barista: &'static str,
    pub(crate) manager: &'static str,
    pub(crate) admin: &'static str,
}

impl SignUp {
    /// A role as it stands in a sentence, after "as".
    pub(crate) const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Customer => self.customer,
            Role::Barista => self.barista,
            Role::Manager => self.manager,
            Role::Admin => self.admin,
        }
    }
}

pub(super) const EN: SignUp = SignUp {
    title: "Create an account",
    lead: "It keeps your orders and addresses in one place.",
    name_hint: "We call it out when your order is ready.",
    submit: "Create account",
    have_account: "You have one already?",
    sign_in: "Sign in",
    verify_lead: Around("We have sent a mail to ", ". Enter the code that is in it."),
    reset_lead: Around(
        "If there is an account for ",
        ", a mail with a code is on its way to it. Enter the code here.",
    ),
    change_lead: Around("We have sent a mail to ", ". Enter the code that is in it."),
    code_title: "Look into your mail",
    code: "Code from the mail",
    code_hint: "It can take a minute. Look among the unwanted mails, too.",
    code_submit: "Confirm",
    resend: "Send a new code",
    start_again: "Another address",
    forgotten_title: "Forgotten your password?",
    forgotten_lead: "It happens. Give us your e-mail and we send you a code to choose a new one.",
    forgotten_submit: "Send the code",
    forgotten_back: "Back to sign-in",
    reset_after: "After that you are signed out on all other devices.",
    reset_submit: "Save the password",
    invited_title: |cafe| format!("Welcome to the team of {cafe}"),
    invited_lead: Around(
        "You are invited as ",
        ". Say what you are called and choose a password, and you can begin.",
    ),
    invited_submit: "Begin",
    customer: "a customer",
    barista: "a barista",
    manager: "a manager",
    admin: "an admin",
};

pub(super) const DE: SignUp = SignUp {
    title: "Konto anlegen",
    lead: "Damit hast du deine Bestellungen und Adressen an einem Ort.",
    name_hint: "Den rufen wir auf, wenn deine Bestellung fertig ist.",
    submit: "Konto anlegen",
    have_account: "Du hast schon eines?",
    sign_in: "Anmelden",
    verify_lead: Around("Wir haben eine E-Mail an ", " geschickt. Gib den Code daraus ein."),
    reset_lead: Around(
        "Wenn es ein Konto für ",
        " gibt, ist eine E-Mail mit einem Code dorthin unterwegs. Gib ihn hier ein.",
    ),
    change_lead: Around("Wir haben eine E-Mail an ", " geschickt. Gib den Code daraus ein."),
    code_title: "Sieh in deine E-Mails",
    code: "Code aus der E-Mail",
    code_hint: "Es kann eine Minute dauern. Sieh auch im Spam-Ordner nach.",
    code_submit: "Bestätigen",
    resend: "Neuen Code schicken",
    start_again: "Andere Adresse",
    forgotten_title: "Passwort vergessen?",
    forgotten_lead: "Das kommt vor. Nenn uns deine E-Mail-Adresse, und wir schicken dir einen Code \
                     für ein neues.",
    forgotten_submit: "Code schicken",
    forgotten_back: "Zurück zur Anmeldung",
    reset_after: "Danach bist du auf allen anderen Geräten abgemeldet.",
    reset_submit: "Passwort speichern",
    invited_title: |cafe| format!("Willkommen im Team von {cafe}"),
    invited_lead: Around(
        "Du bist eingeladen als ",
        ". Sag uns, wie du heißt, wähle ein Passwort, und es kann losgehen.",
    ),
    invited_submit: "Los geht’s",
    customer: "Gast",
    barista: "Barista",
    manager: "Filialleitung",
    admin: "Administrator:in",
};

pub(super) const ES: SignUp = SignUp {
    title: "Crear una cuenta",
    lead: "Así tienes tus pedidos y tus direcciones en un solo lugar.",
    name_hint: "Te llamaremos por él cuando tu pedido esté listo.",
    submit: "Crear la cuenta",
    have_account: "¿Ya tienes una?",
    sign_in: "Inicia sesión",
    verify_lead: Around("Hemos enviado un correo a ", ". Escribe el código que contiene."),
    reset_lead: Around(
        "Si hay una cuenta para ",
        ", va de camino un correo con un código. Escríbelo aquí.",
    ),
    change_lead: Around("Hemos enviado un correo a ", ". Escribe el código que contiene."),
    code_title: "Mira tu correo",
    code: "Código del correo",
    code_hint: "Puede tardar un minuto. Mira también en el correo no deseado.",
    code_submit: "Confirmar",
    resend: "Enviar otro código",
    start_again: "Otra dirección",
    forgotten_title: "¿Has olvidado la contraseña?",
    forgotten_lead: "Son cosas que pasan. Danos tu correo y te enviamos un código para otra.",
    forgotten_submit: "Enviar el código",
    forgotten_back: "Volver al inicio de sesión",
    reset_after: "Después se cerrará tu sesión en todos los demás dispositivos.",
    reset_submit: "Guardar la contraseña",
    invited_title: |cafe| format!("Te damos la bienvenida al equipo de {cafe}"),
    invited_lead: Around(
        "Te han invitado como ",
        ". Dinos cómo te llamas, elige una contraseña y ya puedes empezar.",
    ),
    invited_submit: "Empezar",
    customer: "cliente",
    barista: "barista",
    manager: "responsable de local",
    admin: "administrador/a",
};
