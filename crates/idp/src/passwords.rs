//! Checking passwords: slow on purpose, so by few at a time and with a short queue.

use std::sync::Arc;
use std::time::{Duration, Instant};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Random;
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use crate::error::Error;

/// Memory of one hash, in KiB. Source: OWASP Password Storage Cheat Sheet, argon2id with 19 MiB and
/// at least two passes.
const MEMORY_KIB: u32 = 19 * 1024;
/// Fewest passes over the memory; same source.
const PASSES_MIN: u32 = 2;
/// Most passes that tuning chooses, however fast the machine is.
const PASSES_MAX: u32 = 12;
/// How long a hash may take on this machine. It takes less, because the memory that a hash begins
/// with counts in tuning as if each pass asked for it anew.
const TARGET: Duration = Duration::from_millis(60);
/// How many may wait for their turn. At the target time the last of them waits about two seconds
/// on one core; who comes then is told to try again.
const WAITING_MAX: usize = 32;

/// How much work a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// As little as can be, for tests that sign in often.
    pub const LEAST: Self = Self { memory_kib: 8, passes: 1 };

    /// As much as this machine does in at most 60 ms, and never less than OWASP asks for.
    ///
    /// # Panics
    /// When the machine has not got 19 MiB of memory.
    pub fn tuned() -> Self {
        let cost = |passes| Self { memory_kib: MEMORY_KIB, passes };
        let argon = cost(PASSES_MIN).argon();
        // The first is slowed down by memory that nobody has touched yet; the fastest counts.
        let times = (0..3).map(|_| {
            let (begun, mut output) = (Instant::now(), [0; 32]);
            let hashed = argon.hash_password_into(b"tuning", &[0; 16], &mut output);
            hashed.expect("there is memory for one hash");
            begun.elapsed()
        });
        let fastest = times.min().unwrap_or(TARGET).max(Duration::from_micros(1));
        let one = fastest / PASSES_MIN;
        let passes = u32::try_from(TARGET.as_nanos() / one.as_nanos().max(1)).unwrap_or(PASSES_MAX);
        cost(passes.clamp(PASSES_MIN, PASSES_MAX))
    }

    fn argon(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, 1, None);
        let params = params.expect("eight KiB and one pass are the least");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Hashes and checks passwords, as many at a time as leave the other half of the cores to orders.
pub(crate) struct Passwords {
    cost: Option<Cost>,
    work: OnceCell<Work>,
    queue: Semaphore,
    places: Semaphore,
    random: Arc<dyn Random>,
}

/// What a password is checked with.
struct Work {
    cost: Cost,
    /// A hash of nothing anybody knows: what is checked where there is no account.
    nobody: String,
}

impl Passwords {
    /// Without a cost, it is tuned when it is needed first: a tool that never hashes does not wait.
    pub(crate) fn new(cost: Option<Cost>, random: Arc<dyn Random>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = (cores / 2).max(1);
        let queue = Semaphore::new(places + WAITING_MAX);
        let (work, places) = (OnceCell::new(), Semaphore::new(places));
        Self { cost, work, queue, places, random }
    }

