//! The stand-in for AWS that the test run has started, and tables of one test on it.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use kernel::{OsRandom, Random};
use store::{Declared, DynamoStore};

/// Tables that no other test uses.
pub(crate) struct Tables {
    pub(crate) prefix: String,
    pub(crate) config: SdkConfig,
}

/// The address of the stand-in.
#[expect(clippy::disallowed_methods, reason = "the test run says here where its stand-in is")]
pub(crate) fn address() -> String {
    std::env::var("COMANDA_TEST_AWS").expect(
        "COMANDA_TEST_AWS names no stand-in for AWS: run `cargo xtask test`, which starts one",
    )
}

/// How AWS is reached at this address.
pub(crate) fn config_at(address: &str) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "the test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(address)
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

impl Tables {
    pub(crate) fn new() -> Self {
        Self { prefix: format!("t{}", OsRandom.token()), config: config_at(&address()) }
    }

    /// Opens a store on them, making what is missing.
    pub(crate) async fn open(&self, collections: &[&'static dyn Declared]) -> DynamoStore {
        let opened = DynamoStore::open(&self.prefix, true, &self.config, collections).await;
        opened.expect("the store opens")
    }

    /// Deletes them.
    pub(crate) async fn delete(&self) {
        let client = Client::new(&self.config);
        let listed = client.list_tables().exclusive_start_table_name(&self.prefix).send().await;
        let names = listed.expect("the stand-in answers").table_names.unwrap_or_default();
        for name in names.iter().take_while(|name| name.starts_with(&self.prefix)) {
            let deleted = client.delete_table().table_name(name).send().await;
            deleted.expect("a table that is there can be deleted");
        }
    }
}
