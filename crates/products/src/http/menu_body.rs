//! A menu on the wire, whole and in parts.

use kernel::{Currency, LocationId};
use serde::{Deserialize, Serialize};
use store::Version;
use utoipa::ToSchema;

use crate::domain::{
    Allergen, Category, CategoryId, Diet, Menu, MenuOption, OptionGroup, OptionGroupId, OptionId,
    Product, ProductId, StockItem, StockItemId,
};
use crate::word::{Word, values, words};

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
}

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
    /// A path or an address, at most 200 characters.
    #[serde(default)]
    image: Option<String>,
}

/// A question asked about products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionGroupBody {
    #[schema(value_type = String, example = "grp_milk")]
    pub(super) id: OptionGroupId,
    /// At most 80 characters.
    name: String,
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
    /// Chosen when the guest says nothing.
    #[serde(default)]
    default: bool,
    /// How often it may be chosen for one product: 1 to 10.
    #[serde(default = "one")]
    max_quantity: u32,
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
}

fn yes() -> bool {
    true
}

fn one() -> u32 {
    1
}

impl MenuBody {
    pub(super) fn of(menu: &Menu, version: Version) -> Self {
        Self {
            location: Some(menu.location.clone()),
            version: Some(version),
            currency: Some(menu.currency),
            categories: menu.categories.iter().map(CategoryBody::from).collect(),
            products: menu.products.iter().map(ProductBody::from).collect(),
            option_groups: menu.option_groups.iter().map(OptionGroupBody::from).collect(),
            stock_items: menu.stock_items.iter().map(StockItemBody::from).collect(),
        }
    }

    /// The menu of `location`, whose prices are in `currency`.
    pub(super) fn into_menu(self, location: LocationId, currency: Currency) -> Menu {
        Menu {
            location,
            currency,
            categories: self.categories.into_iter().map(Category::from).collect(),
            products: self.products.into_iter().map(Product::from).collect(),
            option_groups: self.option_groups.into_iter().map(OptionGroup::from).collect(),
            stock_items: self.stock_items.into_iter().map(StockItem::from).collect(),
        }
    }
}

impl From<&Category> for CategoryBody {
    fn from(category: &Category) -> Self {
        let Category { id, name, description } = category.clone();
        Self { id, name, description }
    }
}

impl From<CategoryBody> for Category {
    fn from(body: CategoryBody) -> Self {
        let CategoryBody { id, name, description } = body;
        Self { id, name, description }
    }
}

impl From<&Product> for ProductBody {
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

impl From<ProductBody> for Product {
    fn from(body: ProductBody) -> Self {
        Self {
            id: body.id,
            category: body.category,
            name: body.name,
            description: body.description,
            price_minor: body.price_minor,
            tax_class: body.tax_class,
            allergens: values(body.allergens),
            diets: values(body.diets),
            option_groups: body.option_groups,
            stock_item: body.stock_item,
            station: body.station,
            available: body.available,
            image: body.image,
        }
    }
}

impl From<&OptionGroup> for OptionGroupBody {
    fn from(group: &OptionGroup) -> Self {
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            min: group.min,
            max: group.max,
            options: group.options.iter().map(OptionBody::from).collect(),
        }
    }
}

impl From<OptionGroupBody> for OptionGroup {
    fn from(body: OptionGroupBody) -> Self {
        let OptionGroupBody { id, name, min, max, options } = body;
        Self { id, name, min, max, options: options.into_iter().map(MenuOption::from).collect() }
    }
}

impl From<&MenuOption> for OptionBody {
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

impl From<OptionBody> for MenuOption {
    fn from(body: OptionBody) -> Self {
        Self {
            id: body.id,
            name: body.name,
            price_difference_minor: body.price_difference_minor,
            allergens: values(body.allergens),
            stock_item: body.stock_item,
            available: body.available,
            default: body.default,
            max_quantity: body.max_quantity,
        }
    }
}

impl From<&StockItem> for StockItemBody {
    fn from(item: &StockItem) -> Self {
        let StockItem { id, name, unit } = item.clone();
        Self { id, name, unit }
    }
}

impl From<StockItemBody> for StockItem {
    fn from(body: StockItemBody) -> Self {
        let StockItemBody { id, name, unit } = body;
        Self { id, name, unit }
    }
}
