//! The work behind the scenes: the relay, the consumers, the timers of workflows, the sweeper, and
//! following other processes.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;

/// How often to look for what other processes changed, besides being told.
const FOLLOW_EVERY: Duration = Duration::from_millis(500);

/// Everything that works in the background of one process.
pub(crate) struct Workers {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Workers {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { tasks: JoinSet::new(), stop: watch::Sender::new(false) }
    }

    /// Starts carrying and consuming messages.
    pub(crate) fn carry(&mut self, app: &App) {
        let (relay, stop) = (app.relay.clone(), self.stop.subscribe());
        self.tasks.spawn(async move { relay.run(stop).await });
        for consumer in &app.consumers {
            let (consumer, stop) = (Arc::clone(consumer), self.stop.subscribe());
            self.tasks.spawn(async move { consumer.run(stop).await });
        }
        // Where queues and workflows are elsewhere, nothing of this is ours to do.
        if let Some(engine) = app.engine.clone() {
            let stop = self.stop.subscribe();
            self.tasks.spawn(async move { engine.run(stop).await });
        }
        if let Some(queue) = app.stored.clone() {
            let stop = self.stop.subscribe();
            self.tasks.spawn(async move { queue.run(stop).await });
        }
    }

    /// Starts telling those who watch here what other processes changed.
    pub(crate) fn follow(&mut self, app: &App) {
        let orders = app.orders.clone();
        self.tasks.spawn(async move { orders.follow(FOLLOW_EVERY).await });
    }

    /// Lets everybody finish the work in hand.
    pub(crate) async fn stop(mut self) {
        self.stop.send_replace(true);
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a worker did not end well");
            }
        }
    }
}
