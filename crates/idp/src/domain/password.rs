//! What a password has to be: long enough, and not one that is guessed at once. No rules about
//! digits or capitals (NIST SP 800-63B, section 3.1.1.2; OWASP ASVS 5.0, 6.2.5).

/// Fewest characters.
pub const CHARS_MIN: usize = 8;
/// Most characters.
pub const CHARS_MAX: usize = 128;
/// A password that is found with fewer guesses is too common. Source: the scale of zxcvbn, whose
/// score 2 ("somewhat guessable") begins here.
pub const GUESSES_MIN: u64 = 1_000_000;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFlaw {
    /// Fewer than 8 characters.
    Short,
    /// More than 128 characters.
    Long,
    /// Among what is tried first.
    Common,
}

/// What is wrong with the length of a password.
pub fn length_flaw(password: &str) -> Option<PasswordFlaw> {
    match password.chars().count() {
        count if count < CHARS_MIN => Some(PasswordFlaw::Short),
        count if count > CHARS_MAX => Some(PasswordFlaw::Long),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_to_128_characters_are_right_whatever_they_are() {
        assert_eq!(length_flaw("1234567"), Some(PasswordFlaw::Short));
        assert_eq!(length_flaw("üüüüüüüü"), None, "characters count, not bytes");
        assert_eq!(length_flaw(&"é".repeat(128)), None);
        assert_eq!(length_flaw(&"é".repeat(129)), Some(PasswordFlaw::Long));
    }
}
