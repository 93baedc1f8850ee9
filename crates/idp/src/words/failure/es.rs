//! In Spanish.

use super::Failure;

pub(super) const fn text(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::UnknownClient => (
            "No conocemos esta aplicación",
            "Te ha enviado aquí una aplicación que no está registrada. Avisa a quien la gestiona.",
        ),
        Failure::WrongRedirect => (
            "No te enviaremos allí",
            "La aplicación de la que vienes quiere que sigas en una dirección que no tiene \
             registrada. Por tu seguridad nos paramos aquí. Avisa a quien la gestiona.",
        ),
        Failure::BadRequest => (
            "No lo entendemos",
            "En la petición falta algo, o algo está mal escrito. Vuelve atrás e inténtalo de \
             nuevo.",
        ),
        Failure::LinkInvalid => (
            "Este enlace ya no es válido",
            "Ya se ha usado, o es demasiado antiguo. Pide uno nuevo.",
        ),
        Failure::Expired => (
            "Ha pasado demasiado tiempo",
            "Por tu seguridad, hay que terminar de entrar en un rato. Empieza de nuevo, con las \
             cookies permitidas.",
        ),
        Failure::NotFound => ("Esta página no existe", "Revisa la dirección o empieza de nuevo."),
        Failure::Forbidden => (
            "No puedes hacer eso",
            "Tu cuenta no tiene permiso. Si crees que debería tenerlo, pregunta a quien lleva la \
             cafetería.",
        ),
        Failure::CrossSite => (
            "Eso venía de otro sitio",
            "Otra web ha enviado este formulario en tu nombre, así que no hemos hecho nada. Si \
             has sido tú, empieza de nuevo aquí.",
        ),
        Failure::Busy => (
            "Hay cola en la puerta",
            "Mucha gente está entrando ahora mismo. Inténtalo de nuevo en un momento.",
        ),
        Failure::Broken => (
            "Algo ha fallado por nuestra parte",
            "No es culpa tuya, y lo hemos anotado. Inténtalo de nuevo en un momento.",
        ),
    }
}
