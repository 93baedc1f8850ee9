use futures_util::future::{join, join_all};
use kernel::{Coded, Role};
use store::MemoryStore;

use super::*;
use crate::domain::PaymentRefusal;
use crate::ports::Payments;
use crate::service::testing::{Cafe, order, who};

async fn authorise(cafe: &Cafe, name: &str, source: &str) -> Result<Payment, Error> {
    cafe.orders.authorise_payment(&order(name), Currency::EUR, 300, source).await
}

async fn captured(cafe: &Cafe, name: &str) {
    authorise(cafe, name, "tok_approved").await.expect("authorises");
    cafe.orders.capture_payment(&order(name)).await.expect("captures");
}

fn part(amount_minor: i64, key: &str) -> Refund {
    Refund { amount_minor, reason: None, idempotency_key: key.to_owned() }
}

async fn refund(cafe: &Cafe, name: &str, amount: i64, key: &str) -> Result<Refunded, Error> {
    let mia = who("mia", Role::Manager);
    cafe.orders.refund_payment(&order(name), part(amount, key), &mia).await
}

/// Whether the provider still holds, or has, money of an order.
async fn provider_has_money(cafe: &Cafe, name: &str) -> bool {
    let one = Money::new(1, Currency::EUR);
    let asked = key(&order(name), "authorise");
    match cafe.payments.authorise(&asked, one, "tok_declined").await {
        Ok(Authorisation::Authorised { reference }) => {
            cafe.payments.refund("probe", &reference, one).await.is_ok()
                || cafe.payments.capture("probe", &reference, one).await.is_ok()
        }
        _ => false,
    }
}

#[tokio::test]
async fn money_is_held_then_taken_then_given_back_and_every_step_may_run_twice() {
    let cafe = Cafe::on(MemoryStore::lagging(5));
    for _ in 0..2 {
        let payment = authorise(&cafe, "a", "tok_slow").await.expect("authorises");
        assert_eq!(payment.state(), PaymentState::Authorised);
    }
    for _ in 0..2 {
        let payment = cafe.orders.capture_payment(&order("a")).await.expect("captures");
        assert_eq!(payment.captured_minor(), 300);
    }
    let first = refund(&cafe, "a", 100, "k").await.expect("refunds");
    let second = refund(&cafe, "a", 100, "k").await.expect("refunds");
    assert_eq!((first.repeated, second.repeated), (false, true));
    assert_eq!(second.payment.refundable_minor(), 200);
    assert!(matches!(refund(&cafe, "a", 50, "k").await, Err(Error::RefundKeyReused)));
    assert!(matches!(
        refund(&cafe, "a", 201, "l").await,
        Err(Error::NotRefundable { refundable_minor: 200 })
    ));
    let late = authorise(&cafe, "a", "tok_slow").await.expect("is so already");
    assert_eq!(late.entries.len(), 3);
}

#[tokio::test]
async fn a_declined_payment_stays_declined() {
    let cafe = Cafe::open();
    let codes = [
        ("tok_declined", "orders.payment-declined"),
        ("tok_insufficient_funds", "orders.insufficient-funds"),
    ];
    for (source, code) in codes {
        for source in [source, "tok_approved"] {
            let error = authorise(&cafe, code, source).await.expect_err("declines");
            assert_eq!(error.code(), code);
        }
        let voided = cafe.orders.void_payment(&order(code)).await.expect("nothing to do");
        assert_eq!(voided.state(), PaymentState::Declined);
    }
    let unknown = authorise(&cafe, "u", "tok_stolen").await;
    assert!(matches!(unknown, Err(Error::UnknownPaymentSource)));
    assert_eq!(cafe.orders.payment(&order("u")).await.expect("reads"), None);
}

#[tokio::test]
async fn a_crash_between_provider_and_ledger_is_mended_by_repeating() {
    let cafe = Cafe::open();
    cafe.store.lose_next("payments");
    authorise(&cafe, "a", "tok_approved").await.expect_err("crashes");
    authorise(&cafe, "a", "tok_approved").await.expect("authorises");
    cafe.store.lose_next("payments");
    cafe.orders.capture_payment(&order("a")).await.expect_err("crashes");
    cafe.orders.capture_payment(&order("a")).await.expect("captures");
    cafe.store.lose_next("payments");
    refund(&cafe, "a", 200, "k").await.expect_err("crashes");
    let refunded = refund(&cafe, "a", 200, "k").await.expect("refunds");
    assert_eq!(refunded.payment.refundable_minor(), 100);
    cafe.store.lose_next("payments");
    cafe.orders.void_payment(&order("a")).await.expect_err("crashes");
    let voided = cafe.orders.void_payment(&order("a")).await.expect("refunds the rest");
    assert_eq!(voided.refundable_minor(), 0);
    assert!(!provider_has_money(&cafe, "a").await);
}

#[tokio::test]
async fn what_was_captured_unheard_of_is_refunded_by_a_void() {
    let cafe = Cafe::open();
    authorise(&cafe, "a", "tok_approved").await.expect("authorises");
    cafe.store.lose_next("payments");
    cafe.orders.capture_payment(&order("a")).await.expect_err("crashes");
    let voided = cafe.orders.void_payment(&order("a")).await.expect("refunds");
    assert_eq!((voided.captured_minor(), voided.refundable_minor()), (300, 0));
    assert!(!provider_has_money(&cafe, "a").await);
}

