//! The stories the crash tests tell.

use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use hyper::{Method, StatusCode};

use crate::checker::Answer;
use crate::customer;
use crate::http::Reply;
use crate::plan::Plan;
use crate::powerfail::{Disk, Fault};
use crate::report::Outcome;
use crate::run::Run;
use crate::world::Caller;

/// Rounds between two looks at what has been seen so far.
const LOOK_EVERY: u64 = 100;
/// How soon a broken disk must show in the answers, and a mended one must not.
const NOTICE_TIMEOUT: Duration = Duration::from_secs(15);
/// Writes tried on a broken disk once it has shown.
const TRIES: usize = 20;
/// Orders that are acknowledged before a disk breaks, at least.
const ENOUGH: usize = 15;
const NOT_WRITABLE: &str = "store.not-writable";

/// Crashes again and again, each time 10 to 400 ms after the server was there.
///
/// # Errors
/// When the run cannot go on; what the checker finds is in the outcome.
pub async fn crashes(plan: &Plan, rounds: u64) -> anyhow::Result<Outcome> {
    tell(plan, async |run| {
        for round in 1..=rounds {
            let pause = run.dice.between(10, 400);
            run.work(pause).await?;
            run.crash().await.with_context(|| format!("round {round}"))?;
            if round % LOOK_EVERY == 0 && !run.world.ledger.check_so_far().is_empty() {
                break;
            }
        }
        Ok(())
    })
    .await
}

/// A disk that claims to have flushed, then a power cut. No server can keep its promises on it, so
/// the checker must find what was lost.
///
/// # Errors
/// When the run cannot go on.
pub async fn lying_flush(plan: &Plan) -> anyhow::Result<Outcome> {
    tell(plan, async |run| {
        run.work_until(10).await?;
        disk(run)?.set(Fault::FlushLies)?;
        run.work_until(10).await?;
        run.crash_losing_all().await?;
        disk(run)?.set(Fault::None)?;
        Ok(())
    })
    .await
}

/// A full disk and failing flushes under load, `rounds` times each.
///
/// # Errors
/// When the server answers otherwise than it should while the disk is broken, or the run cannot go
/// on.
pub async fn faults(plan: &Plan, rounds: u64) -> anyhow::Result<Outcome> {
    tell(plan, async |run| {
        for round in 1..=rounds {
            full_disk(run).await.with_context(|| format!("full disk, round {round}"))?;
            failing_flush(run).await.with_context(|| format!("failing flush, round {round}"))?;
        }
        Ok(())
    })
    .await
}

async fn tell(
    plan: &Plan,
    story: impl AsyncFnOnce(&mut Run) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut run = Run::begin(plan).await?;
    match story(&mut run).await {
        Ok(()) => run.finish().await,
        Err(error) => Err(run.give_up(error)),
    }
}

/// Writes are refused and reads go on; with space again, writes go on without a restart.
async fn full_disk(run: &mut Run) -> anyhow::Result<()> {
    let mut probe = Probe::new(run);
    run.work(200).await?;
    run.work_until(ENOUGH).await?;
    disk(run)?.set(Fault::Full)?;
    probe.is_refused(run).await?;
    disk(run)?.set(Fault::None)?;
    probe.recovers(run).await?;
    run.work(100).await
}

/// Writes are refused and reads go on; after a power cut and a restart everything acknowledged is
/// there and writes go on.
async fn failing_flush(run: &mut Run) -> anyhow::Result<()> {
    let mut probe = Probe::new(run);
    run.work(200).await?;
    run.work_until(ENOUGH).await?;
    disk(run)?.set(Fault::FlushFails)?;
    probe.is_refused(run).await?;
    disk(run)?.set(Fault::None)?;
    // What the failed flush should have written is lost, even though the disk is well again.
    run.work(100).await?;
    run.crash_losing_all().await?;
    probe.recovers(run).await?;
    run.work(100).await
}

fn disk(run: &Run) -> anyhow::Result<&Disk> {
    run.disk.as_ref().context("only a disk of ours can be broken")
}

/// A customer who looks closely at each answer.
struct Probe {
    caller: Caller,
    sent: u64,
    name: String,
}

impl Probe {
    fn new(run: &mut Run) -> Self {
        let name = format!("probe-{}", run.dice.between(1, u64::MAX - 1));
        let caller = Caller::new(&run.world, "customer", None, format!("chaos-{name}"));
        Self { caller, sent: 0, name }
    }

    /// Waits until a write is refused, then tries some more, and reads.
    async fn is_refused(&mut self, run: &mut Run) -> anyhow::Result<()> {
        self.until(
            run,
            "a broken disk does not show",
            |answer| matches!(answer, Answer::Refused { code, .. } if code == NOT_WRITABLE),
        )
        .await?;
        for _ in 0..TRIES {
            match self.write(run).await? {
                Answer::Refused { status: 503, code } if code == NOT_WRITABLE => {}
                other => bail!("a write on a broken disk was answered with {other:?}"),
            }
            self.read(run).await?;
        }
        Ok(())
    }

    /// Waits until writes are taken again.
    async fn recovers(&mut self, run: &mut Run) -> anyhow::Result<()> {
        let taken = |answer: &Answer| matches!(answer, Answer::Taken(_));
        self.until(run, "a mended disk does not help", taken).await
    }

    async fn until(
        &mut self,
        run: &mut Run,
        otherwise: &'static str,
        expected: impl Fn(&Answer) -> bool,
    ) -> anyhow::Result<()> {
        let patience = Instant::now() + NOTICE_TIMEOUT;
        loop {
            let answer = self.write(run).await?;
            if expected(&answer) {
                return Ok(());
            }
            ensure!(Instant::now() < patience, "{otherwise}: {answer:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// One order, one attempt.
    async fn write(&mut self, run: &mut Run) -> anyhow::Result<Answer> {
        self.sent += 1;
        let key = format!("{}-{}", self.name, self.sent);
        let body = customer::basket(&run.world.shops[0], &key, &mut run.dice);
        customer::attempt(&run.world, &mut self.caller, 0, &key, &body, false).await
    }

    /// The menu and the orders of a location are there.
    async fn read(&mut self, run: &Run) -> anyhow::Result<()> {
        let server = run.world.address().await.context("the run is over")?;
        let location = &run.world.shops[0].location;
        for path in [
            "/v1/locations".to_owned(),
            format!("/v1/locations/{location}/menu"),
            "/v1/orders".to_owned(),
        ] {
            let reply = self.caller.send(server, Method::GET, &path, &[], String::new()).await??;
            let Reply { status, body } = reply;
            ensure!(status == StatusCode::OK, "GET {path} on a broken disk: {status} {body}");
        }
        Ok(())
    }
}
