use kernel::Role;

use super::Step;
use super::testing::{Browser, Cafe, PASSWORD, settings};
use crate::domain::PasswordFlaw;
use crate::error::Error;
use crate::words::Language;

const ANNA: &str = "anna@example.org";

#[tokio::test]
async fn an_account_begins_with_the_code_that_was_mailed() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    let who = cafe.who(&browser).await.expect("signed in");
    let account = cafe.idp.view(&who).await.expect("an account");
    assert_eq!((account.email.as_str(), account.name.as_str()), (ANNA, "Anna"));
    assert_eq!(account.role, Role::Customer);
    assert!(cafe.has_said("registered").await);
    assert!(matches!(cafe.sign_in(&Browser::at("a"), PASSWORD).await, Ok(Step::SignedIn(_))));
}

#[tokio::test]
async fn an_address_in_use_is_told_so_by_mail_and_answered_like_any_other() {
    let cafe = Cafe::open();
    cafe.person(ANNA).await;
    let visitor = &Browser::at("203.0.113.9").visitor;
    let flow =
        cafe.idp.sign_up(visitor, Language::En, ANNA, "Mallory", "another good phrase").await;
    let flow = flow.expect("the same answer");
    assert_eq!(cafe.idp.mailed_to(&flow).await.expect("a page"), "a…@example.org");
    let letters = cafe.post.to(ANNA);
    let last = &letters.last().expect("a letter").text;
    assert!(last.contains("/sign-in") && last.contains("/forgotten"), "{last}");
    for code in ["00000000", "", "12345678"] {
        assert!(matches!(cafe.idp.verify(visitor, &flow, code).await, Err(Error::WrongCode)));
    }
}

#[tokio::test]
async fn a_mailed_code_is_good_for_five_guesses_and_ten_minutes() {
    let cafe = Cafe::open();
    let visitor = &Browser::at("a").visitor;
    let begin = async |email| {
        let flow = cafe.idp.sign_up(visitor, Language::En, email, "Anna", PASSWORD).await;
        (flow.expect("a flow"), cafe.post.code_to(email))
    };
    let (flow, code) = begin("a@example.org").await;
    for _ in 0..5 {
        assert!(matches!(cafe.idp.verify(visitor, &flow, "00000000").await, Err(Error::WrongCode)));
    }
    assert!(matches!(cafe.idp.verify(visitor, &flow, &code).await, Err(Error::Expired)));
    let (flow, code) = begin("b@example.org").await;
    cafe.later(10 * 60);
    assert!(matches!(cafe.idp.verify(visitor, &flow, &code).await, Err(Error::Expired)));
    let (flow, code) = begin("c@example.org").await;
    cafe.later(9 * 60);
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    assert!(cafe.idp.verify(visitor, &flow, &spaced).await.is_ok(), "as people type it");
    assert!(matches!(cafe.idp.verify(visitor, &flow, &code).await, Err(Error::Expired)), "once");
}

#[tokio::test]
async fn a_code_that_is_sent_again_takes_the_place_of_the_one_before() {
    let cafe = Cafe::open();
    let visitor = &Browser::at("a").visitor;
    let flow = cafe.idp.sign_up(visitor, Language::De, ANNA, "Anna", PASSWORD).await;
    let flow = flow.expect("a flow");
    let first = cafe.post.code_to(ANNA);
    cafe.idp.resend(&flow, "a").await.expect("sent");
    let second = cafe.post.code_to(ANNA);
    assert_ne!(first, second);
    assert!(matches!(cafe.idp.verify(visitor, &flow, &first).await, Err(Error::WrongCode)));
    assert!(cafe.idp.verify(visitor, &flow, &second).await.is_ok());
}

#[tokio::test]
async fn nobody_is_mailed_more_than_a_few_times_an_hour() {
    let cafe = Cafe::open();
    let ask = async |network: &str| {
        let visitor = Browser::at(network).visitor;
        cafe.idp.forgotten(&visitor, Language::En, ANNA).await
    };
    for n in 0..5 {
        assert!(ask(&format!("10.0.0.{n}")).await.is_ok());
    }
    assert!(matches!(ask("10.0.1.1").await, Err(Error::TooManyAttempts { wait_s: 1.. })));
}