#[tokio::test]
async fn a_late_authorisation_after_a_void_takes_no_money() {
    let cafe = Cafe::open();
    for _ in 0..2 {
        let voided = cafe.orders.void_payment(&order("a")).await.expect("voids");
        assert_eq!(voided.state(), PaymentState::Voided);
    }
    let late = authorise(&cafe, "a", "tok_approved").await;
    assert!(matches!(late, Err(Error::PaymentVoided)));
    assert!(!provider_has_money(&cafe, "a").await);
    let captured = cafe.orders.capture_payment(&order("a")).await;
    assert!(matches!(captured, Err(Error::CaptureFailed)));
    authorise(&cafe, "b", "tok_approved").await.expect("another order has its money held");
    assert!(provider_has_money(&cafe, "b").await);
}

#[tokio::test]
async fn a_void_beside_an_authorisation_leaves_no_money_held() {
    let cafe = Cafe::open();
    for name in (0..40).map(|number| format!("order-{number}")) {
        let id = order(&name);
        let void = cafe.orders.void_payment(&id);
        let (_, voided) = join(authorise(&cafe, &name, "tok_approved"), void).await;
        assert_eq!(voided.expect("voids").state(), PaymentState::Voided);
        let payment = cafe.orders.payment(&id).await.expect("reads").expect("is there");
        assert_eq!(payment.state(), PaymentState::Voided);
        assert!(!provider_has_money(&cafe, &name).await, "{name}");
    }
}

#[tokio::test]
async fn a_void_beside_a_capture_leaves_no_money_taken() {
    let cafe = Cafe::open();
    for name in (0..40).map(|number| format!("order-{number}")) {
        let id = order(&name);
        authorise(&cafe, &name, "tok_approved").await.expect("authorises");
        let void = cafe.orders.void_payment(&id);
        let (_, voided) = join(cafe.orders.capture_payment(&id), void).await;
        assert_eq!(voided.expect("voids").refundable_minor(), 0);
        let payment = cafe.orders.payment(&id).await.expect("reads").expect("is there");
        assert_eq!(payment.refundable_minor(), 0);
        assert!(!provider_has_money(&cafe, &name).await, "{name}");
    }
}

#[tokio::test]
async fn refunds_at_the_same_time_never_give_back_more_than_was_captured() {
    let cafe = Cafe::open();
    captured(&cafe, "a").await;
    let keys: Vec<String> = (0..8).map(|number| format!("k{number}")).collect();
    let refund = async |key: &String| loop {
        match refund(&cafe, "a", 100, key).await {
            Err(Error::Contended) => {}
            Err(Error::NotRefundable { .. }) => return false,
            other => return other.is_ok(),
        }
    };
    let done = join_all(keys.iter().map(refund)).await;
    assert_eq!(done.into_iter().filter(|done| *done).count(), 3);
    assert!(!provider_has_money(&cafe, "a").await);
}

#[tokio::test]
async fn a_capture_that_fails_for_good_leaves_the_money_to_be_voided() {
    let cafe = Cafe::open();
    authorise(&cafe, "a", "tok_capture_fails").await.expect("authorises");
    let failed = cafe.orders.capture_payment(&order("a")).await;
    assert!(matches!(failed, Err(Error::CaptureFailed)));
    let voided = cafe.orders.void_payment(&order("a")).await.expect("voids");
    assert_eq!(voided.state(), PaymentState::Voided);
}

#[tokio::test]
async fn a_provider_that_does_not_answer_can_be_asked_again_or_voided() {
    let cafe = Cafe::open();
    let error = authorise(&cafe, "a", "tok_timeout").await.expect_err("is given up");
    assert!(error.class().is_worth_retrying());
    assert_eq!(cafe.orders.payment(&order("a")).await.expect("reads"), None);
    let voided = cafe.orders.void_payment(&order("a")).await.expect("voids");
    assert_eq!(voided.state(), PaymentState::Voided);
}

#[tokio::test]
async fn nothing_to_pay_asks_nobody() {
    let cafe = Cafe::open();
    let free = cafe.orders.authorise_payment(&order("a"), Currency::EUR, 0, "tok_declined").await;
    assert_eq!(free.expect("is free").state(), PaymentState::None);
}

#[tokio::test]
async fn a_full_ledger_takes_only_all_of_the_rest() {
    let cafe = Cafe::open();
    captured(&cafe, "a").await;
    let refused = loop {
        let payment = cafe.orders.payment(&order("a")).await.expect("reads").expect("is there");
        let key = format!("k{}", payment.entries.len());
        if let Err(error) = refund(&cafe, "a", 1, &key).await {
            break error;
        }
    };
    assert!(matches!(refused, Error::TooManyRefunds));
    assert!(refund(&cafe, "a", 1, "k2").await.expect("was made before").repeated);
    let voided = cafe.orders.void_payment(&order("a")).await.expect("refunds the rest");
    assert_eq!(voided.refundable_minor(), 0);
}

#[test]
fn refusals_are_told_by_their_codes() {
    let code = |refusal| Error::from(refusal).code();
    assert_eq!(code(PaymentRefusal::Voided), "orders.payment-voided");
    assert_eq!(code(PaymentRefusal::NotAuthorised), "orders.capture-failed");
    assert_eq!(code(PaymentRefusal::KeyReused), "orders.idempotency-key-reused");
}
