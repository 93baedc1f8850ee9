use kernel::{PrincipalId, Timestamp};
use proptest::prelude::*;

use super::*;

fn profile() -> Profile {
    Profile::empty(PrincipalId::new("anna"))
}

fn id(name: &str) -> AddressId {
    AddressId::derived(&[name])
}

fn address(line: &str) -> AddressInput {
    AddressInput {
        lines: vec![line.to_owned()],
        city: "Berlin".to_owned(),
        country: "DE".to_owned(),
        ..AddressInput::default()
    }
}

/// Where the faults are.
fn places<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> Vec<String> {
    match refused {
        Err(Refusal::Invalid(faults)) => faults.into_iter().map(|fault| fault.pointer).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_fault_of_a_contact_is_told_with_its_place() {
    for (name, email, phone, expected) in [
        (Some(""), Some("anna"), Some("12"), &["/name", "/email", "/phone"][..]),
        (Some("  "), Some("a b@c"), Some("call me"), &["/name", "/email", "/phone"]),
        (Some("a\nb"), Some("a@b@c"), Some("+1234567890123456"), &["/name", "/email", "/phone"]),
        (None, Some("a@b\r\nBcc: all@c"), None, &["/email", "/email"]),
    ] {
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        let input = ContactInput { name: owned(name), email: owned(email), phone: owned(phone) };
        assert_eq!(places(profile().change_contact(&input)), expected, "{input:?}");
    }
    let good = ContactInput {
        name: Some("Änna O'Neill".to_owned()),
        email: Some("änna+1@exämple.org".to_owned()),
        phone: Some("+49 (30) 12-34/5".to_owned()),
    };
    profile().change_contact(&good).expect("is taken");
}

#[test]
fn another_address_of_mail_is_not_verified() {
    let user = PrincipalId::new("anna");
    let at = Timestamp::UNIX_EPOCH;
    let mut profile = Profile::registered(user, ("anna@example.org", true), None, None, at);
    let mail = |email: &str| ContactInput { email: Some(email.to_owned()), ..Default::default() };
    profile.change_contact(&mail("anna@example.org")).expect("is taken");
    assert!(profile.contact.email_verified);
    profile.change_contact(&mail("eve@example.org")).expect("is taken");
    assert!(!profile.contact.email_verified);
    profile.change_contact(&mail("anna@example.org")).expect("is taken");
    assert!(!profile.contact.email_verified, "nobody has shown it again");
}

#[test]
fn a_registration_is_not_refused_for_a_name() {
    let long = "x".repeat(81);
    let user = PrincipalId::new("anna");
    let at = Timestamp::UNIX_EPOCH;
    let profile = Profile::registered(user, ("no address", true), Some(&long), None, at);
    assert_eq!(profile.contact, Contact::default());
}

#[test]
fn one_address_is_the_default_as_soon_as_there_is_one() {
    let mut profile = profile();
    let default = |profile: &Profile| profile.addresses.default_id().cloned();
    assert_eq!(default(&profile), None);
    profile.add_address(id("a"), &address("A")).expect("adds");
    profile.add_address(id("b"), &address("B")).expect("adds");
    assert_eq!(default(&profile), Some(id("a")));
    let chosen = AddressInput { default: true, ..address("B") };
    profile.change_address(&id("b"), &chosen).expect("changes");
    assert_eq!(default(&profile), Some(id("b")));
    profile.change_address(&id("b"), &address("B 2")).expect("changes");
    assert_eq!(default(&profile), Some(id("b")), "another one takes it away");
    profile.remove_address(&id("b")).expect("removes");
    assert_eq!(default(&profile), Some(id("a")));
    profile.remove_address(&id("a")).expect("removes");
    assert_eq!(default(&profile), None);
    assert_eq!(profile.remove_address(&id("a")), Err(Refusal::NoSuchAddress(id("a"))));
}

#[test]
fn an_address_that_is_there_is_not_added_again() {
    let mut profile = profile();
    profile.add_address(id("a"), &address("A")).expect("adds");
    let again = profile.add_address(id("b"), &address(" A ")).expect("is there");
    assert_eq!((again, profile.addresses.list().len()), (id("a"), 1));
}

#[test]
fn every_fault_of_an_address_is_told_with_its_place() {
    let bad = AddressInput {
        label: Some(String::new()),
        lines: vec!["Street 1".to_owned(), "\0".to_owned(), "x".repeat(61)],
        postcode: Some("1".repeat(17)),
        city: " ".to_owned(),
        country: "de".to_owned(),
        delivery_note: Some("x".repeat(141)),
        default: false,
    };
    let found = places(profile().add_address(id("a"), &bad));
    let expected = ["/label", "/lines/1", "/lines/2", "/postcode", "/city", "/country"];
    assert_eq!(found, [&expected[..], &["/delivery_note"]].concat());
    for lines in [vec![], vec!["x".to_owned(); 5]] {
        let bad = AddressInput { lines, ..address("A") };
        assert_eq!(places(profile().add_address(id("a"), &bad)), ["/lines"]);
    }
}

#[test]
fn preferences_are_words_of_the_lists_each_once() {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let bad = PreferencesInput {
        language: Some("pt".to_owned()),
        order_updates: true,
        offers: false,
        diets: words(&["vegan", "paleo"]),
        allergens: words(&["milk", "eggs", "milk"]),
    };
    let found = places(profile().change_preferences(&bad));
    assert_eq!(found, ["/language", "/diets/1", "/allergens"]);
}

#[test]
fn a_decision_is_about_a_version_of_a_document() {
    for (document, version, decision, expected) in [
        ("", "1", "given", "/document"),
        ("Terms", "1", "given", "/document"),
        ("terms", "", "given", "/version"),
        ("terms", "1 2", "given", "/version"),
        ("terms", "1", "perhaps", "/decision"),
    ] {
        let (document, version) = (document.to_owned(), version.to_owned());
        let input = ConsentInput { document, version, decision: decision.to_owned() };
        assert_eq!(places(profile().decide(&input, Timestamp::UNIX_EPOCH)), [expected]);
    }
}

proptest! {
    #[test]
    fn whatever_is_taken_is_a_trimmed_line_within_its_limit(
        text in "\\PC{0,90}|[\\p{L} ]{0,90}|(.|\r|\n){0,20}"
    ) {
        let mut changed = profile();
        let input = ContactInput { name: Some(text.clone()), ..ContactInput::default() };
        let is_taken = changed.change_contact(&input).is_ok();
        let trimmed = text.trim();
        let is_line = !trimmed.is_empty()
            && trimmed.chars().count() <= 80
            && !trimmed.chars().any(char::is_control);
        prop_assert_eq!(is_taken, is_line);
        if is_taken {
            prop_assert_eq!(changed.contact.name.as_deref(), Some(trimmed));
        } else {
            prop_assert_eq!(changed, profile(), "nothing of it is kept");
        }
    }

    #[test]
    fn whatever_is_done_to_addresses_there_are_ten_at_most_and_one_default(
        deeds in proptest::collection::vec((0..3_u8, 0..14_u8, any::<bool>()), 0..60)
    ) {
        let mut profile = profile();
        for (deed, which, default) in deeds {
            let id = id(&which.to_string());
            let input = AddressInput { default, ..address(&format!("Street {which}")) };
            // What is refused changes nothing.
            let before = profile.clone();
            let is_done = match deed {
                0 => profile.add_address(id, &input).is_ok(),
                1 => profile.change_address(&id, &input).is_ok(),
                _ => profile.remove_address(&id).is_ok(),
            };
            prop_assert!(is_done || profile == before);
            let addresses = &profile.addresses;
            prop_assert!(addresses.list().len() <= ADDRESSES_MAX);
            prop_assert_eq!(addresses.default_id().is_some(), !addresses.list().is_empty());
            let defaults =
                addresses.list().iter().filter(|one| Some(&one.id) == addresses.default_id());
            prop_assert!(defaults.count() <= 1);
        }
    }
}
