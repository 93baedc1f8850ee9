//! Texts in other languages as they are stored within the entries of a menu.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Language, Text, Translations};
use crate::word::Word;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct TextRecord {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
}

pub(super) fn records(translations: Translations) -> BTreeMap<Word<Language>, TextRecord> {
    let record = |Text { name, description }| TextRecord { name, description };
    translations.into_iter().map(|(language, text)| (Word(language), record(text))).collect()
}

pub(super) fn texts(records: BTreeMap<Word<Language>, TextRecord>) -> Translations {
    let text = |TextRecord { name, description }| Text { name, description };
    records.into_iter().map(|(Word(language), record)| (language, text(record))).collect()
}
