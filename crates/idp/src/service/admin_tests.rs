use std::pin::pin;
use std::task::{Context, Poll, Waker};

use store::Outcome;

use super::super::closing;
use super::super::testing::Cafe;
use super::*;

#[tokio::test]
async fn whoever_is_disabled_while_the_other_admin_goes_stays() {
    let cafe = Cafe::open();
    for email in ["ada@example.org", "ben@example.org"] {
        cafe.person(email).await;
        cafe.idp.set_role(email, Role::Admin, vec![]).await.expect("an admin");
    }
    let ada = cafe.idp.named("ada@example.org").await.expect("there").record.id;
    let going = closing(&*cafe.store, &ada, cafe.idp.now()).await;
    let mut going = Some(going.expect("Ben is there"));
    let disabled = cafe.idp.administer("ben@example.org", true, |account, _| {
        account.disabled = true;
        // Between looking and committing.
        if let Some(going) = going.take() {
            let mut gone = pin!(cafe.store.commit(going));
            let gone = gone.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(matches!(gone, Poll::Ready(Ok(Outcome::Committed))), "memory is quick");
        }
    });
    assert!(matches!(disabled.await, Err(Error::LastAdmin)));
    assert!(cafe.idp.has_admin().await.expect("answers"));
}
