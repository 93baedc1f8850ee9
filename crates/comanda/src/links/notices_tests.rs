use kernel::{FixedClock, OrderId, Principal, PrincipalId, Role, SeededRandom};
use notify::ports::Orders as _;
use orders::Live;
use orders::domain::{Fulfilment, Request, Wanted};
use orders::service::PlaceOrder;
use store::{Change, MemoryStore};
use users::Registration;
use users::domain::PreferencesInput;

use super::*;
use crate::app::Contexts;
use crate::config::Payments;
use crate::links::guest_tokens;

const MENU: &str = include_str!("../../tests/e2e/app/menu.toml");

/// A café in memory, and what it has to tell.
struct Cafe {
    contexts: Contexts,
    notices: InProcessOrders,
}

impl Cafe {
    async fn open() -> Self {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let clock = FixedClock::at("2026-11-20T09:00:00Z".parse().expect("a time"));
        let (clock, random) = (Arc::new(clock), Arc::new(SeededRandom::new(1)));
        let (live, payments) = (Live::default(), Payments::default());
        let contexts = Contexts::new(store.clone(), clock, random, live, payments);
        contexts.products.import_menu(MENU).await.expect("a good menu");
        let (orders, products) = (contexts.orders.clone(), contexts.products.clone());
        Self { notices: InProcessOrders::new(store, orders, products, None), contexts }
    }

    /// Anna orders, and says everything about herself that one can.
    async fn ordered(&self) -> OrderId {
        let line = Wanted {
            product: "prd_espresso".parse().expect("an id"),
            quantity: 1,
            options: Vec::new(),
            note: None,
        };
        let command = PlaceOrder {
            request: Request {
                location: "loc_here".parse().expect("an id"),
                fulfilment: Fulfilment::Delivery {
                    address: vec!["Anna's Street 1".to_owned()],
                    phone: None,
                },
                lines: vec![line],
                tip_minor: 0,
                walk_in: false,
            },
            name: Some("Anna".to_owned()),
            note: None,
            redeemed: None,
            email: Some("anna@example.org".to_owned()),
            payment_source: None,
            expected_total_minor: None,
            idempotency_key: "k1".to_owned(),
            canonical: "an espresso".to_owned(),
        };
        let who = Principal { id: anna(), role: Role::Customer, locations: Vec::new() };
        self.contexts.orders.place(command, &who).await.expect("is placed").order.placed.id
    }

    async fn facts(&self, order: &OrderId) -> Facts {
        self.notices.facts(order).await.expect("answers").expect("is there")
    }
}

fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

#[tokio::test]
async fn a_customer_is_told_by_mail_unless_they_do_not_want_that() {
    let cafe = Cafe::open().await;
    let order = cafe.ordered().await;
    assert_eq!(cafe.facts(&order).await.email.as_deref(), Some("anna@example.org"));
    let notify = cafe.contexts.notify(Arc::new(notify::mailer::Outbox), None, None);
    let users = cafe.contexts.users(&notify, guest_tokens(None), false);
    let no_mail = PreferencesInput {
        language: None,
        order_updates: false,
        offers: false,
        diets: Vec::new(),
        allergens: Vec::new(),
    };
    users.change_preferences(&anna(), 0, &no_mail).await.expect("changes");
    assert_eq!(cafe.facts(&order).await.email, None);
}

#[tokio::test]
async fn a_customer_is_told_in_their_language_and_the_staff_in_that_of_the_location() {
    let cafe = Cafe::open().await;
    let order = cafe.ordered().await;
    let said = cafe.facts(&order).await;
    assert_eq!((said.language, said.staff_language), (Language::En, Language::En));
    let notify = cafe.contexts.notify(Arc::new(notify::mailer::Outbox), None, None);
    let users = cafe.contexts.users(&notify, guest_tokens(None), false);
    let arabic = PreferencesInput {
        language: Some("ar".to_owned()),
        order_updates: true,
        offers: false,
        diets: Vec::new(),
        allergens: Vec::new(),
    };
    users.change_preferences(&anna(), 0, &arabic).await.expect("changes");
    let german = MENU.replacen("currency =", "language = \"de\"\ncurrency =", 1);
    cafe.contexts.products.import_menu(&german).await.expect("a good menu");
    let said = cafe.facts(&order).await;
    assert_eq!((said.language, said.staff_language), (Language::Ar, Language::De));
}

#[test]
fn every_language_that_people_read_and_menus_are_in_is_one_we_write_in() {
    for tag in users::domain::Language::ALL.iter().map(|language| language.as_str()) {
        assert!(Language::parse(tag).is_some(), "users know {tag}");
    }
    for tag in products::Language::ALL.iter().map(|language| language.as_str()) {
        assert!(Language::parse(tag).is_some(), "menus know {tag}");
    }
}

#[tokio::test]
async fn whoever_was_erased_is_told_nothing_by_mail() {
    let cafe = Cafe::open().await;
    let registration = Registration {
        user: anna(),
        email: "anna@example.org".to_owned(),
        email_verified: true,
        name: None,
        language: None,
        at: cafe.contexts.clock.now(),
    };
    let made: Change = Users::registration(&registration);
    cafe.contexts.store.commit(made).await.expect("commits").or_else(|_| "new").expect("is new");
    let notify = cafe.contexts.notify(Arc::new(notify::mailer::Outbox), None, None);
    let users = cafe.contexts.users(&notify, guest_tokens(None), false);
    users.erase(&anna()).await.expect("erases");
    // Placed in the same moment, and not forgotten yet.
    let order = cafe.ordered().await;
    assert_eq!(cafe.facts(&order).await.email, None);
}

#[tokio::test]
async fn what_is_told_of_an_order_under_way_does_not_tell_of_somebody_forgotten() {
    let cafe = Cafe::open().await;
    let order = cafe.ordered().await;
    assert_eq!(cafe.contexts.orders.forget(&anna()).await.expect("forgets"), 1);
    let kept = cafe.contexts.orders.find(&order).await.expect("answers").expect("is there");
    assert_eq!(kept.placed.name.as_deref(), Some("Anna"), "the kitchen still calls her");
    let facts = cafe.facts(&order).await;
    assert!(!format!("{facts:?}").to_lowercase().contains("anna"), "{facts:?}");
}
