use std::collections::BTreeSet;

use super::super::write_menu_file;
use super::*;
use crate::domain::{Fulfilment, QrCodes, samples};

fn faults(text: &str) -> Vec<String> {
    let faults = read_menu_file(text).expect_err("a file with faults");
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_reads_back() {
    let mut location = samples::location();
    location.name = "Café \"Hier\" \\ #1".to_owned();
    location.hours.week[2] = vec!["18:00-02:00".parse().expect("a range")];
    location.hours.week[6] = Vec::new();
    location.hours.exceptions.insert(jiff::civil::date(2026, 12, 24), Vec::new());
    location.ordering.fulfilments.remove(&Fulfilment::Delivery);
    location.ordering.open_orders_max = Some(40);
    location.ordering.open_orders_per_customer_max = Some(2);
    location.ordering.handover_wait_s = 7_200;
    location.ordering.qr_codes = Some(QrCodes { tokens: 5, minutes: 3 });
    location.language = Language::Italian;
    location.coordinates = Some(Coordinates::rounded(-0.000_001, -180.0));
    let mut menu = samples::translated_menu();
    menu.language = Language::Italian;
    menu.option_groups[0].options[0].price_difference_minor = -25;
    menu.option_groups[0].options[1].default = true;
    menu.option_groups[1].options[1].max_quantity = 3;
    menu.option_groups[1].options[1].available = false;
    menu.products[0].tax_class = "reduced".to_owned();
    menu.products[1].available = false;
    menu.products[1].description = "Butter, 'layers' and \"air\"".to_owned();
    let levels = BTreeMap::from([(samples::id("croissant"), 7)]);
    let text = write_menu_file(&location, &menu, &levels);
    let file = read_menu_file(&text).unwrap_or_else(|faults| panic!("{text}\n{faults:#?}"));
    assert_eq!((file.location, file.menu, file.levels), (location, menu, levels));
}

const GOOD: &str = r#"format = 1
[location]
id = "here"
name = "Here"
time_zone = "Europe/Berlin"
currency = "EUR"
tax_rates = { standard = "19" }

[[categories]]
id = "coffee"
name = "Coffee"

[[products]]
id = "flat-white"
category = "coffee"
name = "Flat white"
price = "3.50"
"#;

#[test]
fn the_smallest_file_takes_the_usual_for_what_it_leaves_out() {
    let file = read_menu_file(GOOD).expect("a good file");
    let product = &file.menu.products[0];
    assert_eq!((product.price_minor, product.station.as_str()), (350, "bar"));
    assert!(product.available && file.location.prices_include_tax);
    assert_eq!(file.location.preparation_minutes, 10);
    assert_eq!(file.location.ordering, Ordering::default());
}

#[test]
fn a_file_says_how_a_location_takes_orders() {
    let ordering = "[location.ordering]\nopen_orders_max = 40\nbarista_wait_s = 600\n\
                    fulfilments = [\"pickup\"]\n";
    let codes = "[location.ordering.qr_codes]\ntokens = 20\n";
    let categories = "[[categories]]";
    let text = GOOD.replace(categories, &format!("{ordering}{codes}{categories}"));
    let found = read_menu_file(&text).expect("a good file").location.ordering;
    let expected = Ordering {
        fulfilments: BTreeSet::from([Fulfilment::Pickup]),
        open_orders_max: Some(40),
        barista_wait_s: 600,
        qr_codes: Some(QrCodes { tokens: 20, minutes: 5 }),
        ..Ordering::default()
    };
    assert_eq!(found, expected);

    let text = text.replace("= 600", "= 6").replace("tokens = 20", "tokens = 0\nseconds = 3");
    let found = faults(&text.replace("\"pickup\"", ""));
    assert_eq!(found.len(), 4, "{found:#?}");
    assert_eq!(found[0], "line 11: barista_wait_s: is 6: expected 60 to 86400");
    assert!(
        found[1].starts_with("line 12: fulfilments: is empty: expected at least"),
        "{found:#?}"
    );
    assert_eq!(found[2], "line 14: tokens: is 0: expected 1 to 1000");
    assert!(found[3].starts_with("line 15: seconds: is not known here"), "{found:#?}");
    let found = faults(&text.replace("\"pickup\"", "\"by drone\""));
    assert!(found.iter().any(|one| one.contains("\"by drone\" is not a fulfilment")), "{found:#?}");
}

#[test]
fn a_file_says_where_a_location_is() {
    let place = "currency = \"EUR\"\ncoordinates = { latitude = 52.5208, longitude = 13 }";
    let text = GOOD.replace("currency = \"EUR\"", place);
    let found = read_menu_file(&text).expect("a good file").location.coordinates;
    assert_eq!(found, Some(Coordinates { latitude: 52.5208, longitude: 13.0 }));

    let found = faults(&text.replace("52.5208", "-90.1"));
    assert_eq!(found, ["line 7: latitude: is -90.1: expected degrees from -90 to 90"]);
    let found = faults(&text.replace("52.5208", "nan"));
    assert_eq!(found, ["line 7: latitude: is NaN: expected degrees from -90 to 90"]);
    let found = faults(&text.replace("52.5208", "\"52° N\""));
    assert_eq!(found, ["line 7: latitude: is string: expected a number such as 52.5208"]);
    let found = faults(&text.replace("longitude", "lng"));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0], "line 7: lng: is not known here: expected one of latitude, longitude");
    assert_eq!(found[1], "line 7: longitude: is missing");
}

