use kernel::{Currency, OrderId};

use super::super::{Command, Line, Number, Placed, Status};
use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn ben() -> Actor {
    Actor { id: PrincipalId::new("ben"), role: Role::Barista }
}

/// An order with everything in it that tells who placed it.
fn placed() -> Order {
    let guest = PrincipalId::guest("1");
    let placed = Placed {
        id: OrderId::derived(&["1"]),
        location: "loc_here".parse().expect("an id"),
        customer: guest.clone(),
        fingerprint: "digest".to_owned(),
        name: Some("Anna Albers".to_owned()),
        note: Some("for Anna".to_owned()),
        email: Some("anna@example.org".to_owned()),
        fulfilment: Fulfilment::Delivery {
            address: vec!["Anna's Street 1".to_owned()],
            phone: Some("030 anna".to_owned()),
        },
        lines: vec![Line {
            product: "prd_tea".parse().expect("an id"),
            name: "Tea".to_owned(),
            station: "bar".to_owned(),
            quantity: 1,
            options: Vec::new(),
            note: Some("as anna likes it".to_owned()),
            unit_price_minor: 300,
            tax_basis_points: 700,
            stock: Vec::new(),
        }],
        currency: Currency::EUR,
        taxes: Vec::new(),
        tip_minor: 0,
        total_minor: 300,
        payment_source: None,
        ready_at: at(600),
        fire_at: None,
        walk_in: false,
        redeemed: false,
        key: None,
    };
    Order::place(placed, Actor { id: guest, role: Role::Customer }, at(0))
}

fn does(order: &Order, command: Command, by: Option<Actor>) -> Order {
    order.decide(command, by, at(2)).expect("is followed").expect("changes")
}

fn undeliverable() -> Command {
    Command::Undeliverable { reason: Some("Anna was not at home".to_owned()) }
}

fn ready() -> Order {
    let confirmed = does(&placed(), Command::Confirm(Number::new(7)), None);
    let started = does(&confirmed, Command::Start, Some(ben()));
    does(&started, Command::Ready, Some(ben()))
}

fn tells_of_anna(order: &Order) -> bool {
    format!("{order:?}").to_lowercase().contains("anna")
}

#[test]
fn an_order_that_is_taken_over_is_the_accounts_and_stands_where_it_stood() {
    let anna = PrincipalId::new("anna");
    let order = ready().taken_over(&anna, at(3)).expect("changes");
    assert_eq!(order.placed.customer, anna);
    assert_eq!(order.status(), Status::Ready);
    assert_eq!(order.ended_by().map(|entry| &entry.what), Some(&What::Ready));
    assert_eq!(order.version(), ready().version() + 1);
    assert_eq!(order.taken_over(&anna, at(4)), None);
}

#[test]
fn an_order_that_has_ended_tells_nothing_of_its_customer_and_keeps_the_books() {
    let ended = does(&ready(), undeliverable(), Some(ben()));
    let anna = PrincipalId::new("anna");
    let ended = ended.taken_over(&anna, at(3)).expect("changes");
    let guest = placed().placed.customer;
    let forgotten = ended.forgotten(at(4)).expect("changes");
    assert!(!tells_of_anna(&forgotten), "{forgotten:?}");
    let by = |order: &Order| {
        order
            .timeline
            .iter()
            .filter_map(|entry| entry.by.clone())
            .map(|by| by.id)
            .collect::<Vec<_>>()
    };
    assert!(by(&ended).contains(&guest) && by(&ended).contains(&anna));
    assert!(!by(&forgotten).contains(&guest) && !by(&forgotten).contains(&anna));
    assert!(by(&forgotten).contains(&PrincipalId::new("ben")));
    assert_eq!(forgotten.status(), Status::Undeliverable);
    assert_eq!(forgotten.number(), Some(Number::new(7)));
    assert_eq!(forgotten.placed.total_minor, 300);
    assert_eq!(forgotten.placed.lines[0].name, "Tea");
    let when = |order: &Order| order.timeline.iter().map(|entry| entry.at).collect::<Vec<_>>();
    assert_eq!(when(&forgotten)[..ended.timeline.len()], when(&ended));
    assert_eq!(forgotten.forgotten(at(5)), None);
}

#[test]
fn an_order_under_way_is_nobodys_at_once_and_keeps_its_contact_until_it_ends() {
    let order = ready().forgotten(at(3)).expect("changes");
    assert_ne!(order.placed.customer, placed().placed.customer);
    assert_eq!(order.placed.fulfilment, placed().placed.fulfilment);
    assert_eq!(order.placed.name, placed().placed.name);
    let on_its_way = does(&order, Command::Dispatch, Some(ben()));
    assert_eq!(on_its_way.placed.fulfilment, placed().placed.fulfilment);
    let ended = does(&on_its_way, undeliverable(), Some(ben()));
    assert!(!tells_of_anna(&ended), "{ended:?}");
}

#[test]
fn an_order_that_is_nobodys_tells_nothing_of_whom_it_was_for_once_it_has_ended() {
    let mut order = placed();
    order.placed.walk_in = true;
    order.placed.customer = nobody(&order.placed.id);
    order.placed.email = None;
    order.placed.fulfilment = Fulfilment::Pickup { at: None };
    order.timeline[0].by = Some(ben());
    let confirmed = does(&order, Command::Confirm(Number::new(7)), None);
    let started = does(&confirmed, Command::Start, Some(ben()));
    assert_eq!(started.placed, order.placed, "it is still to be made, and called out");
    let cancelled = Command::Cancel { reason: Some("Anna has left".to_owned()) };
    let collected = does(&does(&started, Command::Ready, Some(ben())), Command::Collect, None);
    for ended in [does(&started, cancelled, Some(ben())), collected] {
        assert!(!tells_of_anna(&ended), "{ended:?}");
        assert_eq!(ended.placed.fingerprint, order.placed.fingerprint, "tells a repetition");
        assert!(ended.was_placed_by(&ben().id));
    }
}

#[test]
fn what_the_system_says_of_an_order_stays() {
    let reason = Some("nobody made it in time".to_owned());
    let cancelled = does(&placed(), Command::Cancel { reason: reason.clone() }, None);
    let forgotten = cancelled.forgotten(at(3)).expect("changes");
    assert_eq!(forgotten.reason(), reason.as_deref());
}

#[test]
fn the_orders_of_one_person_do_not_belong_together_any_more() {
    let (one, mut other) = (placed(), placed());
    other.placed.id = OrderId::derived(&["2"]);
    let nobody = |order: &Order| order.forgotten(at(1)).expect("changes").placed.customer;
    assert_ne!(nobody(&one), nobody(&other));
    assert_eq!(nobody(&one), nobody(&one));
}
