//! What is done to which request.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::what::Call;

/// One thing to do to the requests that it is about, so often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How the name of the calling function ends, such as `-relay`.
    pub function: String,
    /// The service that is called.
    pub service: String,
    /// How the action begins: `Publish` is `PublishBatch`, too.
    pub action: String,
    /// What is done.
    pub deed: Deed,
    /// How many requests pass untouched before.
    #[serde(default)]
    pub after: u32,
    /// To how many requests it is done.
    pub times: u32,
}

/// What is done to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// The function is killed, and AWS never hears of the request.
    KillBefore,
    /// The request takes effect, and the function is killed before it hears of that.
    KillAfter,
    /// The request takes effect, and the connection ends before the answer.
    LoseAnswer,
    /// AWS refuses, in the words it would use.
    Refuse {
        /// The HTTP status.
        status: u16,
        /// The error's name.
        code: String,
        /// What it says.
        message: String,
    },
}

/// All that was told to be done, and what came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Told {
    /// What is still to be done.
    pub rules: Vec<Rule>,
    /// How often something was done.
    pub done: u32,
    /// Calls of functions: by function, service and action.
    pub calls: BTreeMap<String, u64>,
}

impl Told {
    /// Counts a call of a function, and says what is to be done to it.
    pub(super) fn hear(&mut self, function: &str, call: &Call) -> Option<Deed> {
        let name = format!("{function} {}:{}", call.service, call.action);
        *self.calls.entry(name).or_default() += 1;
        let rule = self.rules.iter_mut().find(|rule| {
            rule.times > 0
                && function.ends_with(&rule.function)
                && call.service == rule.service
                && call.action.starts_with(&rule.action)
        })?;
        if rule.after > 0 {
            rule.after -= 1;
            return None;
        }
        rule.times -= 1;
        self.done += 1;
        Some(rule.deed.clone())
    }

    /// How often something is still to be done.
    pub fn left(&self) -> u32 {
        self.rules.iter().map(|rule| rule.times).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_kept_as_often_as_it_says() {
        let rule = Rule {
            function: "-relay".into(),
            service: "sns".into(),
            action: "Publish".into(),
            deed: Deed::KillAfter,
            after: 1,
            times: 1,
        };
        let mut told = Told { rules: vec![rule], ..Told::default() };
        let batch = Call { service: "sns".into(), action: "PublishBatch".into() };
        assert_eq!(told.hear("x-api", &batch), None, "another function");
        assert_eq!(told.hear("x-relay", &batch), None, "the first passes");
        assert_eq!(told.hear("x-relay", &batch), Some(Deed::KillAfter));
        assert_eq!(told.hear("x-relay", &batch), None, "once is enough");
        assert_eq!((told.left(), told.done), (0, 1));
        assert_eq!(told.calls["x-relay sns:PublishBatch"], 3);
    }
}
