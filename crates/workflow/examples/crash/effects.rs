//! What tasks do: each counts, and must count once for each execution.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Change, Collection, Index, Key, Store, Write, never_changed};
use workflow::{Call, Decided, Performed, Performer};

/// The counters.
pub(crate) const DECIDED: &str = "decided";
pub(crate) const PERFORMED: &str = "performed";

/// What an execution has done, and the task tokens that wait for their answer.
pub(crate) static EFFECTS: Collection<Effect> = Collection {
    name: "crash_effects",
    schema: 1,
    upgrade: never_changed,
    id: |effect| effect.id.clone(),
    expires: None,
    indexes: &[Index {
        name: "by_kind",
        key: |effect| effect.token.as_ref().map(|_| Key::new("token", effect.id.clone())),
    }],
};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Effect {
    pub(crate) id: String,
    pub(crate) token: Option<String>,
}

/// Performs tasks on a store.
pub(crate) struct Effects(pub(crate) Arc<dyn Store>);

impl Effects {
    /// Counts, once for each id: the second time the insert finds its place taken.
    fn once(id: String, counter: &str) -> Change {
        let adjust = Write::Adjust { counter: counter.to_owned(), delta: 1, at_least: None };
        Change::of(vec![EFFECTS.insert(&Effect { id, token: None }), adjust])
    }
}

#[async_trait]
impl Performer for Effects {
    fn knows(&self, function: &str) -> bool {
        ["decide", "perform", "hold"].contains(&function)
    }

    fn knows_queue(&self, queue: &str) -> bool {
        queue == "crash"
    }

    async fn decide(&self, call: &Call) -> Option<Decided> {
        let name = text(&call.input, "name");
        let (performed, change) = match call.function.as_str() {
            // Not by an id: if it were committed twice, it would count twice.
            "decide" => {
                let counter = DECIDED.to_owned();
                let count = Write::Adjust { counter, delta: 1, at_least: None };
                (Performed::Done(json!({})), Change::of(vec![count]))
            }
            "hold" => {
                let token = Some(text(&call.input, "token"));
                let id = format!("{name}/token");
                let before = EFFECTS.get(&*self.0, &id).await.ok()?;
                let write = EFFECTS.put(&Effect { id, token }, before.map(|before| before.version));
                (Performed::Later, Change::of(vec![write]))
            }
            _ => return None,
        };
        Some(Decided { performed, change, committed: None })
    }

    async fn perform(&self, call: Call) -> Performed {
        let id = format!("{}/performed", text(&call.input, "name"));
        match self.0.commit(Self::once(id, PERFORMED)).await {
            Ok(_) => Performed::Done(json!({})),
            Err(error) => Performed::Failed(workflow::machine::Failed {
                error: Some("store".to_owned()),
                cause: Some(error.to_string()),
            }),
        }
    }
}

fn text(input: &Value, field: &str) -> String {
    input[field].as_str().unwrap_or_default().to_owned()
}
