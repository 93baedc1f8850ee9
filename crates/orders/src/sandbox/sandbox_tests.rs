use kernel::Currency;
use store::MemoryStore;

use super::*;

/// So short that nobody waits for it, and still one after the other.
const HURRIED: Delays =
    Delays { slow: Duration::from_millis(1), patience: Duration::from_millis(50) };

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn sandbox() -> Sandbox {
    Sandbox::new(Arc::new(MemoryStore::lagging(3)), HURRIED)
}

async fn authorised(sandbox: &Sandbox, source: &str) -> String {
    match sandbox.authorise("k", euros(300), source).await {
        Ok(Authorisation::Authorised { reference }) => reference,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_source_answers_as_its_name_says() {
    let answer = async |source: &str| sandbox().authorise("k", euros(300), source).await;
    let declined = |why| Authorisation::Declined(why);
    let answered = answer("tok_declined").await.expect("answers");
    assert_eq!(answered, declined(Decline::Declined));
    let answered = answer("tok_insufficient_funds").await.expect("answers");
    assert_eq!(answered, declined(Decline::InsufficientFunds));
    for source in ["tok_approved", "tok_slow", "tok_capture_fails"] {
        let answered = answer(source).await.expect("answers");
        assert!(matches!(answered, Authorisation::Authorised { .. }), "{source}");
    }
    assert!(matches!(answer("tok_timeout").await, Err(Error::PaymentUnavailable)));
    assert!(matches!(answer("tok_stolen").await, Err(Error::UnknownPaymentSource)));
}

#[test]
fn a_slow_answer_comes_well_before_patience_ends() {
    let Delays { slow, patience } = Delays::default();
    assert_eq!((slow.as_secs(), patience.as_secs()), (3, 30));
}

#[tokio::test]
async fn the_same_key_has_the_same_answer_also_in_another_process() {
    let store = Arc::new(MemoryStore::new());
    let first = Sandbox::new(Arc::clone(&store) as _, HURRIED);
    let second = Sandbox::new(store, HURRIED);
    let reference = authorised(&first, "tok_approved").await;
    assert_eq!(authorised(&second, "tok_approved").await, reference);
    second.capture("c", &reference, euros(300)).await.expect("captures");
    first.capture("c", &reference, euros(300)).await.expect("captures");
    second.refund("r", &reference, euros(200)).await.expect("refunds");
    first.refund("r", &reference, euros(200)).await.expect("refunds");
    let more = first.refund("r2", &reference, euros(101)).await;
    assert!(matches!(more, Err(Error::NotRefundable { refundable_minor: 100 })));
}

#[tokio::test]
async fn what_cannot_be_captured_can_be_voided_and_what_was_captured_cannot() {
    let sandbox = sandbox();
    let reference = authorised(&sandbox, "tok_capture_fails").await;
    let captured = sandbox.capture("c", &reference, euros(300)).await;
    assert!(matches!(captured, Err(Error::CaptureFailed)));
    assert_eq!(sandbox.void("v", &reference).await.expect("voids"), Voiding::Voided);
    let sandbox = self::sandbox();
    let reference = authorised(&sandbox, "tok_approved").await;
    let more = sandbox.capture("c", &reference, euros(301)).await;
    assert!(matches!(more, Err(Error::CaptureFailed)));
    sandbox.capture("c", &reference, euros(300)).await.expect("captures");
    assert_eq!(sandbox.void("v", &reference).await.expect("answers"), Voiding::Captured);
}

#[tokio::test]
async fn nothing_is_held_under_a_key_that_was_voided() {
    let sandbox = sandbox();
    assert_eq!(sandbox.void("v", "k").await.expect("voids"), Voiding::Voided);
    let late = sandbox.authorise("k", euros(300), "tok_approved").await;
    assert!(matches!(late, Err(Error::PaymentVoided)));
}
