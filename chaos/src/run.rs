//! One run: a server on its data, the clients around it, and the crashes between.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tempfile::TempDir;
use tokio::sync::{RwLock, watch};
use tokio::task::JoinSet;

use crate::checker::End;
use crate::customer::Customer;
use crate::database::Database;
use crate::dice::Dice;
use crate::ledger::Ledger;
use crate::plan::{Plan, Storage};
use crate::powerfail::{Disk, Survivors};
use crate::reader::{self, Progress};
use crate::report::Outcome;
use crate::server::{Program, Server};
use crate::world::{Phase, World};
use crate::{barista, settle, shops};

/// How long clients may take to finish what they began.
const DRAIN_TIMEOUT: Duration = Duration::from_mins(1);

/// How long the first event may take to reach a reader.
const READER_TIMEOUT: Duration = Duration::from_secs(20);

/// What a server had in hand when it died is taken up again after this time. With the 30 seconds it
/// has by default, a run would mostly wait.
const VISIBILITY_TIMEOUT: &str = "COMANDA_WORK__VISIBILITY_TIMEOUT_S";

/// A run that goes on.
pub struct Run {
    /// What the clients share.
    pub world: Arc<World>,
    /// The disk, if its power can be cut.
    pub disk: Option<Disk>,
    /// Chance for the conductor.
    pub dice: Dice,
    server: Option<Server>,
    clients: JoinSet<anyhow::Result<()>>,
    readers: JoinSet<anyhow::Result<()>>,
    database: Option<Database>,
    stock_at_first: shops::Levels,
    kills: u64,
    began: Instant,
    root: TempDir,
}

impl Run {
    /// Starts the server on fresh data, then the readers, then everybody else.
    ///
    /// # Errors
    /// When the server does not start or does not serve the demo.
    pub async fn begin(plan: &Plan) -> anyhow::Result<Self> {
        let began = Instant::now();
        let root = tempfile::Builder::new().prefix("chaos-").tempdir()?;
        let mut dice = Dice::new(plan.seed);
        let (mut disk, mut database) = (None, None);
        let mut data = root.path().join("data");
        let store = match &plan.storage {
            Storage::Postgres { url, cluster } => {
                let name = format!("chaos_{}_{}", plan.seed, std::process::id());
                let made = Database::create(url, &name, cluster.clone()).await?;
                database.insert(made).url()
            }
            Storage::Sqlite => format!("sqlite:{}", data.join("comanda.db").display()),
            Storage::SqlitePowerLoss => {
                data = disk.insert(Disk::new(root.path())?).view().to_owned();
                format!("sqlite:{}", data.join("comanda.db").display())
            }
        };
        std::fs::create_dir_all(&data)?;
        let mut environment = disk.as_ref().map(Disk::environment).unwrap_or_default();
        environment.push((VISIBILITY_TIMEOUT, "1".into()));
        let log = root.path().join("server.log");
        let program = Program { path: plan.program.clone(), store, data, log, environment };
        let server = program.start().await?;
        let shops = shops::discover(server.address).await?;
        let world = Arc::new(World {
            program,
            shops,
            data_in_use: RwLock::default(),
            ledger: Ledger::new(&root.path().join("ledger.jsonl"))?,
            server: watch::Sender::new(Some(server.address)),
            phase: watch::Sender::new(Phase::Running),
        });
        shops::stock_up(&world, &mut dice).await?;
        let stock_at_first = shops::levels(&world).await?;
        let mut run = Self {
            world,
            disk,
            dice: dice.fork(),
            server: Some(server),
            clients: JoinSet::new(),
            readers: JoinSet::new(),
            database,
            stock_at_first,
            kills: 0,
            began,
            root,
        };
        match run.let_clients_in(plan.customers, &mut dice).await {
            Ok(()) => Ok(run),
            Err(error) => Err(run.give_up(error)),
        }
    }

    /// Readers first, then everybody else; done when each reader has an event it can resume after.
    async fn let_clients_in(&mut self, customers: usize, dice: &mut Dice) -> anyhow::Result<()> {
        let mut progress = Vec::new();
        for shop in 0..self.world.shops.len() {
            let sender = watch::Sender::new(Progress::Starting);
            progress.push(sender.subscribe());
            self.readers.spawn(reader::run(Arc::clone(&self.world), shop, sender));
        }
        self.readers_are(Progress::Connected, &mut progress).await?;
        for shop in 0..self.world.shops.len() {
            self.clients.spawn(barista::run(Arc::clone(&self.world), shop, dice.fork()));
        }
        for number in 0..customers {
            self.clients.spawn(Customer::new(&self.world, number, dice.fork()).run());
        }
        self.readers_are(Progress::Reading, &mut progress).await
    }

    async fn readers_are(
        &mut self,
        wanted: Progress,
        progress: &mut [watch::Receiver<Progress>],
    ) -> anyhow::Result<()> {
        for reader in progress {
            tokio::select! {
                _ = reader.wait_for(|progress| *progress >= wanted) => {}
                () = tokio::time::sleep(READER_TIMEOUT) => bail!("a reader is not {wanted:?}"),
                ended = self.readers.join_next() => bail!("a reader ended: {ended:?}"),
                Some(ended) = self.clients.join_next() => bail!("a client ended: {ended:?}"),
            }
        }
        Ok(())
    }

