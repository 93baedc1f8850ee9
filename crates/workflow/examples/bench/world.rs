//! A store, an engine on it, and functions that note when they were called.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use kernel::{Clock, OsRandom, Random, SystemClock};
use serde_json::json;
use store::{Options, Store};
use tokio::sync::watch;
use workflow::{Call, Engine, Parts, Performed, Performer};

use super::definitions::machines;

/// What is measured on.
pub(crate) struct World {
    pub(crate) name: &'static str,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) engine: Engine,
    pub(crate) notes: Arc<Notes>,
    pub(crate) clock: Arc<dyn Clock>,
    stop: watch::Sender<bool>,
}

/// What functions note.
#[derive(Default)]
pub(crate) struct Notes {
    /// When `ring` was called, by the execution's name.
    rung: Mutex<HashMap<String, Instant>>,
    /// The task tokens `hold` was given.
    tokens: Mutex<Vec<String>>,
}

impl Notes {
    pub(crate) fn rung(&self) -> HashMap<String, Instant> {
        std::mem::take(&mut *self.rung.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn count(&self) -> usize {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub(crate) fn tokens(&self) -> Vec<String> {
        std::mem::take(&mut *self.tokens.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The functions.
struct Functions(Arc<Notes>);

#[async_trait]
impl Performer for Functions {
    fn knows(&self, function: &str) -> bool {
        ["work", "ring", "hold"].contains(&function)
    }

    fn knows_queue(&self, _: &str) -> bool {
        false
    }

    async fn perform(&self, call: Call) -> Performed {
        let text = |field: &str| call.input[field].as_str().unwrap_or_default().to_owned();
        match call.function.as_str() {
            "ring" => {
                let mut rung = self.0.rung.lock().unwrap_or_else(PoisonError::into_inner);
                rung.insert(text("name"), Instant::now());
            }
            "hold" => {
                let mut tokens = self.0.tokens.lock().unwrap_or_else(PoisonError::into_inner);
                tokens.push(text("token"));
                return Performed::Later;
            }
            _ => {}
        }
        Performed::Done(json!({ "done": true }))
    }
}

impl World {
    pub(crate) async fn open(address: &str) -> Result<Self, Box<dyn Error>> {
        let name = if address.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" };
        let options = Options { address: address.parse()?, readers: 4 };
        let collections = [workflow::COLLECTIONS, &[&super::limit::ROWS]].concat();
        let store = store::open(&options, &collections).await?;
        let notes = Arc::new(Notes::default());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let engine = Engine::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            performer: Arc::new(Functions(notes.clone())),
            machines: machines(),
            secret: OsRandom.token().into_bytes(),
            name: OsRandom.token(),
        })?;
        engine.install().await?;
        let (stop, stopping) = watch::channel(false);
        let timers = engine.clone();
        tokio::spawn(async move { timers.run(stopping).await });
        Ok(Self { name, store, engine, notes, clock, stop })
    }

    pub(crate) async fn close(&self) {
        self.stop.send_replace(true);
        self.engine.rest().await;
        self.store.close().await;
    }
}
