use futures_util::future::{join, join_all};
use kernel::{OrderId, Role};
use store::MemoryStore;

use super::*;
use crate::service::testing::{Cafe, here, who};

const RULES: QrRules = QrRules { tokens: 10, lasts: Duration::from_mins(5) };
const WAIT: Duration = Duration::from_mins(5);

async fn display(cafe: &Cafe) -> Display {
    cafe.orders.qr_code(&here(), Some(RULES)).await.expect("shows")
}

async fn scan(cafe: &Cafe, code: &str, name: &str) -> Result<Redeemed, Error> {
    let code = cafe.orders.find_code(code).await?;
    cafe.orders.redeem(code, WAIT, &who(name, Role::Customer)).await
}

/// Scans the code of now as Anna.
async fn redeemed(cafe: &Cafe) -> (String, OrderId) {
    let code = display(cafe).await.code.code;
    let order = scan(cafe, &code, "anna").await.expect("redeems").redemption.order;
    (code, order)
}

async fn state(cafe: &Cafe, order: &OrderId) -> RedemptionState {
    cafe.orders.redemption(order).await.expect("reads").expect("is there").state
}

#[tokio::test]
async fn fifty_customers_at_once_get_exactly_the_tokens_there_are() {
    let cafe = Cafe::on(MemoryStore::lagging(100));
    let code = display(&cafe).await.code.code;
    let names: Vec<String> = (0..50).map(|number| format!("customer-{number}")).collect();
    let scans = join_all(names.iter().map(|name| scan(&cafe, &code, name))).await;
    assert_eq!(scans.iter().filter(|scan| scan.is_ok()).count(), 10);
    let used_up = |scan: &&Result<Redeemed, Error>| matches!(scan, Err(Error::QrCodeUsedUp));
    assert_eq!(scans.iter().filter(used_up).count(), 40);
    assert_eq!(display(&cafe).await.tokens_left, 0);
    assert_eq!(cafe.said().await, vec![QR_CODE_REDEEMED; 10]);
}

#[tokio::test]
async fn scanning_twice_is_one_redemption_and_burns_one_token() {
    let cafe = Cafe::open();
    let code = display(&cafe).await.code.code;
    let scans = join_all((0..5).map(|_| scan(&cafe, &code, "anna"))).await;
    let scans: Vec<Redeemed> = scans.into_iter().map(|scan| scan.expect("redeems")).collect();
    assert_eq!(scans.iter().filter(|scan| !scan.repeated).count(), 1);
    assert!(scans.iter().all(|scan| scan.redemption == scans[0].redemption));
    assert_eq!(display(&cafe).await.tokens_left, 9);
    cafe.clock.advance(Duration::from_mins(5));
    assert!(scan(&cafe, &code, "anna").await.expect("stays in").repeated);
}

#[tokio::test]
async fn each_window_has_one_code_however_many_displays_ask() {
    let cafe = Cafe::open();
    let displays = join_all((0..6).map(|_| display(&cafe))).await;
    assert!(displays.iter().all(|display| *display == displays[0]));
    assert_eq!(displays[0].code.code.len(), 26);
    cafe.clock.advance(Duration::from_mins(5));
    let next = display(&cafe).await;
    assert_ne!(next.code.code, displays[0].code.code);
    assert_eq!(next.code.from, displays[0].code.expires_at);
    let over = scan(&cafe, &displays[0].code.code, "anna").await;
    assert!(matches!(over, Err(Error::QrCodeExpired)));
    let unknown = ["", "nothing", "Ä", "a/b", &"a".repeat(600)];
    for code in unknown {
        assert!(matches!(scan(&cafe, code, "anna").await, Err(Error::UnknownQrCode)), "{code}");
    }
    let without = cafe.orders.qr_code(&here(), None).await;
    assert!(matches!(without, Err(Error::NoQrCodes)));
}

#[tokio::test]
async fn of_expiring_and_using_a_redemption_exactly_one_wins() {
    for round in 0..40 {
        let cafe = Cafe::open();
        let (_, order) = redeemed(&cafe).await;
        let place = async || {
            for _ in 0..round % 5 {
                tokio::task::yield_now().await;
            }
            let write = cafe.orders.use_redemption(&order).await.ok()?;
            let change = Change::of(vec![write]);
            let outcome = cafe.orders.parts.store.commit(change).await.expect("commits");
            (outcome == Outcome::Committed).then_some(())
        };
        let (placed, expired) = join(place(), cafe.orders.expire_redemption(&order)).await;
        assert_eq!(placed.is_some(), expired.expect("answers"));
        let ended = if placed.is_some() { RedemptionState::Used } else { RedemptionState::Expired };
        assert_eq!(state(&cafe, &order).await, ended);
        let again = cafe.orders.expire_redemption(&order).await.expect("answers");
        assert_eq!(again, placed.is_some(), "a repetition has the same answer");
        let over = cafe.orders.use_redemption(&order).await;
        assert!(matches!(over, Err(Error::RedemptionOver(_))));
    }
}

#[tokio::test]
async fn a_token_goes_back_once_whatever_became_of_the_redemption() {
    let cafe = Cafe::open();
    let (code, order) = redeemed(&cafe).await;
    assert_eq!(display(&cafe).await.tokens_left, 9);
    join_all((0..5).map(|_| cafe.orders.return_qr_token(&order))).await;
    assert_eq!(display(&cafe).await.tokens_left, 10);
    assert_eq!(state(&cafe, &order).await, RedemptionState::Expired);
    let late = scan(&cafe, &code, "anna").await;
    assert!(matches!(late, Err(Error::RedemptionOver("expired"))));
    let other = OrderId::derived(&["none"]);
    cafe.orders.return_qr_token(&other).await.expect("there is nothing to do");
    assert!(!cafe.orders.expire_redemption(&other).await.expect("answers"));
    assert!(matches!(cafe.orders.use_redemption(&other).await, Err(Error::NotFound)));
    assert_eq!(display(&cafe).await.tokens_left, 10);
}

#[tokio::test]
async fn a_used_redemption_stays_used_when_its_token_goes_back() {
    let cafe = Cafe::open();
    let (_, order) = redeemed(&cafe).await;
    let write = cafe.orders.use_redemption(&order).await.expect("is open");
    let outcome = cafe.orders.parts.store.commit(Change::of(vec![write])).await;
    assert_eq!(outcome.expect("commits"), Outcome::Committed);
    cafe.orders.return_qr_token(&order).await.expect("gives back");
    assert_eq!(state(&cafe, &order).await, RedemptionState::Used);
    assert_eq!(display(&cafe).await.tokens_left, 10);
}

#[tokio::test]
async fn a_customer_gives_back_what_is_open_and_says_so_once() {
    let cafe = Cafe::open();
    let (code, order) = redeemed(&cafe).await;
    let anna = who("anna", Role::Customer);
    let ben = cafe.orders.give_redemption_back(&code, &who("ben", Role::Customer)).await;
    assert!(matches!(ben, Err(Error::UnknownQrCode)), "only one's own");
    for _ in 0..2 {
        cafe.orders.give_redemption_back(&code, &anna).await.expect("gives back");
        cafe.orders.return_qr_token(&order).await.expect("changes nothing");
    }
    assert_eq!(state(&cafe, &order).await, RedemptionState::Returned);
    assert_eq!(display(&cafe).await.tokens_left, 10);
    assert_eq!(cafe.said().await, [QR_CODE_REDEEMED, crate::events::QR_CODE_RETURNED]);
}
