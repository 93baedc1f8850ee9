//! How somebody has signed in, in the words of RFC 8176, and how strong that is.

/// A way to show who one is. The words are those of RFC 8176.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// A password.
    Password,
    /// A one-time code of an authenticator app.
    Otp,
    /// A recovery code, written down when the second factor was set up.
    Recovery,
    /// A passkey, unlocked by its owner: two factors in one.
    Passkey,
    /// A code or link sent by mail, which shows only that somebody reads that mail.
    Mail,
}

impl Method {
    /// Every way.
    pub const ALL: [Self; 5] =
        [Self::Password, Self::Otp, Self::Recovery, Self::Passkey, Self::Mail];

    /// The word in `amr`. RFC 8176 has none for recovery codes (they are one-time passwords) nor
    /// for mail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Password => "pwd",
            Self::Otp => "otp",
            Self::Recovery => "recovery",
            Self::Passkey => "hwk",
            Self::Mail => "mail",
        }
    }

    /// The way that a word stands for.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// How strong a sign-in is, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// One factor.
    Password,
    /// Two factors, or a passkey that its owner has unlocked.
    Mfa,
}

impl Strength {
    /// How strong these ways are together.
    pub fn of(methods: &[Method]) -> Self {
        let has = |method| methods.contains(&method);
        let two = has(Method::Password) && (has(Method::Otp) || has(Method::Recovery));
        if two || has(Method::Passkey) { Self::Mfa } else { Self::Password }
    }

    /// The value of `acr`.
    pub const fn acr(self) -> &'static str {
        match self {
            Self::Password => "urn:comanda:acr:password",
            Self::Mfa => "urn:comanda:acr:mfa",
        }
    }

    /// What a value of `acr` asks for.
    pub fn asked(acr: &str) -> Option<Self> {
        [Self::Password, Self::Mfa].into_iter().find(|strength| strength.acr() == acr)
    }
}

/// The words of `amr`: the ways, and `mfa` where they are several factors.
pub fn amr(methods: &[Method]) -> Vec<&'static str> {
    let mfa = (Strength::of(methods) == Strength::Mfa).then_some("mfa");
    methods.iter().map(|method| method.word()).chain(mfa).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_factors_or_a_passkey_are_strong_and_nothing_else_is() {
        use Method::{Mail, Otp, Passkey, Password, Recovery};
        for strong in [&[Password, Otp][..], &[Password, Recovery], &[Passkey]] {
            assert_eq!(Strength::of(strong), Strength::Mfa, "{strong:?}");
            assert_eq!(amr(strong).last(), Some(&"mfa"));
        }
        for weak in [&[][..], &[Password], &[Mail], &[Otp], &[Recovery], &[Password, Mail]] {
            assert_eq!(Strength::of(weak), Strength::Password, "{weak:?}");
            assert!(!amr(weak).contains(&"mfa"));
        }
    }

    #[test]
    fn every_word_reads_back() {
        for method in Method::ALL {
            assert_eq!(Method::of(method.word()), Some(method));
        }
        assert_eq!(Strength::asked("urn:comanda:acr:mfa"), Some(Strength::Mfa));
        assert_eq!(Strength::asked("http://elsewhere/loa3"), None);
    }
}
