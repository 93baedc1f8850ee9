//! The state machines of this program, and every version of them that executions began with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::{Clock, derive_suffix};
use serde::{Deserialize, Serialize};
use store::{Change, Store};

use super::performer::Performer;
use super::records::{DEFINITIONS, DefinitionRecord};
use super::service::{self, Service};
use crate::asl::{self, Definition, States};
use crate::error::Error;

/// Longest execution of the express kind, in seconds. Source: Step Functions.
const EXPRESS_SECONDS_MAX: u64 = 300;

/// How executions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Every step is durable, nothing is done again without need, and there is a history.
    Standard,
    /// Only start and end are durable, so that it costs two commits, and one every few seconds if
    /// it is slow. A crash begins it anew from the last of them; there is no history; it lasts five
    /// minutes at most, and no task of it can be answered later.
    Express,
}

/// A state machine of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Its name.
    pub name: String,
    /// How its executions are kept.
    pub kind: Kind,
    /// Its definition, in the Amazon States Language.
    pub text: String,
}

/// A version of a definition that was read.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) digest: String,
    pub(super) kind: Kind,
    pub(super) definition: Definition,
    /// As it was read, for people to look at.
    text: String,
}

impl Version {
    fn new(digest: String, kind: Kind, mut definition: Definition, text: String) -> Self {
        if kind == Kind::Express {
            definition.timeout_seconds.get_or_insert(EXPRESS_SECONDS_MAX);
        }
        Self { digest, kind, definition, text }
    }
}

/// What is installed, and what older executions still need.
#[derive(Default)]
pub(super) struct Machines {
    current: HashMap<String, Arc<Version>>,
    older: Mutex<HashMap<String, Arc<Version>>>,
}

impl Machines {
    /// Reads the machines of this program.
    pub(super) fn read(machines: &[Machine], performer: &dyn Performer) -> Result<Self, Error> {
        let mut current = HashMap::new();
        for Machine { name, kind, text } in machines {
            let flaws = |flaws: Vec<asl::Flaw>| {
                let lines: String = flaws.iter().map(|flaw| format!("\n  {flaw}")).collect();
                Error::Unsound(format!("the definition of {name} is unsound:{lines}"))
            };
            let definition = asl::read(text).map_err(flaws)?;
            check(name, *kind, &definition, performer)?;
            let digest = derive_suffix(&[name, &format!("{kind:?}"), text]);
            let version = Version::new(digest, *kind, definition, text.clone());
            current.insert(name.clone(), Arc::new(version));
        }
        Ok(Self { current, older: Mutex::default() })
    }

    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.current.keys().cloned().collect();
        names.sort();
        names
    }

    pub(super) fn current(&self, name: &str) -> Option<&Arc<Version>> {
        self.current.get(name)
    }

    /// The version with this digest: today's, or one that is stored.
    pub(super) async fn version(
        &self,
        machine: &str,
        digest: &str,
        store: &dyn Store,
    ) -> Result<Arc<Version>, Error> {
        let current = self.current.get(machine).filter(|version| version.digest == digest);
        if let Some(version) = current.or(self.older().get(digest)) {
            return Ok(Arc::clone(version));
        }
        let found = DEFINITIONS.get(store, digest).await?;
        let unknown = || Error::Unsound(format!("the definition {digest} is not there"));
        let DefinitionRecord { text, kind, .. } = found.ok_or_else(unknown)?.record;
        let unsound =
            |_| Error::Unsound(format!("the definition {digest} cannot be read any more"));
        let definition = asl::read(&text).map_err(unsound)?;
        let version = Arc::new(Version::new(digest.to_owned(), kind, definition, text));
        self.older().insert(digest.to_owned(), Arc::clone(&version));
        Ok(version)
    }

    /// The text of the version with this digest.
    pub(super) async fn text(
        &self,
        machine: &str,
        digest: &str,
        store: &dyn Store,
    ) -> Result<String, Error> {
        Ok(self.version(machine, digest, store).await?.text.clone())
    }

    fn older(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Version>>> {
        self.older.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stores today's definitions, for executions that outlive them.
pub(super) async fn install(
    machines: &[Machine],
    store: &dyn Store,
    clock: &dyn Clock,
) -> Result<(), Error> {
    for Machine { name, kind, text } in machines {
        let digest = derive_suffix(&[name, &format!("{kind:?}"), text]);
        let (machine, text, kind) = (name.clone(), text.clone(), *kind);
        let record = DefinitionRecord { digest, machine, text, kind, installed_at: clock.now() };
        // A conflict means that it is there already.
        let _ = store.commit(Change::of(vec![DEFINITIONS.insert(&record)])).await?;
    }
    Ok(())
}

/// Whether everything it asks for can be done here.
fn check(
    name: &str,
    kind: Kind,
    definition: &Definition,
    performer: &dyn Performer,
) -> Result<(), Error> {
    let mut wrong = Vec::new();
    check_states(&definition.states, &mut |state, resource| {
        match service::of(resource) {
            Some(Service::Function { name }) if performer.knows(name) => {}
            // The function is named by the arguments, which are only known later.
            Some(Service::Invoke { .. } | Service::SendMessage { .. }) => {}
            Some(Service::Function { name }) => {
                wrong.push(format!("{state}: there is no function {name}"));
            }
            None => wrong.push(format!("{state}: nothing here performs {resource}")),
        }
        if kind == Kind::Express && crate::machine::answers_later(resource) {
            wrong.push(format!("{state}: a task of an express execution cannot be answered later"));
        }
    });
    if kind == Kind::Express
        && definition.timeout_seconds.is_some_and(|seconds| seconds > EXPRESS_SECONDS_MAX)
    {
        wrong.push(format!("an express execution lasts {EXPRESS_SECONDS_MAX} seconds at most"));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let lines: String = wrong.iter().map(|line| format!("\n  {line}")).collect();
    Err(Error::Unsound(format!("{name} cannot be run here:{lines}")))
}

fn check_states(states: &States, look: &mut impl FnMut(&str, &str)) {
    for (name, state) in &states.states {
        match &state.kind {
            asl::Kind::Task(task) => look(name, &task.resource),
            asl::Kind::Parallel(parallel) => {
                parallel.branches.iter().for_each(|branch| check_states(branch, look));
            }
            asl::Kind::Map(map) => check_states(&map.processor, look),
            _ => {}
        }
    }
}
