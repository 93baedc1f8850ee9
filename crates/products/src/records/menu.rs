//! A menu as it is stored: one record holds the whole of it.

use std::collections::BTreeMap;

use kernel::{Currency, LocationId, Timestamp};
use serde::{Deserialize, Serialize};

use super::option::OptionGroupRecord;
use super::translation::{TextRecord, records, texts};
use crate::domain::{
    Allergen, Category, CategoryId, Diet, Language, Menu, OptionGroup, OptionGroupId, Product,
    ProductId, StockItem, StockItemId,
};
use crate::word::{Word, values, words};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MenuRecord {
    pub(super) location: LocationId,
    currency: Currency,
    #[serde(default)]
    language: Word<Language>,
    categories: Vec<CategoryRecord>,
    products: Vec<ProductRecord>,
    option_groups: Vec<OptionGroupRecord>,
    stock_items: Vec<StockItemRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct CategoryRecord {
    id: CategoryId,
    name: String,
    description: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<Word<Language>, TextRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ProductRecord {
    id: ProductId,
    category: CategoryId,
    name: String,
    description: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<Word<Language>, TextRecord>,
    price_minor: i64,
    tax_class: String,
    allergens: Vec<Word<Allergen>>,
    diets: Vec<Word<Diet>>,
    option_groups: Vec<OptionGroupId>,
    stock_item: Option<StockItemId>,
    station: String,
    available: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sold_out_until: Option<Timestamp>,
    image: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct StockItemRecord {
    id: StockItemId,
    name: String,
    unit: String,
}

impl From<&Menu> for MenuRecord {
    fn from(menu: &Menu) -> Self {
        Self {
            location: menu.location.clone(),
            currency: menu.currency,
            language: Word(menu.language),
            categories: menu.categories.iter().map(CategoryRecord::from).collect(),
            products: menu.products.iter().map(ProductRecord::from).collect(),
            option_groups: menu.option_groups.iter().map(OptionGroupRecord::from).collect(),
            stock_items: menu.stock_items.iter().map(StockItemRecord::from).collect(),
        }
    }
}

impl From<MenuRecord> for Menu {
    fn from(record: MenuRecord) -> Self {
        Self {
            location: record.location,
            currency: record.currency,
            language: record.language.0,
            categories: record.categories.into_iter().map(Category::from).collect(),
            products: record.products.into_iter().map(Product::from).collect(),
            option_groups: record.option_groups.into_iter().map(OptionGroup::from).collect(),
            stock_items: record.stock_items.into_iter().map(StockItem::from).collect(),
        }
    }
}

impl From<&Category> for CategoryRecord {
    fn from(category: &Category) -> Self {
        let Category { id, name, description, translations } = category.clone();
        Self { id, name, description, translations: records(translations) }
    }
}

impl From<CategoryRecord> for Category {
    fn from(record: CategoryRecord) -> Self {
        let CategoryRecord { id, name, description, translations } = record;
        Self { id, name, description, translations: texts(translations) }
    }
}

impl From<&Product> for ProductRecord {
    fn from(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            category: product.category.clone(),
            name: product.name.clone(),
            description: product.description.clone(),
            translations: records(product.translations.clone()),
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

impl From<ProductRecord> for Product {
    fn from(record: ProductRecord) -> Self {
        Self {
            id: record.id,
            category: record.category,
            name: record.name,
            description: record.description,
            translations: texts(record.translations),
            price_minor: record.price_minor,
            tax_class: record.tax_class,
            allergens: values(record.allergens),
            diets: values(record.diets),
            option_groups: record.option_groups,
            stock_item: record.stock_item,
            station: record.station,
            available: record.available,
            sold_out_until: record.sold_out_until,
            image: record.image,
        }
    }
}

impl From<&StockItem> for StockItemRecord {
    fn from(item: &StockItem) -> Self {
        let StockItem { id, name, unit } = item.clone();
        Self { id, name, unit }
    }
}

impl From<StockItemRecord> for StockItem {
    fn from(record: StockItemRecord) -> Self {
        let StockItemRecord { id, name, unit } = record;
        Self { id, name, unit }
    }
}
