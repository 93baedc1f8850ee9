use kernel::{Currency, OrderId};
use proptest::prelude::*;

use super::super::{Fulfilment, Placed};
use super::*;

fn actor(name: &str, role: Role) -> Actor {
    Actor { id: PrincipalId::new(name), role }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn placed() -> Order {
    placed_for(Fulfilment::Pickup { at: None })
}

fn delivery() -> Fulfilment {
    Fulfilment::Delivery { address: vec!["Main Street 1".to_owned()], phone: None }
}

fn placed_for(fulfilment: Fulfilment) -> Order {
    let placed = Placed {
        id: OrderId::derived(&["anna", "1"]),
        location: "loc_here".parse().expect("id"),
        customer: PrincipalId::new("anna"),
        fingerprint: "f".to_owned(),
        name: None,
        note: None,
        email: None,
        fulfilment,
        lines: Vec::new(),
        currency: Currency::EUR,
        taxes: Vec::new(),
        tip_minor: 0,
        total_minor: 0,
        payment_source: None,
        ready_at: at(600),
        fire_at: None,
        walk_in: false,
        redeemed: false,
        key: None,
    };
    Order::place(placed, actor("anna", Role::Customer), at(0))
}

/// Follows commands of the barista Ben, which must all be followed.
fn after(commands: &[Command]) -> Order {
    follow(placed(), commands)
}

fn follow(order: Order, commands: &[Command]) -> Order {
    commands.iter().fold(order, |order, command| {
        let ben = Some(actor("ben", Role::Barista));
        let next = order.decide(command.clone(), ben, at(1)).expect("is followed");
        next.unwrap_or(order)
    })
}

fn ready(fulfilment: Fulfilment) -> Order {
    follow(placed_for(fulfilment), &[confirm(), Command::Start, Command::Ready])
}

fn undeliverable() -> Command {
    Command::Undeliverable { reason: Some("nobody opened".to_owned()) }
}

fn confirm() -> Command {
    Command::Confirm(Number::new(1))
}

#[test]
fn an_order_goes_all_the_way() {
    let done =
        after(&[confirm(), Command::Claim, Command::Start, Command::Ready, Command::Collect]);
    assert_eq!(done.status(), Status::Collected);
    assert_eq!(done.number(), Some(Number::new(1)));
    assert_eq!(done.barista().map(PrincipalId::as_str), Some("ben"));
    assert_eq!(done.version(), 6);
    assert_eq!(done.as_of(2).status(), Status::Confirmed);
    assert_eq!(done.as_of(1), placed());
}

#[test]
fn a_delivery_goes_all_the_way_and_says_when_it_cannot() {
    let way = follow(ready(delivery()), &[Command::Dispatch]);
    assert_eq!((way.status(), way.status().is_final()), (Status::OutForDelivery, false));
    assert_eq!(follow(way.clone(), &[Command::Deliver]).status(), Status::Delivered);
    for order in [way, ready(delivery())] {
        let lost = follow(order, &[undeliverable()]);
        assert_eq!(lost.status(), Status::Undeliverable);
        let told = What::Undeliverable { reason: Some("nobody opened".to_owned()) };
        assert_eq!(lost.timeline.last().map(|entry| &entry.what), Some(&told));
    }
}

#[test]
fn what_is_done_to_a_ready_order_depends_on_how_it_gets_to_its_customer() {
    let dine_in = Fulfilment::DineIn { table: "12".to_owned() };
    for (fulfilment, wrong) in [
        (
            Fulfilment::Pickup { at: Some(at(600)) },
            [Command::Dispatch, Command::Deliver, undeliverable()].to_vec(),
        ),
        (dine_in, [Command::Dispatch, Command::Deliver, undeliverable()].to_vec()),
        (delivery(), [Command::Collect, Command::NoShow].to_vec()),
    ] {
        let word = fulfilment.word();
        for command in wrong {
            let refused = ready(fulfilment.clone()).decide(command, None, at(2));
            assert_eq!(refused, Err(Refusal::WrongFulfilment(word)));
        }
    }
}

/// Where each command leads from each status; `None` where it is refused.
#[test]
fn an_order_is_handed_over_once() {
    let pickup = || ready(Fulfilment::Pickup { at: None });
    let states = [
        (pickup(), [Some(Status::Collected), Some(Status::NoShow)]),
        (follow(pickup(), &[Command::Collect]), [Some(Status::Collected), None]),
        (follow(pickup(), &[Command::NoShow]), [None, Some(Status::NoShow)]),
        (after(&[confirm(), Command::Start]), [None, None]),
    ];
    check(&[Command::Collect, Command::NoShow], &states);
    let (out, gone) = (Some(Status::OutForDelivery), Some(Status::Undeliverable));
    let way = || follow(ready(delivery()), &[Command::Dispatch]);
    let states = [
        (ready(delivery()), [out, None, gone]),
        (way(), [out, Some(Status::Delivered), gone]),
        (follow(way(), &[Command::Deliver]), [None, Some(Status::Delivered), None]),
        (follow(way(), &[undeliverable()]), [None, None, gone]),
        (placed_for(delivery()), [None; 3]),
    ];
    check(&[Command::Dispatch, Command::Deliver, undeliverable()], &states);
}

fn check<const N: usize>(commands: &[Command; N], states: &[(Order, [Option<Status>; N])]) {
    for (order, expected) in states {
        let from = order.status();
        for (command, expected) in commands.iter().zip(expected) {
            let next = order.decide(command.clone(), None, at(2));
            let found = next.clone().map(|next| next.as_ref().unwrap_or(order).status());
            assert_eq!(found, expected.ok_or(Refusal::WrongStatus(from)), "{from:?} {command:?}");
            let repeated = *expected == Some(from);
            assert_eq!(next == Ok(None), repeated, "{from:?} {command:?}");
        }
    }
}

#[test]
fn only_one_barista_has_a_ticket() {
    let claimed = after(&[confirm(), Command::Claim]);
    let cleo = || Some(actor("cleo", Role::Barista));
    for command in [Command::Claim, Command::Start, Command::Release] {
        assert_eq!(claimed.decide(command, cleo(), at(2)), Err(Refusal::ClaimedByAnother));
    }
    let manager = Some(actor("mia", Role::Manager));
    let released = claimed.decide(Command::Release, manager, at(2)).expect("a manager may");
    let released = released.expect("it changed");
    assert_eq!(released.barista(), None);
    assert!(released.decide(Command::Claim, cleo(), at(3)).expect("it is free").is_some());
}

#[test]
fn a_ticket_released_while_it_is_made_can_be_taken_on() {
    let released = after(&[confirm(), Command::Start, Command::Release]);
    assert_eq!((released.status(), released.barista()), (Status::Preparing, None));
    let cleo = Some(actor("cleo", Role::Barista));
    let taken = released.decide(Command::Start, cleo, at(3)).expect("is free").expect("changes");
    assert_eq!(taken.barista().map(PrincipalId::as_str), Some("cleo"));
    assert_eq!(taken.status(), Status::Preparing);
}

#[test]
fn a_repeated_command_changes_nothing() {
    let steps = [confirm(), Command::Claim, Command::Start, Command::Ready, Command::Collect];
    for last in 2..=steps.len() {
        let order = after(&steps[..last]);
        let again = order.decide(steps[last - 1].clone(), Some(actor("ben", Role::Barista)), at(9));
        assert_eq!(again, Ok(None), "{:?}", steps[last - 1]);
    }
}

#[test]
fn a_customer_cancels_until_somebody_begins_and_staff_until_it_is_ready() {
    let cancel = || Command::Cancel { reason: None };
    let anna = || Some(actor("anna", Role::Customer));
    assert!(placed().decide(cancel(), anna(), at(1)).is_ok());
    assert!(after(&[confirm(), Command::Claim]).decide(cancel(), anna(), at(1)).is_ok());
    let started = after(&[confirm(), Command::Start]);
    assert_eq!(started.decide(cancel(), anna(), at(1)), Err(Refusal::TooLateToCancel));
    assert_eq!(after(&[confirm(), Command::Start, cancel()]).status(), Status::Cancelled);
    let ready = after(&[confirm(), Command::Start, Command::Ready]);
    let ben = Some(actor("ben", Role::Barista));
    assert_eq!(ready.decide(cancel(), ben, at(1)), Err(Refusal::TooLateToCancel));
}

#[test]
fn the_system_cancels_until_it_is_ready_and_nobody_afterwards() {
    let cancel = || Command::Cancel { reason: Some("nobody made it in time".to_owned()) };
    for steps in [&[][..], &[confirm()], &[confirm(), Command::Start]] {
        let cancelled = after(steps).decide(cancel(), None, at(2)).expect("is followed");
        assert_eq!(cancelled.map(|order| order.status()), Some(Status::Cancelled));
    }
    let way = follow(ready(delivery()), &[Command::Dispatch]);
    for order in [
        ready(delivery()),
        way.clone(),
        follow(way.clone(), &[Command::Deliver]),
        follow(way, &[undeliverable()]),
        follow(ready(Fulfilment::Pickup { at: None }), &[Command::NoShow]),
    ] {
        assert_eq!(order.decide(cancel(), None, at(2)), Err(Refusal::TooLateToCancel));
    }
}

#[test]
fn a_timeline_does_not_grow_for_ever_but_always_has_a_way_out() {
    let mut order = after(&[confirm()]);
    let ben = || Some(actor("ben", Role::Barista));
    let refusal = loop {
        let command = if order.barista().is_none() { Command::Claim } else { Command::Release };
        match order.decide(command, ben(), at(1)) {
            Ok(next) => order = next.expect("it changes each time"),
            Err(refusal) => break refusal,
        }
    };
    assert_eq!(refusal, Refusal::TooManySteps);
    assert!(order.decide(Command::Cancel { reason: None }, ben(), at(1)).is_ok());
}

#[test]
fn entries_never_go_back_in_time() {
    let order = after(&[confirm()]);
    let ben = Some(actor("ben", Role::Barista));
    let claimed = order.decide(Command::Claim, ben, at(-100)).expect("follows").expect("changes");
    assert_eq!(claimed.changed_at(), at(1));
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(confirm()),
        Just(Command::Reject { code: "orders.out-of-stock".to_owned(), detail: String::new() }),
        Just(Command::Claim),
        Just(Command::Release),
        Just(Command::Start),
        Just(Command::Ready),
        Just(Command::Collect),
        Just(Command::Dispatch),
        Just(Command::Deliver),
        Just(Command::NoShow),
        Just(undeliverable()),
        Just(Command::Cancel { reason: None }),
        (0..3_u32, any::<bool>()).prop_map(|(line, done)| Command::MarkLine { line, done }),
        any::<bool>().prop_map(Command::Rush),
        Just(Command::Recall { from: Status::Ready }),
        Just(Command::Recall { from: Status::Preparing }),
    ]
}

