//! The languages a person can read us in.

/// A language of the hosted pages and of our mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
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
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Fr, Self::Es, Self::It, Self::Ar];

    /// The tag of the language (BCP 47), as in the attribute `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Ar => "ar",
        }
    }

    /// What the language calls itself: who looks for theirs may not read any other.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::It => "Italiano",
            Self::Ar => "العربية",
        }
    }

    /// Where its lines begin, as in the attribute `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::De | Self::Fr | Self::Es | Self::It => "ltr",
        }
    }

    /// The language of a tag (BCP 47), whatever its region and case: `de-AT` is German. `None` for
    /// a language we do not speak, and for what is no tag.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split('-').next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The best of our languages for a header `Accept-Language` (RFC 9110, section 12.5.4): the one
    /// of the highest weight and, among equals, the one named first. `None` when it asks for none
    /// of ours, whether or not anything would do (`*`): then the café's own language is the better
    /// guess. What cannot be read in it is passed over.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for range in accept_language.split(',') {
            let mut parts = range.split(';');
            let language = parts.next().and_then(Self::parse);
            let weight = parts.next().map_or(Some(1000), weight);
            if let (Some(language), Some(weight)) = (language, weight)
                && weight > best.map_or(0, |(weight, _)| weight)
            {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// The weight of a range in thousandths, from its parameter `q=0.8`.
fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    let weight: f32 = value.trim().parse().ok()?;
    let named = name.trim().eq_ignore_ascii_case("q");
    // At most three digits are allowed, so that nothing is lost by rounding.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    (named && (0.0..=1.0).contains(&weight)).then(|| (weight * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_tag_whatever_the_region() {
        assert_eq!(Language::parse("de"), Some(Language::De));
        assert_eq!(Language::parse("ES-419"), Some(Language::Es));
        assert_eq!(Language::parse("ar-EG"), Some(Language::Ar));
        assert_eq!(Language::parse("pt"), None);
        assert_eq!(Language::parse("deutsch"), None);
        assert_eq!(Language::parse(""), None);
        for language in Language::ALL {
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
    }

    #[test]
    fn the_heaviest_language_we_speak_is_chosen() {
        let chosen = Language::negotiate;
        assert_eq!(chosen("de-AT,de;q=0.9,en;q=0.8"), Some(Language::De));
        assert_eq!(chosen("pt, en;q=0.2, es;q=0.7"), Some(Language::Es));
        assert_eq!(chosen("es;q=0.5, de;q=0.5"), Some(Language::Es));
        assert_eq!(chosen("en;Q=0.8 , de ; q=0.9"), Some(Language::De));
    }

    #[test]
    fn a_language_that_is_refused_or_unreadable_is_not_chosen() {
        let chosen = Language::negotiate;
        assert_eq!(chosen("de;q=0, en;q=0.1"), Some(Language::En));
        assert_eq!(chosen("*"), None);
        assert_eq!(chosen("pt, nl;q=0.5"), None);
        assert_eq!(chosen("de;q=much, es;q=2, en;q=NaN"), None);
        assert_eq!(chosen(""), None);
    }
}
