//! A product on the wire.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text_body::{TextBody, bodies, texts};
use crate::domain::{
    Allergen, CategoryId, Diet, Language, OptionGroupId, Product, ProductId, StockItemId,
};
use crate::word::{Word, values, words};

/// A product of a menu.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductBody {
    #[schema(value_type = String, example = "prd_flat-white")]
    pub(super) id: ProductId,
    #[schema(value_type = String, example = "cat_espresso")]
    category: CategoryId,
    /// At most 80 characters.
    name: String,
    /// At most 500 characters.
    #[serde(default)]
    description: String,
    /// Its texts in other languages than the menu's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(
        value_type = BTreeMap<String, TextBody>,
        example = json!({"fr": {"name": "Café blanc"}}),
    )]
    translations: BTreeMap<Word<Language>, TextBody>,
    /// Without options: 0 to 1,000,000.
    #[schema(example = 390)]
    price_minor: i64,
    /// One of the location's tax classes.
    #[schema(example = "standard")]
    tax_class: String,
    /// Of the fourteen of Regulation (EU) No 1169/2011, Annex II.
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["milk"]))]
    allergens: Vec<Word<Allergen>>,
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["vegetarian"]))]
    diets: Vec<Word<Diet>>,
    /// What can be chosen, in the order it is asked; at most 12.
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["grp_milk", "grp_size"]))]
    option_groups: Vec<OptionGroupId>,
    /// What one of it takes from stock; without one it never runs out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    stock_item: Option<StockItemId>,
    /// Where it is made.
    #[schema(example = "bar")]
    station: String,
    /// `false` is sold out.
    #[serde(default = "yes")]
    available: bool,
    /// When it is there again by itself, of something sold out. Once that has passed it is there,
    /// and this is not said any more.
    #[serde(default)]
    sold_out_until: Option<Timestamp>,
    /// What `addPicture` has answered, `/pictures/NAME.svg` (the drawn ones), or another path or
    /// address; at most 200 characters.
    #[schema(example = "/pictures/flat-white.svg")]
    #[serde(default)]
    image: Option<String>,
}

fn yes() -> bool {
    true
}

impl From<&Product> for ProductBody {
    fn from(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            category: product.category.clone(),
            name: product.name.clone(),
            description: product.description.clone(),
            translations: bodies(&product.translations),
            price_minor: product.price_minor,
            tax_class: product.tax_class.clone(),
            allergens: words(&product.allergens),
            diets: words(&product.diets),
            option_groups: product.option_groups.clone(),
            stock_item: product.stock_item.clone(),
            station: product.station.clone(),
            available: product.available,
            sold_out_until: product.sold_out_until,
            image: product.image.clone(),
        }
    }
}

impl From<ProductBody> for Product {
    fn from(body: ProductBody) -> Self {
        Self {
            id: body.id,
            category: body.category,
            name: body.name,
            description: body.description,
            translations: texts(body.translations),
            price_minor: body.price_minor,
            tax_class: body.tax_class,
            allergens: values(body.allergens),
            diets: values(body.diets),
            option_groups: body.option_groups,
            stock_item: body.stock_item,
            station: body.station,
            available: body.available,
            sold_out_until: body.sold_out_until,
            image: body.image,
        }
    }
}
