use jiff::civil::date;
use kernel::{Currency, OrderId, PrincipalId, Role};
use proptest::prelude::*;

use super::super::{Actor, Command, Fulfilment, Line, Number, PaymentCommand, Placed};
use super::*;

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").expect("a zone")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn line(product: &str, quantity: u32, unit_price_minor: i64) -> Line {
    Line {
        product: product.parse().expect("an id"),
        name: product.to_owned(),
        station: "bar".to_owned(),
        quantity,
        options: Vec::new(),
        note: None,
        unit_price_minor,
        tax_basis_points: 700,
        stock: Vec::new(),
    }
}

/// Two teas for 6.00 and a tip of 1.00, promised in ten minutes.
fn placed_at(placed_at: Timestamp) -> Order {
    let anna = PrincipalId::new("anna");
    let placed = Placed {
        id: OrderId::derived(&[&placed_at.to_string()]),
        location: "loc_here".parse().expect("an id"),
        customer: anna.clone(),
        fingerprint: "f".to_owned(),
        name: None,
        note: None,
        email: None,
        fulfilment: Fulfilment::Pickup { at: None },
        lines: vec![line("prd_tea", 2, 300)],
        currency: Currency::EUR,
        taxes: Vec::new(),
        tip_minor: 100,
        total_minor: 700,
        payment_source: None,
        ready_at: placed_at + std::time::Duration::from_mins(10),
        fire_at: None,
        walk_in: false,
        redeemed: false,
        key: None,
    };
    Order::place(placed, Actor { id: anna, role: Role::Customer }, placed_at)
}

/// The order after commands, each so many seconds after it was placed.
fn then(order: Order, commands: &[(i64, Command)]) -> Order {
    commands.iter().fold(order, |order, (second, command)| {
        let ben = Actor { id: PrincipalId::new("ben"), role: Role::Barista };
        let now = order.placed_at() + jiff::SignedDuration::from_secs(*second);
        order.decide(command.clone(), Some(ben), now).expect("follows").expect("changes")
    })
}

/// However alike orders are, each is one of its own.
fn numbered(mut order: Order, place: usize) -> Order {
    order.placed.id = OrderId::derived(&[&place.to_string()]);
    order
}

fn ready(order: Order, after_seconds: i64) -> Order {
    let confirm = Command::Confirm(Number::new(1));
    then(order, &[(1, confirm), (2, Command::Start), (after_seconds, Command::Ready)])
}

fn paid(order: &Order, refunded_minor: i64) -> Payment {
    let mut payment = Payment::of(order.placed.id.clone(), Some(Currency::EUR), None);
    let (amount_minor, reference) = (order.placed.total_minor, "r".to_owned());
    let mut commands = vec![
        PaymentCommand::Authorise { amount_minor, reference },
        PaymentCommand::Capture { amount_minor },
    ];
    if refunded_minor > 0 {
        let (reason, key) = (None, "k".to_owned());
        commands.push(PaymentCommand::Refund { amount_minor: refunded_minor, reason, key });
    }
    for command in commands {
        payment = payment.decide(command, order.changed_at()).expect("follows").expect("changes");
    }
    payment
}

fn report(
    zone: TimeZone,
    from: Date,
    to: Date,
    orders: &[(Order, Option<Payment>)],
) -> SalesReport {
    let mut sales = Sales::new(zone, from, to);
    for (place, (order, payment)) in orders.iter().enumerate() {
        sales.add(&numbered(order.clone(), place), payment.as_ref());
    }
    sales.finish()
}

#[test]
fn an_order_that_goes_on_while_sales_are_added_up_is_counted_once() {
    let confirmed =
        then(placed_at(at("2026-11-30T09:00:00Z")), &[(1, Command::Confirm(Number::new(1)))]);
    let preparing = then(confirmed.clone(), &[(2, Command::Start)]);
    let collected = then(preparing.clone(), &[(3, Command::Ready), (4, Command::Collect)]);
    let mut sales = Sales::new(berlin(), date(2026, 11, 30), date(2026, 11, 30));
    for met in [&confirmed, &preparing, &collected] {
        sales.add(met, None);
    }
    let report = sales.finish();
    assert_eq!((report.orders, report.gross_minor, report.tips_minor), (1, 600, 100));
    assert_eq!((report.by_day[0].orders, report.top_products[0].quantity), (1, 2));
}