    /// Lets everybody work for a while.
    ///
    /// # Errors
    /// When a client met what should never be.
    pub async fn work(&mut self, for_ms: u64) -> anyhow::Result<()> {
        tokio::time::sleep(Duration::from_millis(for_ms)).await;
        while let Some(ended) = self.clients.try_join_next() {
            ended?.context("a client gave up")?;
        }
        while let Some(ended) = self.readers.try_join_next() {
            ended?.context("a reader gave up")?;
        }
        Ok(())
    }

    /// Lets everybody work until so many more orders were acknowledged.
    ///
    /// # Errors
    /// When that takes too long, or a client met what should never be.
    pub async fn work_until(&mut self, more: usize) -> anyhow::Result<()> {
        let patience = Instant::now() + READER_TIMEOUT;
        let enough = self.world.ledger.tally().acknowledged + more;
        while self.world.ledger.tally().acknowledged < enough {
            anyhow::ensure!(Instant::now() < patience, "hardly anything is acknowledged");
            self.work(20).await?;
        }
        Ok(())
    }

    /// Kills the server, cuts the power if it can be cut, and starts again; one time in four the
    /// server is killed once more while it starts. Where the database can be crashed, every third
    /// time that is what happens instead, and the server has to live with it.
    ///
    /// # Errors
    /// When the server ended by itself, or does not start again.
    pub async fn crash(&mut self) -> anyhow::Result<()> {
        if let Some(database) = self.database.as_ref().filter(|database| database.can_crash())
            && self.dice.once_in(3)
        {
            return database.crash().await;
        }
        self.kill().await?;
        self.cut().await?;
        if self.dice.once_in(4) {
            let mut child = self.world.program.spawn()?;
            tokio::time::sleep(Duration::from_millis(self.dice.between(0, 60))).await;
            child.kill().await?;
            self.kills += 1;
            self.cut().await?;
        }
        self.start().await
    }

    /// Kills the server, lets nothing survive that was not flushed, and starts again.
    ///
    /// # Errors
    /// When there is no disk, the server ended by itself, or does not start again.
    pub async fn crash_losing_all(&mut self) -> anyhow::Result<()> {
        self.kill().await?;
        let disk = self.disk.as_ref().context("only a disk of ours loses anything")?;
        let still = self.world.data_in_use.write().await;
        disk.cut(Survivors::Nothing, &mut self.dice).context("the power cut")?;
        drop(still);
        self.start().await
    }

    async fn kill(&mut self) -> anyhow::Result<()> {
        self.world.server.send_replace(None);
        let server = self.server.take().context("the server runs between crashes")?;
        server.kill().await?;
        self.kills += 1;
        Ok(())
    }

    /// Cuts the power, if it can be cut; some of what was not flushed may survive.
    async fn cut(&mut self) -> anyhow::Result<()> {
        if let Some(disk) = &self.disk {
            let _still = self.world.data_in_use.write().await;
            let survivors = Survivors::roll(&mut self.dice);
            disk.cut(survivors, &mut self.dice).context("the power cut")?;
        }
        Ok(())
    }

    async fn start(&mut self) -> anyhow::Result<()> {
        let server = self.world.program.start().await?;
        self.world.server.send_replace(Some(server.address));
        self.server = Some(server);
        Ok(())
    }

    /// Lets everybody finish, waits until all is quiet, and judges.
    ///
    /// # Errors
    /// When a client met what should never be, or the end cannot be read.
    pub async fn finish(mut self) -> anyhow::Result<Outcome> {
        let end = match self.settle().await {
            Ok(end) => end,
            Err(error) => return Err(self.give_up(error)),
        };
        let mut ended = std::collections::BTreeMap::new();
        for order in &end.orders {
            *ended.entry(order.status).or_default() += 1;
        }
        let violations = self.world.ledger.check_with(end);
        let evidence = (!violations.is_empty()).then(|| self.root.keep());
        Ok(Outcome {
            kills: self.kills,
            tally: self.world.ledger.tally(),
            ended: ended.into_iter().collect(),
            violations,
            took: self.began.elapsed(),
            evidence,
        })
    }

    /// Ends a run that cannot go on; ledger, log and data are kept.
    pub fn give_up(self, error: anyhow::Error) -> anyhow::Error {
        let words = self.world.program.last_words();
        let kept = self.root.keep();
        error.context(format!("evidence in {}; the log ends:\n{words}", kept.display()))
    }

    async fn settle(&mut self) -> anyhow::Result<End> {
        self.world.phase.send_replace(Phase::Draining);
        let drained = tokio::time::timeout(DRAIN_TIMEOUT, async {
            while let Some(ended) = self.clients.join_next().await {
                ended?.context("a client gave up")?;
            }
            anyhow::Ok(())
        });
        drained.await.context("clients still wait for answers")??;
        let end = settle::end(&self.world, &self.stock_at_first).await?;
        self.world.phase.send_replace(Phase::Over);
        while let Some(ended) = self.readers.join_next().await {
            ended?.context("a reader gave up")?;
        }
        if let Some(server) = self.server.take() {
            server.kill().await?;
        }
        if let Some(database) = self.database.take() {
            database.remove().await?;
        }
        Ok(end)
    }
}
