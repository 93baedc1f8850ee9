//! The languages we write in.

/// A language of our messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German; we say "du".
    De,
    /// French; we say "vous".
    Fr,
    /// Spanish; we say "tú".
    Es,
    /// Italian; we say "tu".
    It,
    /// Arabic, written from right to left.
    Ar,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Fr, Self::Es, Self::It, Self::Ar];

    /// The language of a primary tag (BCP 47): "de". `None` for one we do not write in.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            "fr" => Some(Self::Fr),
            "es" => Some(Self::Es),
            "it" => Some(Self::It),
            "ar" => Some(Self::Ar),
            _ => None,
        }
    }
}
