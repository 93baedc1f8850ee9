//! The golden traces once more, in Step Functions as the stand-in plays it: each case enters the
//! same states, asks for the same with the same words, and ends the same as on our engine.

mod asking;
mod cannot;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use workflow::machine::Failed;
use workflow::{Described, Status, StepFunctions, Workflows};

use self::asking::asking;
use crate::golden::{merged, read};
use crate::stand_in::{Queue, StandIn};
use crate::trace::{Asked, entered};

/// Cases at a time: the stand-in evaluates for all of them in one process, and ends an evaluation
/// that takes a second.
const AT_A_TIME: usize = 3;
/// What a case says, and what it is given; time is our engine's to keep.
const GIVEN: [&str; 4] = ["name", "input", "replies", "seconds"];

/// A case that is played.
struct Play {
    workflows: StepFunctions,
    queue: Queue,
    replies: Value,
    /// How often each state has asked.
    times: BTreeMap<String, usize>,
    asked: Vec<Asked>,
}

impl Play {
    /// Plays a case; says what came of it, as the file has it.
    async fn case(
        stand_in: &StandIn,
        usual: &Value,
        case: &Value,
        name: &str,
    ) -> Map<String, Value> {
        let replies = merged(&usual["replies"], case.get("replies"));
        let queue = stand_in.queue(name).await;
        let arn = stand_in.machine(name, &asking(&queue.url, &replies)).await;
        let workflows = stand_in.workflows(&[(name, &arn)]);
        let (times, asked) = (BTreeMap::new(), Vec::new());
        let mut play = Self { workflows, queue, replies, times, asked };
        let input = merged(&usual["input"], case.get("input"));
        let id = play.workflows.start(name, "once", input).await.expect("started");
        let ended = play.until_the_end(&id).await;
        play.came(ended, &id).await
    }

    async fn until_the_end(&mut self, id: &str) -> Described {
        loop {
            let messages = self.queue.receive(1).await;
            let is_quiet = messages.is_empty();
            for message in messages {
                self.answer(&message).await;
            }
            let described = self.workflows.describe(id).await.expect("it is there");
            if is_quiet && described.status != Status::Running {
                return described;
            }
        }
    }

    /// Answers a task as the case says: the first time with the first reply, and so on, and with
    /// the last one from then on.
    async fn answer(&mut self, message: &Value) {
        let text = |field: &str| message[field].as_str().expect("a text");
        let (state, token) = (text("state"), text("token"));
        self.asked.push(Asked::new(state, text("resource"), &message["arguments"]));
        let times = self.times.entry(state.to_owned()).or_default();
        let replies = self.replies[state].as_array().map_or(&[][..], Vec::as_slice);
        let reply = replies.get(*times).or(replies.last());
        *times += 1;
        let Some(reply) = reply else { return };
        if let Some(thrown) = reply.get("Throw") {
            let part = |field: &str| thrown.get(field)?.as_str().map(str::to_owned);
            let failed = Failed { error: part("Error"), cause: part("Cause") };
            self.workflows.fail(token, failed).await.expect("told");
        } else if let Some(output) = reply.get("Return") {
            self.workflows.succeed(token, output.clone()).await.expect("told");
        }
    }

    async fn came(self, ended: Described, id: &str) -> Map<String, Value> {
        let status = match ended.status {
            Status::Running => "RUNNING",
            Status::Succeeded => "SUCCEEDED",
            Status::Failed => "FAILED",
            Status::TimedOut => "TIMED_OUT",
            Status::Aborted => "ABORTED",
        };
        let tasks = self.asked.iter().map(|asked| {
            let about = without_words(asked.about());
            if about.is_empty() { json!(asked.task) } else { json!([asked.task, about]) }
        });
        let mut events = Vec::new();
        loop {
            let after = events.last().map_or(0, |event: &workflow::machine::Event| event.id);
            let page = self.workflows.history(id, after).await.expect("read");
            if page.is_empty() {
                break;
            }
            events.extend(page);
        }
        let mut came = Map::new();
        came.insert("status".to_owned(), json!(status));
        came.extend(ended.output.map(|output| ("output".to_owned(), output)));
        let error = ended.failed.map(|failed| json!(failed.error.unwrap_or_default()));
        came.extend(error.map(|error| ("error".to_owned(), error)));
        came.insert("states".to_owned(), json!(entered(&events)));
        came.insert("tasks".to_owned(), tasks.collect());
        came
    }
}

/// The same without the words beside an error of the language, which are each engine's own.
fn without_words(mut about: Map<String, Value>) -> Map<String, Value> {
    let error = about.get("error").and_then(Value::as_str);
    if error.is_some_and(|error| error.starts_with("States.")) {
        about.insert("cause".to_owned(), json!(""));
    }
    about
}

async fn check(file: &'static str) {
    let stand_in = Arc::new(StandIn::named().await);
    let (usual, cases) = (Arc::new(read("usual")), read(file));
    let places = Arc::new(Semaphore::new(AT_A_TIME));
    let mut plays = JoinSet::new();
    for (number, case) in cases.as_array().expect("cases").iter().cloned().enumerate() {
        let (stand_in, usual) = (Arc::clone(&stand_in), Arc::clone(&usual));
        let places = Arc::clone(&places);
        plays.spawn(async move {
            let _place = places.acquire().await.expect("it is never closed");
            let name = format!("{file}-{number}");
            let came = Play::case(&stand_in, &usual, &case, &name).await;
            let mut expected = case.as_object().expect("a case").clone();
            expected.retain(|name, _| !GIVEN.contains(&name.as_str()));
            (expected != came).then(|| {
                format!("{}: {}\nexpected: {}", case["name"], json!(came), json!(expected))
            })
        });
    }
    let failures: Vec<_> = plays.join_all().await.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

#[tokio::test]
async fn good_ways_are_the_same_outside() {
    check("good-ways").await;
}

#[tokio::test]
async fn refusals_are_the_same_outside() {
    check("refusals").await;
}

#[tokio::test]
async fn cancellations_are_the_same_outside() {
    check("cancellations").await;
}

#[tokio::test]
async fn troubles_are_the_same_outside() {
    check("troubles").await;
}
