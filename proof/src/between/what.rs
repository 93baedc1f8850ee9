//! Which service is asked to do what.

use hyper::HeaderMap;
use serde::{Deserialize, Serialize};

/// A call, such as `dynamodb:TransactWriteItems`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Call {
    /// The service, as signatures name it.
    pub service: String,
    /// What it is asked to do; the method, for a service with paths.
    pub action: String,
}

impl Call {
    /// Reads it off a request; `None` when it is not signed, and so is none to AWS.
    pub(super) fn of(method: &str, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        // `AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, …` (SigV4).
        let credential = header("authorization")?.split("Credential=").nth(1)?;
        let service = credential.split('/').nth(3)?.to_owned();
        let target = header("x-amz-target").and_then(|target| target.rsplit('.').next());
        let form = std::str::from_utf8(body)
            .ok()
            .and_then(|body| body.split('&').find_map(|field| field.strip_prefix("Action=")));
        let action = target.or(form).unwrap_or(method).to_owned();
        Some(Self { service, action })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=K/20261129/us-east-1/sns/aws4_request, S=1";

    #[test]
    fn calls_are_read_from_target_form_or_method() {
        let mut headers = HeaderMap::new();
        assert_eq!(Call::of("GET", &headers, b""), None);
        headers.insert("authorization", SIGNED.parse().expect("a header"));
        let action = |headers: &HeaderMap, body: &[u8]| {
            let call = Call::of("PUT", headers, body).expect("it is signed");
            assert_eq!(call.service, "sns");
            call.action
        };
        assert_eq!(action(&headers, b""), "PUT");
        assert_eq!(action(&headers, b"Version=1&Action=Publish&A=b"), "Publish");
        headers.insert("x-amz-target", "DynamoDB_20120810.GetItem".parse().expect("a header"));
        assert_eq!(action(&headers, b"{}"), "GetItem");
    }
}
