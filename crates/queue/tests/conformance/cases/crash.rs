//! The process dies, at every write in turn.

use std::sync::Arc;
use std::time::Duration;

use queue::{Error, Queue};
use store::Store;

use crate::flaky::Flaky;
use crate::world::{BRIEF, MAX_RECEIVES, VISIBILITY, World, message, receipts, stored};

const NAMES: [&str; 7] = ["a-1", "b-1", "a-2", "a-3", "c-1", "b-2", "a-4"];

/// Sends everything and handles it, until the end or the death of the store. What was handled and,
/// among it, what is known to be finished.
async fn live(
    queue: &dyn Queue,
    name: &str,
    handled: &mut Vec<String>,
    finished: &mut Vec<String>,
) -> Result<(), Error> {
    for chunk in NAMES.chunks(3) {
        queue.send(name, chunk.iter().map(|name| message(name)).collect()).await?;
    }
    loop {
        let deliveries = queue.receive(name, 2, VISIBILITY).await?;
        if deliveries.is_empty() {
            return Ok(());
        }
        for group in deliveries.chunk_by(|a, b| a.group == b.group) {
            handled.extend(group.iter().map(|one| one.body.clone()));
            for result in queue.delete(name, &receipts(group)).await? {
                result?;
            }
            finished.extend(group.iter().map(|one| one.body.clone()));
        }
    }
}

pub(crate) async fn a_crash_at_any_write_loses_nothing_and_keeps_order(world: World) {
    for dies_after in [false, true] {
        for writes in 0.. {
            let name = format!("orders-{writes}-{dies_after}");
            let flaky = Flaky::new(&world.store, writes, dies_after);
            let store = Arc::clone(&flaky) as Arc<dyn Store>;
            let (mut handled, mut finished) = (Vec::new(), Vec::new());
            let before = stored(&store, &world.clock, MAX_RECEIVES);
            let ended = live(&before, &name, &mut handled, &mut finished).await;
            assert_eq!(ended.is_ok(), flaky.is_alive());
            if ended.is_ok() {
                assert!(writes > 5, "the case has become too small to mean anything");
                break;
            }
            world.wait(VISIBILITY).await;
            let after = world.stored(MAX_RECEIVES);
            let mut again = Vec::new();
            live(&after, &name, &mut again, &mut Vec::new()).await.expect("the store lives");
            check(&handled, &finished, &again, &name);
        }
    }
}

fn check(handled: &[String], finished: &[String], again: &[String], name: &str) {
    for name in finished {
        assert!(!again.contains(name), "{name} was finished and came again");
    }
    for group in ["a-", "b-", "c-"] {
        let mut all: Vec<_> =
            handled.iter().chain(again).filter(|n| n.starts_with(group)).collect();
        let repeated = all.len() - all.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert!(repeated <= 2, "{name}: a batch has two messages, {repeated} came again");
        // The second process begins no later than where the first one ended.
        let second: Vec<_> = again.iter().filter(|n| n.starts_with(group)).collect();
        assert!(second.is_sorted(), "{name}: {second:?}");
        all.sort();
        all.dedup();
        let wanted: Vec<_> = NAMES.iter().filter(|n| n.starts_with(group)).collect();
        assert_eq!(all, wanted, "{name}");
    }
}

pub(crate) async fn what_a_dead_process_held_is_taken_up_at_once(world: World) {
    world.send(&["a-1", "a-2", "b-1", "c-1"]).await;
    let taken = world.receive(2).await;
    world.delete(&taken[..1]).await;
    world.receive(1).await;
    let now = world.now();
    let world = world.restart_at(now).await;
    assert_eq!(world.seen().await, ["c-1 x1"]);
    let queue = world.stored(MAX_RECEIVES);
    assert_eq!(queue.reclaim().await.expect("reclaimed"), 3);
    assert_eq!(world.seen().await, ["a-2 x2", "b-1 x2", "c-1 x2"]);
    assert_eq!(queue.reclaim().await.expect("reclaimed"), 3);
    assert_eq!(world.drain().await, ["a-2", "b-1", "c-1"]);
    assert_eq!(queue.reclaim().await.expect("reclaimed"), 0);
}

pub(crate) async fn a_crash_in_the_middle_of_a_batch_repeats_only_what_was_not_finished(
    world: World,
) {
    world.send(&["a-1", "a-2", "a-3", "b-1"]).await;
    let deliveries = world.receive_for(10, BRIEF).await;
    world.delete(&deliveries[..1]).await;
    let later = world.now() + Duration::from_secs(1);
    let world = world.restart_at(later).await;
    assert!(world.seen().await.is_empty(), "nobody knows yet that the consumer is dead");
    world.wait(BRIEF).await;
    let mut seen = world.seen().await;
    seen.sort();
    assert_eq!(seen, ["a-2 x2", "a-3 x2", "b-1 x2"]);
}
