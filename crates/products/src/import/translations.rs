//! Texts in other languages, from the `translations` of a TOML file.

use super::fields::Fields;
use crate::domain::{Text, Translations};

/// Reads the table `translations` of an entry: a table of texts by language.
pub(super) fn translations_of(fields: &mut Fields<'_, '_>) -> Translations {
    let texts = fields.table("translations", |fields| fields.all_tables(text_of));
    texts.unwrap_or_default().into_iter().collect()
}

fn text_of(fields: &mut Fields<'_, '_>) -> Text {
    Text {
        name: fields.text("name").to_owned(),
        description: fields.optional_text("description").unwrap_or_default().to_owned(),
    }
}
