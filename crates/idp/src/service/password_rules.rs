//! Whether a password will do.

use super::Idp;
use crate::domain::{Email, GUESSES_MIN, PasswordFlaw, length_flaw};
use crate::error::Error;

impl Idp {
    /// Refuses a password that is found too soon by somebody who knows the café and this person.
    ///
    /// # Errors
    /// [`Error::BadPassword`].
    pub(super) fn check_password(
        &self,
        password: &str,
        email: &Email,
        name: &str,
    ) -> Result<(), Error> {
        check(password, &self.settings().brand.name, email, name)
    }
}

/// Refuses a password that is too short, too long, or found among the first million guesses of
/// somebody who knows common passwords and this person.
///
/// # Errors
/// [`Error::BadPassword`].
fn check(password: &str, cafe: &str, email: &Email, name: &str) -> Result<(), Error> {
    if let Some(flaw) = length_flaw(password) {
        return Err(Error::BadPassword(flaw));
    }
    let user = email.as_str().split('@').next().unwrap_or_default();
    // As people would write it: in words, and all of them together.
    let together = [name, cafe].map(|text| text.replace(' ', ""));
    let words = [name, cafe].into_iter().flat_map(str::split_whitespace);
    let known: Vec<&str> = [email.as_str(), user, name, cafe, "comanda"]
        .into_iter()
        .chain(together.iter().map(String::as_str))
        .chain(words)
        .collect();
    if zxcvbn::zxcvbn(password, &known).guesses() < GUESSES_MIN {
        return Err(Error::BadPassword(PasswordFlaw::Common));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn flaw(password: &str) -> Option<PasswordFlaw> {
        let email = Email::parse("anna.miller@example.org").expect("an address");
        match check(password, "Café Aroma", &email, "Anna Miller") {
            Ok(()) => None,
            Err(Error::BadPassword(flaw)) => Some(flaw),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_is_tried_first_is_refused_and_a_phrase_is_taken() {
        for common in [
            "password",
            "Password1",
            "12345678",
            "qwertyuiop",
            "iloveyou1",
            "abc12345",
            "aaaaaaaa",
            "anna.miller",
            "annamiller1",
            "caféaroma",
            "19901990",
            "P@ssw0rd",
        ] {
            assert_eq!(flaw(common), Some(PasswordFlaw::Common), "{common}");
        }
        for good in ["four croissants at dawn", "kX9$vn2pQ", "Löffel Regen Fahrrad"] {
            assert_eq!(flaw(good), None, "{good}");
        }
        assert_eq!(flaw("kX9$vn2"), Some(PasswordFlaw::Short));
    }
}
