//! Sending pushes, each in a request to the push service of the browser it is for (RFC 8030).

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http::{Method, Request, StatusCode, header};
use kernel::{Clock, Random};

use super::client::Client;
use super::encrypt::Browser;
use super::endpoint::Endpoint;
use super::vapid::Vapid;
use crate::domain::{Flaw, Subscription};
use crate::ports::{Push, PushLetter, Undelivered};

/// How long a push service keeps a push for a browser that is not there, in seconds: four hours,
/// the longest that a drink waits to be fetched.
const TTL_S: u64 = 4 * 3_600;
/// How long a push service may take. They answer in a fraction of a second; whoever names a slow
/// one must not keep others waiting for what they are told.
const PATIENCE: Duration = Duration::from_secs(3);

/// What pushes are sent with.
pub struct Settings {
    /// 32 bytes from which the key follows that names us to push services. Browsers are subscribed
    /// to it: with another, all subscriptions end.
    pub secret: Vec<u8>,
    /// Where the people who run push services reach us: `https://…` or `mailto:…`.
    pub contact: String,
    /// Whether this server is only for trying things out on this machine. Then a push service may
    /// be on it, too, and spoken to in the clear.
    pub local: bool,
}

/// Sends pushes.
pub struct WebPush {
    vapid: Vapid,
    client: Client,
    local: bool,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl WebPush {
    /// Makes the key. Nobody is spoken to yet.
    pub fn open(settings: Settings, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        let Settings { secret, contact, local } = settings;
        let vapid = Vapid::new(&secret, contact);
        Self { vapid, client: Client::new(local), local, clock, random }
    }
}

#[async_trait]
impl Push for WebPush {
    fn key(&self) -> &str {
        self.vapid.key()
    }

    fn check(&self, subscription: &Subscription) -> Result<(), Flaw> {
        Endpoint::read(&subscription.endpoint, self.local)
            .map_err(|detail| Flaw { pointer: "/endpoint", detail })?;
        Browser::read(subscription).map(|_| ())
    }

    async fn send(&self, to: &Subscription, letter: &PushLetter) -> Result<(), Undelivered> {
        let refused = |why: &str| Undelivered::Refused(why.to_owned());
        let endpoint = Endpoint::read(&to.endpoint, self.local).map_err(refused)?;
        let browser = Browser::read(to).map_err(|flaw| refused(flaw.detail))?;
        let sealed = browser.seal(letter.body.as_bytes(), &*self.random);
        let sealed = sealed.ok_or_else(|| refused("it is too long for a push"))?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(endpoint.uri.clone())
            .header(header::AUTHORIZATION, self.vapid.header(&endpoint.origin, self.clock.now()))
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", TTL_S)
            // Also to a telephone that saves its battery: somebody stands and waits.
            .header("urgency", "high")
            .header("topic", &letter.topic)
            .body(sealed.into())
            .map_err(|_| refused("it cannot be put into a request"))?;
        let answer = tokio::time::timeout(PATIENCE, self.client.send(request)).await;
        let status =
            answer.map_err(|_| Undelivered::Unavailable("no answer in time".to_owned()))?;
        outcome(status?)
    }
}

/// What a push service's status says (RFC 8030, sections 5 and 7.3).
fn outcome(status: StatusCode) -> Result<(), Undelivered> {
    let answered = || format!("the push service answered {}", status.as_u16());
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Undelivered::Gone),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
            Err(Undelivered::Unavailable(answered()))
        }
        status if status.is_server_error() => Err(Undelivered::Unavailable(answered())),
        _ => Err(Undelivered::Refused(answered())),
    }
}
