//! Waiting for what others do: asked again and again, with an end.

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::bail;

/// How long the pause between two questions is.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks until the answer is there.
///
/// # Errors
/// When asking fails, or `limit` has passed: the sentence names `what` and the last thing seen.
pub async fn until<T, F>(
    what: &str,
    limit: Duration,
    mut ask: impl FnMut() -> F,
) -> anyhow::Result<T>
where
    F: Future<Output = anyhow::Result<Seen<T>>>,
{
    let deadline = Instant::now() + limit;
    loop {
        match ask().await? {
            Seen::There(value) => return Ok(value),
            Seen::Yet(seen) if Instant::now() > deadline => {
                bail!("waited {limit:?} for {what}, and last saw {seen}")
            }
            Seen::Yet(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// What a question came to.
#[derive(Debug)]
pub enum Seen<T> {
    /// What was waited for.
    There(T),
    /// Not yet; this is there instead.
    Yet(String),
}

impl<T> Seen<T> {
    /// There when `done`, with what is seen until then.
    pub fn when(done: bool, value: T, instead: impl Into<String>) -> Self {
        if done { Self::There(value) } else { Self::Yet(instead.into()) }
    }
}
