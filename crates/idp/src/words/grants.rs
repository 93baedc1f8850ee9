//! Texts of letting something else in: a device behind the bar, a client of somebody else.

use super::Around;

#[derive(Debug)]
pub(crate) struct Grants {
    pub(crate) device_title: &'static str,
    pub(crate) device_lead: &'static str,
    pub(crate) device_code: &'static str,

    pub(crate) confirm_title: &'static str,
    /// Around the name of the client.
    pub(crate) confirm_lead: Around,
    pub(crate) confirm_code: &'static str,
    pub(crate) confirm_warning: &'static str,
    pub(crate) confirm_allow: &'static str,
    pub(crate) confirm_deny: &'static str,
    pub(crate) done_title: &'static str,
    pub(crate) done_lead: &'static str,
    pub(crate) denied_title: &'static str,
    pub(crate) denied_lead: &'static str,

    /// With the name of the client.
    pub(crate) consent_title: fn(&str) -> String,
    /// Before a list of what a scope allows each.
    pub(crate) may: &'static str,
    pub(crate) consent_later: &'static str,
    pub(crate) consent_allow: &'static str,
    pub(crate) consent_deny: &'static str,

    pub(crate) openid: &'static str,
    pub(crate) profile: &'static str,
    pub(crate) email: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) api: &'static str,
}

pub(super) const EN: Grants = Grants {
    device_title: "Connect a device",
    device_lead: "Enter the code that the device shows.",
    device_code: "Code on the device",
    confirm_title: "Does this code match?",
    confirm_lead: Around("", " wants to be signed in with your account."),
    confirm_code: "The device must show this code:",
    confirm_warning: "Allow it only if you have started this yourself and have the device before \
                      you. If somebody has sent you the code, they want into your account.",
    confirm_allow: "It matches, allow",
    confirm_deny: "Refuse",
    done_title: "The device is connected",
    done_lead: "You can go on there, and close this page.",
    denied_title: "The device was refused",
    denied_lead: "It was not signed in. You can close this page.",
    consent_title: |client| format!("Let {client} use your account?"),
    may: "It will be able to:",
    consent_later: "You can sign it out again at any time in your account.",
    consent_allow: "Allow",
    consent_deny: "Refuse",
    openid: "know that it is you",
    profile: "see your name and your language",
    email: "see your e-mail address",
    offline: "stay signed in when you are not there",
    api: "order and watch orders for you, and do what your role here allows",
};

pub(super) const DE: Grants = Grants {
    device_title: "Gerät verbinden",
    device_lead: "Gib den Code ein, den das Gerät zeigt.",
    device_code: "Code auf dem Gerät",
    confirm_title: "Stimmt dieser Code überein?",
    confirm_lead: Around("", " möchte mit deinem Konto angemeldet werden."),
    confirm_code: "Das Gerät muss diesen Code zeigen:",
    confirm_warning: "Erlaube es nur, wenn du das selbst begonnen hast und das Gerät vor dir \
                      steht. Hat dir jemand den Code geschickt, will er in dein Konto.",
    confirm_allow: "Stimmt, erlauben",
    confirm_deny: "Ablehnen",
    done_title: "Das Gerät ist verbunden",
    done_lead: "Du kannst dort weitermachen und diese Seite schließen.",
    denied_title: "Das Gerät wurde abgelehnt",
    denied_lead: "Es wurde nicht angemeldet. Du kannst diese Seite schließen.",
    consent_title: |client| format!("Darf {client} dein Konto verwenden?"),
    may: "Es kann dann:",
    consent_later: "Du kannst es in deinem Konto jederzeit wieder abmelden.",
    consent_allow: "Erlauben",
    consent_deny: "Ablehnen",
    openid: "wissen, dass du es bist",
    profile: "deinen Namen und deine Sprache sehen",
    email: "deine E-Mail-Adresse sehen",
    offline: "angemeldet bleiben, auch wenn du nicht da bist",
    api: "für dich bestellen und Bestellungen verfolgen und tun, was deine Rolle hier erlaubt",
};

pub(super) const ES: Grants = Grants {
    device_title: "Conecta un dispositivo",
    device_lead: "Escribe el código que muestra el dispositivo.",
    device_code: "Código del dispositivo",
    confirm_title: "¿Coincide este código?",
    confirm_lead: Around("", " quiere entrar con tu cuenta."),
    confirm_code: "El dispositivo debe mostrar este código:",
    confirm_warning: "Permítelo solo si lo has iniciado tú y tienes el dispositivo delante. Si \
                      alguien te ha enviado el código, quiere entrar en tu cuenta.",
    confirm_allow: "Coincide, permitir",
    confirm_deny: "Rechazar",
    done_title: "El dispositivo está conectado",
    done_lead: "Puedes seguir allí y cerrar esta página.",
    denied_title: "Has rechazado el dispositivo",
    denied_lead: "No ha entrado. Puedes cerrar esta página.",
    consent_title: |client| format!("¿Dejas que {client} use tu cuenta?"),
    may: "Podrá:",
    consent_later: "Puedes cerrar su sesión en tu cuenta cuando quieras.",
    consent_allow: "Permitir",
    consent_deny: "Rechazar",
    openid: "saber que eres tú",
    profile: "ver tu nombre y tu idioma",
    email: "ver tu dirección de correo",
    offline: "seguir dentro cuando no estés",
    api: "pedir y seguir pedidos por ti, y hacer lo que permite tu papel aquí",
};