#[tokio::test]
async fn a_bad_address_name_or_password_is_refused_before_anything_is_mailed() {
    let cafe = Cafe::open();
    let visitor = &Browser::at("a").visitor;
    let sign_up = async |email, name, password| {
        cafe.idp.sign_up(visitor, Language::En, email, name, password).await.expect_err("refused")
    };
    assert!(matches!(sign_up("anna", "Anna", PASSWORD).await, Error::BadEmail));
    assert!(matches!(sign_up(ANNA, " ", PASSWORD).await, Error::BadName));
    assert!(matches!(sign_up(ANNA, "A\nB", PASSWORD).await, Error::BadName));
    let flaw = sign_up(ANNA, "Anna", "password1").await;
    assert!(matches!(flaw, Error::BadPassword(PasswordFlaw::Common)));
    assert!(cafe.post.to(ANNA).is_empty());
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail_and_every_session_ends() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    let flow = cafe.idp.forgotten(&browser.visitor, Language::En, ANNA).await.expect("a flow");
    let code = cafe.post.code_to(ANNA);
    let weak = cafe.idp.reset(&flow, &code, "password").await;
    assert!(matches!(weak, Err(Error::BadPassword(_))), "and the code is still good");
    cafe.later(1);
    cafe.idp.reset(&flow, &code, "a better phrase than that").await.expect("reset");
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    assert!(matches!(cafe.sign_in(&browser, PASSWORD).await, Err(Error::WrongPassword)));
    let step = cafe.sign_in(&browser, "a better phrase than that").await;
    assert!(matches!(step, Ok(Step::SignedIn(_))));
    assert!(matches!(cafe.idp.reset(&flow, &code, PASSWORD).await, Err(Error::Expired)), "once");
    let nobody = cafe.idp.forgotten(&browser.visitor, Language::En, "no@example.org").await;
    let flow = nobody.expect("the same answer");
    assert!(cafe.post.to("no@example.org").is_empty());
    assert!(matches!(cafe.idp.reset(&flow, &code, PASSWORD).await, Err(Error::WrongCode)));
}

#[tokio::test]
async fn another_password_ends_every_other_session() {
    let cafe = Cafe::open();
    let mut browser = cafe.person(ANNA).await;
    let mut other = Browser::at("b");
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&other, PASSWORD).await else { panic!() };
    other.keep(&session);
    cafe.later(5);
    let who = cafe.who(&browser).await.expect("signed in");
    let new = "a better phrase than that";
    let wrong = cafe.idp.change_password(&who, &browser.visitor, "wrong", new).await;
    assert!(matches!(wrong, Err(Error::WrongPassword)));
    let session = cafe.idp.change_password(&who, &browser.visitor, PASSWORD, new).await;
    let before = browser.clone();
    browser.keep(&session.expect("changed"));
    assert!(cafe.who(&browser).await.is_ok());
    assert!(matches!(cafe.who(&other).await, Err(Error::SignedOut)));
    assert!(matches!(cafe.who(&before).await, Err(Error::SignedOut)), "the old cookie, too");
}

#[tokio::test]
async fn changing_the_password_does_not_make_a_sign_in_fresh() {
    let cafe = Cafe::open();
    let mut browser = cafe.person(ANNA).await;
    cafe.later(901);
    let who = cafe.who(&browser).await.expect("signed in");
    assert!(who.must_be_fresh().is_err());
    let new = "a better phrase than that";
    let session = cafe.idp.change_password(&who, &browser.visitor, PASSWORD, new).await;
    browser.keep(&session.expect("changed"));
    let who = cafe.who(&browser).await.expect("signed in");
    assert!(matches!(who.must_be_fresh(), Err(Error::ConfirmFirst)));
}

