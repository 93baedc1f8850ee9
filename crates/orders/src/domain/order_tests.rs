use proptest::prelude::*;

use super::*;

fn actor(name: &str, role: Role) -> Actor {
    Actor { id: PrincipalId::new(name), role }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn placed() -> Order {
    let placed = Placed {
        id: OrderId::derived(&["anna", "1"]),
        location: "loc_here".parse().expect("id"),
        customer: PrincipalId::new("anna"),
        fingerprint: "f".to_owned(),
        name: None,
        note: None,
        fulfilment: Fulfilment::Pickup,
        lines: Vec::new(),
        currency: Currency::EUR,
        taxes: Vec::new(),
        total_minor: 0,
        ready_at: at(600),
    };
    Order::place(placed, actor("anna", Role::Customer), at(0))
}

/// Follows commands of the barista Ben, which must all be followed.
fn after(commands: &[Command]) -> Order {
    commands.iter().fold(placed(), |order, command| {
        let ben = Some(actor("ben", Role::Barista));
        let next = order.decide(command.clone(), ben, at(1)).expect("is followed");
        next.unwrap_or(order)
    })
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
        Just(Command::Cancel { reason: None }),
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
    fn whatever_is_asked_an_order_only_moves_forward(
        asked in prop::collection::vec((any_command(), any_actor()), 0..30)
    ) {
        let rank = |status| Status::ALL.iter().position(|s| *s == status);
        let mut order = placed();
        for (command, by) in asked {
            let before = order.clone();
            if let Ok(Some(next)) = order.decide(command, by, at(1)) {
                order = next;
                prop_assert!(!before.status().is_final(), "{:?} was final", before.status());
                prop_assert_eq!(order.version(), before.version() + 1);
                prop_assert_eq!(&order.as_of(before.version()), &before);
                prop_assert!(rank(order.status()) >= rank(before.status()));
                let confirmations =
                    order.timeline.iter().filter(|e| matches!(e.what, What::Confirmed { .. }));
                prop_assert!(confirmations.count() <= 1);
            }
        }
    }
}
