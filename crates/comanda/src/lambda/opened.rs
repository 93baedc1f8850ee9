//! What a function is opened with: its configuration, and one set of connections for all clients.

use std::sync::Arc;

use anyhow::bail;
use api::{Signer, Verifier};
use aws_config::SdkConfig;
use kernel::{Clock, OsRandom, Random, SystemClock};
use notify::Notify;
use notify::mailer::Outbox;
use orders::Live;
use queue::Relay;
use store::{Address, DynamoStore, Store};
use users::ports::GuestTokens;
use workflow::Workflows;

use crate::app::{Answers, Contexts, collections_on_aws};
use crate::config::{Config, Engine, Queues};
use crate::links::guest_tokens;
use crate::{aws, open};

/// What functions open their parts from; each opens those it needs.
pub(super) struct Opened {
    pub(super) config: Config,
    pub(super) sdk: SdkConfig,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    /// What the names of this deployment's tables begin with.
    pub(super) prefix: String,
}

impl Opened {
    /// Finds account, region and connections; calls nobody.
    pub(super) async fn new(config: Config) -> anyhow::Result<Self> {
        let Address::Dynamo { prefix, .. } = config.store()?.address else {
            bail!("a function keeps its records in DynamoDB: set store.url to dynamodb:PREFIX");
        };
        let (clock, random) = (Arc::new(SystemClock), Arc::new(OsRandom));
        Ok(Self { config, sdk: aws::sdk().await, clock, random, prefix })
    }

    /// Where records are.
    pub(super) async fn store(&self) -> anyhow::Result<Arc<dyn Store>> {
        let (sdk, collections) = (&self.sdk, collections_on_aws());
        Ok(Arc::new(DynamoStore::open(&self.prefix, false, sdk, &collections).await?))
    }

    /// The contexts, on the store.
    pub(super) async fn contexts(&self) -> anyhow::Result<Contexts> {
        let (clock, random) = (Arc::clone(&self.clock), Arc::clone(&self.random));
        let payments = self.config.payments;
        Ok(Contexts::new(self.store().await?, clock, random, Live::brief(), payments))
    }

    /// What the names of the queues begin with, and the topic of events.
    pub(super) fn queues(&self) -> anyhow::Result<(String, String)> {
        match self.config.queues()? {
            Queues::Sqs { prefix, events } => Ok((prefix, events)),
            Queues::Store => bail!("a function's queues are in SQS: set queue.url to sqs:PREFIX"),
        }
    }

    /// Carries messages from the outbox to topics and queues.
    pub(super) fn relay(&self, store: Arc<dyn Store>) -> anyhow::Result<Relay> {
        let (prefix, events) = self.queues()?;
        let (_, carrier) = aws::queue(&prefix, &events, &self.sdk, &self.random);
        Ok(Relay::new(store, carrier))
    }

    /// What requests are answered from.
    pub(super) async fn answers(&self) -> anyhow::Result<Answers> {
        let (contexts, workflows) = (self.contexts().await?, self.workflows()?);
        // Who only answers sends nothing; `worker` does.
        let notify = contexts.notify(Arc::new(Outbox), None, None);
        let users = contexts.users(&notify, self.guest_tokens().await?, false);
        let verifier = Arc::new(self.verifier().await?);
        let step_up = self.config.step_up();
        // People sign in with Cognito here.
        let idp = None;
        Ok(Answers { contexts, notify, users, idp, workflows, verifier, step_up })
    }

    /// Who checks tokens. Only tokens of our own need the instance's key.
    async fn verifier(&self) -> anyhow::Result<Verifier> {
        if let Some(verifier) = open::outside_verifier(&self.config, &self.clock)? {
            return Ok(verifier);
        }
        let key = self.config.instance_key().await?;
        Ok(Verifier::new(&key, &self.config.identity.issuer, self.clock.clone()))
    }

    /// The tokens that let guests in, where tokens are our own.
    async fn guest_tokens(&self) -> anyhow::Result<Arc<dyn GuestTokens>> {
        if open::outside_verifier(&self.config, &self.clock)?.is_some() {
            return Ok(guest_tokens(None));
        }
        let (key, issuer) = (self.config.instance_key().await?, &self.config.identity.issuer);
        let verifier = Verifier::new(&key, issuer, self.clock.clone());
        Ok(guest_tokens(Some((Signer::new(&key, issuer.clone()), verifier))))
    }

    /// Who tells people.
    pub(super) async fn notify(&self, contexts: &Contexts) -> anyhow::Result<Notify> {
        let staff_email = open::some(&self.config.notify.staff_email);
        // Functions that know who calls from elsewhere have no key of their own to push with.
        Ok(contexts.notify(open::mailer(&self.config).await?, None, staff_email))
    }

    /// Who runs workflows.
    pub(super) fn workflows(&self) -> anyhow::Result<Arc<dyn Workflows>> {
        let Engine::States { machine } = self.config.engine()? else {
            bail!("workflows of a function run in Step Functions: set workflow.engine to an ARN");
        };
        aws::workflows(&machine, &self.sdk)
    }
}
