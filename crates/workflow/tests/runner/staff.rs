//! Who performs the tasks of the tests, and what is known of it afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::sync::watch;
use workflow::machine::Failed;
use workflow::{Call, Engine, Performed, Performer};

use crate::mortal::Mortal;

/// The functions there are.
const FUNCTIONS: [&str; 8] =
    ["work", "shaky", "later", "early", "hang", "meet", "panics", "breaks"];

/// The world outside: it outlives every process. Each line and key is `execution/state`.
pub(crate) struct Staff {
    /// Everything that happened, in order: `work machine:name/State`.
    log: watch::Sender<Vec<String>>,
    /// What was done, once for each execution and state, however often it was performed.
    effects: Mutex<BTreeSet<String>>,
    /// The last token each state gave out.
    tokens: Mutex<BTreeMap<String, String>>,
    /// Whether `hang` goes on.
    gate: watch::Sender<bool>,
    /// Whom `early` answers to.
    pub(crate) engine: OnceLock<Engine>,
}

/// The staff as one process sees it: whoever is dead performs nothing.
pub(crate) struct Hands {
    pub(crate) staff: Arc<Staff>,
    pub(crate) life: Option<Arc<Mortal>>,
}

impl Staff {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            log: watch::Sender::default(),
            effects: Mutex::default(),
            tokens: Mutex::default(),
            gate: watch::Sender::new(false),
            engine: OnceLock::new(),
        })
    }

    pub(crate) fn log(&self) -> Vec<String> {
        self.log.borrow().clone()
    }

    /// How often this was logged.
    pub(crate) fn count(&self, line: &str) -> usize {
        self.log.borrow().iter().filter(|logged| *logged == line).count()
    }

    /// Returns once this was logged so often.
    pub(crate) async fn until(&self, line: &str, times: usize) {
        let is_there = |log: &Vec<String>| log.iter().filter(|one| *one == line).count() >= times;
        self.log.subscribe().wait_for(is_there).await.expect("the log lives in here");
    }

    /// The states of an execution that had an effect.
    pub(crate) fn effects(&self, execution: &str) -> Vec<String> {
        let prefix = format!("{execution}/");
        let effects = lock(&self.effects);
        effects.iter().filter_map(|one| one.strip_prefix(&prefix)).map(str::to_owned).collect()
    }

    pub(crate) fn token(&self, place: &str) -> String {
        lock(&self.tokens).get(place).cloned().unwrap_or_else(|| panic!("{place} gave no token"))
    }

    /// The tokens an execution has given out.
    pub(crate) fn tokens(&self, execution: &str) -> Vec<String> {
        let prefix = format!("{execution}/");
        let tokens = lock(&self.tokens);
        let of = tokens.iter().filter(|(place, _)| place.starts_with(&prefix));
        of.map(|(_, token)| token.clone()).collect()
    }

    /// Lets `hang` go on, now and from now on.
    pub(crate) fn open_gate(&self) {
        self.gate.send_replace(true);
    }

    fn note(&self, what: &str, place: &str) {
        self.log.send_modify(|log| log.push(format!("{what} {place}")));
    }

    fn done(&self, place: String, input: &Value) -> Performed {
        lock(&self.effects).insert(place);
        Performed::Done(input.get("give").cloned().unwrap_or_else(|| json!({})))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn failed(error: &str) -> Failed {
    Failed { error: Some(error.to_owned()), cause: Some("so it was asked".to_owned()) }
}

/// Notes that a function was dropped before it was done.
struct InFlight<'a>(&'a Staff, &'a str, bool);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        if !self.2 {
            self.0.note("dropped", self.1);
        }
    }
}

#[async_trait]
impl Performer for Hands {
    fn knows(&self, function: &str) -> bool {
        FUNCTIONS.contains(&function)
    }

    fn knows_queue(&self, queue: &str) -> bool {
        queue == "products"
    }

    async fn perform(&self, call: Call) -> Performed {
        if self.life.as_ref().is_some_and(|life| !life.is_alive()) {
            return Performed::Failed(failed("dead"));
        }
        let Call { execution, function, input } = call;
        let staff = &*self.staff;
        let text = |field: &str| input.get(field).and_then(Value::as_str).unwrap_or_default();
        let number = |field: &str| input.get(field).and_then(Value::as_u64).unwrap_or_default();
        let place = format!("{execution}/{}", text("state"));
        if function != "hang" {
            staff.note(&function, &place);
        }
        match function.as_str() {
            "shaky" if number("retry") < number("times") => {
                Performed::Failed(failed("service.unavailable"))
            }
            "later" => {
                lock(&staff.tokens).insert(place.clone(), text("token").to_owned());
                staff.note("token", &place);
                Performed::Later
            }
            "early" => {
                let engine = staff.engine.get().expect("the test gave one");
                engine.succeed(text("token"), json!("early")).await.expect("told");
                Performed::Later
            }
            "hang" => {
                let mut in_flight = InFlight(staff, &place, false);
                let mut gate = staff.gate.subscribe();
                staff.note("hang", &place);
                gate.wait_for(|open| *open).await.expect("the gate lives in the staff");
                in_flight.2 = true;
                staff.done(place.clone(), &input)
            }
            "meet" => {
                let needed = usize::try_from(number("together")).expect("a small number");
                let all = |log: &Vec<String>| {
                    log.iter().filter(|one| one.starts_with("meet ")).count() >= needed
                };
                staff.log.subscribe().wait_for(all).await.expect("the log lives in the staff");
                staff.done(place, &input)
            }
            "panics" => panic!("the test asked for it"),
            "breaks" => Performed::Failed(failed(text("error"))),
            _ => staff.done(place, &input),
        }
    }
}
