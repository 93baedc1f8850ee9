use std::collections::HashMap;
use std::time::Duration;

use jiff::tz::TimeZone;
use kernel::Currency;
use proptest::prelude::*;

use super::super::{Fulfilment, Fulfilments, Group, Limits, Option as MenuOption, StockItemId};
use super::*;

fn option(id: &str, price: i64) -> MenuOption {
    MenuOption {
        id: id.parse().expect("id"),
        name: id.to_owned(),
        price_difference_minor: price,
        available: true,
        default: false,
        max_quantity: 1,
        stock_item: None,
    }
}

/// A flat white with one milk of two and up to three shots, and a croissant that can run out.
fn shop() -> Shop {
    let milk = Group {
        name: "Milk".to_owned(),
        min: 1,
        max: 1,
        options: vec![option("opt_whole", 0), option("opt_oat", 50)],
    };
    let shots = MenuOption { max_quantity: 3, ..option("opt_shot", 80) };
    let extras = Group { name: "Extras".to_owned(), min: 0, max: 3, options: vec![shots] };
    let coffee = Product {
        name: "Flat white".to_owned(),
        station: "bar".to_owned(),
        price_minor: 370,
        tax_basis_points: 1900,
        available: true,
        stock_item: None,
        groups: vec![milk, extras],
    };
    let croissant = Product {
        name: "Croissant".to_owned(),
        station: "oven".to_owned(),
        price_minor: 220,
        tax_basis_points: 700,
        available: true,
        stock_item: Some("stk_croissant".parse().expect("id")),
        groups: Vec::new(),
    };
    Shop {
        location: "loc_here".parse().expect("id"),
        currency: Currency::EUR,
        zone: TimeZone::UTC,
        prices_include_tax: true,
        preparation: Duration::from_mins(10),
        fulfilments: Fulfilments::ALL,
        limits: Limits::default(),
        products: HashMap::from([
            ("prd_flat-white".parse().expect("id"), coffee),
            ("prd_croissant".parse().expect("id"), croissant),
        ]),
    }
}

fn wanted(product: &str, quantity: u32, options: &[&str]) -> Wanted {
    let options = options.iter().map(|option| option.parse().expect("id")).collect();
    Wanted { product: product.parse().expect("id"), quantity, options, note: None }
}

fn request(lines: Vec<Wanted>) -> Request {
    let location = "loc_here".parse().expect("id");
    let fulfilment = Fulfilment::Pickup { at: None };
    Request { location, fulfilment, lines, tip_minor: 0, walk_in: false }
}

/// The pointers and kinds of everything that is wrong with these lines.
fn flaws(lines: Vec<Wanted>) -> Vec<(String, FlawKind)> {
    let flaws = price(&shop(), &request(lines)).expect_err("something is wrong");
    flaws.into_iter().map(|flaw| (flaw.pointer, flaw.kind)).collect()
}

#[test]
fn a_price_adds_options_and_quantities_and_taxes_by_rate() {
    let lines = vec![
        wanted("prd_flat-white", 2, &["opt_oat", "opt_shot", "opt_shot"]),
        wanted("prd_croissant", 3, &[]),
    ];
    let price = price(&shop(), &request(lines)).expect("all is right");
    assert_eq!(price.lines[0].unit_price_minor, 370 + 50 + 160);
    assert_eq!(price.total_minor, 2 * 580 + 3 * 220);
    let taxes: Vec<_> =
        price.taxes.iter().map(|tax| (tax.rate_basis_points, tax.amount_minor)).collect();
    assert_eq!(taxes, [(700, 43), (1900, 185)]); // 660 × 7/107 = 43.18; 1160 × 19/119 = 185.21
    assert_eq!(price.lines[1].stock, ["stk_croissant".parse::<StockItemId>().expect("id")]);
}

