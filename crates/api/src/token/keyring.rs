//! The keys of an outside issuer, kept and fetched anew.
//!
//! However many requests ask, one fetch is under way at a time, and they share what comes of it.
//! Tokens with keys nobody has ever seen cannot make us ask more than once a minute. A key that the
//! issuer has taken back is believed for half an hour at most, or for an hour while the issuer does
//! not answer.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, Timestamp};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::jwks::Jwks;
use crate::error::Error;

/// How long keys are used without asking again.
const FRESH: Duration = Duration::from_mins(30);
/// How long keys are used while the issuer does not answer.
const KEPT: Duration = Duration::from_hours(1);
/// How long to wait after the issuer has answered before asking for a key it did not name.
const PAUSE: Duration = Duration::from_mins(1);
/// How long to wait before asking an issuer again that did not answer.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Where the keys of an issuer come from.
#[async_trait]
pub trait JwksSource: Send + Sync + 'static {
    /// The issuer's key set, as it is published now: a JSON Web Key Set (RFC 7517). Must come to an
    /// end by itself within seconds, and be of bounded size.
    ///
    /// # Errors
    /// A sentence for the log about what went wrong.
    async fn fetch(&self) -> Result<String, String>;
}

/// The keys of an issuer.
pub(super) struct Keyring {
    shared: Arc<Shared>,
    /// Held by whoever is asking the issuer.
    turn: Arc<Mutex<()>>,
}

/// Keys that were published together.
pub(super) struct Keys {
    /// Another number for each set of another content.
    pub(super) number: u64,
    pub(super) jwks: Jwks,
    text: String,
}

struct Shared {
    source: Arc<dyn JwksSource>,
    clock: Arc<dyn Clock>,
    known: RwLock<Known>,
}

#[derive(Default)]
struct Known {
    keys: Option<Arc<Keys>>,
    /// When `keys` were last what the issuer publishes.
    seen_at: Timestamp,
    /// When the issuer was last asked, and what went wrong.
    asked: Option<(Timestamp, Result<(), String>)>,
}

impl Keyring {
    pub(super) fn new(source: Arc<dyn JwksSource>, clock: Arc<dyn Clock>) -> Self {
        let shared = Arc::new(Shared { source, clock, known: RwLock::default() });
        Self { shared, turn: Arc::default() }
    }

    /// The keys in force.
    ///
    /// # Errors
    /// [`Error::KeysUnavailable`].
    pub(super) async fn current(&self) -> Result<Arc<Keys>, Error> {
        match self.shared.keys() {
            Some((keys, age)) if age < FRESH => return Ok(keys),
            // One asks; the others go on with what is there.
            Some((_, age)) if age < KEPT => {
                if let Ok(turn) = self.turn.clone().try_lock_owned() {
                    self.ask(turn).await;
                }
            }
            _ => self.ask(self.turn.clone().lock_owned().await).await,
        }
        self.shared.usable()
    }

    /// The keys in force, asked for again because one was missed, unless that was done just now.
    ///
    /// # Errors
    /// [`Error::KeysUnavailable`] when the issuer did not answer: the key may be a new one.
    pub(super) async fn look_again(&self) -> Result<Arc<Keys>, Error> {
        self.ask(self.turn.clone().lock_owned().await).await;
        self.shared.failure().map_or_else(|| self.shared.usable(), Err)
    }

    /// Asks the issuer, unless it is too early for that. A request that is given up does not take
    /// the answer away from those who wait for the turn.
    async fn ask(&self, turn: OwnedMutexGuard<()>) {
        if !self.shared.begin() {
            return;
        }
        let shared = self.shared.clone();
        let asking = tokio::spawn(async move {
            let answer = shared.source.fetch().await;
            shared.end(answer);
            drop(turn);
        });
        // If it panicked, what `begin` wrote down stands.
        let _ = asking.await;
    }
}

impl Shared {
    fn read<T>(&self, read: impl FnOnce(&Known) -> T) -> T {
        read(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, write: impl FnOnce(&mut Known) -> T) -> T {
        write(&mut self.known.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// The keys, and how long ago they were what the issuer publishes.
    fn keys(&self) -> Option<(Arc<Keys>, Duration)> {
        let now = self.clock.now();
        self.read(|known| Some((known.keys.clone()?, since(known.seen_at, now))))
    }

    fn usable(&self) -> Result<Arc<Keys>, Error> {
        match self.keys() {
            Some((keys, age)) if age < KEPT => Ok(keys),
            _ => {
                Err(self.failure().unwrap_or(Error::KeysUnavailable("they are too old".to_owned())))
            }
        }
    }

    /// What went wrong when the issuer was last asked.
    fn failure(&self) -> Option<Error> {
        self.read(|known| match &known.asked {
            Some((_, Err(why))) => Some(Error::KeysUnavailable(why.clone())),
            _ => None,
        })
    }

    /// Notes that the issuer is asked now, if it may be.
    fn begin(&self) -> bool {
        let now = self.clock.now();
        self.write(|known| {
            let may = known.asked.as_ref().is_none_or(|(at, outcome)| {
                since(*at, now) >= if outcome.is_ok() { PAUSE } else { PAUSE_AFTER_FAILURE }
            });
            if may {
                known.asked = Some((now, Err("asking did not come to an end".to_owned())));
            }
            may
        })
    }

    /// Takes the issuer's answer.
    fn end(&self, answer: Result<String, String>) {
        let read = answer.and_then(|text| {
            let jwks = Jwks::read(&text);
            jwks.map(|jwks| (text, jwks)).map_err(|error| format!("this is no key set: {error}"))
        });
        let now = self.clock.now();
        self.write(|known| {
            let outcome = read.map(|(text, jwks)| {
                known.seen_at = now;
                if known.keys.as_ref().is_none_or(|keys| keys.text != text) {
                    let number = known.keys.as_ref().map_or(1, |keys| keys.number + 1);
                    known.keys = Some(Arc::new(Keys { number, jwks, text }));
                }
            });
            if let Err(why) = &outcome {
                tracing::warn!(why, "the keys of the issuer cannot be fetched");
            }
            known.asked = Some((now, outcome));
        });
    }
}

/// How far two instants are apart: a clock that was set back makes nothing young again.
fn since(then: Timestamp, now: Timestamp) -> Duration {
    now.duration_since(then).unsigned_abs()
}
