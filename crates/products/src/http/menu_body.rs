//! A menu on the wire.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kernel::{Currency, LocationId};
use serde::{Deserialize, Serialize};
use store::Version;
use utoipa::ToSchema;

use super::option_body::OptionGroupBody;
use super::product_body::ProductBody;
use super::text_body::{TextBody, bodies, texts};
use crate::Cached;
use crate::domain::{
    Category, CategoryId, Language, Menu, OptionGroup, Product, StockItem, StockItemId,
};
use crate::word::{Word, words};

/// A whole menu.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MenuBody {
    /// Whose menu it is. When a menu is replaced it may be left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "loc_demo-cafe")]
    pub(super) location: Option<LocationId>,
    /// One more at each change. When a menu is replaced, `If-Match` says it and this is not read.
    #[serde(default)]
    version: Option<Version>,
    /// What all its prices are in: the location's currency. It may be left out likewise.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "EUR")]
    pub(super) currency: Option<Currency>,
    /// What its own texts are in: the location's language. It may be left out likewise.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "en")]
    pub(super) language: Option<Word<Language>>,
    /// Every language there are texts in, its own first. When a menu is replaced this is not read.
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["en", "de", "fr"]))]
    languages: Vec<Word<Language>>,
    /// At most 50, in the order guests see.
    categories: Vec<CategoryBody>,
    /// At most 600, in their order within their category.
    products: Vec<ProductBody>,
    /// At most 100.
    #[serde(default)]
    option_groups: Vec<OptionGroupBody>,
    /// At most 300.
    #[serde(default)]
    stock_items: Vec<StockItemBody>,
}

/// A category of a menu.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryBody {
    #[schema(value_type = String, example = "cat_espresso")]
    pub(super) id: CategoryId,
    /// At most 80 characters.
    name: String,
    /// At most 500 characters.
    #[serde(default)]
    description: String,
    /// Its texts in other languages than the menu's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(
        value_type = BTreeMap<String, TextBody>,
        example = json!({"fr": {"name": "Pâtisseries"}}),
    )]
    translations: BTreeMap<Word<Language>, TextBody>,
}

/// Something that can run out.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StockItemBody {
    #[schema(value_type = String, example = "stk_croissant")]
    id: StockItemId,
    /// At most 80 characters.
    name: String,
    /// What is counted.
    #[schema(example = "piece")]
    unit: String,
    /// Nothing was left of it at most five seconds ago. Only menus that are read in a language say
    /// so. When a menu is replaced this is not read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    run_out: bool,
}

impl MenuBody {
    /// A menu with all its texts, or in one language.
    pub(super) fn of(cached: &Cached<Menu>, language: Option<Language>) -> Self {
        let Cached { version, value: menu, out, .. } = cached;
        let languages = words(&menu.languages());
        let menu = match language {
            Some(language) => Cow::Owned(menu.in_language(language)),
            None => Cow::Borrowed(menu),
        };
        let stock_item = |item: &StockItem| StockItemBody {
            run_out: out.contains(&item.id),
            ..StockItemBody::from(item)
        };
        Self {
            location: Some(menu.location.clone()),
            version: Some(*version),
            currency: Some(menu.currency),
            language: Some(Word(menu.language)),
            languages,
            categories: menu.categories.iter().map(CategoryBody::from).collect(),
            products: menu.products.iter().map(ProductBody::from).collect(),
            option_groups: menu.option_groups.iter().map(OptionGroupBody::from).collect(),
            stock_items: menu.stock_items.iter().map(stock_item).collect(),
        }
    }

    /// The menu of `location`, whose prices are in `currency` and whose texts in `language`.
    pub(super) fn into_menu(
        self,
        location: LocationId,
        currency: Currency,
        language: Language,
    ) -> Menu {
        Menu {
            location,
            currency,
            language,
            categories: self.categories.into_iter().map(Category::from).collect(),
            products: self.products.into_iter().map(Product::from).collect(),
            option_groups: self.option_groups.into_iter().map(OptionGroup::from).collect(),
            stock_items: self.stock_items.into_iter().map(StockItem::from).collect(),
        }
    }
}

impl From<&Category> for CategoryBody {
    fn from(category: &Category) -> Self {
        let Category { id, name, description, translations } = category.clone();
        Self { id, name, description, translations: bodies(&translations) }
    }
}

impl From<CategoryBody> for Category {
    fn from(body: CategoryBody) -> Self {
        let CategoryBody { id, name, description, translations } = body;
        Self { id, name, description, translations: texts(translations) }
    }
}

impl From<&StockItem> for StockItemBody {
    fn from(item: &StockItem) -> Self {
        let StockItem { id, name, unit } = item.clone();
        Self { id, name, unit, run_out: false }
    }
}

impl From<StockItemBody> for StockItem {
    fn from(body: StockItemBody) -> Self {
        let StockItemBody { id, name, unit, run_out: _ } = body;
        Self { id, name, unit }
    }
}
