//! Texts in other languages on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Language, Text, Translations};
use crate::word::Word;

/// The texts of an entry of a menu in a language other than the menu's own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MenuText)]
pub(super) struct TextBody {
    /// At most 80 characters.
    name: String,
    /// At most 500 characters; without it the entry's own is read. Option groups and options have
    /// none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
}

pub(super) fn bodies(translations: &Translations) -> BTreeMap<Word<Language>, TextBody> {
    let body = |text: &Text| {
        let Text { name, description } = text.clone();
        TextBody { name, description }
    };
    translations.iter().map(|(language, text)| (Word(*language), body(text))).collect()
}

pub(super) fn texts(bodies: BTreeMap<Word<Language>, TextBody>) -> Translations {
    let text = |TextBody { name, description }| Text { name, description };
    bodies.into_iter().map(|(Word(language), body)| (language, text(body))).collect()
}
