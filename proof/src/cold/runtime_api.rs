//! Lambda's Runtime API, as one function sees it: one event, one answer, and a clock beside.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use bytes::Bytes;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::process::Child;
use tokio::sync::Notify;

use crate::body::Whole;
use crate::http;

/// How long a function may take until its first answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// Listens for one function.
pub(super) struct RuntimeApi {
    listener: TcpListener,
    event: Bytes,
}

/// A function that has answered.
pub(super) struct Answered {
    pub(super) child: Child,
    pub(super) ready: Duration,
    pub(super) took: Duration,
    pub(super) failed: bool,
    pub(super) answer: String,
}

#[derive(Default)]
struct Seen {
    ready: Option<Instant>,
    answered: Option<(Instant, bool, String)>,
}

impl RuntimeApi {
    pub(super) async fn listen(event: &Value) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self { listener, event: serde_json::to_vec(event)?.into() })
    }

    pub(super) fn address(&self) -> String {
        self.listener.local_addr().map_or_else(|_| String::new(), |address| address.to_string())
    }

    /// Serves a function that was started just now until it has answered.
    pub(super) async fn begin(self, mut child: Child) -> anyhow::Result<Answered> {
        let began = Instant::now();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let told = Arc::new(Notify::new());
        let serving = async {
            loop {
                let (stream, _) = match self.listener.accept().await {
                    Ok(accepted) => accepted,
                    Err(error) => return error,
                };
                stream.set_nodelay(true).ok();
                let (event, seen, told) =
                    (self.event.clone(), Arc::clone(&seen), Arc::clone(&told));
                tokio::spawn(async move {
                    let service = service_fn(|request| {
                        serve(request, event.clone(), Arc::clone(&seen), Arc::clone(&told))
                    });
                    http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await
                        .ok();
                });
            }
        };
        tokio::select! {
            error = serving => return Err(error.into()),
            status = child.wait() => bail!("it ended before it answered: {}", status?),
            () = tokio::time::sleep(ANSWER_LIMIT) => bail!("no answer after {ANSWER_LIMIT:?}"),
            () = told.notified() => {}
        }
        let seen = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
        let ready = seen.ready.context("it never asked for an event")?;
        let (at, failed, answer) = seen.answered.context("it did not answer")?;
        Ok(Answered { child, ready: ready - began, took: at - began, failed, answer })
    }
}

async fn serve(
    request: Request<Incoming>,
    event: Bytes,
    seen: Arc<Mutex<Seen>>,
    told: Arc<Notify>,
) -> Result<Response<Whole>, Infallible> {
    let now = Instant::now();
    let (parts, mut body) = request.into_parts();
    if parts.method == Method::GET {
        let again = {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.ready.replace(now).is_some()
        };
        if again {
            // There is no second event.
            std::future::pending::<()>().await;
        }
        let mut response = Response::new(Whole::new(event));
        let headers = response.headers_mut();
        for (name, value) in [
            ("lambda-runtime-aws-request-id", "1"),
            ("lambda-runtime-deadline-ms", "4102444800000"),
            (
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:us-east-1:000000000000:function:cold",
            ),
            ("lambda-runtime-trace-id", "Root=1-00000000-000000000000000000000000;Sampled=0"),
        ] {
            headers.insert(name, hyper::header::HeaderValue::from_static(value));
        }
        return Ok(response);
    }
    let answer = http::read(&mut body).await.unwrap_or_default();
    let failed = parts.uri.path().ends_with("/error");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    seen.lock().unwrap_or_else(PoisonError::into_inner).answered = Some((now, failed, answer));
    told.notify_one();
    let mut response = Response::new(Whole::new(Bytes::new()));
    *response.status_mut() = hyper::StatusCode::ACCEPTED;
    Ok(response)
}