#[tokio::test]
async fn an_account_moves_to_an_address_whose_code_was_read() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    cafe.person("bert@example.org").await;
    let who = cafe.who(&browser).await.expect("signed in");
    let taken = cafe.idp.change_email(&who, "a", "bert@example.org").await.expect("same answer");
    assert!(matches!(
        cafe.idp.confirm_email(&who, &taken, "12345678").await,
        Err(Error::WrongCode)
    ));
    let flow = cafe.idp.change_email(&who, "a", "anna@new.example").await.expect("a flow");
    let code = cafe.post.code_to("anna@new.example");
    cafe.idp.confirm_email(&who, &flow, &code).await.expect("moved");
    let told = cafe.post.to(ANNA);
    assert!(told.last().expect("a letter").text.contains("a…@new.example"));
    assert!(matches!(cafe.sign_in(&Browser::at("c"), PASSWORD).await, Err(Error::WrongPassword)));
    let moved = cafe.idp.sign_in(&Browser::at("c").visitor, "anna@new.example", PASSWORD).await;
    assert!(moved.is_ok());
    cafe.person(ANNA).await;
}

#[tokio::test]
async fn what_bears_on_security_needs_a_sign_in_of_a_quarter_of_an_hour() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    cafe.later(901);
    let who = cafe.who(&browser).await.expect("still signed in");
    assert!(matches!(cafe.idp.enrol_authenticator(&who).await, Err(Error::ConfirmFirst)));
    assert!(matches!(cafe.idp.enrol_passkey(&who).await, Err(Error::ConfirmFirst)));
    assert!(matches!(cafe.idp.close_account(&who).await, Err(Error::ConfirmFirst)));
    assert!(matches!(cafe.idp.new_recovery_codes(&who).await, Err(Error::ConfirmFirst)));
    let changed = cafe.idp.change_email(&who, "a", "x@example.org").await;
    assert!(matches!(changed, Err(Error::ConfirmFirst)));
}

#[tokio::test]
async fn a_closed_account_leaves_nothing_to_sign_in_with() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    let who = cafe.who(&browser).await.expect("signed in");
    cafe.idp.close_account(&who).await.expect("closed");
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    assert!(matches!(cafe.sign_in(&browser, PASSWORD).await, Err(Error::WrongPassword)));
    assert!(cafe.has_said("closed").await);
    cafe.person(ANNA).await;
}

#[tokio::test]
async fn a_session_ends_with_its_time_and_a_shift_ends_sooner() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    cafe.later(30 * 24 * 3_600 - 1);
    assert!(cafe.who(&browser).await.is_ok());
    cafe.later(1);
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    let barista = vec!["loc_a".parse().expect("an id")];
    cafe.idp.set_role(ANNA, Role::Barista, barista).await.expect("a role");
    cafe.later(1);
    let mut browser = Browser::at("a");
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&browser, PASSWORD).await else { panic!() };
    browser.keep(&session);
    cafe.later(12 * 3_600);
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
}

#[tokio::test]
async fn signing_in_again_gives_another_cookie_and_the_old_one_opens_nothing() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&browser, PASSWORD).await else { panic!() };
    assert_ne!(Some(&session.cookie), browser.visitor.session.as_ref());
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    // A cookie that somebody else planted is not kept.
    let mut planted = Browser::at("b");
    planted.visitor.session = Some("planted.secret".to_owned());
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&planted, PASSWORD).await else { panic!() };
    assert!(!session.cookie.starts_with("planted."));
}

