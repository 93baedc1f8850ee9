//! Our own OpenID provider, introduced to those it asks.

use std::sync::Arc;

use api::InstanceKey;
use idp::Idp;
use idp::ports::Settings;
use notify::ports::Mailer;
use users::Users;

use super::Contexts;
use crate::links::{InProcessUsers, Letters};

/// Puts it on the store of the contexts.
///
/// # Panics
/// When the settings are unsound, which the configuration was held to.
pub(super) fn open(
    settings: Settings,
    contexts: &Contexts,
    users: &Users,
    mailer: Arc<dyn Mailer>,
    key: &InstanceKey,
) -> Idp {
    let (clock, random) = (contexts.clock.clone(), contexts.random.clone());
    let parts = idp::ports::Parts {
        store: contexts.store.clone(),
        users: Arc::new(InProcessUsers(users.clone())),
        post: Arc::new(Letters::new(mailer, clock.clone(), random.clone())),
        clock,
        random,
        secret: key.secret("idp"),
        settings,
    };
    Idp::new(parts).expect("the configuration was held to it")
}