    /// Makes everything ready, before somebody waits for it.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub(crate) async fn warm_up(&self) -> Result<(), Error> {
        self.work().await.map(|_| ())
    }

    async fn work(&self) -> Result<&Work, Error> {
        let tune = || async {
            let (cost, random) = (self.cost, self.random.clone());
            let tuning = tokio::task::spawn_blocking(move || {
                let cost = cost.unwrap_or_else(Cost::tuned);
                Work { cost, nobody: hash(cost, "", &*random) }
            });
            tuning.await.map_err(|_| Error::Internal)
        };
        self.work.get_or_try_init(tune).await
    }

    /// The hash of a password, in PHC form.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let _turn = self.turn().await?;
        let cost = self.work().await?.cost;
        let (password, random) = (password.to_owned(), self.random.clone());
        let hashing = tokio::task::spawn_blocking(move || hash(cost, &password, &*random));
        hashing.await.map_err(|_| Error::Internal)
    }

    /// Whether a password fits a hash. Where there is none, it takes as long and does not.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already.
    pub(crate) async fn check(&self, password: &str, hash: Option<&str>) -> Result<bool, Error> {
        let _turn = self.turn().await?;
        let known = hash.is_some();
        let Work { cost, nobody } = self.work().await?;
        let hash = hash.unwrap_or(nobody).to_owned();
        let (cost, password) = (*cost, password.to_owned());
        let checking = tokio::task::spawn_blocking(move || {
            let hash = PasswordHash::new(&hash).map_err(|_| Error::Internal)?;
            Ok::<_, Error>(cost.argon().verify_password(password.as_bytes(), &hash).is_ok())
        });
        Ok(checking.await.map_err(|_| Error::Internal)?? && known)
    }

    /// Whether a hash was made with less work than one would be now.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub(crate) async fn is_weaker(&self, hash: &str) -> Result<bool, Error> {
        let cost = self.work().await?.cost;
        let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        Ok(params.is_some_and(|params| {
            (params.m_cost(), params.t_cost()) < (cost.memory_kib, cost.passes)
        }))
    }

    async fn turn(&self) -> Result<(SemaphorePermit<'_>, SemaphorePermit<'_>), Error> {
        let queued = self.queue.try_acquire().map_err(|_| Error::Busy)?;
        let place = self.places.acquire().await.map_err(|_| Error::Busy)?;
        Ok((queued, place))
    }
}

fn hash(cost: Cost, password: &str, random: &dyn Random) -> String {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    let hashed = cost.argon().hash_password_with_salt(password.as_bytes(), &salt);
    hashed.expect("a password has at most 512 bytes, and a salt 16").to_string()
}

#[cfg(test)]
mod tests {
    use kernel::OsRandom;

    use super::*;

    fn passwords(cost: Cost) -> Passwords {
        Passwords::new(Some(cost), Arc::new(OsRandom))
    }

    #[tokio::test]
    async fn only_the_right_password_fits_and_none_fits_nobody() {
        let passwords = passwords(Cost::LEAST);
        let hash = passwords.hash("croissants at dawn").await.expect("has a turn");
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        let check = async |password, hash| passwords.check(password, hash).await.expect("a turn");
        assert!(check("croissants at dawn", Some(&hash)).await);
        assert!(!check("croissants at dusk", Some(&hash)).await);
        assert!(!check("", None).await, "the hash that stands in fits nothing");
        assert_ne!(hash, passwords.hash("croissants at dawn").await.expect("has a turn"));
    }

    #[tokio::test]
    async fn who_comes_when_the_queue_is_full_is_told_so_at_once() {
        let passwords = passwords(Cost::LEAST);
        let all = passwords.queue.available_permits();
        let taken = passwords.queue.acquire_many(u32::try_from(all).expect("few")).await;
        assert!(matches!(passwords.hash("a").await, Err(Error::Busy)));
        drop(taken);
        assert!(passwords.hash("a").await.is_ok());
    }

    #[tokio::test]
    async fn a_hash_made_with_less_work_is_known_as_weaker() {
        let more = passwords(Cost { memory_kib: 16, passes: 2 });
        let less = passwords(Cost::LEAST).hash("a").await.expect("has a turn");
        assert!(more.is_weaker(&less).await.expect("ready"));
        let same = more.hash("a").await.expect("has a turn");
        assert!(!more.is_weaker(&same).await.expect("ready"));
        assert!(more.check("a", Some(&less)).await.expect("a turn"), "it fits all the same");
    }

    #[test]
    fn tuning_never_falls_below_what_owasp_asks_for() {
        let cost = Cost::tuned();
        assert_eq!(cost.memory_kib, 19_456);
        assert!((PASSES_MIN..=PASSES_MAX).contains(&cost.passes), "{cost:?}");
    }
}
