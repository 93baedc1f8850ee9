//! Prices: what a request costs at a shop, or everything that is wrong with it.

use std::collections::{BTreeMap, HashSet};

use kernel::Money;

use super::flaw::{Flaw, FlawKind};
use super::texts::NOTE_CHARS_MAX;
use super::{Choice, Line, OptionId, Product, Request, Shop, Wanted};

/// Most lines of an order.
pub(super) const LINES_MAX: usize = 50;
/// Most pieces of one line.
pub(super) const QUANTITY_MAX: u32 = 50;
/// Most different things an order takes from stock: they are held in one change of the store, which
/// has room for a hundred.
const STOCK_ITEMS_MAX: usize = 90;

/// Most that may be given as a tip on a small order, in whole units of the currency.
const TIP_MAX: i64 = 50;

/// What a request costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Each line, priced.
    pub lines: Vec<Line>,
    /// The sum of the lines, in minor units.
    pub subtotal_minor: i64,
    /// The tax of each rate: contained in the subtotal, or on top of it.
    pub taxes: Vec<Tax>,
    /// What is added for the staff, in minor units; untaxed.
    pub tip_minor: i64,
    /// What is to be paid, in minor units.
    pub total_minor: i64,
}

/// The tax of one rate, rounded once over everything that has this rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tax {
    /// The rate in hundredths of a percent.
    pub rate_basis_points: u32,
    /// The tax in minor units.
    pub amount_minor: i64,
}

/// Prices a request, or says everything that is wrong with it at once.
///
/// # Errors
/// Every flaw, in the order of the request.
pub fn price(shop: &Shop, request: &Request) -> Result<Price, Vec<Flaw>> {
    let mut flaws = Vec::new();
    if request.lines.is_empty() || request.lines.len() > LINES_MAX {
        let detail = format!("an order has 1 to {LINES_MAX} lines, not {}", request.lines.len());
        flaws.push(Flaw { pointer: "/lines".to_owned(), kind: FlawKind::BadLines, detail });
        return Err(flaws);
    }
    flaws.extend(request.fulfilment.flaws());
    let mut lines = Vec::with_capacity(request.lines.len());
    for (place, wanted) in request.lines.iter().enumerate() {
        let check = LineCheck { place, wanted, flaws: &mut flaws };
        lines.extend(check.price(shop));
    }
    let taken: HashSet<_> = lines.iter().flat_map(|line| &line.stock).collect();
    if taken.len() > STOCK_ITEMS_MAX {
        let most = STOCK_ITEMS_MAX;
        let detail =
            format!("an order takes at most {most} different things from stock; make it two");
        flaws.push(Flaw { pointer: "/lines".to_owned(), kind: FlawKind::BadLines, detail });
    }
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let price = total(shop, lines, request.tip_minor);
    bad_tip(shop, &price).map_or(Ok(price), |flaw| Err(vec![flaw]))
}

/// The flaw of a tip that is negative, or more than the lines and more than 50.00: it was typed
/// with a digit too many.
fn bad_tip(shop: &Shop, price: &Price) -> Option<Flaw> {
    let most = price.subtotal_minor.max(TIP_MAX * 10_i64.pow(shop.currency.digits()));
    let is_good = (0..=most).contains(&price.tip_minor);
    (!is_good).then(|| {
        let detail = format!("a tip is 0 to {most} here, in minor units");
        Flaw { pointer: "/tip_minor".to_owned(), kind: FlawKind::BadTip, detail }
    })
}

fn total(shop: &Shop, lines: Vec<Line>, tip_minor: i64) -> Price {
    let mut by_rate = BTreeMap::<u32, i64>::new();
    for line in &lines {
        *by_rate.entry(line.tax_basis_points).or_default() += line.total_minor();
    }
    let taxes: Vec<Tax> = by_rate
        .into_iter()
        .map(|(rate_basis_points, sum)| {
            let sum = Money::new(sum, shop.currency);
            let tax = if shop.prices_include_tax {
                sum.tax_included(rate_basis_points)
            } else {
                sum.tax_on_top(rate_basis_points)
            };
            Tax { rate_basis_points, amount_minor: tax.minor }
        })
        .collect();
    let subtotal_minor: i64 = lines.iter().map(Line::total_minor).sum();
    let on_top: i64 = taxes.iter().map(|tax| tax.amount_minor).sum();
    let of_lines = if shop.prices_include_tax { subtotal_minor } else { subtotal_minor + on_top };
    let total_minor = of_lines.saturating_add(tip_minor);
    Price { lines, subtotal_minor, taxes, tip_minor, total_minor }
}

