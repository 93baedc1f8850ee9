//! The operations of the API, as a REST API of API Gateway has them.
//!
//! Each operation is its own route, so that what needs a token and what does not follows from
//! `contracts/openapi.json` alone, and a path that is not there is refused before our code runs.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{read, refusals};

const METHODS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "options"];

/// The paths, without those that only a server that somebody runs has: its health is asked by
/// load balancers, and a function has none.
pub(super) fn operations() -> Result<String> {
    let contract: Value = serde_json::from_str(&read("contracts/openapi.json")?)?;
    let paths = contract["paths"].as_object().context("the contract has no paths")?;
    let paths = paths.iter().filter(|(path, _)| !path.starts_with("/health/"));
    Ok(paths.map(|(path, operations)| path_item(path, operations)).collect())
}

/// The copy of the API that is served. Its name follows from what is in it: `CloudFormation` makes
/// a new copy only for a new name.
pub(super) fn deployment() -> Result<String> {
    let digest = digest(&(operations()? + &refusals::responses()));
    Ok(DEPLOYMENT.replace("<digest>", &format!("{digest:016x}")))
}

/// FNV-1a with 64 bits: the same for ever, and nobody gains by finding two with one digest.
fn digest(text: &str) -> u64 {
    let step = |digest: u64, byte: u8| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

const DEPLOYMENT: &str = "\
Deployment<digest>:
  Type: AWS::ApiGateway::Deployment
  Properties:
    RestApiId: !Ref Api
Stage:
  Type: AWS::ApiGateway::Stage
  Properties:
    RestApiId: !Ref Api
    DeploymentId: !Ref Deployment<digest>
    StageName: live
    TracingEnabled: true
    AccessLogSetting:
      DestinationArn: !GetAtt Log.Arn
      Format: >-
        {\"request_id\":\"$context.requestId\",\"at\":\"$context.requestTime\",
        \"ip\":\"$context.identity.sourceIp\",\"method\":\"$context.httpMethod\",
        \"path\":\"$context.path\",\"resource\":\"$context.resourcePath\",
        \"status\":\"$context.status\",\"latency_ms\":\"$context.responseLatency\",
        \"behind_ms\":\"$context.integrationLatency\",
        \"behind_error\":\"$context.integrationErrorMessage\",
        \"authorizer\":\"$context.authorizer.error\",\"waf\":\"$context.waf.status\",
        \"principal\":\"$context.authorizer.claims.sub\"}
    MethodSettings:
      - HttpMethod: '*'
        ResourcePath: /*
        MetricsEnabled: true
        LoggingLevel: ERROR
        DataTraceEnabled: false # bodies name people
        ThrottlingRateLimit: 200
        ThrottlingBurstLimit: 400
";

const PARAMETER: &str = "    \
    - {name: <name>, in: path, required: true, schema: {type: string}}
";

fn path_item(path: &str, operations: &Value) -> String {
    let mut text = format!("{path}:\n");
    if path.contains('{') {
        text.push_str("  parameters:\n");
    }
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    text.extend(names.map(|name| PARAMETER.replace("<name>", name)));
    for method in METHODS {
        if let Some(operation) = operations.get(method) {
            text.push_str(&operation_text(method, operation));
        }
    }
    text
}

fn operation_text(method: &str, operation: &Value) -> String {
    let id = operation["operationId"].as_str().unwrap_or_default();
    let needs_token = operation["security"].as_array().is_some_and(|list| !list.is_empty());
    let security = if needs_token { "[{people: [openid]}]" } else { "[]" };
    format!(
        "  {method}:\n    \
             operationId: {id}\n    \
             security: {security}\n    \
             responses: {{}}\n    \
             x-amazon-apigateway-integration: \
         {{type: aws_proxy, httpMethod: POST, uri: !Ref Integration}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_token_by_the_contract_needs_one_at_the_gateway() {
        let text = operations().expect("the contract can be read");
        let place = "\
/v1/orders:
  get:
    operationId: listMyOrders
    security: [{people: [openid]}]
";
        assert!(text.contains(place), "{text}");
        let quote = "/v1/quotes:\n  post:\n    operationId: quoteOrder\n    security: []\n";
        assert!(text.contains(quote), "{text}");
    }

    #[test]
    fn another_api_is_another_deployment() {
        assert_eq!(digest("a"), 0xaf63_dc4c_8601_ec8c);
        assert_ne!(digest("a"), digest("b"));
    }

    #[test]
    fn a_code_is_a_parameter_of_its_path_and_health_is_no_route() {
        let text = operations().expect("the contract can be read");
        let code = "/v1/qr-codes/{code}:\n  parameters:\n    - {name: code, in: path,";
        assert!(text.contains(code), "{text}");
        assert!(!text.contains("/health/"), "{text}");
    }
}
