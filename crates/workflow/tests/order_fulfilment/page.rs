//! `docs/flows/order-fulfilment.md` is made from the definition.
//!
//! When the definition is meant to change, run this test with `COMANDA_TEST_UPDATE=1`: it writes
//! the page anew.

use workflow::diagram;

use crate::definition::definition;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/flows/order-fulfilment.md");

const INTRO: &str = "\
An order goes through these states, from the moment it is placed (or a QR code is scanned to
place one) until somebody holds the drink. On the way it takes hold of things, one after the other:
a place among the orders the café can make at a time, the stock it needs, the money. Then it gets
its number, a barista makes it, the money is taken, and it is handed over or brought to the door.

If a rule says no, somebody cancels, or something breaks, the order takes the way out instead
(dashed): everything it may hold is given back in reverse, whether or not it was really taken, and
the customer is told why. From *ready* on there is little left to undo: what remains is tried until
it is done. This page is made from
[the definition](../../crates/orders/workflows/order-fulfilment.asl.json), by the test that compares
the two; [its README](../../crates/orders/workflows/README.md) says what each task must do.";

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says so here")]
fn the_page_shows_the_definition_as_it_is() {
    let page = diagram::page("The way of an order", INTRO, &definition());
    if std::env::var("COMANDA_TEST_UPDATE").is_ok() {
        std::fs::write(PAGE, page).expect("it is written");
        return;
    }
    let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        page == committed,
        "docs/flows/order-fulfilment.md shows another definition: run this test with \
         COMANDA_TEST_UPDATE=1 to write it anew"
    );
}
