//! Executions of the express kind: two commits, no history, anew after a crash.

use serde_json::json;
use workflow::{Error, Kind, Status};

use crate::mortal::Dies;
use crate::staff::failed;
use crate::states::{MACHINE, call, machine, parallel, pass, send};
use crate::world::{LEASE, World, begin, describe, output, start, wake};

fn express() -> workflow::Machine {
    let both = parallel(&[call("work", ""), call("work", "")], "Y");
    machine(
        Kind::Express,
        json!({ "A": call("work", "P"), "P": both, "Y": call("work", "Z"),
                "Z": pass(&json!(7), "") }),
    )
}

pub(crate) async fn an_express_execution_costs_two_commits_and_has_no_history(world: World) {
    let (engine, counting) = world.mortal(express(), Dies::Never).await;
    let installed = counting.commits();
    let id = start(&engine, "a", json!({ "n": 1 })).await;
    assert_eq!(output(&engine, &id).await, json!(7));
    assert_eq!(counting.commits() - installed, 2);
    assert!(engine.history(&id, 0).await.expect("read").is_empty());
    assert_eq!(world.staff.effects(&id), ["A", "B0", "B1", "Y"]);
    let described = describe(&engine, &id).await;
    assert_eq!((described.kind, described.input), (Kind::Express, json!({ "n": 1 })));
    let refused = engine.redrive(&id).await;
    assert!(matches!(refused, Err(Error::NotRedrivable("succeeded"))));
    assert_eq!(engine.wake_due().await.expect("read"), 0);
}

pub(crate) async fn a_crash_begins_an_express_execution_anew(world: World) {
    let (dying, mortal) = world.mortal(express(), Dies::Before(2)).await;
    let id = start(&dying, "a", json!({})).await;
    assert!(!mortal.is_alive(), "it dies when it keeps the end");
    let engine = world.engine(express()).await;
    wake(&engine).await;
    assert_eq!(describe(&engine, &id).await.status, Status::Running, "its lease runs");
    world.clock.advance(LEASE);
    wake(&engine).await;
    assert_eq!(output(&engine, &id).await, json!(7));
    for line in ["A", "B0", "B1", "Y"] {
        assert_eq!(world.staff.count(&format!("work m:a/{line}")), 2, "{line}");
    }
    // After its end was stored, nothing is done again.
    let (dying, _) = world.mortal(express(), Dies::After(2)).await;
    dying.start(MACHINE, "b", json!({})).await.expect("it was stored");
    dying.rest().await;
    world.clock.advance(LEASE);
    wake(&engine).await;
    assert_eq!(output(&engine, "m:b").await, json!(7));
    assert_eq!(world.staff.count("work m:b/A"), 1);
}

pub(crate) async fn a_stop_ends_an_express_execution(world: World) {
    let states = json!({ "A": send(json!("first"), "H"), "H": call("hang", "Z"),
                         "Z": send(json!("second"), "") });
    let engine = world.engine(machine(Kind::Express, states)).await;
    let id = begin(&engine, "a", json!({})).await;
    world.staff.until("hang m:a/H", 1).await;
    engine.stop(&id, failed("enough")).await.expect("stopped");
    world.staff.until("dropped m:a/H", 1).await;
    engine.rest().await;
    assert_eq!(describe(&engine, &id).await.status, Status::Aborted);
    assert_eq!(world.messages().await, ["first"]);
}