fn any_actor() -> impl Strategy<Value = Option<Actor>> {
    prop_oneof![
        Just(None),
        Just(Some(actor("anna", Role::Customer))),
        Just(Some(actor("ben", Role::Barista))),
        Just(Some(actor("cleo", Role::Barista))),
        Just(Some(actor("mia", Role::Manager))),
    ]
}

proptest! {
    #[test]
    fn whatever_is_asked_an_order_only_moves_forward_unless_it_is_recalled(
        delivered: bool,
        asked in prop::collection::vec((any_command(), any_actor()), 0..40),
    ) {
        let rank = |status| Status::ALL.iter().position(|s| *s == status);
        let mut order = if delivered { placed_for(delivery()) } else { placed() };
        for (command, by) in asked {
            let before = order.clone();
            if let Ok(Some(next)) = order.decide(command, by, at(1)) {
                order = next;
                prop_assert!(!before.status().is_final(), "{:?} was final", before.status());
                prop_assert_eq!(order.version(), before.version() + 1);
                prop_assert_eq!(&order.as_of(before.version()), &before);
                let steps_back = match order.timeline.last().map(|entry| &entry.what) {
                    Some(What::Recalled { to }) => {
                        prop_assert_eq!(order.status(), *to);
                        true
                    }
                    _ => false,
                };
                let forward = rank(order.status()) >= rank(before.status());
                prop_assert_ne!(forward, steps_back);
                let confirmations =
                    order.timeline.iter().filter(|e| matches!(e.what, What::Confirmed { .. }));
                prop_assert!(confirmations.count() <= 1);
            }
        }
    }
}
