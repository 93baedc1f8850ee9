use kernel::{Currency, LocationId, OrderId};

use super::super::{Command, Fulfilment, Line, Number, Placed};
use super::*;

fn actor(name: &str, role: Role) -> Actor {
    Actor { id: PrincipalId::new(name), role }
}

#[expect(clippy::unnecessary_wraps, reason = "as the system is nobody")]
fn ben() -> Option<Actor> {
    Some(actor("ben", Role::Barista))
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn line() -> Line {
    Line {
        product: "prd_tea".parse().expect("an id"),
        name: "Tea".to_owned(),
        station: "bar".to_owned(),
        quantity: 2,
        options: Vec::new(),
        note: None,
        unit_price_minor: 300,
        tax_basis_points: 700,
        stock: Vec::new(),
    }
}

/// An order of three lines, after some commands of Ben, which must all be followed.
fn after(commands: &[Command]) -> Order {
    let here: LocationId = "loc_here".parse().expect("an id");
    let placed = Placed {
        id: OrderId::derived(&["anna", "1"]),
        location: here,
        customer: PrincipalId::new("anna"),
        fingerprint: "f".to_owned(),
        name: None,
        note: None,
        email: None,
        fulfilment: Fulfilment::Pickup { at: None },
        lines: vec![line(); 3],
        currency: Currency::EUR,
        taxes: Vec::new(),
        tip_minor: 0,
        total_minor: 1_800,
        payment_source: None,
        ready_at: at(600),
        fire_at: None,
        walk_in: false,
        redeemed: false,
        key: None,
    };
    let anna = actor("anna", Role::Customer);
    then(Order::place(placed, anna, at(0)), commands)
}

fn then(order: Order, commands: &[Command]) -> Order {
    commands.iter().fold(order, |order, command| {
        let next = order.decide(command.clone(), ben(), order.changed_at() + SECOND);
        next.unwrap_or_else(|why| panic!("{command:?}: {why:?}")).expect("it changes")
    })
}

const SECOND: std::time::Duration = std::time::Duration::from_secs(1);

fn confirm() -> Command {
    Command::Confirm(Number::new(1))
}

fn mark(line: u32, done: bool) -> Command {
    Command::MarkLine { line, done }
}

fn recall(from: Status) -> Command {
    Command::Recall { from }
}

fn ready() -> Order {
    after(&[confirm(), Command::Start, Command::Ready])
}

#[test]
fn a_mark_stays_until_it_is_taken_back_whatever_else_happens() {
    let order = after(&[confirm(), mark(2, true), Command::Claim, Command::Start, mark(3, true)]);
    assert_eq!(order.lines_done(), [false, true, true]);
    let order = then(order, &[Command::Ready, recall(Status::Ready), recall(Status::Preparing)]);
    assert_eq!(order.lines_done(), [false, true, true]);
    let order = then(order, &[mark(2, false), Command::Start, Command::Ready, Command::Collect]);
    assert_eq!(order.lines_done(), [false, false, true]);
    assert_eq!(order.as_of(3).lines_done(), [false, true, false]);
}

#[test]
fn a_mark_is_no_step_and_the_last_one_does_not_make_an_order_ready() {
    let order = after(&[confirm(), mark(1, true), mark(2, true), mark(3, true)]);
    assert_eq!((order.status(), order.barista()), (Status::Confirmed, None));
    assert_eq!(order.became_ready_at(), None);
}

#[test]
fn a_repeated_mark_changes_nothing_and_who_marks_need_not_have_the_ticket() {
    let order = after(&[confirm(), Command::Start, mark(1, true)]);
    let cleo = || Some(actor("cleo", Role::Barista));
    assert_eq!(order.decide(mark(1, true), cleo(), at(9)), Ok(None));
    assert_eq!(order.decide(mark(2, false), cleo(), at(9)), Ok(None));
    let next = order.decide(mark(2, true), cleo(), at(9)).expect("follows").expect("changes");
    assert_eq!(next.lines_done(), [true, true, false]);
}

#[test]
fn what_could_go_on_for_ever_ends_and_the_order_goes_its_way() {
    let there_and_back = [
        [mark(1, true), mark(1, false)],
        [Command::Rush(true), Command::Rush(false)],
        [recall(Status::Preparing), Command::Start],
    ];
    for [there, back] in there_and_back {
        let mut order = after(&[confirm(), Command::Claim, Command::Start]);
        let refused = (0..1_000).find_map(|n| {
            let command = if n % 2 == 0 { &there } else { &back };
            match order.decide(command.clone(), ben(), at(n)) {
                Ok(next) => {
                    order = next.expect("it changes");
                    None
                }
                Err(refused) => Some(refused),
            }
        });
        assert_eq!(refused, Some(Refusal::TooManySteps), "{there:?}");
        let order = then(order, &[Command::Ready, Command::Collect]);
        assert_eq!(order.status(), Status::Collected, "{there:?}");
    }
}

#[test]
fn a_line_that_is_not_there_is_not_marked() {
    for line in [0, 4, u32::MAX] {
        let refused = after(&[confirm()]).decide(mark(line, true), ben(), at(9));
        assert_eq!(refused, Err(Refusal::NoSuchLine(3)), "{line}");
    }
}

#[test]
fn lines_are_marked_while_they_are_made_and_what_is_ready_is_made() {
    assert_eq!(
        after(&[]).decide(mark(1, true), ben(), at(9)),
        Err(Refusal::WrongStatus(Status::Placed))
    );
    let late = then(ready(), &[mark(1, true)]);
    let wrong = Err(Refusal::WrongStatus(Status::Ready));
    assert_eq!(late.decide(mark(1, false), ben(), at(9)), wrong);
    let gone = then(late, &[Command::Collect]);
    let wrong = Err(Refusal::WrongStatus(Status::Collected));
    assert_eq!(gone.decide(mark(2, true), ben(), at(9)), wrong);
}

#[test]
fn a_rush_lasts_until_it_is_ended_and_asking_twice_changes_nothing() {
    let order = after(&[confirm(), Command::Rush(true), Command::Start]);
    assert!(order.is_rushed());
    assert_eq!(order.decide(Command::Rush(true), ben(), at(9)), Ok(None));
    let ended = then(order.clone(), &[Command::Rush(false)]);
    assert!(!ended.is_rushed());
    let done = then(order, &[Command::Ready]);
    assert!(done.is_rushed());
    assert_eq!(done.decide(Command::Rush(true), ben(), at(9)), Ok(None));
    let wrong = Err(Refusal::WrongStatus(Status::Ready));
    assert_eq!(done.decide(Command::Rush(false), ben(), at(9)), wrong);
}

#[test]
fn a_recalled_order_is_one_step_back_and_its_barista_keeps_it() {
    let back = then(ready(), &[recall(Status::Ready)]);
    assert_eq!((back.status(), back.became_ready_at()), (Status::Preparing, None));
    assert_eq!(back.barista().map(PrincipalId::as_str), Some("ben"));
    let back = then(back, &[recall(Status::Preparing)]);
    assert_eq!((back.status(), back.number()), (Status::Confirmed, Some(Number::new(1))));
    assert_eq!(back.barista().map(PrincipalId::as_str), Some("ben"));
    let again = then(back, &[Command::Start, Command::Ready]);
    assert_eq!(again.became_ready_at(), Some(again.changed_at()));
    assert_eq!(then(again, &[Command::Collect]).status(), Status::Collected);
}

#[test]
fn a_recall_that_is_sent_twice_goes_one_step() {
    for (order, from) in
        [(ready(), Status::Ready), (after(&[confirm(), Command::Start]), Status::Preparing)]
    {
        let back = then(order, &[recall(from)]);
        assert_eq!(back.decide(recall(from), ben(), at(9)), Ok(None));
        // Also when somebody has marked a line in between.
        let marked = then(back, &[mark(1, true)]);
        assert_eq!(marked.decide(recall(from), ben(), at(9)), Ok(None));
    }
}

#[test]
fn only_what_is_ready_or_being_made_is_recalled_and_only_from_there() {
    let cancel = Command::Cancel { reason: None };
    let orders = [
        after(&[]),
        after(&[confirm()]),
        after(&[confirm(), cancel]),
        then(ready(), &[Command::Collect]),
        then(ready(), &[Command::NoShow]),
    ];
    for order in orders {
        for from in Status::ALL {
            let refused = order.decide(recall(from), ben(), at(9));
            assert_eq!(refused, Err(Refusal::WrongStatus(order.status())), "{from:?}");
        }
    }
    let wrong = Err(Refusal::WrongStatus(Status::Ready));
    assert_eq!(ready().decide(recall(Status::Preparing), ben(), at(9)), wrong);
}

#[test]
fn only_who_has_the_ticket_says_that_it_was_not_begun() {
    let begun = after(&[confirm(), Command::Start]);
    let cleo = Some(actor("cleo", Role::Barista));
    let mia = Some(actor("mia", Role::Manager));
    let command = recall(Status::Preparing);
    assert_eq!(begun.decide(command.clone(), cleo.clone(), at(9)), Err(Refusal::ClaimedByAnother));
    assert!(begun.decide(command.clone(), mia, at(9)).is_ok());
    let free = then(begun, &[Command::Release]);
    assert!(free.decide(command, cleo.clone(), at(9)).is_ok());
    // That it is not ready, everybody at the counter may see.
    assert!(ready().decide(recall(Status::Ready), cleo, at(9)).is_ok());
}

#[test]
fn an_order_goes_back_from_ready_three_times_at_most() {
    let mut order = ready();
    for _ in 0..RECALLS_MAX {
        order = then(order, &[recall(Status::Ready), Command::Ready]);
    }
    let refused = order.decide(recall(Status::Ready), ben(), at(9));
    assert_eq!(refused, Err(Refusal::TooManySteps));
    assert_eq!(then(order, &[Command::Collect]).status(), Status::Collected);
}
