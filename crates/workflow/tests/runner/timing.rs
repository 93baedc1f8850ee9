//! What happens while time passes, on virtual time and in memory.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Clock, Timestamp};
use serde_json::{Value, json};
use store::{MemoryStore, Store};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use workflow::{Engine, Kind, Machine, Parts, Status};

use crate::mortal::{Dies, Mortal};
use crate::staff::{Hands, Staff, failed};
use crate::states::{ask, call, machine, parallel, standard, wait};
use crate::world::{begin, describe, error, output};

/// Tells the runtime's virtual time.
struct VirtualClock(Instant);

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + Duration::from_hours(500_000) + self.0.elapsed()
    }
}

/// Two workers whose timers run, and what they share.
struct Shift {
    staff: Arc<Staff>,
    counting: Arc<Mortal>,
    one: Engine,
    stop: watch::Sender<bool>,
    runs: JoinSet<()>,
}

impl Shift {
    async fn begin(machine: Machine) -> Self {
        let memory: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let counting = Mortal::new(&memory, Dies::Never);
        let store = Arc::clone(&counting) as Arc<dyn Store>;
        let (staff, clock) = (Staff::new(), Arc::new(VirtualClock(Instant::now())));
        let worker = |name: &str| {
            let performer = Arc::new(Hands { staff: Arc::clone(&staff), life: None });
            let (clock, secret) = (clock.clone(), vec![7; 32]);
            let (store, machines) = (Arc::clone(&store), vec![machine.clone()]);
            let name = name.to_owned();
            let parts = Parts { store, clock, performer, machines, secret, name };
            Engine::new(parts).expect("the machine is sound")
        };
        let (one, two) = (worker("one"), worker("two"));
        one.install().await.expect("stored");
        let (stop, shutdown) = watch::channel(false);
        let mut runs = JoinSet::new();
        for engine in [one.clone(), two] {
            let shutdown = shutdown.clone();
            runs.spawn(async move { engine.run(shutdown).await });
        }
        Self { staff, counting, one, stop, runs }
    }

