//! What a case is run in: a store, a clock that stands still, engines, and shorthands.

use std::any::Any;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::{FixedClock, Timestamp};
use serde_json::Value;
use store::Store;
use tokio::task::JoinSet;
use workflow::machine::Event;
use workflow::{Described, Engine, Machine, Parts, Status};

use crate::mortal::{Dies, Mortal};
use crate::staff::{Hands, Staff};
use crate::states::MACHINE;

/// A little longer than a lease.
pub(crate) const LEASE: Duration = Duration::from_secs(11);
/// Longer than any case takes on a busy machine; a case that needs more is stuck.
const STUCK_AFTER: Duration = Duration::from_mins(4);

/// Where the data of one test is: nothing is in it at first, and nothing of it stays behind.
#[async_trait]
pub(crate) trait Home: Send + Sync {
    /// Opens a store on it.
    async fn open(&self) -> Arc<dyn Store>;

    /// Whether several processes may have it open at once.
    fn is_shared(&self) -> bool {
        false
    }

    /// Removes the data.
    async fn clear(&self) {}
}

/// A store with everything around it.
pub(crate) struct World {
    home: Arc<dyn Home>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) staff: Arc<Staff>,
}

/// Runs a case in an empty home.
pub(crate) async fn check<C, F>(home: Arc<dyn Home>, case: C)
where
    C: FnOnce(World) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    if let Err(panic) = verdict(&home, case).await {
        resume_unwind(panic);
    }
}

async fn verdict<C, F>(home: &Arc<dyn Home>, case: C) -> Result<(), Box<dyn Any + Send>>
where
    C: FnOnce(World) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let begin = Timestamp::UNIX_EPOCH + Duration::from_hours(500_000);
    let world = World {
        home: Arc::clone(home),
        store: home.open().await,
        clock: Arc::new(FixedClock::at(begin)),
        staff: Staff::new(),
    };
    let store = Arc::clone(&world.store);
    let mut run = JoinSet::new();
    run.spawn(tokio::time::timeout(STUCK_AFTER, case(world)));
    let ended = run.join_next().await.expect("one case was started");
    store.close().await;
    home.clear().await;
    let in_time = ended.map_err(tokio::task::JoinError::into_panic)?;
    in_time.map_err(|_| Box::new("the case is stuck") as Box<dyn Any + Send>)
}

impl World {
    /// A worker for one machine.
    pub(crate) async fn engine(&self, machine: Machine) -> Engine {
        self.worker("one", &self.store, None, vec![machine]).await
    }

    /// A worker on a store that dies, or counts.
    pub(crate) async fn mortal(&self, machine: Machine, dies: Dies) -> (Engine, Arc<Mortal>) {
        let mortal = Mortal::new(&self.store, dies);
        let store = Arc::clone(&mortal) as Arc<dyn Store>;
        let life = Some(Arc::clone(&mortal));
        (self.worker("mortal", &store, life, vec![machine]).await, mortal)
    }

    /// Another worker: on a store of its own where that is possible.
    pub(crate) async fn beside(&self, name: &str, machine: Machine) -> Engine {
        let shared = self.home.is_shared();
        let store = if shared { self.home.open().await } else { Arc::clone(&self.store) };
        self.worker(name, &store, None, vec![machine]).await
    }

    pub(crate) async fn worker(
        &self,
        name: &str,
        store: &Arc<dyn Store>,
        life: Option<Arc<Mortal>>,
        machines: Vec<Machine>,
    ) -> Engine {
        let engine = Engine::new(Parts {
            store: Arc::clone(store),
            clock: Arc::clone(&self.clock) as Arc<dyn kernel::Clock>,
            performer: Arc::new(Hands { staff: Arc::clone(&self.staff), life }),
            machines,
            secret: b"nobody else knows these forty-two bytes...".to_vec(),
            name: name.to_owned(),
        });
        let engine = engine.expect("the machines are sound");
        // Whoever dies at this commit is dead afterwards, which is what it is for.
        let _ = engine.install().await;
        engine
    }

    /// Time passes, and whatever is due happens.
    pub(crate) async fn pass(&self, seconds: u64, engine: &Engine) {
        self.clock.advance(Duration::from_secs(seconds));
        wake(engine).await;
    }

    /// The bodies of the messages that have left, in order.
    pub(crate) async fn messages(&self) -> Vec<String> {
        let waiting = self.store.outbox(1_000).await.expect("read");
        waiting.into_iter().map(|message| message.body).collect()
    }

    /// Forgets the messages that have left; says what they were.
    pub(crate) async fn take_messages(&self) -> Vec<String> {
        let waiting = self.store.outbox(1_000).await.expect("read");
        let sequences: Vec<i64> = waiting.iter().map(|message| message.sequence).collect();
        self.store.sent(&sequences).await.expect("forgotten");
        waiting.into_iter().map(|message| message.body).collect()
    }
}

/// Whatever is due happens, until nothing is in hand.
pub(crate) async fn wake(engine: &Engine) {
    engine.wake_due().await.expect("the store lives");
    engine.rest().await;
}

/// Starts an execution that must be new, and in which something takes its time.
pub(crate) async fn begin(engine: &Engine, name: &str, input: Value) -> String {
    engine.start(MACHINE, name, input).await.expect("started")
}

/// Starts an execution that must be new, and waits until nothing is in hand: on a busy machine the
/// engine may return before that.
pub(crate) async fn start(engine: &Engine, name: &str, input: Value) -> String {
    let id = begin(engine, name, input).await;
    engine.rest().await;
    id
}

pub(crate) async fn describe(engine: &Engine, id: &str) -> Described {
    engine.describe(id).await.expect("it is there")
}

/// The output of an execution that has succeeded, once nothing is in hand.
pub(crate) async fn output(engine: &Engine, id: &str) -> Value {
    engine.rest().await;
    let described = describe(engine, id).await;
    assert_eq!(described.status, Status::Succeeded, "{described:?}");
    described.output.expect("whatever succeeds has one")
}

/// The error of an execution that has failed.
pub(crate) async fn error(engine: &Engine, id: &str) -> String {
    engine.rest().await;
    let described = describe(engine, id).await;
    assert_eq!(described.status, Status::Failed, "{described:?}");
    described.failed.and_then(|failed| failed.error).unwrap_or_default()
}

/// The whole history, whose events have all the numbers from 1.
pub(crate) async fn history(engine: &Engine, id: &str) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    loop {
        let last = events.last().map_or(0, |event| event.id);
        let page = engine.history(id, last).await.expect("read");
        if page.is_empty() {
            break;
        }
        events.extend(page);
    }
    for (place, event) in events.iter().enumerate() {
        assert_eq!(event.id, place as u64 + 1, "{id}: a gap, or an event twice");
        assert!(event.previous_event_id < event.id, "{event:?}");
    }
    events
}

/// The types of the events of a history.
pub(crate) async fn kinds(engine: &Engine, id: &str) -> Vec<String> {
    history(engine, id).await.into_iter().map(|event| event.kind).collect()
}
