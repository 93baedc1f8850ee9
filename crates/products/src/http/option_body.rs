//! Option groups on the wire.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text_body::{TextBody, bodies, texts};
use crate::domain::{
    Allergen, Language, MenuOption, OptionGroup, OptionGroupId, OptionId, StockItemId,
};
use crate::word::{Word, values, words};

/// A question asked about products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionGroupBody {
    #[schema(value_type = String, example = "grp_milk")]
    pub(super) id: OptionGroupId,
    /// At most 80 characters.
    name: String,
    /// Its name in other languages than the menu's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(
        value_type = BTreeMap<String, TextBody>,
        example = json!({"fr": {"name": "Lait"}}),
    )]
    translations: BTreeMap<Word<Language>, TextBody>,
    /// How many choices at least; 1 and more make it required.
    min: u32,
    /// How many choices at most: 1 to 40. Choosing an option twice counts twice.
    max: u32,
    /// 1 to 40.
    options: Vec<OptionBody>,
}

/// A choice of an option group.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionBody {
    /// Unique in the whole menu.
    #[schema(value_type = String, example = "opt_oat-milk")]
    id: OptionId,
    /// At most 80 characters.
    name: String,
    /// Its name in other languages than the menu's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(
        value_type = BTreeMap<String, TextBody>,
        example = json!({"fr": {"name": "Lait d’avoine"}}),
    )]
    translations: BTreeMap<Word<Language>, TextBody>,
    /// What one choice adds to the price; negative takes off.
    #[serde(default)]
    price_difference_minor: i64,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    allergens: Vec<Word<Allergen>>,
    /// What one choice takes from stock.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    stock_item: Option<StockItemId>,
    /// `false` is sold out.
    #[serde(default = "yes")]
    available: bool,
    /// When it is there again by itself, of something sold out. Once that has passed it is there,
    /// and this is not said any more.
    #[serde(default)]
    sold_out_until: Option<Timestamp>,
    /// Chosen when the guest says nothing.
    #[serde(default)]
    default: bool,
    /// How often it may be chosen for one product: 1 to 10.
    #[serde(default = "one")]
    max_quantity: u32,
}

fn yes() -> bool {
    true
}

fn one() -> u32 {
    1
}

impl From<&OptionGroup> for OptionGroupBody {
    fn from(group: &OptionGroup) -> Self {
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            translations: bodies(&group.translations),
            min: group.min,
            max: group.max,
            options: group.options.iter().map(OptionBody::from).collect(),
        }
    }
}

impl From<OptionGroupBody> for OptionGroup {
    fn from(body: OptionGroupBody) -> Self {
        let OptionGroupBody { id, name, translations, min, max, options } = body;
        let options = options.into_iter().map(MenuOption::from).collect();
        Self { id, name, translations: texts(translations), min, max, options }
    }
}

impl From<&MenuOption> for OptionBody {
    fn from(option: &MenuOption) -> Self {
        Self {
            id: option.id.clone(),
            name: option.name.clone(),
            translations: bodies(&option.translations),
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

impl From<OptionBody> for MenuOption {
    fn from(body: OptionBody) -> Self {
        Self {
            id: body.id,
            name: body.name,
            translations: texts(body.translations),
            price_difference_minor: body.price_difference_minor,
            allergens: values(body.allergens),
            stock_item: body.stock_item,
            available: body.available,
            sold_out_until: body.sold_out_until,
            default: body.default,
            max_quantity: body.max_quantity,
        }
    }
}
