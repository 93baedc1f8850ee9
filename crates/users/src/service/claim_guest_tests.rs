use kernel::PrincipalId;
use serde_json::json;

use super::testing::{Town, anna, now};
use crate::error::Error;
use crate::events::GUEST_CLAIMED;

#[tokio::test]
async fn each_guest_is_somebody_new_and_lasts_a_month() {
    let town = Town::open();
    let (one, other) = (
        town.users.invite_guest().await.expect("one"),
        town.users.invite_guest().await.expect("two"),
    );
    assert!(one.id.is_guest() && one.id != other.id);
    assert_eq!(one.expires_at.duration_since(now()).as_hours(), 30 * 24);
    assert!(one.token.ends_with("_until_2026-12-20T12:40:00Z"), "{}", one.token);
}

#[tokio::test]
async fn the_first_account_that_claims_a_guest_keeps_them() {
    let town = Town::open();
    let guest = town.users.invite_guest().await.expect("a guest");
    *town.others.orders_of_guests.lock().expect("whole") = vec![5, 2];
    assert_eq!(town.users.claim(&guest.token, &anna()).await.expect("claims"), 2);
    let otto = PrincipalId::new("otto");
    assert_eq!(town.users.claim(&guest.token, &otto).await.expect("finds nothing"), 0);
    // What was ordered since.
    town.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(town.users.claim(&guest.token, &anna()).await.expect("claims"), 5);
    let data = json!({ "guest": guest.id, "user": "anna" });
    let said = (GUEST_CLAIMED.to_owned(), data);
    assert_eq!(town.said().await, [said.clone(), said]);
    assert_eq!(town.users.claim(&guest.token, &anna()).await.expect("finds no more"), 0);
    assert_eq!(town.said().await.len(), 2);
}

#[tokio::test]
async fn a_claim_that_finds_nothing_yet_has_others_look_again() {
    let town = Town::open();
    let guest = town.users.invite_guest().await.expect("a guest");
    assert_eq!(town.users.claim(&guest.token, &anna()).await.expect("claims"), 0);
    assert_eq!(town.said().await.len(), 1);
}

#[tokio::test]
async fn of_two_accounts_at_once_one_claims() {
    let town = Town::open();
    let guest = town.users.invite_guest().await.expect("a guest");
    *town.others.orders_of_guests.lock().expect("whole") = vec![1, 1];
    let (one, two) = (anna(), PrincipalId::new("otto"));
    let (one, two) =
        tokio::join!(town.users.claim(&guest.token, &one), town.users.claim(&guest.token, &two));
    assert_eq!(one.expect("answers") + two.expect("answers"), 1);
}

#[tokio::test]
async fn only_the_token_of_a_guest_claims() {
    let town = Town::open();
    for token in ["", "otto until", "guest"] {
        let refused = town.users.claim(token, &anna()).await;
        assert!(matches!(refused, Err(Error::InvalidGuestToken(_))), "{token}");
    }
}
