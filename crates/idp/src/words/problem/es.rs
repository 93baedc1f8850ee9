//! In Spanish.

use super::kinds::{Problem, wait};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "El correo y la contraseña no coinciden.",
        Problem::WrongPassword => "Esa no es tu contraseña actual.",
        Problem::WrongCode => "El código no es correcto. Compruébalo y escribe el más reciente.",
        Problem::WrongRecoveryCode => {
            "Ese no es ninguno de tus códigos de recuperación. Compruébalo."
        }
        Problem::ExpiredCode => "El código ha caducado. Pide uno nuevo.",
        Problem::UsedCode => "Ese código ya se ha usado. Cada uno sirve una sola vez.",
        Problem::UnknownDeviceCode => {
            "No conocemos ese código, o ha caducado. Haz que tu dispositivo muestre uno nuevo."
        }
        Problem::TooManyAttempts { wait_s } => {
            let wait = wait(wait_s, ["segundo", "segundos"], ["minuto", "minutos"]);
            return format!("Han sido demasiados intentos. Vuelve a intentarlo en {wait}.");
        }
        Problem::Busy => "Ahora mismo hay cola en la puerta. Inténtalo de nuevo en un momento.",
        Problem::EmailInvalid => "Eso no parece una dirección de correo.",
        Problem::EmailUnchanged => "Esa es la dirección que ya tienes.",
        Problem::NameMissing => "Escribe un nombre, por favor.",
        Problem::NameTooLong { characters_max } => {
            return format!("Escribe un nombre de {characters_max} caracteres como máximo.");
        }
        Problem::PasswordMissing => "Escribe tu contraseña, por favor.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("Elige una contraseña de al menos {characters_min} caracteres.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("Elige una contraseña de {characters_max} caracteres como máximo.");
        }
        Problem::PasswordTooCommon => {
            "Esa contraseña es de las primeras que se adivinan. Elige una más rara, por ejemplo \
             cuatro palabras que no tengan nada que ver entre sí."
        }
        Problem::PasswordContainsYou => {
            "Esa contraseña contiene tu nombre, tu correo o el nombre de la cafetería. Elige una \
             que nadie relacione contigo."
        }
        Problem::PasswordUnchanged => "Esa es la contraseña que ya tienes. Elige otra.",
        Problem::LinkInvalid => "Ese enlace ya no es válido. Pide uno nuevo.",
        Problem::PasskeyFailed => {
            "No se ha aceptado esa clave de acceso. Inténtalo de nuevo o entra de otra forma."
        }
        Problem::TooManyPasskeys => {
            "Tienes tantas claves de acceso como puede tener una cuenta. Quita una primero."
        }
        Problem::LastAdmin => "Aquí no hay más propietarios que tú. Nombra antes a otra persona.",
        Problem::SecondFactorRequired => {
            "Tu trabajo aquí exige un segundo paso al iniciar sesión, así que uno debe quedarse."
        }
        Problem::OrderUnderWay => {
            "Uno de tus pedidos todavía está en curso. Cierra la cuenta cuando lo tengas en la \
             mano."
        }
        Problem::FormExpired => {
            "Esta página llevaba demasiado tiempo abierta. Inténtalo de nuevo, con las cookies \
             permitidas."
        }
        Problem::SignedOut => "Entretanto se ha cerrado tu sesión. Vuelve a entrar, por favor.",
    };
    text.to_owned()
}
