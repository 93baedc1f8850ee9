//! Everything a menu must hold to, checked whole: every fault is found, not the first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use kernel::Timestamp;

use super::fault::{Fault, Faults, NAME_CHARS_MAX, SLUG_CHARS_MAX};
use super::id::{CategoryId, OptionGroupId, StockItemId};
use super::menu::{Menu, MenuOption, OptionGroup, Product};
use super::translation;
use super::words::Language;

const CATEGORIES_MAX: usize = 50;
const PRODUCTS_MAX: usize = 600;
const OPTION_GROUPS_MAX: usize = 100;
const STOCK_ITEMS_MAX: usize = 300;
const OPTIONS_MAX: usize = 40;
const GROUPS_OF_A_PRODUCT_MAX: usize = 12;
const CHOICES_MAX: u32 = 40;
const QUANTITY_MAX: u32 = 10;
pub(super) const DESCRIPTION_CHARS_MAX: usize = 500;
const IMAGE_CHARS_MAX: usize = 200;
/// In minor units: 10,000.00 of a currency with two digits.
const PRICE_MAX: i64 = 1_000_000;

/// Every fault of a menu. `tax_rates` are those of its location.
pub(crate) fn check_menu(menu: &Menu, tax_rates: &BTreeMap<String, u32>) -> Vec<Fault> {
    let mut faults = Faults::new();
    faults.count("categories", menu.categories.len(), CATEGORIES_MAX);
    faults.count("products", menu.products.len(), PRODUCTS_MAX);
    faults.count("option_groups", menu.option_groups.len(), OPTION_GROUPS_MAX);
    faults.count("stock_items", menu.stock_items.len(), STOCK_ITEMS_MAX);
    let known = Known::of(menu, tax_rates);
    let mut seen = HashSet::new();
    faults.each("categories", &menu.categories, |faults, category| {
        once(faults, &mut seen, &category.id);
        faults.line("name", &category.name, NAME_CHARS_MAX);
        faults.optional_line("description", &category.description, DESCRIPTION_CHARS_MAX);
        translation::check(faults, &category.translations, menu.language, true);
    });
    let mut seen = HashSet::new();
    faults.each("stock_items", &menu.stock_items, |faults, item| {
        once(faults, &mut seen, &item.id);
        faults.line("name", &item.name, NAME_CHARS_MAX);
        faults.line("unit", &item.unit, SLUG_CHARS_MAX);
    });
    let (mut seen, mut options) = (HashSet::new(), HashSet::new());
    faults.each("option_groups", &menu.option_groups, |faults, group| {
        once(faults, &mut seen, &group.id);
        translation::check(faults, &group.translations, menu.language, false);
        check_group(faults, group);
        faults.each("options", &group.options, |faults, option| {
            once(faults, &mut options, &option.id);
            check_option(faults, option, &known);
        });
    });
    let mut seen = HashSet::new();
    faults.each("products", &menu.products, |faults, product| {
        once(faults, &mut seen, &product.id);
        check_product(faults, product, &known);
    });
    faults.into_vec()
}

/// What the parts of a menu may refer to.
struct Known<'a> {
    categories: HashSet<&'a CategoryId>,
    stock_items: HashSet<&'a StockItemId>,
    cheapest: HashMap<&'a OptionGroupId, i64>,
    tax_rates: &'a BTreeMap<String, u32>,
    language: Language,
}

impl<'a> Known<'a> {
    fn of(menu: &'a Menu, tax_rates: &'a BTreeMap<String, u32>) -> Self {
        Self {
            categories: menu.categories.iter().map(|category| &category.id).collect(),
            stock_items: menu.stock_items.iter().map(|item| &item.id).collect(),
            cheapest: menu.option_groups.iter().map(|g| (&g.id, g.cheapest_minor())).collect(),
            tax_rates,
            language: menu.language,
        }
    }

    fn check_stock_item(&self, faults: &mut Faults, id: Option<&StockItemId>) {
        if let Some(id) = id.filter(|id| !self.stock_items.contains(id)) {
            faults.add("stock_item", format!("{id} is not a stock item of this menu"));
        }
    }
}

fn check_product(faults: &mut Faults, product: &Product, known: &Known<'_>) {
    faults.line("name", &product.name, NAME_CHARS_MAX);
    faults.optional_line("description", &product.description, DESCRIPTION_CHARS_MAX);
    translation::check(faults, &product.translations, known.language, true);
    check_return(faults, product.available, product.sold_out_until);
    faults.slug("station", &product.station, SLUG_CHARS_MAX);
    if !known.categories.contains(&product.category) {
        faults.add("category", format!("{} is not a category of this menu", product.category));
    }
    if !known.tax_rates.contains_key(&product.tax_class) {
        let classes: Vec<&str> = known.tax_rates.keys().map(String::as_str).collect();
        let class: String = product.tax_class.chars().take(40).collect();
        let expected = classes.join(", ");
        faults.add(
            "tax_class",
            format!("the location has no tax class \"{class}\": expected one of {expected}"),
        );
    }
    unique(faults, "allergens", &product.allergens);
    unique(faults, "diets", &product.diets);
    unique(faults, "option_groups", &product.option_groups);
    faults.count("option_groups", product.option_groups.len(), GROUPS_OF_A_PRODUCT_MAX);
    faults.each("option_groups", &product.option_groups, |faults, id| {
        if !known.cheapest.contains_key(id) {
            faults.here(format!("{id} is not an option group of this menu"));
        }
    });
    known.check_stock_item(faults, product.stock_item.as_ref());
    if let Some(image) = &product.image {
        faults.line("image", image, IMAGE_CHARS_MAX);
        if image.contains(char::is_whitespace) {
            faults.add("image", "has a space: expected a path or an address");
        }
    }
    if !(0..=PRICE_MAX).contains(&product.price_minor) {
        let price = product.price_minor;
        faults.add("price_minor", format!("is {price}: expected 0 to {PRICE_MAX}"));
        return;
    }
    let options: i64 = product.option_groups.iter().filter_map(|id| known.cheapest.get(id)).sum();
    if product.price_minor + options < 0 {
        faults.add(
            "price_minor",
            format!(
                "{} costs less than nothing with its cheapest options: {} and {options}",
                product.id, product.price_minor
            ),
        );
    }
}

