//! The process dies, at every commit in turn.

use serde_json::{Value, json};
use workflow::{Engine, Error, Machine, Status};

use crate::mortal::Dies;
use crate::states::{MACHINE, ask, call, map, parallel, send, standard, wait, with};
use crate::world::{LEASE, World, describe, history, output};

/// Times the world outside repeats itself before an execution is given up.
const ROUNDS: usize = 60;
/// The states whose functions have an effect, in the order of their names.
const EFFECTS: [&str; 6] = ["Check", "Close", "Cook-1", "Cook-2", "Cook-3", "Shaky"];

/// Everything an execution can do.
fn scenario() -> Machine {
    let own = json!({ "Arguments": { "state": "{% 'Cook-' & $string($states.input) %}" } });
    let cook = with(call("work", ""), &own);
    let kitchen = json!({ "StartAt": "Cooks", "States": {
        "Cooks": map(&json!([1, 2, 3]), "Cook", &cook, ""),
    } });
    let counter = json!({ "StartAt": "Check", "States": {
        "Check": call("work", "Ready"), "Ready": ask("later", ""),
    } });
    let again = json!({
        "Arguments": { "times": 1 },
        "Retry": [{ "ErrorEquals": ["service.unavailable"], "IntervalSeconds": 2 }],
    });
    let reserve = with(
        send(json!("{% $states.context.Task.Token %}"), "Close"),
        &json!({
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        }),
    );
    standard(json!({
        "A": parallel(&[kitchen, counter], "Shaky"),
        "Shaky": with(call("shaky", "Pause"), &again),
        "Pause": wait(60, "Tell"),
        "Tell": send(json!("told"), "Reserve"),
        "Reserve": reserve,
        "Close": with(call("work", "Done"), &json!({ "Output": { "all": "well" } })),
        "Done": { "Type": "Succeed" },
    }))
}

/// What the world outside does again and again, as a queue would: it starts, answers, and lets
/// time pass. Whoever is dead does not hear it.
async fn act(world: &World, engine: &Engine, name: &str) -> Result<(), Error> {
    match engine.start(MACHINE, name, json!({})).await {
        Ok(_) | Err(Error::AlreadyExists(_)) => {}
        Err(error) => return Err(error),
    }
    engine.rest().await;
    let mut tokens = world.staff.tokens(&format!("{MACHINE}:{name}"));
    tokens.extend(world.messages().await.into_iter().filter(|body| body.contains('/')));
    for token in tokens {
        engine.succeed(&token, json!({})).await?;
        engine.rest().await;
    }
    engine.wake_due().await?;
    engine.rest().await;
    Ok(())
}

/// Runs the scenario with a first process that dies; says whether it did.
async fn run(world: &World, name: &str, dies: Dies) -> bool {
    let (mut engine, mortal) = world.mortal(scenario(), dies).await;
    let id = format!("{MACHINE}:{name}");
    let mut crashed = false;
    for _ in 0..ROUNDS {
        let acted = act(world, &engine, name).await;
        if !mortal.is_alive() && !crashed {
            crashed = true;
            engine = world.worker("next", &world.store, None, vec![scenario()]).await;
        } else if let Err(error) = acted {
            assert!(matches!(error, Error::Busy(_)), "{name}: {error:?}");
        }
        world.clock.advance(LEASE);
        let described = engine.describe(&id).await;
        if described.is_ok_and(|described| described.status != Status::Running) {
            check(world, &engine, &id).await;
            return crashed;
        }
    }
    panic!("{name} never ends: {:?}", engine.describe(&id).await);
}

async fn check(world: &World, engine: &Engine, id: &str) {
    assert_eq!(output(engine, id).await, json!({ "all": "well" }), "{id}");
    assert_eq!(world.staff.effects(id), EFFECTS, "{id}");
    let messages = world.take_messages().await;
    assert_eq!(messages.len(), 2, "{id}: {messages:?}");
    assert_eq!(messages[0], "told");
    let events = history(engine, id).await;
    let count = |kind: &str| events.iter().filter(|event| event.kind == kind).count();
    let counts = [
        ("ExecutionStarted", 1),
        ("ParallelStateStarted", 1),
        ("ParallelStateSucceeded", 1),
        ("MapIterationStarted", 3),
        ("MapIterationSucceeded", 3),
        ("TaskStateEntered", 9),
        ("TaskStateExited", 9),
        ("WaitStateEntered", 1),
        ("WaitStateExited", 1),
        ("LambdaFunctionFailed", 1),
        // Check, three times Cook, Shaky, Close.
        ("LambdaFunctionSucceeded", 6),
        // Ready, Tell, Reserve.
        ("TaskSucceeded", 3),
        ("ExecutionSucceeded", 1),
    ];
    for (kind, wanted) in counts {
        assert_eq!(count(kind), wanted, "{id}: {kind}");
    }
    let names: Vec<&Value> = events
        .iter()
        .filter_map(|event| event.details.get("stateExitedEventDetails")?.get("name"))
        .collect();
    for name in ["A", "Cooks", "Shaky", "Pause", "Tell", "Reserve", "Close", "Done"] {
        assert_eq!(names.iter().filter(|one| **one == name).count(), 1, "{id}: {name}");
    }
    let described = describe(engine, id).await;
    assert_eq!((described.wake_at, described.states), (None, vec![]), "{id}");
}

pub(crate) async fn a_crash_at_any_commit_changes_nothing_in_the_end(world: World) {
    for takes_effect in [false, true] {
        for commit in 0.. {
            let dies = if takes_effect { Dies::After(commit) } else { Dies::Before(commit) };
            if !run(&world, &format!("{takes_effect}-{commit}"), dies).await {
                assert!(commit > 15, "the case has become too small to mean anything: {commit}");
                break;
            }
        }
    }
}