    async fn end(mut self) {
        self.stop.send(true).expect("they listen");
        while let Some(ended) = self.runs.join_next().await {
            ended.expect("it ended well");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_running_worker_wakes_what_is_due_by_itself() {
    let shift = Shift::begin(standard(json!({ "A": wait(3, "Z"), "Z": call("work", "") }))).await;
    let id = begin(&shift.one, "a", json!({})).await;
    tokio::time::sleep(Duration::from_millis(2_900)).await;
    assert_eq!(describe(&shift.one, &id).await.status, Status::Running);
    tokio::time::sleep(Duration::from_millis(200)).await;
    output(&shift.one, &id).await;
    shift.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_slow_function_is_performed_once_however_slow() {
    for kind in [Kind::Standard, Kind::Express] {
        let states = json!({ "A": call("hang", "Z"), "Z": call("work", "") });
        let shift = Shift::begin(machine(kind, states)).await;
        let id = begin(&shift.one, "a", json!({})).await;
        tokio::time::sleep(Duration::from_mins(2)).await;
        assert_eq!(shift.staff.count("hang m:a/A"), 1, "{kind:?}");
        let commits = shift.counting.commits();
        assert!(commits < 40, "{kind:?}: {commits} commits keep a lease for two minutes");
        shift.staff.open_gate();
        tokio::time::sleep(Duration::from_secs(1)).await;
        output(&shift.one, &id).await;
        assert_eq!(shift.staff.count("work m:a/Z"), 1);
        shift.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_express_execution_waits_and_retries() {
    let retry = json!({ "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 4 }],
                        "Arguments": { "times": 2 } });
    let shaky = crate::states::with(call("shaky", ""), &retry);
    let states = json!({ "A": wait(20, "Z"), "Z": shaky });
    let shift = Shift::begin(machine(Kind::Express, states)).await;
    let began = Instant::now();
    let id = begin(&shift.one, "a", Value::Null).await;
    tokio::time::sleep_until(began + Duration::from_millis(19_900)).await;
    assert_eq!(shift.staff.count("shaky m:a/Z"), 0);
    tokio::time::sleep_until(began + Duration::from_millis(24_100)).await;
    assert_eq!(shift.staff.count("shaky m:a/Z"), 2);
    shift.one.rest().await;
    output(&shift.one, &id).await;
    assert_eq!(began.elapsed().as_secs(), 20 + 4 + 8);
    shift.end().await;
}

#[tokio::test(start_paused = true)]
async fn an_express_execution_ends_after_five_minutes() {
    let states = json!({ "A": call("hang", "Z"), "Z": call("work", "") });
    let shift = Shift::begin(machine(Kind::Express, states)).await;
    let id = begin(&shift.one, "a", json!({})).await;
    tokio::time::sleep(Duration::from_secs(301)).await;
    assert_eq!(describe(&shift.one, &id).await.status, Status::TimedOut);
    assert_eq!(shift.staff.count("dropped m:a/A"), 1);
    shift.end().await;
}

/// Whoever has an execution in hand also looks by himself, after seconds.
#[tokio::test(start_paused = true)]
async fn what_was_stopped_is_dropped_at_once() {
    for kind in [Kind::Standard, Kind::Express] {
        let branches = parallel(&[call("hang", ""), wait(60, "")], "");
        for (state, place) in [(call("hang", ""), "m:a/A"), (branches, "m:a/B0")] {
            let shift = Shift::begin(machine(kind, json!({ "A": state }))).await;
            let id = begin(&shift.one, "a", json!({})).await;
            shift.staff.until(&format!("hang {place}"), 1).await;
            let began = Instant::now();
            shift.one.stop(&id, failed("enough")).await.expect("stopped");
            shift.staff.until(&format!("dropped {place}"), 1).await;
            assert_eq!(began.elapsed(), Duration::ZERO, "{kind:?} {place}");
            shift.end().await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_callback_sets_off_is_performed_at_once_beside_a_slow_branch() {
    let answered = json!({ "StartAt": "B1", "States": {
        "B1": ask("later", "C1"), "C1": call("work", ""),
    } });
    let branches = parallel(&[call("hang", ""), answered], "");
    let shift = Shift::begin(standard(json!({ "A": branches }))).await;
    let id = begin(&shift.one, "a", json!({})).await;
    let (token, began) = (shift.staff.token("m:a/B1"), Instant::now());
    let performed = async {
        shift.staff.until("work m:a/C1", 1).await;
        assert_eq!(began.elapsed(), Duration::ZERO);
    };
    let (told, ()) = tokio::join!(shift.one.succeed(&token, json!(1)), performed);
    told.expect("told");
    shift.staff.open_gate();
    shift.one.rest().await;
    output(&shift.one, &id).await;
    shift.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_function_that_answers_before_it_returns_waits_for_nobody() {
    let states = json!({ "A": ask("early", "B"), "B": ask("early", "Z"), "Z": call("work", "") });
    let shift = Shift::begin(standard(states)).await;
    assert!(shift.staff.engine.set(shift.one.clone()).is_ok());
    let began = Instant::now();
    let id = begin(&shift.one, "a", json!({})).await;
    output(&shift.one, &id).await;
    assert_eq!(began.elapsed(), Duration::ZERO, "somebody waited for himself");
    shift.end().await;
}

#[tokio::test(start_paused = true)]
async fn timers_do_not_wait_for_slow_functions() {
    let branches = parallel(&[call("hang", ""), wait(1, "")], "");
    let shift = Shift::begin(standard(json!({ "A": branches }))).await;
    for number in 0..200 {
        let engine = shift.one.clone();
        tokio::spawn(async move { begin(&engine, &format!("n{number}"), json!({})).await });
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    for number in 0..200 {
        let states = describe(&shift.one, &format!("m:n{number}")).await.states;
        assert_eq!(states, ["A", "B0"], "its timer was not seen within half a second");
    }
    shift.staff.open_gate();
    tokio::time::sleep(Duration::from_secs(1)).await;
    output(&shift.one, "m:n0").await;
    assert_eq!(shift.staff.count("dropped m:n0/B0"), 0);
    shift.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_token_nobody_answers_is_no_reason_to_stay_awake() {
    let failing = crate::states::with(ask("later", ""), &json!({ "TimeoutSeconds": 3_600 }));
    let shift = Shift::begin(standard(json!({ "A": failing }))).await;
    let id = begin(&shift.one, "a", json!({})).await;
    let before = shift.counting.commits();
    tokio::time::sleep(Duration::from_mins(59)).await;
    assert_eq!(shift.counting.commits(), before);
    tokio::time::sleep(Duration::from_mins(2)).await;
    assert_eq!(error(&shift.one, &id).await, "States.Timeout");
    shift.end().await;
}
