use store::Store as _;

use super::super::testing::Shop;
use super::*;
use crate::domain::{Language, samples};

const CAFE: &str = include_str!("../../../../demo/cafe.toml");
const BAKERY: &str = include_str!("../../../../demo/bakery.toml");

#[tokio::test]
async fn the_demo_shops_are_imported_and_the_second_time_changes_nothing() {
    let shop = Shop::empty();
    for (text, name) in [(CAFE, "demo-cafe"), (BAKERY, "demo-bakery")] {
        let first = shop.products.import_menu(text).await;
        let first = first.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(first.location, samples::id(name));
        assert!(first.created && first.products >= 32, "{first:?}");
        let said = shop.said().await.len();
        let second = shop.products.import_menu(text).await.expect("the same again");
        assert_eq!((second.created, second.changed, second.levels_set), (false, false, 0));
        assert_eq!(shop.said().await.len(), said);
        let menu = shop.products.read_menu(&first.location).await.expect("there");
        assert_eq!(menu.version, 1);
    }
    let stock = shop.products.list_stock(&samples::id("demo-cafe")).await.expect("there");
    let croissant = stock.iter().find(|level| level.item.id == samples::id("croissant"));
    assert_eq!(croissant.expect("in stock").level, 40);
    let menu = shop.products.read_menu(&samples::id("demo-cafe")).await.expect("there");
    let flat_white = menu.value.product(&samples::id("flat-white")).expect("on the menu");
    assert!(flat_white.option_groups.contains(&samples::id("milk")));
    assert!(flat_white.option_groups.contains(&samples::id("size")));
    let (milk, oat) = menu.value.option(&samples::id("oat-milk")).expect("on the menu");
    assert_eq!((milk.min, oat.default), (1, false));
    assert!(menu.value.option(&samples::id("whole-milk")).expect("on the menu").1.default);
}

#[tokio::test]
async fn the_demo_shops_say_every_text_in_every_language() {
    let shop = Shop::empty();
    for (text, name) in [(CAFE, "demo-cafe"), (BAKERY, "demo-bakery")] {
        shop.products.import_menu(text).await.expect("the demo");
        let menu = shop.products.read_menu(&samples::id(name)).await.expect("there");
        let menu = &menu.value;
        let categories =
            menu.categories.iter().map(|it| (&it.name, &*it.description, &it.translations));
        let products =
            menu.products.iter().map(|it| (&it.name, &*it.description, &it.translations));
        let groups = menu.option_groups.iter().map(|it| (&it.name, "", &it.translations));
        let options = menu.option_groups.iter().flat_map(|group| &group.options);
        let options = options.map(|it| (&it.name, "", &it.translations));
        for (own, description, texts) in categories.chain(products).chain(groups).chain(options) {
            for language in Language::ALL.iter().filter(|language| **language != menu.language) {
                let text = texts.get(language);
                let text = text.unwrap_or_else(|| panic!("{own} is not said in {language}"));
                let same = text.description.is_empty() == description.is_empty();
                assert!(same, "the description of {own} in {language}");
            }
        }
    }
}

#[tokio::test]
async fn an_export_imports_as_the_same_here_and_elsewhere() {
    let shop = Shop::empty();
    shop.products.import_menu(CAFE).await.expect("the demo");
    let id = samples::id("demo-cafe");
    shop.products.set_level(&id, &samples::id("croissant"), 7).await.expect("counted");
    let file = shop.products.export_menu(&id).await.expect("there");
    assert!(!shop.products.import_menu(&file).await.expect("our own").changed);
    let elsewhere = Shop::empty();
    elsewhere.products.import_menu(&file).await.expect("our own");
    assert_eq!(elsewhere.products.export_menu(&id).await.expect("there"), file);

    let rows = shop.products.export_products(&id).await.expect("there");
    let imported = shop.products.import_products(&id, &rows).await.expect("our own");
    assert!(!imported.changed);
}