#[test]
fn days_are_those_of_the_locations_clocks() {
    let days = |from, to| {
        let (begins, ends) = Sales::new(berlin(), from, to).period();
        (begins.to_string(), ends.to_string())
    };
    let text = |begins: &str, ends: &str| (begins.to_owned(), ends.to_owned());
    let (one, other) = (date(2026, 11, 30), date(2026, 11, 30));
    assert_eq!(days(one, other), text("2026-11-29T23:00:00Z", "2026-11-30T23:00:00Z"));
    // Clocks go forward: 23 hours. And back: 25.
    let (one, other) = (date(2026, 3, 29), date(2026, 10, 25));
    assert_eq!(days(one, one), text("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    assert_eq!(days(other, other), text("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
}

#[test]
fn an_order_belongs_to_the_day_and_hour_it_was_placed_in() {
    let orders = [
        "2026-10-24T21:59:59Z",
        "2026-10-24T22:00:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-10-25T22:59:59Z",
        "2026-10-25T23:00:00Z",
    ];
    let orders = orders.map(|text| (ready(placed_at(at(text)), 60), None));
    let report = report(berlin(), date(2026, 10, 25), date(2026, 10, 26), &orders);
    let days: Vec<_> = report.by_day.iter().map(|day| (day.day, day.orders)).collect();
    assert_eq!(days, [(date(2026, 10, 25), 4), (date(2026, 10, 26), 1)]);
    let hours: Vec<_> = report.by_hour.iter().map(|hour| hour.orders).collect();
    // Two o'clock was there twice that night, and 23:00 UTC is midnight of the day after.
    assert_eq!((hours.len(), hours[0], hours[2], hours[23]), (24, 2, 2, 1));
}

#[test]
fn tips_are_no_sales_and_refunds_stand_beside_them() {
    let monday = at("2026-11-30T09:00:00Z");
    let order = |second| ready(placed_at(monday + jiff::SignedDuration::from_secs(second)), 60);
    let back = paid(&order(1), 250);
    let orders = [(order(0), None), (order(1), Some(back)), (order(2), Some(paid(&order(2), 0)))];
    let report = report(berlin(), date(2026, 11, 30), date(2026, 11, 30), &orders);
    assert_eq!((report.orders, report.gross_minor, report.tips_minor), (3, 1_800, 300));
    assert_eq!((report.refunded_minor, report.average_minor()), (250, 600));
    assert_eq!((report.by_day[0].gross_minor, report.by_hour[10].gross_minor), (1_800, 1_800));
}

#[test]
fn what_was_not_sold_is_counted_and_not_added() {
    let placed = || placed_at(at("2026-11-30T09:00:00Z"));
    let cancelled = then(placed(), &[(1, Command::Cancel { reason: None })]);
    let code = "orders.out-of-stock".to_owned();
    let rejected = then(placed(), &[(1, Command::Reject { code, detail: String::new() })]);
    let missed = then(ready(placed(), 60), &[(90, Command::NoShow)]);
    let back = paid(&cancelled, 700);
    let kept = paid(&missed, 0);
    let orders = [
        (placed(), None),
        (cancelled, Some(back)),
        (rejected, None),
        (missed.clone(), None),
        (missed, Some(kept)),
    ];
    let report = report(berlin(), date(2026, 11, 30), date(2026, 11, 30), &orders);
    assert_eq!((report.cancelled, report.rejected, report.missed), (1, 1, 2));
    // Only the one that was paid and not fetched: the money stays.
    assert_eq!((report.orders, report.gross_minor, report.refunded_minor), (1, 600, 0));
}

#[test]
fn a_promise_is_kept_by_when_the_order_was_ready_for_good() {
    let placed = || placed_at(at("2026-11-30T09:00:00Z"));
    let recalled = [(200, Command::Recall { from: Status::Ready }), (601, Command::Ready)];
    let mut scheduled = placed();
    scheduled.placed.fire_at = Some(at("2026-11-30T09:30:00Z"));
    scheduled.placed.ready_at = at("2026-11-30T09:40:00Z");
    let orders = [
        (ready(placed(), 600), None),
        (then(ready(placed(), 100), &recalled), None),
        (ready(scheduled, 30 * 60 + 300), None),
        (then(ready(placed(), 100), &recalled[..1]), None),
    ];
    let report = report(berlin(), date(2026, 11, 30), date(2026, 11, 30), &orders);
    assert_eq!((report.orders, report.kept, report.late), (4, 2, 1));
    assert_eq!(report.median_s, Some(600), "of 300, 600 and 601");
    assert_eq!(median(vec![7, 4]), Some(5));
    assert_eq!(median(Vec::new()), None);
}

#[test]
fn the_ten_products_sold_most_often_are_named() {
    let mut order = ready(placed_at(at("2026-11-30T09:00:00Z")), 60);
    let lines = (1..=12).map(|n| line(&format!("prd_{n}"), n, 100));
    order.placed.lines = lines.chain([line("prd_1", 20, 150)]).collect();
    let day = date(2026, 11, 30);
    let top = report(berlin(), day, day, &[(order, None)]).top_products;
    let names: Vec<_> = top.iter().map(|sold| (sold.name.as_str(), sold.quantity)).collect();
    assert_eq!(names[..3], [("prd_1", 21), ("prd_12", 12), ("prd_11", 11)]);
    assert_eq!((top.len(), top[0].gross_minor), (10, 3_100));
}

proptest! {
    /// Days and hours are two ways to cut the same sum, in every zone and across every change of
    /// clocks.
    #[test]
    fn days_and_hours_add_up_to_the_whole(
        zone in prop::sample::select(vec![
            "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC",
        ]),
        seconds in prop::collection::vec(0..40 * 86_400_i64, 0..60),
    ) {
        let zone = TimeZone::get(zone).expect("a zone");
        let (from, to) = (date(2026, 3, 15), date(2026, 4, 14));
        let start = at("2026-03-10T00:00:00Z");
        let mut sales = Sales::new(zone, from, to);
        let (begins, ends) = sales.period();
        let mut expected = 0;
        for (place, second) in seconds.into_iter().enumerate() {
            let order = placed_at(start + jiff::SignedDuration::from_secs(second));
            let order = numbered(ready(order, 60), place);
            expected += u64::from((begins..ends).contains(&order.placed_at()));
            sales.add(&order, None);
        }
        let report = sales.finish();
        prop_assert_eq!(report.orders, expected);
        prop_assert_eq!(report.by_day.iter().map(|day| day.orders).sum::<u64>(), expected);
        prop_assert_eq!(report.by_hour.iter().map(|hour| hour.orders).sum::<u64>(), expected);
        let by_day = report.by_day.iter().map(|day| day.gross_minor).sum::<i64>();
        prop_assert_eq!(by_day, report.gross_minor);
    }
}