#[test]
fn texts_in_other_languages_stand_in_tables_or_in_lines() {
    let text = GOOD.replace("currency = \"EUR\"", "currency = \"EUR\"\nlanguage = \"de\"").replace(
        "name = \"Coffee\"",
        "name = \"Coffee\"\ntranslations = { fr = { name = \"Café\" } }",
    ) + "\n[products.translations]\nit = { name = \"Bianco\", description = \"Due dosi\" }\n";
    let menu = read_menu_file(&text).expect("a good file").menu;
    assert_eq!(menu.language, Language::German);
    assert_eq!(menu.categories[0].translations[&Language::French].name, "Café");
    assert_eq!(menu.products[0].translations[&Language::Italian].description, "Due dosi");
    assert_eq!(menu.languages(), [Language::German, Language::French, Language::Italian]);

    let text = text.replace("fr =", "de =").replace("it =", "xx =").replace("\"de\"", "\"nl\"");
    let found = faults(&text);
    assert!(found[0].starts_with("line 7: language: \"nl\" is not a language"), "{found:#?}");
    assert!(found[1].starts_with("line 22: xx: \"xx\" is not a language"), "{found:#?}");
    assert_eq!(found.len(), 2, "{found:#?}");
    let text = text.replace("\"nl\"", "\"de\"").replace("xx = { name", "fr = { nmae");
    let found = faults(&text);
    assert!(found[0].starts_with("line 13: de: is the menu's own language"), "{found:#?}");
    assert_eq!(found[1], "line 22: name: is missing");
    assert!(found[2].starts_with("line 22: nmae: is not known here"), "{found:#?}");
}

#[test]
fn what_is_sold_out_says_until_when() {
    let until = "available = false\nsold_out_until = \"2026-11-30T12:00:00Z\"\n";
    let menu = read_menu_file(&format!("{GOOD}{until}")).expect("a good file").menu;
    let expected = "2026-11-30T12:00:00Z".parse().expect("an instant");
    assert_eq!(menu.products[0].sold_out_until, Some(expected));
    let found = faults(&format!("{GOOD}{}", until.replace("12:00:00Z", "noon")));
    assert!(found[0].starts_with("line 19: sold_out_until: "), "{found:#?}");
    let found = faults(&format!("{GOOD}{}", until.replace("false", "true")));
    assert_eq!(found, ["line 19: sold_out_until: belongs to what is not available"]);
}

#[test]
fn every_fault_is_told_with_its_line_and_field() {
    let text = GOOD
        .replace("name = \"Here\"", "nmae = \"Here\"")
        .replace("Europe/Berlin", "Europe/Atlantis")
        .replace("category = \"coffee\"", "category = \"tea\"")
        .replace("price = \"3.50\"", "price = 3.5\nallergens = [\"milk\", \"cheese\"]");
    let faults = faults(&text);
    assert_eq!(faults.len(), 6, "{faults:#?}");
    assert_eq!(faults[0], "line 2: name: is missing");
    assert!(faults[1].starts_with("line 4: nmae: is not known here"), "{faults:#?}");
    assert!(faults[2].starts_with("line 5: time_zone: \"Europe/Atlantis\" is not"), "{faults:#?}");
    assert_eq!(faults[3], "line 15: category: cat_tea is not a category of this menu");
    assert_eq!(faults[4], "line 17: price: is float: expected a text in quotes");
    assert!(faults[5].starts_with("line 18: allergens: \"cheese\" is not"), "{faults:#?}");
}

#[test]
fn a_file_that_is_no_toml_is_refused_at_the_line_that_is_not() {
    let faults = faults("format = 1\nname = = 2\n[location\n");
    assert!(faults[0].starts_with("line 2: "), "{faults:#?}");
    assert!(faults.iter().any(|fault| fault.starts_with("line 3: ")), "{faults:#?}");
}

#[test]
fn a_file_without_a_location_or_of_another_format_is_refused() {
    let faults = faults("format = 2\n");
    assert!(faults.contains(&"line 1: format: is 2: expected 1".to_owned()), "{faults:#?}");
    assert!(faults.iter().any(|fault| fault.contains("[location]")), "{faults:#?}");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z\\[\\]=\"\n.{}0-9 -]{0,200}") {
        let _ = read_menu_file(&text);
        let _ = super::super::read_products(&text, Currency::EUR);
    }

    #[test]
    fn a_good_file_with_a_line_missing_or_doubled_never_panics(line in 0_usize..17, double: bool) {
        let mut lines: Vec<&str> = GOOD.lines().collect();
        if double { lines.insert(line, lines[line]) } else { lines.remove(line); }
        let _ = read_menu_file(&lines.join("\n"));
    }
}