struct LineCheck<'a> {
    place: usize,
    wanted: &'a Wanted,
    flaws: &'a mut Vec<Flaw>,
}

impl LineCheck<'_> {
    fn flaw(&mut self, field: &str, kind: FlawKind, detail: String) {
        let pointer = format!("/lines/{}{field}", self.place);
        self.flaws.push(Flaw { pointer, kind, detail });
    }

    fn price(mut self, shop: &Shop) -> Option<Line> {
        let wanted = self.wanted;
        let before = self.flaws.len();
        if !(1..=QUANTITY_MAX).contains(&wanted.quantity) {
            let detail = format!("order 1 to {QUANTITY_MAX} of a product, not {}", wanted.quantity);
            self.flaw("/quantity", FlawKind::BadQuantity, detail);
        }
        if wanted.note.as_ref().is_some_and(|note| note.chars().count() > NOTE_CHARS_MAX) {
            let detail = format!("a note has at most {NOTE_CHARS_MAX} characters");
            self.flaw("/note", FlawKind::BadText, detail);
        }
        let Some(product) = shop.products.get(&wanted.product) else {
            let detail = format!("there is no {} on this menu", wanted.product);
            self.flaw("/product", FlawKind::UnknownProduct, detail);
            return None;
        };
        if !product.available {
            let detail = format!("{} is not available at the moment", product.name);
            self.flaw("/product", FlawKind::Unavailable, detail);
        }
        let (options, stock) = self.choose(product);
        let add = |choice: &Choice| choice.price_difference_minor * i64::from(choice.quantity);
        (self.flaws.len() == before).then(|| Line {
            product: wanted.product.clone(),
            name: product.name.clone(),
            station: product.station.clone(),
            quantity: wanted.quantity,
            unit_price_minor: product.price_minor + options.iter().map(add).sum::<i64>(),
            options,
            note: wanted.note.clone(),
            tax_basis_points: product.tax_basis_points,
            stock,
        })
    }

    /// The chosen options in the order of the menu, and what the line takes from stock. A required
    /// question that is left unanswered means its defaults.
    fn choose(&mut self, product: &Product) -> (Vec<Choice>, Vec<super::StockItemId>) {
        let wanted = &self.wanted.options;
        let mut choices = Vec::new();
        let mut stock: Vec<_> = product.stock_item.iter().cloned().collect();
        for (place, id) in wanted.iter().enumerate() {
            if !product.groups.iter().flat_map(|group| &group.options).any(|o| o.id == *id) {
                let detail = format!("{} has no option {id}", product.name);
                self.flaw(&format!("/options/{place}"), FlawKind::UnknownOption, detail);
            }
        }
        for group in &product.groups {
            let mut chosen = 0;
            let unanswered = group.options.iter().all(|option| !wanted.contains(&option.id));
            let defaults = unanswered && group.min > 0;
            for option in &group.options {
                let meant = u32::from(defaults && option.default && option.available);
                let quantity = times(wanted, &option.id).max(meant);
                if quantity == 0 {
                    continue;
                }
                chosen += quantity;
                let at = wanted.iter().position(|id| *id == option.id).unwrap_or(0);
                let field = format!("/options/{at}");
                if quantity > option.max_quantity {
                    let most = option.max_quantity;
                    let detail = format!("{} can be chosen {most} times at most", option.name);
                    self.flaw(&field, FlawKind::TooManyOptions, detail);
                }
                if !option.available {
                    let detail = format!("{} is not available at the moment", option.name);
                    self.flaw(&field, FlawKind::Unavailable, detail);
                }
                choices.push(Choice {
                    option: option.id.clone(),
                    name: option.name.clone(),
                    quantity,
                    price_difference_minor: option.price_difference_minor,
                });
                let taken = option.stock_item.iter().cloned();
                stock.extend(taken.flat_map(|item| std::iter::repeat_n(item, quantity as usize)));
            }
            let (name, min, max) = (&group.name, group.min, group.max);
            if chosen < min {
                let detail = format!("choose at least {min} for \"{name}\" with {}", product.name);
                self.flaw("/options", FlawKind::TooFewOptions, detail);
            } else if chosen > max {
                let detail = format!("choose at most {max} for \"{name}\" with {}", product.name);
                self.flaw("/options", FlawKind::TooManyOptions, detail);
            }
        }
        (choices, stock)
    }
}

fn times(options: &[OptionId], wanted: &OptionId) -> u32 {
    u32::try_from(options.iter().filter(|id| *id == wanted).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "price_tests.rs"]
mod tests;
