//! How strong and how recent a sign-in is.

use std::time::Duration;

use kernel::Role;

use crate::client::{Client, Wanted};
use crate::person::Person;
use crate::provider::Provider;

const MFA: &str = "urn:comanda:acr:mfa";

#[tokio::test]
async fn a_client_that_asks_for_a_second_factor_gets_one() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, "ada@example.org", Role::Customer).await;
    let asked = client.ask(&Wanted { acr: Some(MFA), ..Wanted::default() });
    let led = ada.open(asked.url.as_str()).await;
    let came_back = ada.enrol(led).await.away();
    let (_, claims) = client.take(asked, &came_back).await;
    assert_eq!(claims.auth_context_ref().map(|acr| acr.as_str()), Some(MFA));
    let ways = claims.auth_method_refs().expect("the ways");
    let ways: Vec<&str> = ways.iter().map(|way| way.as_str()).collect();
    assert_eq!(ways, ["pwd", "otp", "mfa"]);
}

#[tokio::test]
async fn somebody_who_runs_the_place_gets_nowhere_without_a_second_factor() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut boss = Person::invited(&provider, "boss@example.org", Role::Admin).await;
    let asked = client.ask(&Wanted::default());
    let led = boss.open(asked.url.as_str()).await;
    let came_back = boss.enrol(led).await.away();
    let (_, claims) = client.take(asked, &came_back).await;
    assert_eq!(claims.auth_context_ref().map(|acr| acr.as_str()), Some(MFA));
}

#[tokio::test]
async fn a_sign_in_that_is_too_old_for_max_age_is_done_again() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, "ada@example.org", Role::Customer).await;
    let minute = || Wanted { max_age_s: Some(60), ..Wanted::default() };
    let asked = client.ask(&minute());
    let came_back = ada.open(asked.url.as_str()).await.away();
    let (_, fresh) = client.take(asked, &came_back).await;

    provider.clock.advance(Duration::from_secs(61));
    let asked = client.ask(&minute());
    let led = ada.open(asked.url.as_str()).await;
    let came_back = ada.sign_in(led).await.away();
    let (_, again) = client.take(asked, &came_back).await;
    let (fresh, again) = (fresh.auth_time(), again.auth_time());
    let passed_s = again.zip(fresh).map(|(again, fresh)| (again - fresh).num_seconds());
    assert_eq!(passed_s, Some(61));
}
