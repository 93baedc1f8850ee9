use kernel::{LocationId, PrincipalId, Role};
use store::Store as _;

use super::testing::{Browser, Cafe, PASSWORD};
use super::{Step, TakenUp};
use crate::error::Error;
use crate::words::Language;

const ADA: &str = "ada@example.org";
const BEN: &str = "ben@example.org";

fn here() -> Vec<LocationId> {
    vec!["loc_here".parse().expect("an id")]
}

/// Ada, who runs the place; her id.
async fn ada(cafe: &Cafe) -> PrincipalId {
    cafe.person(ADA).await;
    let line = cafe.idp.set_role(ADA, Role::Admin, vec![]).await.expect("an admin");
    PrincipalId::new(&line.user)
}

#[tokio::test]
async fn whoever_is_invited_takes_it_up_and_is_one_of_the_staff() {
    let cafe = Cafe::open();
    ada(&cafe).await;
    let hired = cafe.idp.hire(BEN, Role::Barista, here(), Language::De).await.expect("invited");
    assert_eq!((hired.member.state, hired.member.last_signed_in_at), ("invited", None));
    assert_eq!(hired.link, None, "it was mailed");
    let text = cafe.post.to(BEN).pop().expect("a letter").text;
    let link = text.split("link=").nth(1).and_then(|rest| rest.split_whitespace().next());
    let taken = TakenUp {
        link: link.expect("a link"),
        email: "",
        name: "Ben",
        password: PASSWORD,
        language: Language::De,
    };
    cafe.idp.take_up(&Browser::at("a").visitor, taken).await.expect("an account");
    let staff = cafe.idp.staff().await.expect("the store answers");
    let lines: Vec<_> = staff.iter().map(|one| (one.email.as_str(), one.role, one.state)).collect();
    assert_eq!(lines, [(ADA, Role::Admin, "active"), (BEN, Role::Barista, "active")]);
    assert_eq!(staff[1].last_signed_in_at, Some(cafe.idp.now()));
    let again = cafe.idp.hire(BEN, Role::Manager, here(), Language::De).await;
    assert!(matches!(again, Err(Error::EmailTaken)));
    let nobody = cafe.idp.hire("eve@example.org", Role::Customer, vec![], Language::En).await;
    assert!(matches!(nobody, Err(Error::BadRole(_))), "customers sign up by themselves");
    assert!(cafe.post.to("eve@example.org").is_empty());
}

#[tokio::test]
async fn a_customer_who_is_hired_keeps_their_account_and_one_who_leaves_is_a_customer_again() {
    let cafe = Cafe::open();
    let by = ada(&cafe).await;
    let browser = cafe.person(BEN).await;
    cafe.later(1);
    let hired = cafe.idp.hire(BEN, Role::Barista, here(), Language::En).await.expect("hired");
    assert_eq!((hired.member.role, hired.member.state), (Role::Barista, "active"));
    assert!(cafe.who(&browser).await.is_err(), "the role holds from the next sign-in on");
    let id = hired.member.user;
    cafe.idp.set_staff_role(&by, &id, Role::Customer, vec![]).await.expect("gone");
    assert_eq!(cafe.idp.staff().await.expect("the store answers").len(), 1);
    for refused in [
        cafe.idp.set_staff_role(&by, &id, Role::Admin, vec![]).await,
        cafe.idp.disable_staff(&by, &id, true).await,
        cafe.idp.sign_out_staff(&id).await,
        cafe.idp.reset_staff_mfa(&by, &id).await,
        cafe.idp.sign_out_staff(ADA).await,
        cafe.idp.sign_out_staff("usr_0").await,
    ] {
        assert!(matches!(refused, Err(Error::NoSuchAccount(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn an_admin_takes_nothing_from_themselves_and_the_last_one_stays() {
    let cafe = Cafe::open();
    let by = ada(&cafe).await;
    let me = by.as_str();
    for refused in [
        cafe.idp.disable_staff(&by, me, true).await,
        cafe.idp.set_staff_role(&by, me, Role::Barista, here()).await,
        cafe.idp.reset_staff_mfa(&by, me).await,
    ] {
        assert!(matches!(refused, Err(Error::Yourself)), "{refused:?}");
    }
    // Nor is the last one taken away by whoever has a token of the operator.
    let operator = PrincipalId::new("operator");
    let refused = cafe.idp.disable_staff(&operator, me, true).await;
    assert!(matches!(refused, Err(Error::LastAdmin)), "{refused:?}");
    cafe.idp.sign_out_staff(me).await.expect("signed out");
}

#[tokio::test]
async fn of_two_admins_who_take_each_other_away_at_once_one_stays() {
    let cafe = Cafe::open();
    let by = ada(&cafe).await;
    cafe.person(BEN).await;
    let hired = cafe.idp.hire(BEN, Role::Admin, vec![], Language::En).await.expect("hired");
    // Ada's account is being closed. In between she disables Ben, who is still another admin.
    let closing = super::closing(&*cafe.store, by.as_str(), cafe.idp.now()).await;
    cafe.idp.disable_staff(&by, &hired.member.user, true).await.expect("Ada is still there");
    let outcome = cafe.store.commit(closing.expect("Ben is still there")).await;
    assert!(matches!(outcome, Ok(store::Outcome::Conflict { .. })), "{outcome:?}");
    assert!(cafe.idp.has_admin().await.expect("answers"));
}

#[tokio::test]
async fn whoever_is_disabled_is_out_at_once_and_comes_back_with_their_password() {
    let cafe = Cafe::open();
    let by = ada(&cafe).await;
    let browser = cafe.person("anna@example.org").await;
    let hired = cafe.idp.hire("anna@example.org", Role::Manager, here(), Language::En).await;
    let id = hired.expect("hired").member.user;
    let line = cafe.idp.disable_staff(&by, &id, true).await.expect("disabled");
    assert_eq!(line.state, "disabled");
    assert!(matches!(cafe.sign_in(&browser, PASSWORD).await, Err(Error::WrongPassword)));
    let line = cafe.idp.disable_staff(&by, &id, false).await.expect("enabled");
    assert_eq!(line.state, "active");
    assert!(matches!(cafe.sign_in(&browser, PASSWORD).await, Ok(Step::SignedIn(_))));
}

#[tokio::test]
async fn where_no_mail_can_be_sent_whoever_invites_passes_the_link_on() {
    let cafe = Cafe::open();
    ada(&cafe).await;
    cafe.post.close();
    let hired = cafe.idp.hire(BEN, Role::Barista, here(), Language::En).await.expect("invited");
    let link = hired.link.expect("a link");
    assert!(link.contains("/invited?link="), "{link}");
    assert!(cafe.post.to(BEN).is_empty());
}
