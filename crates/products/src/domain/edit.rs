//! Changes of a menu, each a pure function that either changes it or says why not.
//!
//! What an edit leaves behind is checked whole afterwards; here stands only what the whole check
//! cannot see: that an entry exists, is new, or is still used.

use std::fmt;

use kernel::Timestamp;

use super::fault::Fault;
use super::id::{CategoryId, OptionGroupId, OptionId, ProductId};
use super::menu::{Category, Menu, OptionGroup, Product};

/// Why an edit was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The menu has no such entry.
    NoSuchEntry(Entry),
    /// The menu has one already.
    Exists(Entry),
    /// Something still refers to it.
    InUse {
        /// What was to go.
        entry: Entry,
        /// What refers to it.
        by: String,
    },
    /// The input is wrong.
    Invalid(Vec<Fault>),
}

/// An entry of a menu, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is: "product".
    pub what: &'static str,
    /// Its id.
    pub id: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.id)
    }
}

impl Entry {
    /// A product.
    pub(crate) fn product(id: &ProductId) -> Self {
        Self { what: "product", id: id.to_string() }
    }

    /// A category.
    pub(crate) fn category(id: &CategoryId) -> Self {
        Self { what: "category", id: id.to_string() }
    }

    /// An option group.
    pub(crate) fn option_group(id: &OptionGroupId) -> Self {
        Self { what: "option group", id: id.to_string() }
    }
}

impl Menu {
    /// Adds a category at the end.
    pub(crate) fn add_category(&mut self, category: Category) -> Result<(), Refusal> {
        if self.categories.iter().any(|other| other.id == category.id) {
            return Err(Refusal::Exists(Entry::category(&category.id)));
        }
        self.categories.push(category);
        Ok(())
    }

    /// Puts a category in place of the one with its id.
    pub(crate) fn update_category(&mut self, category: Category) -> Result<(), Refusal> {
        let place = self.category_place(&category.id)?;
        self.categories[place] = category;
        Ok(())
    }

    /// Removes a category that has no products.
    pub(crate) fn remove_category(&mut self, id: &CategoryId) -> Result<(), Refusal> {
        let place = self.category_place(id)?;
        if let Some(product) = self.products.iter().find(|product| product.category == *id) {
            let by = Entry::product(&product.id).to_string();
            return Err(Refusal::InUse { entry: Entry::category(id), by });
        }
        self.categories.remove(place);
        Ok(())
    }

    /// Puts the categories in the order of `ids`, which must name each once.
    pub(crate) fn reorder_categories(&mut self, ids: &[CategoryId]) -> Result<(), Refusal> {
        let places: Vec<usize> = (0..self.categories.len()).collect();
        reorder(&mut self.categories, &places, ids, |category| &category.id)
    }

    /// Adds a product at the end of its category.
    pub(crate) fn add_product(&mut self, product: Product) -> Result<(), Refusal> {
        if self.product(&product.id).is_some() {
            return Err(Refusal::Exists(Entry::product(&product.id)));
        }
        self.products.push(product);
        Ok(())
    }

    /// Puts a product in place of the one with its id; in another category it stands at the end.
    pub(crate) fn update_product(&mut self, product: Product) -> Result<(), Refusal> {
        let place = self.product_place(&product.id)?;
        if self.products[place].category == product.category {
            self.products[place] = product;
        } else {
            self.products.remove(place);
            self.products.push(product);
        }
        Ok(())
    }

    /// Removes a product.
    pub(crate) fn remove_product(&mut self, id: &ProductId) -> Result<(), Refusal> {
        let place = self.product_place(id)?;
        self.products.remove(place);
        Ok(())
    }

    /// Puts the products of a category in the order of `ids`, which must name each once.
    pub(crate) fn reorder_products(
        &mut self,
        category: &CategoryId,
        ids: &[ProductId],
    ) -> Result<(), Refusal> {
        self.category_place(category)?;
        let of_category =
            |(place, product): (usize, &Product)| (product.category == *category).then_some(place);
        let places: Vec<usize> = self.products.iter().enumerate().filter_map(of_category).collect();
        reorder(&mut self.products, &places, ids, |product| &product.id)
    }

    /// Says whether a product can be ordered, and when one that cannot is there again.
    pub(crate) fn set_product_available(
        &mut self,
        id: &ProductId,
        available: bool,
        sold_out_until: Option<Timestamp>,
    ) -> Result<(), Refusal> {
        let place = self.product_place(id)?;
        let product = &mut self.products[place];
        (product.available, product.sold_out_until) = (available, sold_out_until);
        Ok(())
    }

    /// Says whether an option can be chosen, and when one that cannot is there again.
    pub(crate) fn set_option_available(
        &mut self,
        id: &OptionId,
        available: bool,
        sold_out_until: Option<Timestamp>,
    ) -> Result<(), Refusal> {
        let options = self.option_groups.iter_mut().flat_map(|group| &mut group.options);
        let option = options.into_iter().find(|option| option.id == *id);
        let unknown = || Refusal::NoSuchEntry(Entry { what: "option", id: id.to_string() });
        let option = option.ok_or_else(unknown)?;
        (option.available, option.sold_out_until) = (available, sold_out_until);
        Ok(())
    }

    /// Adds an option group at the end.
    pub(crate) fn add_option_group(&mut self, group: OptionGroup) -> Result<(), Refusal> {
        if self.option_group(&group.id).is_some() {
            return Err(Refusal::Exists(Entry::option_group(&group.id)));
        }
        self.option_groups.push(group);
        Ok(())
    }

