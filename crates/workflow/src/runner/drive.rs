//! Having an execution in hand: performing what it asks for until it has to wait.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::{AbortHandle, JoinHandle, JoinSet};

use super::engine::{Engine, InHand, Inner, LEASE, PATIENCE};
use super::held::Held;
use super::machines::Kind;
use super::performer::Performed;
use super::service;
use crate::error::Error;
use crate::machine::{Failed, Order, Signal};

/// How often to read an execution again that others keep changing.
pub(super) const TRIES: usize = 20;

impl Engine {
    /// Tells an execution something, unless that makes no sense any more, and waits a while until
    /// it has come to rest.
    ///
    /// When it returns well, the signal is durable, or came too late.
    pub(super) async fn signal(&self, id: &str, signal: Signal) -> Result<(), Error> {
        let inner = &self.0;
        for _ in 0..TRIES {
            let mut held = inner.hold(id).await?;
            if !inner.tell(&mut held, vec![signal.clone()]).await? {
                continue;
            }
            inner.ring(id);
            if held.is_elsewhere(&inner.name, inner.clock.now()) {
                // It is durable, and whoever performs the rest will see it.
                return Ok(());
            }
            return self.settle(held).await;
        }
        Err(Error::Busy(id.to_owned()))
    }

    /// Waits a while until an execution has come to rest, taking it in hand if nobody has it.
    ///
    /// # Errors
    /// [`Error::Busy`] if another worker has it: whoever must not overtake comes again later.
    pub(super) async fn settle(&self, held: Held) -> Result<(), Error> {
        if !held.has_work() {
            return Ok(());
        }
        let id = &held.record.execution.id;
        if held.is_elsewhere(&self.0.name, self.0.clock.now()) {
            return Err(Error::Busy(id.clone()));
        }
        let work = Arc::clone(&self.0).drive(held);
        // Slow tasks keep nobody waiting.
        if let Ok(Err(panic)) = tokio::time::timeout(PATIENCE, work).await {
            tracing::error!(%panic, "an execution was dropped");
        }
        Ok(())
    }
}

/// What happened to whoever has an execution in hand.
enum Happened {
    /// A task was answered.
    Answered(u64, Performed),
    /// Somebody else has changed the execution.
    Changed,
    /// Time has passed.
    Later,
}

/// Tasks being performed, by number.
#[derive(Default)]
struct Performing {
    replies: JoinSet<(u64, Performed)>,
    handles: HashMap<u64, (AbortHandle, Order)>,
}

impl Inner {
    /// Has an execution in hand, beside the caller, until it waits for something else.
    pub(super) fn drive(self: Arc<Self>, held: Held) -> JoinHandle<()> {
        let begun = self.begin();
        tokio::spawn(async move {
            self.work_on(held).await;
            drop(begun);
        })
    }

    /// Whatever goes wrong, the lease ends and somebody takes it over.
    async fn work_on(self: Arc<Self>, held: Held) {
        let id = held.record.execution.id.clone();
        if let Err(error) = self.work(held).await {
            tracing::warn!(execution = id, %error, "an execution is let go for now");
        }
    }

    async fn work(self: Arc<Self>, mut held: Held) -> Result<(), Error> {
        let id = held.record.execution.id.clone();
        while held.has_work() {
            let Some(hand) = self.take(&id) else {
                // It is in hand here already, and may be let go before that hand sees what is new.
                let mut drives = self.drives.subscribe();
                let _ = drives.wait_for(|_| !self.has_in_hand(&id)).await;
                held = self.hold(&id).await?;
                continue;
            };
            // Whoever let go of it just now may have gone on from what was told.
            self.look_again(&mut held).await?;
            let performed = self.perform(&mut held, &hand).await;
            drop(hand);
            return performed;
        }
        Ok(())
    }

