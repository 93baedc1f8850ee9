//! A menu: everything one location sells, as one document.

use kernel::{Currency, LocationId, Timestamp};

use super::id::{CategoryId, OptionGroupId, OptionId, ProductId, StockItemId};
use super::translation::Translations;
use super::words::{Allergen, Diet, Language};

/// Everything one location sells. Lists are in the order guests see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// Whose menu it is.
    pub location: LocationId,
    /// What its prices are in: the currency of the location.
    pub currency: Currency,
    /// What its own texts are in: the language of the location.
    pub language: Language,
    /// At most 50.
    pub categories: Vec<Category>,
    /// At most 600, in their order within their category.
    pub products: Vec<Product>,
    /// At most 100; products share them.
    pub option_groups: Vec<OptionGroup>,
    /// At most 300.
    pub stock_items: Vec<StockItem>,
}

/// A heading of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// What guests read; at most 80 characters.
    pub name: String,
    /// More words, or none; at most 500 characters.
    pub description: String,
    /// Its texts in other languages.
    pub translations: Translations,
}

/// Something a guest can order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Where it stands.
    pub category: CategoryId,
    /// What guests read; at most 80 characters.
    pub name: String,
    /// More words, or none; at most 500 characters.
    pub description: String,
    /// Its texts in other languages.
    pub translations: Translations,
    /// The price without options, in minor units: 0 to 1,000,000.
    pub price_minor: i64,
    /// Which of the location's tax rates applies.
    pub tax_class: String,
    /// What must be declared.
    pub allergens: Vec<Allergen>,
    /// What guests may look for.
    pub diets: Vec<Diet>,
    /// What can be chosen, in the order it is asked; at most 12.
    pub option_groups: Vec<OptionGroupId>,
    /// What one of it takes from stock; a product without one never runs out.
    pub stock_item: Option<StockItemId>,
    /// Where it is made: 1 to 20 of `a-z`, `0-9` and `-`.
    pub station: String,
    /// Whether it can be ordered at all; `false` is sold out.
    pub available: bool,
    /// When it is there again by itself, of something sold out; `None` when somebody says so.
    pub sold_out_until: Option<Timestamp>,
    /// A path or an address of a picture; at most 200 characters.
    pub image: Option<String>,
}

/// A question asked about a product ("Milk", "Extras").
///
/// Choosing an option twice counts twice, both against `max` and in the price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionGroup {
    /// Its id.
    pub id: OptionGroupId,
    /// What guests read; at most 80 characters.
    pub name: String,
    /// Its name in other languages.
    pub translations: Translations,
    /// How many choices at least; 1 and more make the group required.
    pub min: u32,
    /// How many choices at most: `min` to 40, and at least 1.
    pub max: u32,
    /// What can be chosen: 1 to 40.
    pub options: Vec<MenuOption>,
}

/// One possible choice of an option group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuOption {
    /// Its id.
    pub id: OptionId,
    /// What guests read; at most 80 characters.
    pub name: String,
    /// Its name in other languages.
    pub translations: Translations,
    /// What choosing it once adds to the price, in minor units; negative takes off.
    pub price_difference_minor: i64,
    /// What it adds to what must be declared.
    pub allergens: Vec<Allergen>,
    /// What one choice of it takes from stock.
    pub stock_item: Option<StockItemId>,
    /// Whether it can be chosen; `false` is sold out.
    pub available: bool,
    /// When it is there again by itself, of something sold out; `None` when somebody says so.
    pub sold_out_until: Option<Timestamp>,
    /// Whether it is chosen when a guest says nothing.
    pub default: bool,
    /// How often it may be chosen for one product: 1 to 10.
    pub max_quantity: u32,
}

/// Something that can run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockItem {
    /// Its id.
    pub id: StockItemId,
    /// What staff read; at most 80 characters.
    pub name: String,
    /// What is counted ("piece", "portion"); at most 20 characters.
    pub unit: String,
}

impl Menu {
    /// A menu of nothing.
    pub fn empty(location: LocationId, currency: Currency, language: Language) -> Self {
        Self {
            location,
            currency,
            language,
            categories: Vec::new(),
            products: Vec::new(),
            option_groups: Vec::new(),
            stock_items: Vec::new(),
        }
    }

    /// The product with this id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == *id)
    }

    /// The option group with this id.
    pub fn option_group(&self, id: &OptionGroupId) -> Option<&OptionGroup> {
        self.option_groups.iter().find(|group| group.id == *id)
    }

    /// The option with this id, and the group it belongs to.
    pub fn option(&self, id: &OptionId) -> Option<(&OptionGroup, &MenuOption)> {
        let groups = self.option_groups.iter();
        groups
            .flat_map(|group| group.options.iter().map(move |o| (group, o)))
            .find(|o| o.1.id == *id)
    }

    /// The stock item with this id.
    pub fn stock_item(&self, id: &StockItemId) -> Option<&StockItem> {
        self.stock_items.iter().find(|item| item.id == *id)
    }

    /// The option groups of a product, in the order they are asked.
    pub fn groups_of<'a>(&'a self, product: &'a Product) -> impl Iterator<Item = &'a OptionGroup> {
        product.option_groups.iter().filter_map(|id| self.option_group(id))
    }
}

impl OptionGroup {
    /// What the cheapest allowed choices add to a price, in minor units; it may be negative.
    pub fn cheapest_minor(&self) -> i64 {
        let mut differences: Vec<i64> = self
            .options
            .iter()
            .flat_map(|option| {
                std::iter::repeat_n(option.price_difference_minor, option.max_quantity as usize)
            })
            .collect();
        differences.sort_unstable();
        let chosen = differences.iter().take(self.max as usize).enumerate();
        chosen
            .filter(|(place, difference)| *place < self.min as usize || **difference < 0)
            .fold(0, |sum, (_, difference)| sum.saturating_add(*difference))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;

    #[test]
    fn the_cheapest_choice_fills_the_minimum_and_takes_every_reduction_allowed() {
        let mut group = samples::group("extras", 1, 2, &[("shot", 80), ("less", -20), ("no", -10)]);
        assert_eq!(group.cheapest_minor(), -30);
        group.max = 1;
        assert_eq!(group.cheapest_minor(), -20);
        group.options[1].max_quantity = 3;
        group.max = 4;
        assert_eq!(group.cheapest_minor(), -70);
        group.options.truncate(1);
        assert_eq!(group.cheapest_minor(), 80);
        group.min = 0;
        assert_eq!(group.cheapest_minor(), 0);
    }
}
