//! What requests are answered from.

use std::sync::Arc;
use std::time::Duration;

use api::Verifier;
use idp::Idp;
use notify::Notify;
use users::Users;
use workflow::Workflows;

use super::Contexts;

/// Everything a router needs, and nothing that works in the background. Cheap to clone.
#[derive(Clone)]
pub struct Answers {
    /// What is decided.
    pub contexts: Contexts,
    /// What people were told.
    pub notify: Notify,
    /// People.
    pub users: Users,
    /// Where people sign in; `None` where they do so elsewhere.
    pub idp: Option<Idp>,
    /// Who is asked for workflows.
    pub workflows: Arc<dyn Workflows>,
    /// Checks tokens.
    pub verifier: Arc<Verifier>,
    /// How old a sign-in may be where it must be strong.
    pub step_up: Duration,
}
