use futures_util::future::join_all;
use kernel::PrincipalId;
use serde_json::json;

use super::testing::{Town, address, anna, contact, registration};
use crate::Users;
use crate::domain::{ADDRESSES_MAX, CONSENTS_MAX, ConsentInput, Language, PreferencesInput};
use crate::error::Error;
use crate::events::USER_REGISTERED;

fn decision(version: &str, decision: &str) -> ConsentInput {
    let (document, version) = ("terms".to_owned(), version.to_owned());
    ConsentInput { document, version, decision: decision.to_owned() }
}

#[tokio::test]
async fn a_registration_makes_a_profile_and_says_so_without_an_address() {
    let town = Town::open();
    for _ in 0..2 {
        town.users.register(&registration()).await.expect("registers");
    }
    let found = town.users.read(&anna()).await.expect("is there");
    assert_eq!(found.version, 1);
    assert_eq!(found.profile.contact.email.as_deref(), Some("anna@example.org"));
    assert!(found.profile.contact.email_verified);
    assert_eq!(found.profile.preferences.language, Some(Language::De));
    let data = json!({ "user": "anna", "language": "de" });
    assert_eq!(town.said().await, [(USER_REGISTERED.to_owned(), data)]);
}

#[tokio::test]
async fn a_registration_conflicts_where_there_is_a_profile() {
    let town = Town::open();
    town.users.change_contact(&anna(), 0, &contact("Anna")).await.expect("makes one");
    let outcome = store::Store::commit(&*town.store, Users::registration(&registration())).await;
    assert!(matches!(outcome, Ok(store::Outcome::Conflict { .. })));
    town.users.register(&registration()).await.expect("leaves it alone");
    let found = town.users.read(&anna()).await.expect("is there");
    assert_eq!(found.profile.contact.email, None);
}

#[tokio::test]
async fn whoever_has_no_profile_yet_reads_an_empty_one_and_makes_one_by_changing_it() {
    let town = Town::open();
    let empty = town.users.read(&anna()).await.expect("reads");
    assert_eq!((empty.version, empty.profile.registered_at), (0, None));
    assert!(!empty.profile.preferences.offers && empty.profile.preferences.order_updates);
    assert!(town.said().await.is_empty());
    let stale = town.users.change_contact(&anna(), 1, &contact("Anna")).await;
    assert!(matches!(stale, Err(Error::ChangedMeanwhile)));
    let made = town.users.change_contact(&anna(), 0, &contact("Anna")).await.expect("makes");
    assert_eq!(town.users.read(&anna()).await.expect("reads"), made);
    assert_eq!((made.version, made.profile.contact.name.as_deref()), (1, Some("Anna")));
    assert_eq!(town.said().await.len(), 1);
    let again = town.users.change_contact(&anna(), 0, &contact("Anna")).await;
    assert!(matches!(again, Err(Error::ChangedMeanwhile)));
}

#[tokio::test]
async fn what_changes_nothing_makes_no_new_version() {
    let town = Town::open();
    town.users.change_contact(&anna(), 0, &contact("Anna")).await.expect("makes");
    let same = town.users.change_contact(&anna(), 1, &contact(" Anna ")).await.expect("is so");
    assert_eq!(same.version, 1);
    let changed = town.users.change_contact(&anna(), 1, &contact("Ann")).await.expect("changes");
    assert_eq!(changed.version, 2);
}

#[tokio::test]
async fn addresses_that_come_at_once_are_all_kept_up_to_the_limit() {
    let town = Town::open();
    for turn in 0..3 {
        let lines = (0..4).map(|place| address(&format!("Street {turn}-{place}")));
        let lines: Vec<_> = lines.collect();
        let (user, users) = (anna(), &town.users);
        let added = join_all(lines.iter().map(|line| users.add_address(&user, None, line))).await;
        let refused = added.iter().filter(|added| added.is_err()).count();
        assert_eq!(refused, if turn == 2 { 2 } else { 0 });
    }
    let found = town.users.read(&anna()).await.expect("reads");
    assert_eq!(found.profile.addresses.list().len(), ADDRESSES_MAX);
    let eleventh = town.users.add_address(&anna(), None, &address("Street 11")).await;
    assert!(matches!(eleventh, Err(Error::TooManyAddresses)));
    let (first, _) =
        town.users.add_address(&anna(), None, &address("Street 0-0")).await.expect("is there");
    assert!(found.profile.addresses.list().contains(&first));
}

#[tokio::test]
async fn nobody_changes_an_address_of_somebody_else() {
    let town = Town::open();
    let added = town.users.add_address(&anna(), None, &address("Street 1")).await;
    let (mine, _) = added.expect("adds");
    let otto = PrincipalId::new("otto");
    let change = town.users.change_address(&otto, None, &mine.id, &address("Street 2")).await;
    assert!(matches!(change, Err(Error::NoSuchAddress(_))));
    let remove = town.users.remove_address(&otto, None, &mine.id).await;
    assert!(matches!(remove, Err(Error::NoSuchAddress(_))));
    town.users.remove_address(&anna(), None, &mine.id).await.expect("removes");
}

#[tokio::test]
async fn the_consent_record_only_grows_and_has_an_end() {
    let town = Town::open();
    for (version, word, entries) in
        [("1", "given", 1), ("1", "given", 1), ("2", "given", 2), ("2", "withdrawn", 3)]
    {
        let found = town.users.decide(&anna(), &decision(version, word)).await.expect("decides");
        assert_eq!(found.profile.consents.len(), entries, "{version} {word}");
    }
    for number in 3..CONSENTS_MAX {
        let given = decision(&number.to_string(), "given");
        town.users.decide(&anna(), &given).await.expect("decides");
    }
    let full = town.users.decide(&anna(), &decision("last", "given")).await;
    assert!(matches!(full, Err(Error::TooManyConsents)));
}

#[tokio::test]
async fn preferences_are_kept_as_they_were_said() {
    let town = Town::open();
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let input = PreferencesInput {
        language: Some("es".to_owned()),
        order_updates: false,
        offers: true,
        diets: words(&["vegan"]),
        allergens: words(&["nuts", "milk"]),
    };
    let changed = town.users.change_preferences(&anna(), 0, &input).await.expect("changes");
    let found = town.users.read(&anna()).await.expect("reads");
    assert_eq!(found, changed);
    let kept = found.profile.preferences;
    assert_eq!(kept.language, Some(Language::Es));
    assert!(kept.offers && !kept.order_updates);
    assert_eq!((kept.diets.len(), kept.allergens.len()), (1, 2));
}
