//! A FIFO queue of the stand-in.

use serde_json::{Value, json};

use super::request::post;

pub(crate) struct Queue {
    endpoint: String,
    /// Its address, as a state asks for it.
    pub(crate) url: String,
}

impl Queue {
    pub(super) async fn make(endpoint: &str, name: &str) -> Self {
        let wanted = json!({ "QueueName": name, "Attributes": { "FifoQueue": "true" } });
        let made = ask(endpoint, "CreateQueue", &wanted).await;
        let url = made["QueueUrl"].as_str().expect("an address").to_owned();
        Self { endpoint: endpoint.to_owned(), url }
    }

    /// The bodies of the next messages, ten at most; waits so long for the first. They are gone
    /// then.
    pub(crate) async fn receive(&self, seconds: u32) -> Vec<Value> {
        let url = &self.url;
        let receive =
            json!({ "QueueUrl": url, "MaxNumberOfMessages": 10, "WaitTimeSeconds": seconds });
        let received = ask(&self.endpoint, "ReceiveMessage", &receive).await;
        let mut bodies = Vec::new();
        for message in received["Messages"].as_array().into_iter().flatten() {
            let delete = json!({ "QueueUrl": url, "ReceiptHandle": message["ReceiptHandle"] });
            ask(&self.endpoint, "DeleteMessage", &delete).await;
            let body = message["Body"].as_str().expect("a body");
            bodies.push(serde_json::from_str(body).expect("JSON"));
        }
        bodies
    }
}

/// Asks SQS for something.
async fn ask(endpoint: &str, operation: &str, input: &Value) -> Value {
    let target = format!("AmazonSQS.{operation}");
    let headers = [
        ("X-Amz-Target", &*target),
        ("Content-Type", "application/x-amz-json-1.0"),
        (
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, \
             SignedHeaders=host, Signature=none",
        ),
    ];
    post(endpoint, "/", &headers, input).await
}
