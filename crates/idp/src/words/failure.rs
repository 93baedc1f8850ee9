//! Why a page cannot be shown: a title and what to do about it.

use super::Language;

/// What went wrong before there was a form to show it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The client that sent them here is not registered.
    UnknownClient,
    /// The client asks to send them back to an address that is not registered for it.
    WrongRedirect,
    /// The request of the client, or an address typed by hand, makes no sense.
    BadRequest,
    /// A link of a mail has been used, or its time is over.
    LinkInvalid,
    /// The sign-in they were in the middle of is too old.
    Expired,
    /// There is no such page.
    NotFound,
    /// Their account may not do that, or has been disabled.
    Forbidden,
    /// The request came from another site's page.
    CrossSite,
    /// Too many people sign in at this moment.
    Busy,
    /// Something broke on our side.
    Broken,
}

impl Failure {
    /// Every failure.
    pub const ALL: [Self; 10] = [
        Self::UnknownClient,
        Self::WrongRedirect,
        Self::BadRequest,
        Self::LinkInvalid,
        Self::Expired,
        Self::NotFound,
        Self::Forbidden,
        Self::CrossSite,
        Self::Busy,
        Self::Broken,
    ];

    /// A title, and what it means and what to do.
    pub const fn text(self, language: Language) -> (&'static str, &'static str) {
        match language {
            Language::En => self.en(),
            Language::De => self.de(),
            Language::Es => self.es(),
        }
    }

    const fn en(self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownClient => (
                "We do not know this app",
                "An app sent you here that is not registered with us. Tell whoever runs it.",
            ),
            Self::WrongRedirect => (
                "We will not send you there",
                "The app that sent you here wants you to go on at an address that is not \
                 registered for it. For your safety we stop here. Tell whoever runs the app.",
            ),
            Self::BadRequest => (
                "We do not understand that",
                "Something is missing in the request, or is written wrongly. Go back and try \
                 again.",
            ),
            Self::LinkInvalid => (
                "This link no longer works",
                "It was used already, or it is too old. Ask for a new one.",
            ),
            Self::Expired => (
                "That took too long",
                "For your safety a sign-in has to be finished within a while. Begin again, with \
                 cookies allowed.",
            ),
            Self::NotFound => ("There is no such page", "Check the address, or begin again."),
            Self::Forbidden => (
                "You cannot do that",
                "Your account may not do that. If you think it should, ask whoever runs the café.",
            ),
            Self::CrossSite => (
                "That came from somewhere else",
                "Another site sent this form on your behalf, so we did nothing. If it was you, \
                 begin again here.",
            ),
            Self::Busy => (
                "There is a queue at the door",
                "Many people sign in just now. Try again in a moment.",
            ),
            Self::Broken => (
                "Something went wrong on our side",
                "It is not your fault, and we have noted it. Try again in a moment.",
            ),
        }
    }

    const fn de(self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownClient => (
                "Diese App kennen wir nicht",
                "Dich hat eine App hierher geschickt, die bei uns nicht angemeldet ist. Sag denen \
                 Bescheid, die sie betreiben.",
            ),
            Self::WrongRedirect => (
                "Dorthin schicken wir dich nicht",
                "Die App, von der du kommst, will dich an eine Adresse weiterschicken, die nicht \
                 für sie eingetragen ist. Zu deiner Sicherheit hören wir hier auf. Sag denen \
                 Bescheid, die die App betreiben.",
            ),
            Self::BadRequest => (
                "Das verstehen wir nicht",
                "In der Anfrage fehlt etwas, oder etwas ist falsch geschrieben. Geh zurück und \
                 versuch es noch einmal.",
            ),
            Self::LinkInvalid => (
                "Dieser Link gilt nicht mehr",
                "Er wurde schon benutzt oder ist zu alt. Fordere einen neuen an.",
            ),
            Self::Expired => (
                "Das hat zu lange gedauert",
                "Zu deiner Sicherheit muss eine Anmeldung nach einer Weile fertig sein. Beginne \
                 noch einmal und lass Cookies zu.",
            ),
            Self::NotFound => {
                ("Diese Seite gibt es nicht", "Prüfe die Adresse, oder beginne noch einmal.")
            }
            Self::Forbidden => (
                "Das darfst du nicht",
                "Dein Konto darf das nicht. Wenn du meinst, es sollte, dann frag die Leute, die \
                 das Café betreiben.",
            ),
            Self::CrossSite => (
                "Das kam von woanders",
                "Eine andere Website hat dieses Formular in deinem Namen geschickt. Wir haben \
                 deshalb nichts getan. Wenn du es warst, beginne hier noch einmal.",
            ),
            Self::Busy => (
                "Gerade ist hier viel los",
                "Viele melden sich in diesem Augenblick an. Versuch es gleich noch einmal.",
            ),
            Self::Broken => (
                "Bei uns ist etwas schiefgegangen",
                "Es liegt nicht an dir, und wir haben es notiert. Versuch es gleich noch einmal.",
            ),
        }
    }

    const fn es(self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownClient => (
                "No conocemos esta aplicación",
                "Te ha enviado aquí una aplicación que no está registrada. Avisa a quien la \
                 gestiona.",
            ),
            Self::WrongRedirect => (
                "No te enviaremos allí",
                "La aplicación de la que vienes quiere que sigas en una dirección que no tiene \
                 registrada. Por tu seguridad nos paramos aquí. Avisa a quien la gestiona.",
            ),
            Self::BadRequest => (
                "No lo entendemos",
                "En la petición falta algo, o algo está mal escrito. Vuelve atrás e inténtalo de \
                 nuevo.",
            ),
            Self::LinkInvalid => (
                "Este enlace ya no es válido",
                "Ya se ha usado, o es demasiado antiguo. Pide uno nuevo.",
            ),
            Self::Expired => (
                "Ha pasado demasiado tiempo",
                "Por tu seguridad, hay que terminar de entrar en un rato. Empieza de nuevo, con \
                 las cookies permitidas.",
            ),
            Self::NotFound => ("Esta página no existe", "Revisa la dirección o empieza de nuevo."),
            Self::Forbidden => (
                "No puedes hacer eso",
                "Tu cuenta no tiene permiso. Si crees que debería tenerlo, pregunta a quien \
                 lleva la cafetería.",
            ),
            Self::CrossSite => (
                "Eso venía de otro sitio",
                "Otra web ha enviado este formulario en tu nombre, así que no hemos hecho nada. \
                 Si has sido tú, empieza de nuevo aquí.",
            ),
            Self::Busy => (
                "Hay cola en la puerta",
                "Mucha gente está entrando ahora mismo. Inténtalo de nuevo en un momento.",
            ),
            Self::Broken => (
                "Algo ha fallado por nuestra parte",
                "No es culpa tuya, y lo hemos anotado. Inténtalo de nuevo en un momento.",
            ),
        }
    }
}
