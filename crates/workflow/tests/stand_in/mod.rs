//! The stand-in for AWS that tests run against: `COMANDA_TEST_AWS` names it.

mod queue;
mod request;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sfn::Client;
use aws_sdk_sfn::config::Credentials;
use kernel::{OsRandom, Random};
use serde_json::json;
use workflow::StepFunctions;

pub(crate) use self::queue::Queue;

/// A stand-in asks for no role that exists.
const ROLE: &str = "arn:aws:iam::000000000000:role/comanda-test";

/// The stand-in, and names that no other test has.
pub(crate) struct StandIn {
    endpoint: String,
    config: SdkConfig,
    client: Client,
    prefix: String,
}

impl StandIn {
    /// The one that is named. Waits and pauses between tries take no time in it from now on; what
    /// a task may take does.
    #[expect(clippy::disallowed_methods, reason = "the test run says here where its stand-in is")]
    pub(crate) async fn named() -> Self {
        let endpoint = std::env::var("COMANDA_TEST_AWS")
            .expect("COMANDA_TEST_AWS names no stand-in: run `cargo xtask test`, which starts one");
        let config = aws_config::defaults(BehaviorVersion::latest())
            .endpoint_url(&endpoint)
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .load()
            .await;
        let client = Client::new(&config);
        let without_pauses = json!({ "stepfunctions._SFN_WAIT_SCALE": 0 });
        request::post(&endpoint, "/_ministack/config", &[], &without_pauses).await;
        Self { endpoint, config, client, prefix: format!("t-{}", &OsRandom.token()[..12]) }
    }

    /// A queue.
    pub(crate) async fn queue(&self, name: &str) -> Queue {
        Queue::make(&self.endpoint, &format!("{}-{name}.fifo", self.prefix)).await
    }

    /// A state machine with this definition; says its ARN.
    pub(crate) async fn machine(&self, name: &str, definition: &str) -> String {
        let asked = self.client.create_state_machine().name(format!("{}-{name}", self.prefix));
        let made = asked.definition(definition).role_arn(ROLE).send().await;
        made.expect("the stand-in takes the definition").state_machine_arn
    }

    /// The adapter, for these machines: our name and the ARN of each.
    pub(crate) fn workflows(&self, machines: &[(&str, &str)]) -> StepFunctions {
        let owned = machines.iter().map(|(name, arn)| ((*name).to_owned(), (*arn).to_owned()));
        StepFunctions::new(owned, &self.config).expect("ARNs of state machines")
    }
}
