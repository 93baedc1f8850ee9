//! What expressions see: the context object, time and chance.

use kernel::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::execution::Strand;
use super::step::Run;
use super::tell::answers_later;
use crate::asl::Kind;
use crate::data::{Ambient, Scope};

/// The role of every execution: there is only one here.
pub(super) const ROLE: &str = "arn:aws:iam::000000000000:role/comanda";

impl Run<'_> {
    /// Evaluates something in the place of `strand`. `input` is what the field works on; the next
    /// two are there only after a result or an error.
    pub(super) fn see<T>(
        &mut self,
        strand: u64,
        input: &Value,
        result: Option<&Value>,
        error_output: Option<&Value>,
        look: impl FnOnce(&Scope<'_>) -> T,
    ) -> Option<T> {
        let ambient = self.ambient();
        let place = self.execution.strands.get(&strand)?;
        let context = self.context(strand, place);
        let variables = &place.variables;
        let scope = Scope { input, context: &context, variables, result, error_output, ambient };
        Some(look(&scope))
    }

    /// Time, and chance that is new each time.
    pub(super) fn ambient(&mut self) -> Ambient {
        Ambient { now: self.moment.now, seed: self.draw() }
    }

    /// A number by chance: another one each time.
    fn draw(&mut self) -> u64 {
        self.execution.draws += 1;
        let digest = self.digest(&["draw", &self.execution.draws.to_string()]);
        u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default())
    }

    /// A number by chance, from 0 to 1.
    pub(super) fn chance(&mut self) -> f64 {
        f64::from(u32::try_from(self.draw() >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }

    /// The token that the task a strand asks for next is answered with.
    fn token(&self) -> String {
        token(&self.execution.id, self.execution.last_task + 1, self.moment.secret)
    }

    fn digest(&self, words: &[&str]) -> [u8; 32] {
        digest(self.moment.secret, &self.execution.id, words)
    }

    /// The context object. Source: "Accessing the context object" in the developer guide.
    pub(super) fn context(&self, number: u64, strand: &Strand) -> Value {
        let execution = &*self.execution;
        let kind = self.state(number).map(|state| &state.kind);
        let mut context = json!({
            "Execution": {
                "Id": execution.id,
                "Input": execution.input,
                "Name": execution.name,
                "StartTime": text(execution.started_at),
                "RoleArn": ROLE,
                "RedriveCount": execution.redrives,
            },
            "StateMachine": { "Id": execution.machine, "Name": execution.machine },
            "State": {
                "EnteredTime": text(strand.entered_at),
                "Name": strand.state,
            },
        });
        if let Some(Kind::Task(task)) = kind {
            context["State"]["RetryCount"] = strand.retries.iter().sum::<u64>().into();
            if answers_later(&task.resource) {
                context["Task"] = json!({ "Token": self.token() });
            }
        }
        if let Some(item) = &strand.item {
            context["Map"] = json!({ "Item": { "Index": item.index, "Value": item.value } });
        }
        context
    }
}

/// The token that a task is answered with: nobody can make one without the secret, and nothing of
/// it need be stored.
pub fn token(execution: &str, task: u64, secret: &[u8]) -> String {
    let proof = digest(secret, execution, &["token", &task.to_string()]);
    let proof: String = proof.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{execution}/{task}/{proof}")
}

fn digest(secret: &[u8], execution: &str, words: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    // Each part with its length, so that no two lists of parts look the same.
    let parts = [secret, execution.as_bytes()];
    for part in parts.into_iter().chain(words.iter().map(|word| word.as_bytes())) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// An instant as the context object has it: with milliseconds and `Z`.
fn text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
