use kernel::{Cursor, Limit, PrincipalId};

use super::Users;
use super::testing::{Town, contact, registration};
use crate::error::Error;
use crate::service::Registration;

/// Registers somebody; who comes later registers later.
async fn register(town: &Town, id: &str, name: &str, email: &str) {
    let registration = Registration {
        user: PrincipalId::new(id),
        email: email.to_owned(),
        name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        at: kernel::Clock::now(&*town.clock),
        ..registration()
    };
    town.users.register(&registration).await.expect("registers");
    town.clock.advance(std::time::Duration::from_secs(1));
}

async fn town() -> Town {
    let town = Town::open();
    register(&town, "u1", "Anna Albers", "anna@example.org").await;
    register(&town, "u2", "Berta", "ANNABEL@example.org").await;
    register(&town, "u3", "Annika", "n@example.org").await;
    register(&town, "u4", "Österreich", "ö@example.org").await;
    register(&town, "u5", "", "zoe@example.org").await;
    town
}

/// The ids of all pages, asked for `most` at a time.
async fn found(users: &Users, words: &str, most: u32) -> Vec<String> {
    let (mut ids, mut after): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let page = users.customers(words, Limit::clamped(most), after).await.expect("a page");
        assert!(page.items.len() <= most as usize, "{words} {most}");
        ids.extend(page.items.iter().map(|one| one.user.as_str().to_owned()));
        // As it comes back over the wire.
        after = page.next.map(|next| next.to_string().parse().expect("our own"));
        if after.is_none() {
            return ids;
        }
    }
}

#[tokio::test]
async fn customers_are_found_by_how_their_address_or_name_begins_each_once() {
    let town = town().await;
    for most in [1, 2, 3, 100] {
        for (words, expected) in [
            ("", &["u5", "u4", "u3", "u2", "u1"][..]),
            (" ANN", &["u1", "u2", "u3"]),
            ("anna", &["u1", "u2"]),
            ("anna albers", &["u1"]),
            ("berta", &["u2"]),
            ("ÖS", &["u4"]),
            ("zoe@", &["u5"]),
            ("lbers", &[]),
            ("nobody", &[]),
        ] {
            assert_eq!(found(&town.users, words, most).await, expected, "{words} {most}");
        }
    }
}

#[tokio::test]
async fn whoever_changes_their_name_is_found_by_the_new_one_only() {
    let town = town().await;
    let id = PrincipalId::new("u2");
    town.users.change_contact(&id, 1, &contact("Carla")).await.expect("changed");
    assert_eq!(found(&town.users, "carla", 10).await, ["u2"]);
    assert!(found(&town.users, "berta", 10).await.is_empty());
}

#[tokio::test]
async fn whoever_was_erased_is_in_no_list_and_can_be_erased_once_more() {
    let town = town().await;
    let id = PrincipalId::new("u1");
    for _ in 0..2 {
        town.users.erase_customer(&id).await.expect("forgotten");
    }
    assert_eq!(found(&town.users, "", 10).await, ["u5", "u4", "u3", "u2"]);
    assert_eq!(found(&town.users, "anna", 10).await, ["u2"]);
    assert!(matches!(town.users.customer(&id).await, Err(Error::Erased)));
    assert_eq!(
        town.users.names(&[id, PrincipalId::new("u2")]).await.expect("names"),
        [None, Some("Berta".to_owned())]
    );
}

#[tokio::test]
async fn nobody_is_made_up_by_asking_for_them() {
    let town = town().await;
    for id in ["nobody", "", "a\0b", &"x".repeat(129)] {
        let id = PrincipalId::new(id);
        assert!(matches!(town.users.customer(&id).await, Err(Error::NoSuchCustomer)), "{id:?}");
        let erased = town.users.erase_customer(&id).await;
        assert!(matches!(erased, Err(Error::NoSuchCustomer)), "{id:?}");
        assert!(town.users.export_customer(&id).await.is_err());
    }
    let guest = PrincipalId::guest("1");
    assert!(matches!(town.users.erase_customer(&guest).await, Err(Error::NoSuchCustomer)));
    assert_eq!(found(&town.users, "", 10).await.len(), 5);
}

#[tokio::test]
async fn names_and_addresses_of_any_length_can_be_looked_for() {
    let town = Town::open();
    let long = "ẞ".repeat(80);
    register(&town, "long", &long, &format!("{}@example.org", "ö".repeat(200))).await;
    assert_eq!(found(&town.users, &long, 10).await, ["long"]);
    assert_eq!(found(&town.users, &"ö".repeat(212), 10).await, ["long"]);
}

#[tokio::test]
async fn a_place_that_was_never_named_is_refused() {
    let town = town().await;
    for sort in ["", "x", "registration"] {
        let after = Some(Cursor { sort: sort.to_owned(), id: "u1".to_owned() });
        let page = town.users.customers("anna", Limit::default(), after).await;
        assert!(matches!(page, Err(Error::BadCursor(_))), "{sort}");
    }
}

#[tokio::test]
async fn whatever_somebody_is_called_is_kept_and_found() {
    let town = Town::open();
    for (id, name) in [("u1", "A\u{10FFFF}nna"), ("u2", "\u{10FFFF}")] {
        register(&town, id, name, &format!("{id}@example.org")).await;
    }
    assert_eq!(found(&town.users, "anna", 10).await, ["u1"]);
    assert_eq!(found(&town.users, "A\u{10FFFF}nna", 10).await, ["u1"]);
    assert_eq!(found(&town.users, "", 10).await, ["u2", "u1"]);
}
