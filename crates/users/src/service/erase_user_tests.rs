use kernel::PrincipalId;
use serde_json::json;
use store::Store;

use super::testing::{Town, address, anna, contact, registration};
use crate::error::Error;
use crate::events::USER_ERASED;

/// The topics that were said since `from`.
async fn topics(town: &Town, from: usize) -> Vec<String> {
    town.said().await.into_iter().skip(from).map(|(topic, _)| topic).collect()
}

#[tokio::test]
async fn whoever_was_erased_has_left_nothing_and_everybody_hears_of_it() {
    let town = Town::open();
    town.users.register(&registration()).await.expect("registers");
    town.users.add_address(&anna(), None, &address("Street 1")).await.expect("adds");
    town.users.erase(&anna()).await.expect("erases");
    assert!(matches!(town.users.read(&anna()).await, Err(Error::Erased)));
    let row = town.store.get("profiles", "anna").await.expect("answers").expect("a tombstone");
    let left = json!({ "state": "erased", "user": "anna", "at": "2026-11-20T12:40:00Z" });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&row.body).expect("JSON"), left);
    assert_eq!(topics(&town, 1).await, [USER_ERASED, "idp.account-closed.v1"]);
}

#[tokio::test]
async fn nobody_comes_back_after_being_erased() {
    let town = Town::open();
    town.users.erase(&anna()).await.expect("erases whom nothing was known of");
    town.users.register(&registration()).await.expect("comes too late");
    let user = anna();
    for refused in [
        town.users.read(&user).await.err(),
        town.users.change_contact(&user, 0, &contact("Anna")).await.err(),
        town.users.add_address(&user, None, &address("Street 1")).await.err(),
        town.users.export(&user).await.err(),
        town.users.claim("token of a guest", &user).await.err(),
    ] {
        assert!(matches!(refused, Some(Error::Erased)), "{refused:?}");
    }
}

#[tokio::test]
async fn erasing_again_has_others_look_again() {
    let town = Town::open();
    town.users.erase(&anna()).await.expect("erases");
    town.clock.advance(std::time::Duration::from_secs(1));
    town.users.erase(&anna()).await.expect("is so already");
    let waiting = town.store.outbox(10).await.expect("answers");
    let said: Vec<_> = waiting
        .iter()
        .filter(|message| message.body.contains(USER_ERASED))
        .map(|message| &message.deduplication_id)
        .collect();
    assert_eq!(said.len(), 2);
    assert_ne!(said[0], said[1], "the second is not dropped as the first once more");
    let row = town.store.get("profiles", "anna").await.expect("answers").expect("a tombstone");
    assert_eq!(row.version, 1);
}

#[tokio::test]
async fn nobody_is_erased_while_an_order_is_under_way() {
    let town = Town::open();
    town.users.register(&registration()).await.expect("registers");
    *town.others.has_order_under_way.lock().expect("whole") = true;
    assert!(matches!(town.users.erase(&anna()).await, Err(Error::OrderUnderWay)));
    town.users.read(&anna()).await.expect("is still there");
    *town.others.has_order_under_way.lock().expect("whole") = false;
    town.users.erase(&anna()).await.expect("erases");
}

#[tokio::test]
async fn erasing_beside_a_change_ends_erased() {
    let town = Town::open();
    town.users.register(&registration()).await.expect("registers");
    let (user, street) = (anna(), address("Street 1"));
    let (erased, _) =
        tokio::join!(town.users.erase(&user), town.users.add_address(&user, None, &street));
    erased.expect("erases");
    assert!(matches!(town.users.read(&user).await, Err(Error::Erased)));
}

#[tokio::test]
async fn a_guest_has_no_profile() {
    let town = Town::open();
    let guest = PrincipalId::guest("1");
    for refused in [
        town.users.read(&guest).await.err(),
        town.users.change_contact(&guest, 0, &contact("Anna")).await.err(),
        town.users.export(&guest).await.err(),
        town.users.erase(&guest).await.err(),
        town.users.claim("token of a guest", &guest).await.err(),
    ] {
        assert!(matches!(refused, Some(Error::GuestHasNoProfile)), "{refused:?}");
    }
    assert!(town.said().await.is_empty());
}

#[tokio::test]
async fn an_export_has_what_others_keep() {
    let town = Town::open();
    town.users.register(&registration()).await.expect("registers");
    let export = town.users.export(&anna()).await.expect("exports");
    assert_eq!(export.found.profile.contact.name.as_deref(), Some("Anna"));
    assert_eq!(export.sections, [("orders", json!([{ "customer": "anna" }]))]);
}
