//! Signs a request as the clients of AWS do, so that whoever enforces rights knows who asks.

use std::time::UNIX_EPOCH;

use anyhow::Context;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SigningParams, SigningSettings, sign as signature,
};
use aws_sigv4::sign::v4;
use hyper::Request;

use super::REGION;

/// Signs `request`, whose headers must all be there, for `service`.
pub(super) fn sign(
    request: &mut Request<String>,
    credentials: &Credentials,
    service: &str,
) -> anyhow::Result<()> {
    let identity = credentials.clone().into();
    let parameters: SigningParams<'_> = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(service)
        .time(UNIX_EPOCH + UNIX_EPOCH.elapsed().context("the clock is before 1970")?)
        .settings(SigningSettings::default())
        .build()?
        .into();
    let host = request.headers().get("host").and_then(|host| host.to_str().ok());
    let uri = format!("http://{}{}", host.context("a host")?, request.uri());
    let headers = request.headers().iter();
    let headers = headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let body = SignableBody::Bytes(request.body().as_bytes());
    let signable = SignableRequest::new(request.method().as_str(), uri, headers, body)?;
    let (instructions, _) = signature(signable, &parameters)?.into_parts();
    let (headers, _) = instructions.into_parts();
    for header in headers {
        let (name, value) = (header.name(), header.value().parse()?);
        request.headers_mut().insert(name, value);
    }
    Ok(())
}
