//! A menu as it is stored: one record holds the whole of it.

use kernel::{Currency, LocationId};
use serde::{Deserialize, Serialize};

use crate::domain::{
    Allergen, Category, CategoryId, Diet, Menu, MenuOption, OptionGroup, OptionGroupId, OptionId,
    Product, ProductId, StockItem, StockItemId,
};
use crate::word::{Word, values, words};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MenuRecord {
    pub(super) location: LocationId,
    currency: Currency,
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
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ProductRecord {
    id: ProductId,
    category: CategoryId,
    name: String,
    description: String,
    price_minor: i64,
    tax_class: String,
    allergens: Vec<Word<Allergen>>,
    diets: Vec<Word<Diet>>,
    option_groups: Vec<OptionGroupId>,
    stock_item: Option<StockItemId>,
    station: String,
    available: bool,
    image: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OptionGroupRecord {
    id: OptionGroupId,
    name: String,
    min: u32,
    max: u32,
    options: Vec<OptionRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OptionRecord {
    id: OptionId,
    name: String,
    price_difference_minor: i64,
    allergens: Vec<Word<Allergen>>,
    stock_item: Option<StockItemId>,
    available: bool,
    default: bool,
    max_quantity: u32,
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
            categories: record.categories.into_iter().map(Category::from).collect(),
            products: record.products.into_iter().map(Product::from).collect(),
            option_groups: record.option_groups.into_iter().map(OptionGroup::from).collect(),
            stock_items: record.stock_items.into_iter().map(StockItem::from).collect(),
        }
    }
}

impl From<&Category> for CategoryRecord {
    fn from(category: &Category) -> Self {
        let Category { id, name, description } = category.clone();
        Self { id, name, description }
    }
}

impl From<CategoryRecord> for Category {
    fn from(record: CategoryRecord) -> Self {
        let CategoryRecord { id, name, description } = record;
        Self { id, name, description }
    }
}

impl From<&Product> for ProductRecord {
    fn from(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            category: product.category.clone(),
            name: product.name.clone(),
            description: product.description.clone(),
            price_minor: product.price_minor,
            tax_class: product.tax_class.clone(),
            allergens: words(&product.allergens),
            diets: words(&product.diets),
            option_groups: product.option_groups.clone(),
            stock_item: product.stock_item.clone(),
            station: product.station.clone(),
            available: product.available,
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
            price_minor: record.price_minor,
            tax_class: record.tax_class,
            allergens: values(record.allergens),
            diets: values(record.diets),
            option_groups: record.option_groups,
            stock_item: record.stock_item,
            station: record.station,
            available: record.available,
            image: record.image,
        }
    }
}

impl From<&OptionGroup> for OptionGroupRecord {
    fn from(group: &OptionGroup) -> Self {
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            min: group.min,
            max: group.max,
            options: group.options.iter().map(OptionRecord::from).collect(),
        }
    }
}

impl From<OptionGroupRecord> for OptionGroup {
    fn from(record: OptionGroupRecord) -> Self {
        let OptionGroupRecord { id, name, min, max, options } = record;
        Self { id, name, min, max, options: options.into_iter().map(MenuOption::from).collect() }
    }
}

impl From<&MenuOption> for OptionRecord {
    fn from(option: &MenuOption) -> Self {
        Self {
            id: option.id.clone(),
            name: option.name.clone(),
            price_difference_minor: option.price_difference_minor,
            allergens: words(&option.allergens),
            stock_item: option.stock_item.clone(),
            available: option.available,
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
            price_difference_minor: record.price_difference_minor,
            allergens: values(record.allergens),
            stock_item: record.stock_item,
            available: record.available,
            default: record.default,
            max_quantity: record.max_quantity,
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