    /// Puts an option group in place of the one with its id.
    pub(crate) fn update_option_group(&mut self, group: OptionGroup) -> Result<(), Refusal> {
        let place = self.group_place(&group.id)?;
        self.option_groups[place] = group;
        Ok(())
    }

    /// Removes an option group that no product asks.
    pub(crate) fn remove_option_group(&mut self, id: &OptionGroupId) -> Result<(), Refusal> {
        let place = self.group_place(id)?;
        let user = self.products.iter().find(|product| product.option_groups.contains(id));
        if let Some(product) = user {
            let by = Entry::product(&product.id).to_string();
            return Err(Refusal::InUse { entry: Entry::option_group(id), by });
        }
        self.option_groups.remove(place);
        Ok(())
    }

    fn category_place(&self, id: &CategoryId) -> Result<usize, Refusal> {
        let place = self.categories.iter().position(|category| category.id == *id);
        place.ok_or_else(|| Refusal::NoSuchEntry(Entry::category(id)))
    }

    fn product_place(&self, id: &ProductId) -> Result<usize, Refusal> {
        let place = self.products.iter().position(|product| product.id == *id);
        place.ok_or_else(|| Refusal::NoSuchEntry(Entry::product(id)))
    }

    fn group_place(&self, id: &OptionGroupId) -> Result<usize, Refusal> {
        let place = self.option_groups.iter().position(|group| group.id == *id);
        place.ok_or_else(|| Refusal::NoSuchEntry(Entry::option_group(id)))
    }
}

/// Puts the entries at `places` in the order of `ids`, and leaves all others where they are.
fn reorder<T: Clone, I: Ord + fmt::Display>(
    entries: &mut [T],
    places: &[usize],
    ids: &[I],
    id_of: impl Fn(&T) -> &I,
) -> Result<(), Refusal> {
    let mut present: Vec<&I> = places.iter().map(|place| id_of(&entries[*place])).collect();
    let mut wanted: Vec<&I> = ids.iter().collect();
    present.sort();
    wanted.sort();
    if present != wanted {
        let missing = present.iter().find(|id| !wanted.contains(id));
        let detail = match missing {
            Some(id) => {
                format!("expected each of the {} entries once: {id} is missing", present.len())
            }
            None => format!("expected each of the {} entries once and no other", present.len()),
        };
        return Err(Refusal::Invalid(vec![Fault { pointer: "/order".to_owned(), detail }]));
    }
    let mut sorted: Vec<T> = Vec::with_capacity(ids.len());
    for id in ids {
        sorted.extend(places.iter().map(|p| &entries[*p]).find(|e| id_of(e) == id).cloned());
    }
    for (place, entry) in places.iter().zip(sorted) {
        entries[*place] = entry;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn product_ids(menu: &Menu) -> Vec<&str> {
        menu.products.iter().map(|product| product.id.suffix()).collect()
    }

    #[test]
    fn products_are_reordered_within_their_category_only() {
        let mut menu = samples::menu();
        let mut third = menu.products[0].clone();
        third.id = "prd_third".parse().expect("an id");
        menu.add_product(third).expect("new");
        assert_eq!(product_ids(&menu), ["flat-white", "croissant", "third"]);
        let category = menu.products[0].category.clone();
        let order = ["prd_third", "prd_flat-white"].map(|id| id.parse().expect("an id"));
        menu.reorder_products(&category, &order).expect("a permutation");
        assert_eq!(product_ids(&menu), ["third", "croissant", "flat-white"]);
    }

    #[test]
    fn an_order_names_every_entry_once() {
        let mut menu = samples::menu();
        let first = menu.categories[0].id.clone();
        let refusal = menu.reorder_categories(std::slice::from_ref(&first)).expect_err("one lacks");
        let Refusal::Invalid(faults) = refusal else { panic!("{refusal:?}") };
        assert!(faults[0].detail.ends_with("is missing"), "{faults:?}");
        assert!(menu.reorder_categories(&[first.clone(), first]).is_err());
    }

    #[test]
    fn what_is_used_stays() {
        let mut menu = samples::menu();
        let category = menu.categories[0].id.clone();
        assert!(matches!(menu.remove_category(&category), Err(Refusal::InUse { .. })));
        let group = menu.option_groups[0].id.clone();
        assert!(matches!(menu.remove_option_group(&group), Err(Refusal::InUse { .. })));
        menu.remove_product(&"prd_flat-white".parse().expect("an id")).expect("exists");
        menu.remove_option_group(&group).expect("unused now");
        menu.remove_category(&category).expect("empty now");
    }

    #[test]
    fn an_entry_is_added_once_and_only_changed_while_it_exists() {
        let mut menu = samples::menu();
        let product = menu.products[0].clone();
        assert!(matches!(menu.add_product(product.clone()), Err(Refusal::Exists(_))));
        menu.remove_product(&product.id).expect("exists");
        assert!(matches!(menu.update_product(product), Err(Refusal::NoSuchEntry(_))));
    }

    #[test]
    fn a_product_that_moves_to_another_category_stands_at_its_end() {
        let mut menu = samples::menu();
        let mut product = menu.products[0].clone();
        product.category = menu.categories[1].id.clone();
        menu.update_product(product).expect("exists");
        assert_eq!(product_ids(&menu), ["croissant", "flat-white"]);
    }
}
