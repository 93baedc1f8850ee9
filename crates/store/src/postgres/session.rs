//! A writer's connection: its prepared statements, and how many of them travel at once.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use tokio::time::timeout;
use tokio_postgres::{Client, Config, Statement};

use super::connect::{ANSWER_LIMIT, Connected, connect};
use super::failure::{NoAnswer, Trouble};
use super::statements::BEGIN_SESSION;

/// A future that can be put beside others.
pub(super) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends what each future sends first, in their order and without waiting in between, then waits
/// for all answers: one round trip for any number of statements.
pub(super) async fn together<T>(futures: Vec<Boxed<'_, T>>) -> Vec<T> {
    let mut sent: Vec<_> = futures.into_iter().map(|future| (future, None)).collect();
    poll_fn(|context| {
        for (future, output) in &mut sent {
            if let Poll::Ready(done) = future.as_mut().poll(context) {
                *output = Some(done);
            }
        }
        Poll::Ready(())
    })
    .await;
    let mut outputs = Vec::with_capacity(sent.len());
    for (future, output) in sent {
        outputs.push(match output {
            Some(output) => output,
            None => future.await,
        });
    }
    outputs
}

/// Waits for an answer, but not for ever.
pub(super) async fn answered<T>(
    answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, Trouble> {
    match timeout(ANSWER_LIMIT, answer).await {
        Ok(answer) => answer.map_err(Trouble::from),
        Err(_) => Err(NoAnswer(ANSWER_LIMIT).into()),
    }
}

/// A writer's connection.
pub(super) struct Session {
    connected: Connected,
    prepared: HashMap<String, Statement>,
    /// Our name in the table of sessions.
    pub(super) name: String,
    /// The number of the last batch begun.
    pub(super) batch: i64,
}

impl Session {
    /// Connects. "Durable" is our promise, so a session that would not wait for the disk is told
    /// to.
    pub(super) async fn connect(config: &Config) -> Result<Self, Trouble> {
        let connected = connect(config).await.map_err(Trouble::Lost)?;
        let client = &connected.client;
        answered(client.execute(
            "SELECT set_config('synchronous_commit', 'on', false) \
             WHERE current_setting('synchronous_commit') = 'off'",
            &[],
        ))
        .await?;
        let row = answered(client.query_one(BEGIN_SESSION, &[])).await?;
        let name = row.try_get(0)?;
        Ok(Self { connected, prepared: HashMap::new(), name, batch: 0 })
    }

    pub(super) fn client(&self) -> &Client {
        &self.connected.client
    }

    /// Prepares those of `texts` that are not yet; one round trip when any is new.
    pub(super) async fn prepare<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a str>,
    ) -> Result<(), Trouble> {
        let mut new: Vec<&str> = texts.filter(|text| !self.prepared.contains_key(*text)).collect();
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return Ok(());
        }
        let client = &self.connected.client;
        let prepare = |text: &&'a str| -> Boxed<'_, _> { Box::pin(client.prepare(text)) };
        let statements = together(new.iter().map(prepare).collect());
        let statements = timeout(ANSWER_LIMIT, statements).await;
        let statements = statements.map_err(|_| NoAnswer(ANSWER_LIMIT))?;
        for (text, statement) in new.into_iter().zip(statements) {
            self.prepared.insert(text.to_owned(), statement?);
        }
        Ok(())
    }

    /// A statement given to [`Session::prepare`] before.
    pub(super) fn statement(&self, text: &str) -> &Statement {
        self.prepared.get(text).expect("each statement of a batch is prepared before it begins")
    }
}
