//! What the store itself can commit: a record replaced and one inserted, of about the bytes of an
//! execution and its history.

use std::error::Error;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::{Change, Collection, never_changed};

use super::crowd::{CALLERS, crowd};
use super::world::World;
use super::{Pace, figure};

/// About the bytes of a waiting execution, and of the history of a commit.
const BYTES: usize = 900;

/// Records without meaning.
pub(crate) static ROWS: Collection<Row> = Collection {
    name: "bench_rows",
    schema: 1,
    upgrade: never_changed,
    id: |row| row.id.clone(),
    expires: None,
    indexes: &[],
};

/// A record without meaning.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    id: String,
    text: String,
}

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let store = Arc::clone(&world.store);
    let done = crowd(pace.executions, CALLERS, move |number| {
        let store = Arc::clone(&store);
        async move {
            let row = |id| Row { id, text: "x".repeat(BYTES) };
            let (one, two) = (row(format!("a{number}")), row(format!("b{number}")));
            let change = Change::of(vec![ROWS.insert(&one), ROWS.insert(&two)]);
            assert!(store.commit(change).await.is_ok(), "the store commits");
        }
    })
    .await;
    let rate = format!("{:.0}/s", done.per_second(pace.executions));
    figure("bare commits of two records, 256 callers", &rate, None);
    Ok(())
}
