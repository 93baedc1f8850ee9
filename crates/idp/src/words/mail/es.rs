//! In Spanish.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("{code} es tu código para {cafe}"),
            format!(
                "Hola:\n\n¡Te damos la bienvenida a {cafe}! Escribe este código para demostrar \
                 que esta dirección es tuya:\n\n    {code}\n\nSirve una sola vez, durante \
                 {minutes} minutos.\n\nSi no querías crear una cuenta, no tienes que hacer \
                 nada: sin el código no se creará ninguna."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("Ya tienes una cuenta en {cafe}"),
            format!(
                "Hola:\n\nAlguien, seguramente tú, quería crear una cuenta con esta dirección. \
                 Ya tienes una, y sigue como estaba.\n\nEntra aquí:\n{sign_in}\n\n¿Has \
                 olvidado la contraseña? Elige otra aquí:\n{forgotten}\n\nSi no has sido tú, \
                 no tienes que hacer nada."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("{code} es tu código para una contraseña nueva"),
            format!(
                "Hola:\n\nCon este código puedes elegir una contraseña nueva en {cafe}:\n\n    \
                 {code}\n\nSirve una sola vez, durante {minutes} minutos. No se lo digas a \
                 nadie: nunca te lo pediremos.\n\nSi no lo has pedido, no tienes que hacer \
                 nada. Tu contraseña sigue como está."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("{code} es tu código para {cafe}"),
            format!(
                "Hola:\n\nEscribe este código y tu cuenta en {cafe} usará esta dirección a \
                 partir de ahora:\n\n    {code}\n\nSirve una sola vez, durante {minutes} \
                 minutos.\n\nSi no lo has pedido, no tienes que hacer nada."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("Tu correo en {cafe} ha cambiado"),
            format!(
                "Hola:\n\nTu cuenta en {cafe} usa ahora otra dirección: {email}. A esta ya no \
                 te escribiremos.\n\nSi no has sido tú, hay otra persona en tu cuenta. Dínoslo \
                 en el mostrador y lo arreglamos contigo."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("Un dispositivo nuevo en {cafe}"),
            format!(
                "Hola:\n\nAlguien ha entrado en tu cuenta de {cafe} con un dispositivo que no \
                 habíamos visto antes:\n\n    {device}\n    {at}\n\n¿Has sido tú? Entonces \
                 todo está bien.\n\nSi no, cierra la sesión del dispositivo y cambia la \
                 contraseña aquí:\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("Tu contraseña en {cafe} ha cambiado"),
            format!(
                "Hola:\n\nLa contraseña de tu cuenta en {cafe} se ha cambiado ({at}). Hemos \
                 cerrado tu sesión en los demás dispositivos.\n\nSi no has sido tú, elige \
                 ahora mismo una contraseña nueva:\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("Tu segundo paso en {cafe} está desactivado"),
            format!(
                "Hola:\n\nDesde ahora basta tu contraseña para entrar en {cafe} ({at}).\n\nSi \
                 no has sido tú, cambia la contraseña y vuelve a activar el segundo paso \
                 aquí:\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("Una aplicación de autenticación para {cafe}"),
            format!(
                "Hola:\n\nDesde ahora te pediremos un código de tu aplicación de autenticación \
                 para entrar en {cafe} ({at}). Bien hecho: la contraseña sola ya no deja \
                 entrar a nadie.\n\nSi no has sido tú, mira tu cuenta aquí:\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("Una clave de acceso nueva para {cafe}"),
            format!(
                "Hola:\n\nSe ha añadido una clave de acceso a tu cuenta de {cafe}:\n\n    \
                 {name}\n    {at}\n\nSi no has sido tú, quítala y cambia la contraseña \
                 aquí:\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("Se te acaban los códigos de recuperación de {cafe}"),
            format!(
                "Hola:\n\nCódigos de recuperación que te quedan para {cafe}: {left}.\n\nCrea \
                 otros antes de que los necesites:\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "Hemos cerrado todas tus sesiones".to_owned(),
            format!(
                "Hola:\n\nHemos visto algo que no debería pasar ({at}): una llave de tu cuenta \
                 en {cafe} se ha usado por segunda vez, así que quizá alguien la haya copiado. \
                 Por seguridad hemos cerrado tu sesión en todos los dispositivos.\n\nVuelve a \
                 entrar, por favor. Si tienes un mal presentimiento, elige también una \
                 contraseña nueva:\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("Tu cuenta en {cafe} está cerrada"),
            format!(
                "Hola:\n\nTu cuenta en {cafe} está cerrada, y hemos borrado lo que sabíamos de \
                 ti. Tus pedidos quedan en los libros sin tu nombre.\n\nGracias por haber \
                 estado aquí. En el mostrador siempre se te recibe con gusto."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::Es);
            (
                format!("Te damos la bienvenida al equipo de {cafe}"),
                format!(
                    "Hola:\n\nTe han invitado a formar parte de {cafe} como {role}. Empieza \
                     aquí:\n{link}\n\nEl enlace sirve una sola vez y es válido hasta \
                     el {expires}.\n\nSi no sabes de qué se trata, no tienes que hacer nada."
                ),
            )
        }
    }
}
