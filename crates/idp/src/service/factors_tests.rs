use super::second_factor::Proof;
use super::testing::{Browser, Cafe, PASSWORD};
use super::{NewSession, Step};
use crate::domain::Strength;
use crate::error::Error;

const ANNA: &str = "anna@example.org";

async fn challenge(cafe: &Cafe, browser: &Browser) -> String {
    match cafe.sign_in(browser, PASSWORD).await.expect("the right password") {
        Step::SecondFactor { challenge, factors } => {
            assert!(factors.authenticator && factors.recovery);
            challenge
        }
        Step::SignedIn(_) => panic!("without a second factor"),
    }
}

async fn prove(cafe: &Cafe, at: &Browser, proof: Proof<'_>) -> Result<NewSession, Error> {
    let challenge = challenge(cafe, at).await;
    cafe.idp.second_factor(&at.visitor, &challenge, proof).await
}

#[tokio::test]
async fn the_password_alone_opens_nothing_once_there_is_an_authenticator() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    let (secret, codes) = cafe.enrol(&mut owner).await;
    assert_eq!(codes.len(), 10);
    let who = cafe.who(&owner).await.expect("signed in");
    assert_eq!(who.strength(), Strength::Mfa);
    cafe.later(30);
    let mut browser = Browser::at("b");
    let session = prove(&cafe, &browser, Proof::Code(&cafe.totp(&secret))).await;
    browser.keep(&session.expect("both factors"));
    assert_eq!(cafe.who(&browser).await.expect("signed in").strength(), Strength::Mfa);
}

#[tokio::test]
async fn a_code_of_the_authenticator_is_taken_once() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    let (secret, _) = cafe.enrol(&mut owner).await;
    let spent = cafe.totp(&secret);
    let again = prove(&cafe, &owner, Proof::Code(&spent)).await;
    assert!(matches!(again, Err(Error::WrongCode)), "it was used to set the authenticator up");
    cafe.later(30);
    let code = cafe.totp(&secret);
    assert!(prove(&cafe, &owner, Proof::Code(&code)).await.is_ok());
    assert!(matches!(prove(&cafe, &owner, Proof::Code(&code)).await, Err(Error::WrongCode)));
    assert!(matches!(prove(&cafe, &owner, Proof::Code(&spent)).await, Err(Error::WrongCode)));
}

#[tokio::test]
async fn a_sign_in_that_waits_is_given_up_after_five_wrong_codes_or_ten_minutes() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    let (secret, _) = cafe.enrol(&mut owner).await;
    cafe.later(60);
    let waiting = challenge(&cafe, &owner).await;
    for _ in 0..5 {
        let wrong = cafe.idp.second_factor(&owner.visitor, &waiting, Proof::Code("000000")).await;
        assert!(matches!(wrong, Err(Error::WrongCode | Error::TooManyAttempts { .. })));
        cafe.later(5);
    }
    let code = cafe.totp(&secret);
    let late = cafe.idp.second_factor(&owner.visitor, &waiting, Proof::Code(&code)).await;
    assert!(matches!(late, Err(Error::Expired)));
    cafe.later(3_600);
    let waiting = challenge(&cafe, &owner).await;
    cafe.later(600);
    let code = cafe.totp(&secret);
    let late = cafe.idp.second_factor(&owner.visitor, &waiting, Proof::Code(&code)).await;
    assert!(matches!(late, Err(Error::Expired)));
}

#[tokio::test]
async fn a_recovery_code_is_taken_once_however_it_is_typed() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    let (_, codes) = cafe.enrol(&mut owner).await;
    let typed = format!("{}-{}", &codes[0][..5], &codes[0][5..]).to_lowercase();
    assert!(prove(&cafe, &owner, Proof::Recovery(&typed)).await.is_ok());
    assert!(matches!(
        prove(&cafe, &owner, Proof::Recovery(&codes[0])).await,
        Err(Error::WrongCode)
    ));
    for code in &codes[1..8] {
        assert!(prove(&cafe, &owner, Proof::Recovery(code)).await.is_ok());
    }
    let letters = cafe.post.to(ANNA);
    assert!(letters.last().expect("a letter").text.contains('2'), "few are left");
    owner.keep(&prove(&cafe, &owner, Proof::Recovery(&codes[8])).await.expect("one of two"));
    let who = cafe.who(&owner).await.expect("signed in");
    let fresh = cafe.idp.new_recovery_codes(&who).await.expect("fresh");
    assert!(matches!(
        prove(&cafe, &owner, Proof::Recovery(&codes[9])).await,
        Err(Error::WrongCode)
    ));
    assert!(prove(&cafe, &owner, Proof::Recovery(&fresh[0])).await.is_ok());
}

#[tokio::test]
async fn whose_role_needs_a_second_factor_cannot_turn_it_off() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    cafe.idp.set_role(ANNA, kernel::Role::Admin, vec![]).await.expect("an admin");
    cafe.later(1);
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&owner, PASSWORD).await else { panic!() };
    owner.keep(&session);
    assert!(cafe.who(&owner).await.expect("signed in").must_enrol());
    cafe.later(1);
    let (secret, _) = cafe.enrol(&mut owner).await;
    let who = cafe.who(&owner).await.expect("signed in");
    assert!(!who.must_enrol());
    assert!(matches!(cafe.idp.remove_authenticator(&who).await, Err(Error::MfaRequired)));
    cafe.later(60);
    assert!(prove(&cafe, &owner, Proof::Code(&cafe.totp(&secret))).await.is_ok());
}

#[tokio::test]
async fn a_customer_turns_the_second_factor_off_and_is_told() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    cafe.enrol(&mut owner).await;
    let who = cafe.who(&owner).await.expect("signed in");
    cafe.idp.remove_authenticator(&who).await.expect("off");
    assert!(cafe.has_said("authenticator-removed").await);
    assert!(matches!(cafe.sign_in(&owner, PASSWORD).await, Ok(Step::SignedIn(_))));
}

#[tokio::test]
async fn an_admin_takes_a_lost_second_factor_away_and_every_session_ends() {
    let cafe = Cafe::open();
    let mut owner = cafe.person(ANNA).await;
    cafe.enrol(&mut owner).await;
    cafe.later(1);
    cafe.idp.reset_mfa(ANNA).await.expect("reset");
    assert!(matches!(cafe.who(&owner).await, Err(Error::SignedOut)));
    assert!(matches!(cafe.sign_in(&owner, PASSWORD).await, Ok(Step::SignedIn(_))));
    assert!(cafe.has_said("mfa-reset").await);
}

#[tokio::test]
async fn another_sessions_challenge_is_of_no_use() {
    let cafe = Cafe::open();
    let anna = cafe.person(ANNA).await;
    let bert = cafe.person("bert@example.org").await;
    let annas = cafe.who(&anna).await.expect("signed in");
    let berts = cafe.who(&bert).await.expect("signed in");
    let enrolment = cafe.idp.enrol_authenticator(&annas).await.expect("fresh");
    let code = cafe.totp(&enrolment.secret);
    let stolen =
        cafe.idp.add_authenticator(&berts, &bert.visitor, &enrolment.challenge, &code).await;
    assert!(matches!(stolen, Err(Error::Expired)));
}
