//! Option groups as they are stored within a menu.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use super::translation::{TextRecord, records, texts};
use crate::domain::{
    Allergen, Language, MenuOption, OptionGroup, OptionGroupId, OptionId, StockItemId,
};
use crate::word::{Word, values, words};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct OptionGroupRecord {
    id: OptionGroupId,
    name: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<Word<Language>, TextRecord>,
    min: u32,
    max: u32,
    options: Vec<OptionRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OptionRecord {
    id: OptionId,
    name: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<Word<Language>, TextRecord>,
    price_difference_minor: i64,
    allergens: Vec<Word<Allergen>>,
    stock_item: Option<StockItemId>,
    available: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sold_out_until: Option<Timestamp>,
    default: bool,
    max_quantity: u32,
}

impl From<&OptionGroup> for OptionGroupRecord {
    fn from(group: &OptionGroup) -> Self {
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            translations: records(group.translations.clone()),
            min: group.min,
            max: group.max,
            options: group.options.iter().map(OptionRecord::from).collect(),
        }
    }
}

impl From<OptionGroupRecord> for OptionGroup {
    fn from(record: OptionGroupRecord) -> Self {
        let OptionGroupRecord { id, name, translations, min, max, options } = record;
        let options = options.into_iter().map(MenuOption::from).collect();
        Self { id, name, translations: texts(translations), min, max, options }
    }
}

impl From<&MenuOption> for OptionRecord {
    fn from(option: &MenuOption) -> Self {
        Self {
            id: option.id.clone(),
            name: option.name.clone(),
            translations: records(option.translations.clone()),
            price_difference_minor: option.price_difference_minor,
            allergens: words(&option.allergens),
            stock_item: option.stock_item.clone(),
            available: option.available,
            sold_out_until: option.sold_out_until,
            default: option.default,
            max_quantity: option.max_quantity,
        }
    }
}

impl From<OptionRecord> for MenuOption {
    fn from(record: OptionRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            translations: texts(record.translations),
            price_difference_minor: record.price_difference_minor,
            allergens: values(record.allergens),
            stock_item: record.stock_item,
            available: record.available,
            sold_out_until: record.sold_out_until,
            default: record.default,
            max_quantity: record.max_quantity,
        }
    }
}