#[test]
fn tax_comes_on_top_where_prices_are_net() {
    let shop = Shop { prices_include_tax: false, ..shop() };
    let price = price(&shop, &request(vec![wanted("prd_croissant", 1, &[])])).expect("right");
    assert_eq!((price.subtotal_minor, price.total_minor), (220, 235)); // 220 × 7 % = 15.4
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_its_place() {
    let lines = vec![
        wanted("prd_flat-white", 0, &[]),
        wanted("prd_flat-white", 1, &["opt_whole", "opt_oat"]),
        wanted("prd_flat-white", 1, &["opt_oat", "opt_gold"]),
        wanted("prd_unicorn", 51, &[]),
        wanted("prd_flat-white", 1, &["opt_oat", "opt_oat"]),
    ];
    let at = |pointer: &str, kind| (pointer.to_owned(), kind);
    assert_eq!(
        flaws(lines),
        [
            at("/lines/0/quantity", FlawKind::BadQuantity),
            at("/lines/0/options", FlawKind::TooFewOptions),
            at("/lines/1/options", FlawKind::TooManyOptions),
            at("/lines/2/options/1", FlawKind::UnknownOption),
            at("/lines/3/quantity", FlawKind::BadQuantity),
            at("/lines/3/product", FlawKind::UnknownProduct),
            at("/lines/4/options/0", FlawKind::TooManyOptions),
            at("/lines/4/options", FlawKind::TooManyOptions),
        ]
    );
}

#[test]
fn a_required_question_left_unanswered_means_its_default() {
    let mut shop = shop();
    let coffee = shop.products.get_mut(&"prd_flat-white".parse().expect("id")).expect("is there");
    coffee.groups[0].options[1].default = true;
    coffee.groups[1].options[0].default = true;
    let order = |options: &[&str]| request(vec![wanted("prd_flat-white", 1, options)]);
    let silent = price(&shop, &order(&[])).expect("oat milk is meant");
    assert_eq!(silent.total_minor, 370 + 50, "and no shot, which nobody has to choose");
    let whole = price(&shop, &order(&["opt_whole"])).expect("an answer counts");
    assert_eq!(whole.total_minor, 370);
    let coffee = shop.products.get_mut(&"prd_flat-white".parse().expect("id")).expect("is there");
    coffee.groups[0].options[1].available = false;
    let flaws = price(&shop, &order(&[])).expect_err("oat milk is out, so an answer is needed");
    assert_eq!(flaws[0].kind, FlawKind::TooFewOptions);
}

#[test]
fn an_order_has_some_lines_but_not_too_many() {
    assert_eq!(flaws(Vec::new()), [("/lines".to_owned(), FlawKind::BadLines)]);
    let many = vec![wanted("prd_croissant", 1, &[]); LINES_MAX + 1];
    assert_eq!(flaws(many), [("/lines".to_owned(), FlawKind::BadLines)]);
}

#[test]
fn what_is_sold_out_is_said_of_products_and_of_options() {
    let mut shop = shop();
    let coffee = shop.products.get_mut(&"prd_flat-white".parse().expect("id")).expect("is there");
    coffee.groups[0].options[1].available = false;
    let lines = vec![wanted("prd_flat-white", 1, &["opt_oat"])];
    let flaws = price(&shop, &request(lines)).expect_err("oat milk is out");
    assert_eq!(flaws[0].kind, FlawKind::Unavailable);
    assert_eq!(flaws[0].pointer, "/lines/0/options/0");
}

proptest! {
    #[test]
    fn a_total_is_the_sum_of_its_lines_and_holds_its_taxes(
        lines in prop::collection::vec((0..3_u32, 1..=QUANTITY_MAX), 1..20)
    ) {
        let lines = lines.into_iter().map(|(kind, quantity)| match kind {
            0 => wanted("prd_croissant", quantity, &[]),
            1 => wanted("prd_flat-white", quantity, &["opt_whole"]),
            _ => wanted("prd_flat-white", quantity, &["opt_oat", "opt_shot"]),
        });
        let price = price(&shop(), &request(lines.collect())).expect("all is right");
        prop_assert_eq!(price.total_minor, price.lines.iter().map(Line::total_minor).sum::<i64>());
        let taxes: i64 = price.taxes.iter().map(|tax| tax.amount_minor).sum();
        prop_assert!(0 < taxes && taxes < price.total_minor);
    }
}

#[test]
fn a_tip_is_untaxed_and_part_of_what_is_paid() {
    let shop = shop();
    let tipped =
        |tip_minor| Request { tip_minor, ..request(vec![wanted("prd_croissant", 1, &[])]) };
    let plain = price(&shop, &tipped(0)).expect("a price");
    let with_tip = price(&shop, &tipped(150)).expect("a price");
    assert_eq!((with_tip.subtotal_minor, with_tip.tip_minor), (plain.subtotal_minor, 150));
    assert_eq!(with_tip.total_minor, plain.total_minor + 150);
    assert_eq!(with_tip.taxes, plain.taxes);
}

#[test]
fn a_tip_is_at_most_fifty_or_what_the_lines_come_to() {
    let many = Wanted { quantity: 50, ..wanted("prd_croissant", 1, &[]) };
    let yen = Shop { currency: "JPY".parse().expect("yen"), ..shop() };
    for (shop, line, most) in [
        (shop(), wanted("prd_croissant", 1, &[]), 5_000),
        (shop(), many.clone(), 11_000),
        (yen, wanted("prd_croissant", 1, &[]), 220),
    ] {
        let tipped = |tip_minor| Request { tip_minor, ..request(vec![line.clone()]) };
        for good in [0, most] {
            assert!(price(&shop, &tipped(good)).is_ok(), "{good} of {most}");
        }
        for bad in [-1, most + 1, i64::MIN, i64::MAX] {
            let flaws = price(&shop, &tipped(bad)).expect_err("a bad tip");
            let [flaw] = &flaws[..] else { panic!("{flaws:?}") };
            assert_eq!((flaw.pointer.as_str(), flaw.kind), ("/tip_minor", FlawKind::BadTip));
        }
    }
}
