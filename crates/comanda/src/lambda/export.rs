//! The job `export-backup`: every table, as it is now, to a bucket of S3. DynamoDB does the work by
//! itself; the tables need point-in-time recovery.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ExportFormat;
use kernel::Clock;
use serde_json::{Value, json};

use super::failure::Failure;
use super::invocation::Invocation;
use super::opened::Opened;
use crate::app::collections_on_aws;
use crate::config::Backup;

/// The table of counters, which is no collection.
const COUNTERS: &str = "counters";

/// Has tables exported.
pub(super) struct Exporter {
    client: Client,
    clock: Arc<dyn Clock>,
    prefix: String,
    backup: Backup,
}

impl Exporter {
    pub(super) fn open(opened: &Opened) -> Self {
        Self {
            client: Client::new(&opened.sdk),
            clock: opened.clock.clone(),
            prefix: opened.prefix.clone(),
            backup: opened.config.backup.clone(),
        }
    }

    /// Begins the export of every table to `PREFIX/DATE/TABLE/` of the bucket; says how many there
    /// are. The same table on the same day once more is the same export.
    pub(super) async fn export(&self, call: &Invocation) -> Result<Value, Failure> {
        if self.backup.bucket.is_empty() {
            return Err(Failure::new("bug.no-bucket", "backup.bucket names no bucket"));
        }
        let date = self.clock.now().strftime("%Y-%m-%d").to_string();
        let names = collections_on_aws().into_iter().map(store::Declared::name);
        let mut failed = Vec::new();
        let mut begun = 0;
        for name in names.chain([COUNTERS]) {
            let table = format!("{}-{name}", self.prefix);
            match self.begin(&table, &date, &call.function).await {
                Ok(()) => begun += 1,
                Err(error) => {
                    tracing::error!(table, error, "the table was not exported");
                    failed.push(table);
                }
            }
        }
        match failed.as_slice() {
            [] => Ok(json!({ "tables": begun, "date": date })),
            tables => {
                let words = format!("not exported: {}", tables.join(", "));
                Err(Failure::new(crate::links::UNAVAILABLE, words))
            }
        }
    }

    async fn begin(&self, table: &str, date: &str, function: &str) -> Result<(), String> {
        let arn = table_arn(function, table).ok_or_else(|| format!("{function} is no function"))?;
        let exported = self
            .client
            .export_table_to_point_in_time()
            .table_arn(arn)
            .client_token(format!("{table}-{date}"))
            .s3_bucket(&self.backup.bucket)
            .s3_prefix(format!("{}{date}/{table}", self.backup.prefix))
            .export_format(ExportFormat::DynamodbJson)
            .send()
            .await;
        exported.map(drop).map_err(|error| crate::links::chain(&error))
    }
}

/// A table of the account and region where the function is:
/// `arn:aws:lambda:REGION:ACCOUNT:function:NAME`.
fn table_arn(function: &str, table: &str) -> Option<String> {
    let mut parts = function.split(':');
    let (arn, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account) = (parts.next()?, parts.next()?);
    let is_function = (arn, service) == ("arn", "lambda");
    is_function.then(|| format!("arn:{partition}:dynamodb:{region}:{account}:table/{table}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_where_its_function_is() {
        let function = "arn:aws-cn:lambda:cn-north-1:123456789012:function:cafe-scheduled";
        let table = "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/cafe-orders";
        assert_eq!(table_arn(function, "cafe-orders").as_deref(), Some(table));
        assert_eq!(table_arn("cafe-scheduled", "cafe-orders"), None);
    }
}
