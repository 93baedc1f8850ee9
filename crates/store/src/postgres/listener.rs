//! Tells other processes that there is something to relay, and hears it from them.
//!
//! NOTIFY is sent on this connection after the commit, not in the writers' transactions: there it
//! would make every COMMIT of the whole server wait for the one before. It is a hint; when it is
//! lost, whoever waits looks from time to time anyway.

use std::future::poll_fn;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Config};

use super::connect::dial;
use super::failure::Trouble;
use super::session::answered;

/// The pause before a lost connection is made again: the first, and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// Wakes those who wait for messages.
#[derive(Clone)]
pub(super) struct Bell {
    here: watch::Sender<u64>,
    elsewhere: watch::Sender<u64>,
}

impl Bell {
    pub(super) fn new() -> Self {
        Self { here: watch::Sender::new(0), elsewhere: watch::Sender::new(0) }
    }

    /// Wakes those who wait in this process and in others; there, several commits in short time
    /// become one sign.
    pub(super) fn ring(&self) {
        bump(&self.here);
        bump(&self.elsewhere);
    }

    pub(super) fn said(&self) -> watch::Receiver<u64> {
        self.here.subscribe()
    }
}

/// The connection that listens.
pub(super) struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.close();
    }
}

impl Listener {
    /// Starts to carry the rings of `bell` to and from other processes that use `channel`.
    pub(super) fn start(config: Config, channel: String, bell: &Bell) -> Self {
        let (rings, here) = (bell.elsewhere.subscribe(), bell.here.clone());
        Self(tokio::spawn(Ear { config, channel, rings, here }.run()))
    }

    /// Stops.
    pub(super) fn close(&self) {
        self.0.abort();
    }
}

struct Ear {
    config: Config,
    channel: String,
    rings: watch::Receiver<u64>,
    here: watch::Sender<u64>,
}

impl Ear {
    async fn run(mut self) {
        let mut pause = PAUSES.0;
        loop {
            if self.listen(&mut pause).await.is_ok() {
                return;
            }
            tokio::time::sleep(pause).await;
            pause = PAUSES.1.min(pause * 2);
        }
    }

    /// Listens until the connection is lost, or, without an error, until the store is gone.
    async fn listen(&mut self, pause: &mut Duration) -> Result<(), Trouble> {
        let (client, mut connection) = dial(&self.config).await.map_err(Trouble::Lost)?;
        let here = self.here.clone();
        let ourselves = AtomicI32::new(0);
        let hearing = async {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await
            {
                // We are told of our own ringing, too; those here have been woken already.
                if let AsyncMessage::Notification(sign) = message
                    && sign.process_id() != ourselves.load(Ordering::Relaxed)
                {
                    bump(&here);
                }
            }
        };
        let telling = async {
            let row = answered(client.query_one("SELECT pg_backend_pid()", &[])).await?;
            ourselves.store(row.try_get(0)?, Ordering::Relaxed);
            answered(client.batch_execute(&format!("LISTEN {}", self.channel))).await?;
            *pause = PAUSES.0;
            // What was said while nobody listened is not repeated.
            bump(&self.here);
            while self.rings.changed().await.is_ok() {
                answered(client.batch_execute(&format!("NOTIFY {}", self.channel))).await?;
            }
            Ok(())
        };
        tokio::select! {
            () = hearing => Err(Trouble::Lost(super::failure::Closed.into())),
            told = telling => told,
        }
    }
}

fn bump(count: &watch::Sender<u64>) {
    count.send_modify(|count| *count = count.wrapping_add(1));
}
