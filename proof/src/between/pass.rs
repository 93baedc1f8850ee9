//! One request, passed on or not.

use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderName, TRANSFER_ENCODING};
use hyper::{Request, Response};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use super::what::Call;
use super::who::{Caller, Function};
use super::{Between, Deed, control};
use crate::body::Whole;
use crate::http::{self, Reply};

/// Headers of one connection, which the other one has its own of.
const OF_A_CONNECTION: [HeaderName; 2] = [CONNECTION, TRANSFER_ENCODING];

/// Passes a request on, or does what was told. An error ends the connection without an answer.
pub(super) async fn pass(
    between: &Arc<Between>,
    caller: &Caller,
    request: Request<Incoming>,
) -> anyhow::Result<Response<Whole>> {
    let (parts, mut body) = request.into_parts();
    let body = http::read(&mut body).await?;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if let Some(asked) = path.strip_prefix(control::PATH) {
        return control::answer(between, asked, &body);
    }
    let call = Call::of(parts.method.as_str(), &parts.headers, &body);
    let function = call.as_ref().and_then(|_| caller.function());
    let deed = match (&call, function) {
        (Some(call), Some(function)) => between.told().hear(&function.name, call),
        _ => None,
    };
    let forward = async {
        let mut request =
            Request::builder().method(parts.method).uri(path).body(Whole::new(body))?;
        *request.headers_mut() = parts.headers;
        for name in OF_A_CONNECTION {
            request.headers_mut().remove(name);
        }
        request.headers_mut().insert("x-forwarded-proto", "https".parse()?);
        http::exchange(between.to, request).await
    };
    match deed {
        None => Ok(answer(forward.await?)),
        Some(Deed::KillBefore) => Err(kill(function)),
        Some(Deed::KillAfter) => {
            forward.await?;
            Err(kill(function))
        }
        Some(Deed::LoseAnswer) => {
            forward.await?;
            bail!("the answer is lost")
        }
        Some(Deed::Refuse { status, code, message }) => {
            let service = call.map(|call| call.service).unwrap_or_default();
            refuse(&service, status, &code, &message)
        }
    }
}

/// Kills a function. What is left of its connection is to end without an answer.
fn kill(function: Option<&Function>) -> anyhow::Error {
    let process = function.and_then(|function| Pid::from_raw(function.process));
    match process.map(|process| kill_process(process, Signal::KILL)) {
        Some(Ok(())) => anyhow!("the function was killed"),
        Some(Err(error)) => anyhow!("the function cannot be killed: {error}"),
        None => anyhow!("there is no function to be killed"),
    }
}

fn answer(reply: Reply) -> Response<Whole> {
    let mut response = Response::new(Whole::new(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    for name in OF_A_CONNECTION {
        response.headers_mut().remove(name);
    }
    response
}

/// The refusal in the shape of the service: XML of older ones, JSON of the others.
fn refuse(
    service: &str,
    status: u16,
    code: &str,
    message: &str,
) -> anyhow::Result<Response<Whole>> {
    let (kind, body) = if service == "sns" {
        let error = format!(
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender\
             </Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
        );
        ("text/xml", error)
    } else {
        let name = match service {
            "dynamodb" => format!("com.amazonaws.dynamodb.v20120810#{code}"),
            "sqs" => format!("com.amazonaws.sqs#{code}"),
            _ => code.to_owned(),
        };
        ("application/x-amz-json-1.0", json!({ "__type": name, "message": message }).to_string())
    };
    let response = Response::builder().status(status).header("content-type", kind);
    response.body(Whole::new(Bytes::from(body))).context("a refusal is an answer")
}