#[tokio::test]
async fn a_new_menu_does_not_undo_the_days_sales_nor_open_a_closed_shop() {
    let shop = Shop::empty();
    let id = samples::id("demo-cafe");
    shop.products.import_menu(CAFE).await.expect("the demo");
    let croissant = samples::id("croissant");
    let order = samples::id("o1");
    shop.products.reserve_stock(&order, &id, &[(croissant, 3)]).await.expect("enough");
    let closed = crate::Switch::Closed { until: None };
    shop.products.switch_location(&id, closed.clone()).await.expect("there");
    let cheaper = CAFE.replacen("price = \"3.", "price = \"2.", 1);
    let imported = shop.products.import_menu(&cheaper).await.expect("a new price");
    assert!(imported.changed);
    assert_eq!(shop.store.counter("stock/demo-cafe/croissant").await.expect("answers"), 37);
    assert_eq!(shop.products.read_location(&id).await.expect("there").value.switch, closed);
    assert_eq!(shop.products.read_menu(&id).await.expect("there").version, 2);
}

#[tokio::test]
async fn a_file_with_faults_changes_nothing() {
    let shop = Shop::empty();
    let broken = CAFE.replacen("price = \"3.", "price = \"3,", 2);
    match shop.products.import_menu(&broken).await {
        Err(Error::ImportRefused(faults)) => {
            assert_eq!(faults.len(), 2);
            assert!(faults.iter().all(|fault| fault.field == "price"), "{faults:?}");
        }
        other => panic!("{other:?}"),
    }
    let id = samples::id("demo-cafe");
    assert!(matches!(shop.products.read_menu(&id).await, Err(Error::NoSuchLocation(_))));
    assert!(shop.said().await.is_empty());
}

#[tokio::test]
async fn rows_that_break_a_rule_are_told_by_their_line() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    let text = "id,category,name,price\ntea,coffee,Tea,2.50\ncake,sweets,Cake,-1.00\n";
    match shop.products.import_products(&here, text).await {
        Err(Error::ImportRefused(faults)) => {
            let faults: Vec<_> = faults.iter().map(|f| (f.line, f.field.as_str())).collect();
            assert_eq!(faults, [(3, "category"), (3, "price")]);
        }
        other => panic!("{other:?}"),
    }
    let text = "id,category,name,price\ntea,coffee,Tea,2.50\n";
    let imported = shop.products.import_products(&here, text).await.expect("good rows");
    assert_eq!((imported.changed, imported.products), (true, 1));
}

#[tokio::test]
async fn the_currency_of_a_location_that_exists_stays() {
    let shop = Shop::empty();
    shop.products.import_menu(CAFE).await.expect("the demo");
    let francs = CAFE.replace("currency = \"EUR\"", "currency = \"CHF\"");
    let refused = shop.products.import_menu(&francs).await;
    assert!(matches!(refused, Err(Error::CurrencyFixed(_))));
}

#[tokio::test]
async fn what_a_spreadsheet_has_no_column_for_stays() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    shop.products.replace_menu(&here, None, samples::translated_menu()).await.expect("good");
    let rows = shop.products.export_products(&here).await.expect("there");
    assert!(!shop.products.import_products(&here, &rows).await.expect("our own").changed);
    let rows = rows.replace("3.50", "3.60");
    shop.products.import_products(&here, &rows).await.expect("a new price");
    let (menu, _) = shop.products.stored_menu(&here).await.expect("there");
    let mut expected = samples::translated_menu();
    expected.products[0].price_minor = 360;
    assert_eq!(menu, expected);
}

#[tokio::test]
async fn a_file_that_was_exported_while_something_was_sold_out_changes_nothing_later() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    let minute = std::time::Duration::from_mins(1);
    let until = Some(shop.products.now() + minute);
    let white = samples::id("flat-white");
    shop.products.set_product_available(&here, &white, false, until).await.expect("there");
    let file = shop.products.export_menu(&here).await.expect("there");
    assert!(file.contains("sold_out_until = \"1970-01-01T00:01:00Z\""), "{file}");
    assert!(!shop.products.import_menu(&file).await.expect("our own").changed);
    shop.clock.advance(minute);
    assert!(!shop.products.import_menu(&file).await.expect("our own").changed);
    let renamed = file.replace("name = \"Here\"", "name = \"There\"");
    assert!(shop.products.import_menu(&renamed).await.expect("our own").changed);
    let mut names = Vec::new();
    for products in [&shop.products, &shop.another_replica().products] {
        let menu = products.read_menu(&here).await.expect("there");
        names.push((menu.version, menu.returned));
    }
    assert_eq!(names[0], names[1], "every replica calls the same menu by the same name");
    let file = shop.products.export_menu(&here).await.expect("there");
    assert!(!file.contains("sold_out_until"), "{file}");
}