fn check_group(faults: &mut Faults, group: &OptionGroup) {
    faults.line("name", &group.name, NAME_CHARS_MAX);
    if group.options.is_empty() {
        faults.add("options", "is empty: expected 1 to 40 options");
        return;
    }
    faults.count("options", group.options.len(), OPTIONS_MAX);
    if !(1..=CHOICES_MAX).contains(&group.max) {
        faults.add("max", format!("is {}: expected 1 to {CHOICES_MAX}", group.max));
    }
    if group.min > group.max {
        faults.add("min", format!("is {}: expected at most max, {}", group.min, group.max));
    }
    let possible = group.options.iter().fold(0_u32, |sum, o| sum.saturating_add(o.max_quantity));
    if group.min > possible {
        faults.add("min", format!("is {}, but only {possible} can be chosen", group.min));
    }
    let defaults = group.options.iter().filter(|option| option.default).count();
    if defaults > group.max as usize {
        faults.add("options", format!("has {defaults} defaults, but max is {}", group.max));
    }
}

fn check_option(faults: &mut Faults, option: &MenuOption, known: &Known<'_>) {
    faults.line("name", &option.name, NAME_CHARS_MAX);
    translation::check(faults, &option.translations, known.language, false);
    check_return(faults, option.available, option.sold_out_until);
    let difference = option.price_difference_minor;
    if !(-PRICE_MAX..=PRICE_MAX).contains(&difference) {
        faults.add(
            "price_difference_minor",
            format!("is {difference}: expected -{PRICE_MAX} to {PRICE_MAX}"),
        );
    }
    unique(faults, "allergens", &option.allergens);
    known.check_stock_item(faults, option.stock_item.as_ref());
    if !(1..=QUANTITY_MAX).contains(&option.max_quantity) {
        let quantity = option.max_quantity;
        faults.add("max_quantity", format!("is {quantity}: expected 1 to {QUANTITY_MAX}"));
    }
}

fn check_return(faults: &mut Faults, available: bool, sold_out_until: Option<Timestamp>) {
    if available && sold_out_until.is_some() {
        faults.add("sold_out_until", "belongs to what is not available");
    }
}

fn once<'a, T: Eq + Hash + std::fmt::Display>(
    faults: &mut Faults,
    seen: &mut HashSet<&'a T>,
    id: &'a T,
) {
    if !seen.insert(id) {
        faults.add("id", format!("{id} stands here a second time"));
    }
}

fn unique<T: Eq + Hash + std::fmt::Display>(faults: &mut Faults, field: &str, entries: &[T]) {
    let mut seen = HashSet::new();
    faults.each(field, entries, |faults, entry| {
        if !seen.insert(entry) {
            faults.here(format!("{entry} stands here a second time"));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn pointers(menu: &Menu) -> Vec<String> {
        let faults = check_menu(menu, &samples::location().tax_rates);
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_menu_in_order_has_no_faults() {
        assert_eq!(check_menu(&samples::menu(), &samples::location().tax_rates), []);
    }

    #[test]
    fn every_fault_is_found_at_its_place() {
        let mut menu = samples::menu();
        menu.categories[0].name = " ".to_owned();
        menu.option_groups[0].min = 3;
        menu.option_groups[0].options[1].max_quantity = 11;
        menu.option_groups[1].options[0].id = menu.option_groups[0].options[0].id.clone();
        menu.products[0].price_minor = -1;
        menu.products[0].tax_class = "luxury".to_owned();
        menu.products[1].category = "cat_none".parse().expect("an id");
        menu.products[1].stock_item = Some("stk_none".parse().expect("an id"));
        menu.products[1].option_groups = vec!["grp_none".parse().expect("an id")];
        let mut found = pointers(&menu);
        found.sort();
        assert_eq!(
            found,
            [
                "/categories/0/name",
                "/option_groups/0/min",
                "/option_groups/0/options/1/max_quantity",
                "/option_groups/1/options/0/id",
                "/products/0/price_minor",
                "/products/0/tax_class",
                "/products/1/category",
                "/products/1/option_groups/0",
                "/products/1/stock_item",
            ]
        );
    }

    #[test]
    fn a_product_never_costs_less_than_nothing() {
        let mut menu = samples::menu();
        menu.option_groups[0].options[0].price_difference_minor = -400;
        assert_eq!(pointers(&menu), ["/products/0/price_minor"]);
        menu.option_groups[0].options[0].price_difference_minor = -350;
        assert_eq!(pointers(&menu), [""; 0]);
    }
}