    async fn perform(self: &Arc<Self>, held: &mut Held, hand: &InHand) -> Result<(), Error> {
        let mut performing = Performing::default();
        while held.has_work() {
            if held.is_elsewhere(&self.name, self.clock.now()) {
                return Ok(());
            }
            performing.agree_with(self, held);
            let is_idle = performing.handles.is_empty() && held.record.kind == Kind::Standard;
            let signals = if held.has_more || is_idle {
                // It was only interrupted.
                vec![Signal::Tick]
            } else {
                match performing.next(self.patience(held), &hand.bell).await {
                    Happened::Answered(task, reply) => performing.signals(task, reply),
                    Happened::Changed => {
                        self.look_again(held).await?;
                        continue;
                    }
                    Happened::Later => vec![Signal::Tick],
                }
            };
            self.tell_surely(held, signals).await?;
        }
        Ok(())
    }

    /// How long to wait for an answer before the lease is renewed, or time has passed for the
    /// machine.
    fn patience(&self, held: &Held) -> Duration {
        let (half, now) = (LEASE / 2, self.clock.now());
        let lease = held.record.lease.as_ref();
        let renew_at = lease.and_then(|lease| lease.until.checked_sub(half).ok());
        let wake_at = held.record.wake_at.filter(|_| held.record.kind == Kind::Express);
        let until = wake_at.into_iter().chain(renew_at).min().map(|at| at.duration_since(now));
        until.map_or(half, |until| Duration::try_from(until).unwrap_or(Duration::ZERO).min(half))
    }

    /// Reads what somebody else has made of it. Nobody has if the version is the same, and then
    /// only this hand knows how far it is.
    async fn look_again(&self, held: &mut Held) -> Result<(), Error> {
        let stored = self.hold(&held.record.execution.id).await?;
        if stored.row != held.row {
            *held = stored;
        }
        Ok(())
    }

    /// Tells, reading again as often as somebody else was first.
    async fn tell_surely(&self, held: &mut Held, signals: Vec<Signal>) -> Result<(), Error> {
        for _ in 0..TRIES {
            if self.tell(held, signals.clone()).await? {
                return Ok(());
            }
            *held = self.hold(&held.record.execution.id).await?;
        }
        Err(Error::Busy(held.record.execution.id.clone()))
    }
}

impl Performing {
    /// Begins what is asked for and not begun, and ends what is no longer asked for.
    fn agree_with(&mut self, inner: &Arc<Inner>, held: &Held) {
        let pending = &held.record.pending;
        self.handles.retain(|task, (handle, _)| {
            let is_wanted = pending.iter().any(|order| order.task == *task);
            if !is_wanted {
                handle.abort();
            }
            is_wanted
        });
        for order in pending {
            // A message that found no place leaves with the next commit.
            if self.handles.contains_key(&order.task) || service::is_message(order) {
                continue;
            }
            let work = perform(Arc::clone(inner), held.record.execution.id.clone(), order.clone());
            let handle = self.replies.spawn(work);
            self.handles.insert(order.task, (handle, order.clone()));
        }
    }

    async fn next(&mut self, patience: Duration, bell: &Notify) -> Happened {
        let end = tokio::time::Instant::now() + patience;
        loop {
            let ended = tokio::select! {
                Some(ended) = self.replies.join_next_with_id() => ended,
                () = bell.notified() => return Happened::Changed,
                () = tokio::time::sleep_until(end) => return Happened::Later,
            };
            match ended {
                Ok((_, (task, reply))) => return Happened::Answered(task, reply),
                Err(error) if error.is_panic() => {
                    let task =
                        self.handles.iter().find(|(_, (handle, _))| handle.id() == error.id());
                    let Some(task) = task.map(|(task, _)| *task) else { continue };
                    let cause = Some("the function panicked".to_owned());
                    let failed = Failed { error: Some("States.TaskFailed".to_owned()), cause };
                    return Happened::Answered(task, Performed::Failed(failed));
                }
                // It was no longer wanted.
                Err(_) => {}
            }
        }
    }

    /// What a reply tells the machine.
    fn signals(&mut self, task: u64, reply: Performed) -> Vec<Signal> {
        let Some((_, order)) = self.handles.remove(&task) else { return Vec::new() };
        service::signals(&order, reply)
    }
}

async fn perform(inner: Arc<Inner>, execution: String, order: Order) -> (u64, Performed) {
    let reply = match service::call(&execution, &order, &*inner.performer) {
        Ok(call) => inner.performer.perform(call).await,
        Err(failed) => Performed::Failed(failed),
    };
    (order.task, reply)
}
