//! What a server is made of.

use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Verifier};
use kernel::{Clock, Random};
use notify::ports::Mailer;
use queue::{Carrier, Queue};
use store::Store;
use workflow::Workflows;

use crate::config::{Payments, Work};

/// What an [`App`](super::App) is made of.
pub struct Parts {
    /// Where records are, opened with [`collections`](super::collections).
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// The key tokens are signed with.
    pub key: InstanceKey,
    /// The name tokens are signed with.
    pub issuer: String,
    /// How people sign in here; `None` where they do so elsewhere.
    pub sign_in: Option<idp::ports::Settings>,
    /// How old a sign-in may be where it must be strong.
    pub step_up: Duration,
    /// What orders can be paid with.
    pub payments: Payments,
    /// How messages are worked on.
    pub work: Work,
    /// Who carries mail.
    pub mailer: Arc<dyn Mailer>,
    /// Where those who run push services reach us, and whether this is a server for trying out:
    /// what pushes are sent with. `None` where none are sent.
    pub push: Option<PushSettings>,
    /// Where the people of every location read mail, if they do.
    pub staff_email: Option<String>,
    /// What others do in place of this program.
    pub elsewhere: Elsewhere,
    /// Names this process among those that share the store. Where there can only be one it is
    /// always the same, so that it takes over from the one before without waiting.
    pub name: String,
}

/// How pushes are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushSettings {
    /// Where those who run push services reach us: `https://…` or `mailto:…`.
    pub contact: String,
    /// Whether this server is only for trying things out on this machine.
    pub local: bool,
}

/// What others do in place of this program; nothing unless told.
#[derive(Default)]
pub struct Elsewhere {
    /// Queues, and who carries messages to them.
    pub queue: Option<(Arc<dyn Queue>, Arc<dyn Carrier>)>,
    /// Workflows.
    pub workflows: Option<Arc<dyn Workflows>>,
    /// Signing tokens: who checks them.
    pub verifier: Option<Verifier>,
}
