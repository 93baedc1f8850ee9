use proptest::prelude::*;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn asked() -> Payment {
    let source = Some("tok_approved".to_owned());
    Payment::of(OrderId::derived(&["anna", "1"]), Some(Currency::EUR), source)
}

fn authorise(amount_minor: i64) -> PaymentCommand {
    PaymentCommand::Authorise { amount_minor, reference: "r".to_owned() }
}

fn refund(amount_minor: i64, key: &str) -> PaymentCommand {
    PaymentCommand::Refund { amount_minor, reason: None, key: key.to_owned() }
}

/// Follows commands, which must all be followed.
fn after(commands: &[PaymentCommand]) -> Payment {
    commands.iter().fold(asked(), |payment, command| {
        payment.decide(command.clone(), at(1)).expect("is followed").unwrap_or(payment)
    })
}

fn capture(amount_minor: i64) -> PaymentCommand {
    PaymentCommand::Capture { amount_minor }
}

#[test]
fn a_payment_says_where_it_stands() {
    let decline = || PaymentCommand::Decline(Decline::InsufficientFunds);
    for (commands, word) in [
        (vec![], "none"),
        (vec![authorise(300)], "authorised"),
        (vec![decline()], "declined"),
        (vec![authorise(300), capture(300)], "captured"),
        (vec![PaymentCommand::Void], "voided"),
        (vec![authorise(300), PaymentCommand::Void], "voided"),
        (vec![authorise(300), capture(300), refund(100, "a")], "refunded"),
    ] {
        assert_eq!(after(&commands).state().word(), word, "{commands:?}");
    }
}

#[test]
fn only_what_is_held_can_be_captured() {
    let refused = Err(PaymentRefusal::NotAuthorised);
    let decline = PaymentCommand::Decline(Decline::Declined);
    for before in [vec![], vec![decline], vec![PaymentCommand::Void]] {
        assert_eq!(after(&before).decide(capture(1), at(2)), refused, "{before:?}");
    }
    let voided = after(&[authorise(300), PaymentCommand::Void]);
    assert_eq!(voided.decide(capture(300), at(2)), refused);
    for amount in [-1, 0, 301] {
        assert_eq!(after(&[authorise(300)]).decide(capture(amount), at(2)), refused);
    }
}

#[test]
fn what_was_captured_is_refunded_and_not_voided() {
    let captured = after(&[authorise(300), capture(300)]);
    let refused = Err(PaymentRefusal::Captured);
    assert_eq!(captured.decide(PaymentCommand::Void, at(2)), refused);
    let too_much = captured.decide(refund(301, "a"), at(2));
    assert_eq!(too_much, Err(PaymentRefusal::NotRefundable { refundable_minor: 300 }));
    let part = captured.decide(refund(100, "a"), at(2)).expect("follows").expect("changes");
    assert_eq!((part.refunded_minor(), part.refundable_minor()), (100, 200));
    let rest = part.decide(refund(201, "b"), at(2));
    assert_eq!(rest, Err(PaymentRefusal::NotRefundable { refundable_minor: 200 }));
}

#[test]
fn a_repeated_command_changes_nothing() {
    let steps = [authorise(300), capture(300), refund(100, "a")];
    for last in 1..=steps.len() {
        for step in &steps[..last] {
            assert_eq!(after(&steps[..last]).decide(step.clone(), at(9)), Ok(None), "{step:?}");
        }
    }
    let other = after(&steps).decide(refund(200, "a"), at(9));
    assert_eq!(other, Err(PaymentRefusal::KeyReused));
}

#[test]
fn nothing_is_authorised_after_a_void_or_a_decline() {
    let voided = after(&[PaymentCommand::Void]);
    assert_eq!(voided.decide(authorise(300), at(2)), Err(PaymentRefusal::Voided));
    let declined = after(&[PaymentCommand::Decline(Decline::Declined)]);
    let refused = Err(PaymentRefusal::Declined(Decline::Declined));
    assert_eq!(declined.decide(authorise(300), at(2)), refused);
    assert_eq!(declined.decide(PaymentCommand::Void, at(2)), Ok(None));
}

fn any_command() -> impl Strategy<Value = PaymentCommand> {
    prop_oneof![
        3 => (1_i64..500).prop_map(authorise),
        1 => Just(PaymentCommand::Decline(Decline::Declined)),
        3 => (-5_i64..500).prop_map(capture),
        1 => Just(PaymentCommand::Void),
        6 => (-5_i64..200, "[a-f]").prop_map(|(amount, key)| refund(amount, &key)),
    ]
}

proptest! {
    #[test]
    fn whatever_is_asked_no_more_goes_back_than_came_and_no_more_comes_than_was_held(
        asked_for in prop::collection::vec(any_command(), 0..40)
    ) {
        let mut payment = asked();
        for command in asked_for {
            let Ok(Some(next)) = payment.decide(command.clone(), at(1)) else { continue };
            prop_assert_eq!(next.entries.len(), payment.entries.len() + 1);
            prop_assert_eq!(&next.entries[..payment.entries.len()], &payment.entries[..]);
            prop_assert_eq!(next.decide(command, at(2)), Ok(None), "repeating changes nothing");
            payment = next;
            let held = payment.hold().map_or(0, |hold| hold.amount.minor);
            prop_assert!(payment.captured_minor() <= held);
            prop_assert!(payment.refundable_minor() >= 0);
            let voided = payment.entries.iter().any(|entry| entry.what == PaymentFact::Voided);
            prop_assert!(!voided || payment.captured_minor() == 0);
        }
    }
}