#[tokio::test]
async fn an_admin_is_made_by_the_first_link_and_only_by_one() {
    let cafe = Cafe::open();
    let link = cafe.idp.first_admin().await.expect("answers").expect("nobody is admin yet");
    let other = cafe.idp.first_admin().await.expect("answers").expect("nor now");
    let secret_of = |link: &str| link.split_once("link=").expect("a link").1.to_owned();
    let take = async |link: &str, email: &'static str| {
        let visitor = Browser::at("a").visitor;
        let taken = super::TakenUp {
            link: &secret_of(link),
            email,
            name: "Anna",
            password: PASSWORD,
            language: Language::En,
        };
        cafe.idp.take_up(&visitor, taken).await
    };
    assert!(matches!(take(&link, "").await, Err(Error::BadEmail)));
    assert!(take(&link, ANNA).await.is_ok());
    assert!(matches!(take(&link, "b@example.org").await, Err(Error::Expired)));
    assert!(matches!(take(&other, "b@example.org").await, Err(Error::Expired)));
    assert_eq!(cafe.idp.first_admin().await.expect("answers"), None);
    assert!(matches!(cafe.idp.disable(ANNA, true).await, Err(Error::LastAdmin)));
    assert!(matches!(cafe.idp.set_role(ANNA, Role::Customer, vec![]).await, Err(Error::LastAdmin)));
    let [admin] = &cafe.idp.list(Some(Role::Admin)).await.expect("answers")[..] else { panic!() };
    let closed = super::closing(&*cafe.store, &admin.user, cafe.idp.now()).await;
    assert!(matches!(closed, Err(Error::LastAdmin)), "by no way");
}

#[tokio::test]
async fn an_invitation_is_taken_up_once_with_the_role_it_names() {
    let cafe = Cafe::open();
    let here = vec!["loc_here".parse().expect("an id")];
    let invite = async |role, at| cafe.idp.invite("b@example.org", role, at, Language::De).await;
    assert!(matches!(invite(Role::Barista, vec![]).await, Err(Error::BadRole(_))));
    assert!(matches!(invite(Role::Admin, here.clone()).await, Err(Error::BadRole(_))));
    let invited = invite(Role::Manager, here.clone()).await.expect("invited");
    assert!(invited.mailed && cafe.post.to("b@example.org")[0].text.contains(&invited.link));
    let link = invited.link.split_once("link=").expect("a link").1;
    let taken = super::TakenUp {
        link,
        email: "ignored@example.org",
        name: "Bert",
        password: PASSWORD,
        language: Language::De,
    };
    let mut browser = Browser::at("a");
    browser.keep(&cafe.idp.take_up(&browser.visitor, taken).await.expect("taken up"));
    let who = cafe.who(&browser).await.expect("signed in");
    assert!(who.must_enrol(), "a manager needs a second factor");
    let again = cafe.idp.take_up(&browser.visitor, taken).await;
    assert!(matches!(again, Err(Error::Expired)));
    assert!(matches!(invite(Role::Admin, vec![]).await, Err(Error::EmailTaken)));
    let [found] = &cafe.idp.list(Some(Role::Manager)).await.expect("answers")[..] else { panic!() };
    assert_eq!((found.email.as_str(), found.state), ("b@example.org", "active"));
}

#[tokio::test]
async fn whoever_is_disabled_is_out_at_once_and_told_nothing() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    cafe.idp.disable(ANNA, true).await.expect("disabled");
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    assert!(matches!(cafe.sign_in(&browser, PASSWORD).await, Err(Error::WrongPassword)));
    cafe.later(1);
    cafe.idp.disable(ANNA, false).await.expect("enabled");
    assert!(cafe.sign_in(&browser, PASSWORD).await.is_ok());
}

#[test]
fn a_public_url_that_browsers_keep_no_cookies_for_is_refused() {
    for good in ["https://cafe.example", "https://cafe.example:8443", "http://localhost:8080"] {
        assert_eq!(settings(good).flaw(), None, "{good}");
    }
    for (bad, why) in [
        ("http://cafe.example", "is not https"),
        ("https://cafe.example/", "leave out the rest"),
        ("https://cafe.example/shop", "leave out the rest"),
        ("http://127.0.0.1:8080", "names no host"),
        ("cafe.example", "is no URL"),
    ] {
        let flaw = settings(bad).flaw().expect(bad);
        assert!(flaw.contains(why), "{flaw}");
    }
}
