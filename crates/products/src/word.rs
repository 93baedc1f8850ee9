//! Values that travel and are stored as one word: what `Display` writes and `FromStr` reads.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value as one word of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Word<T>(pub(crate) T);

impl<T: Display> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// Each value as a word.
pub(crate) fn words<T: Copy>(values: &[T]) -> Vec<Word<T>> {
    values.iter().copied().map(Word).collect()
}

/// Each word as its value.
pub(crate) fn values<T>(words: Vec<Word<T>>) -> Vec<T> {
    words.into_iter().map(|word| word.0).collect()
}

/// A time zone by its name in the IANA database, for `#[serde(with)]`.
pub(crate) mod zone {
    use super::{Cow, Deserialize, Deserializer, Serializer};
    use jiff::tz::TimeZone;

    pub(crate) fn serialize<S: Serializer>(
        zone: &TimeZone,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(zone.iana_name().unwrap_or("UTC"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<TimeZone, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        parse(&name).map_err(serde::de::Error::custom)
    }

    /// The zone of this name, or a sentence.
    pub(crate) fn parse(name: &str) -> Result<TimeZone, String> {
        TimeZone::get(name).map_err(|_| {
            let name: String = name.chars().take(60).collect();
            format!(
                "\"{name}\" is not a time zone this machine knows: expected a name of the IANA \
                 database such as Europe/Berlin"
            )
        })
    }
}
