use super::Step;
use super::testing::{Browser, Cafe, PASSWORD};
use crate::error::Error;

const ANNA: &str = "anna@example.org";

#[tokio::test]
async fn guesses_at_one_account_from_everywhere_have_to_wait_and_its_owner_does_not() {
    let cafe = Cafe::open();
    let owner = cafe.person(ANNA).await;
    let guess = async |n: usize| {
        let network = format!("198.51.100.{n}");
        cafe.sign_in(&Browser::at(&network), "wrong").await.expect_err("wrong")
    };
    for n in 0..5 {
        assert!(matches!(guess(n).await, Error::WrongPassword), "{n}");
    }
    assert!(matches!(guess(6).await, Error::TooManyAttempts { wait_s: 1 }));
    // Not even the right password is looked at from a strange device while it waits.
    let stranger = cafe.sign_in(&Browser::at("192.0.2.1"), PASSWORD).await;
    assert!(matches!(stranger, Err(Error::TooManyAttempts { .. })));
    assert!(matches!(cafe.sign_in(&owner, PASSWORD).await, Ok(Step::SignedIn(_))));
    let mut waits = Vec::new();
    for n in 0..8 {
        let Error::TooManyAttempts { wait_s } = guess(20 + n).await else { panic!("{n}") };
        waits.push(wait_s);
        cafe.later(wait_s);
        assert!(matches!(guess(40 + n).await, Error::WrongPassword));
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128]);
}

#[tokio::test]
async fn the_wait_is_never_longer_than_a_quarter_of_an_hour() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    let mut longest = 0;
    for n in 0..40 {
        match cafe.sign_in(&Browser::at(&format!("n{n}")), "wrong").await {
            Err(Error::TooManyAttempts { wait_s }) => {
                longest = longest.max(wait_s);
                cafe.later(wait_s);
            }
            Err(Error::WrongPassword) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(longest, 900);
    assert!(cafe.has_said("guessing-at-one-account").await);
    cafe.later(900);
    let Ok(Step::SignedIn(_)) = cafe.sign_in(&Browser::at("new"), PASSWORD).await else { panic!() };
    let after = cafe.sign_in(&Browser::at("other"), "wrong").await;
    assert!(matches!(after, Err(Error::WrongPassword)), "what was right is forgiven");
}

#[tokio::test]
async fn one_network_that_guesses_at_many_accounts_is_stopped_and_an_alarm_is_raised() {
    let cafe = Cafe::open();
    let thief = Browser::at("198.51.100.66");
    let guess = async |n: usize| {
        let email = format!("victim{n}@example.org");
        cafe.idp.sign_in(&thief.visitor, &email, "stolen password").await.expect_err("wrong")
    };
    for n in 0..30 {
        assert!(matches!(guess(n).await, Error::WrongPassword), "{n}");
    }
    assert!(matches!(guess(31).await, Error::TooManyAttempts { .. }));
    let said = cafe.said().await;
    let alarms: Vec<_> = said.iter().filter(|said| said["type"] == "idp.alarm-raised.v1").collect();
    let [alarm] = alarms[..] else { panic!("one alarm: {alarms:?}") };
    assert_eq!(alarm["data"]["suspicion"], "credential-stuffing");
    assert_eq!(alarm["data"]["network"], "198.51.100.66");
    let elsewhere = Browser::at("192.0.2.1").visitor;
    let other = cafe.idp.sign_in(&elsewhere, "victim1@example.org", "x").await;
    assert!(matches!(other, Err(Error::WrongPassword)), "others are not held up");
}

#[tokio::test]
async fn signing_in_to_an_own_account_in_between_does_not_make_a_network_innocent() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    let thief = Browser::at("198.51.100.66");
    let mut stopped = 0;
    for n in 0..40 {
        let email = format!("victim{n}@example.org");
        let guess = cafe.idp.sign_in(&thief.visitor, &email, "stolen").await;
        stopped += usize::from(matches!(guess, Err(Error::TooManyAttempts { .. })));
        let _ = cafe.sign_in(&thief, PASSWORD).await;
    }
    assert!(stopped > 0);
}

#[tokio::test]
async fn guesses_at_the_same_moment_all_count() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    let guesses = (0..40).map(|n| {
        let idp = cafe.idp.clone();
        let visitor = Browser::at(&format!("n{n}")).visitor;
        tokio::spawn(async move { idp.sign_in(&visitor, ANNA, "wrong").await })
    });
    let guesses: Vec<_> = guesses.collect();
    let mut looked_at = 0;
    for guess in guesses {
        let answer = guess.await.expect("no panic");
        looked_at += usize::from(matches!(answer, Err(Error::WrongPassword)));
    }
    assert!(looked_at <= 5, "{looked_at}");
}

#[tokio::test]
async fn an_account_signed_in_to_from_everywhere_at_once_raises_an_alarm() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    for n in 0..4 {
        let signed_in = cafe.sign_in(&Browser::at(&format!("198.51.100.{n}")), PASSWORD).await;
        assert!(signed_in.is_ok());
        assert_eq!(cafe.has_said("impossible-burst").await, n == 3, "{n}");
    }
    assert!(cafe.has_said("new-device").await);
    let letters = cafe.post.to(ANNA);
    assert!(
        letters.iter().any(|letter| letter.text.contains("Firefox on Linux")),
        "{}",
        letters.len()
    );
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_are_one_answer() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    let browser = Browser::at("b");
    for email in [ANNA, "nobody@example.org", "", "no address", "a@b@c.de"] {
        let answer = cafe.idp.sign_in(&browser.visitor, email, "wrong").await;
        assert!(matches!(answer, Err(Error::WrongPassword)), "{email}");
    }
    let long = "x".repeat(100_000);
    assert!(matches!(cafe.sign_in(&browser, &long).await, Err(Error::WrongPassword)));
}
