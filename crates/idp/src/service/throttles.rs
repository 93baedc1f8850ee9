//! Counting wrong guesses, and making whoever makes them wait.

use std::net::IpAddr;

use kernel::Timestamp;
use store::{Change, Outcome};

use super::{ATTEMPTS, Idp, after};
use crate::domain::{Counted, left_s, wait_s};
use crate::error::Error;
use crate::events::{self, Alarm, Suspicion};
use crate::records::{THROTTLES, Throttle};

/// From so many accounts guessed at, one network is suspected of trying stolen passwords.
const STUFFED_ACCOUNTS: usize = 10;
/// From so many guesses at one account in an hour, somebody is suspected of guessing.
const GUESSES_AT_ONE: u32 = 15;
/// One account signed in to from so many networks within [`BURST_S`] is suspicious.
const BURST_NETWORKS: usize = 5;
/// The time of a burst, in seconds.
const BURST_S: u64 = 600;

/// The network of an address: itself for IPv4, the 64 bits that one household has for IPv6.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// What one attempt counts against.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub(super) counted: Counted,
    /// What is counted: an account, a network.
    pub(super) key: String,
    /// Whom the attempt is about.
    pub(super) about: Option<String>,
}

impl Idp {
    /// Counts a guest that comes from a network.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`].
    pub async fn count_guest(&self, network: &str) -> Result<(), Error> {
        let (counted, key) = (Counted::Made, network.to_owned());
        self.count(&[Count { counted, key, about: None }]).await
    }

    /// Counts an attempt before it is looked at, so that many at the same moment count, too.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`], when nothing may be looked at now.
    pub(super) async fn count(&self, counts: &[Count]) -> Result<(), Error> {
        for count in counts {
            self.count_one(count).await?;
        }
        Ok(())
    }

    async fn count_one(&self, count: &Count) -> Result<(), Error> {
        let id = self.throttle_id(count.counted, &count.key);
        for _ in 0..ATTEMPTS {
            let now = self.now();
            let before = THROTTLES.get(self.store(), &id).await?;
            let version = before.as_ref().map(|before| before.version);
            let known = before.map(|before| before.record);
            let mut throttle = known.filter(|known| known.forget_at > now).unwrap_or(Throttle {
                id: id.clone(),
                count: 0,
                wait_until: now,
                forget_at: now,
                about: Vec::new(),
            });
            if let Some(wait_s) = left_s(throttle.wait_until, now) {
                return Err(Error::TooManyAttempts { wait_s });
            }
            throttle.count = throttle.count.saturating_add(1);
            let wait = wait_s(count.counted, throttle.count).unsigned_abs();
            throttle.wait_until = after(now, wait);
            let forgotten = count.counted.forgotten_after_s().unsigned_abs();
            throttle.forget_at = after(now, forgotten.max(wait));
            let suspicion = self.suspicion(count, &mut throttle);
            let mut change = Change::of(vec![THROTTLES.put(&throttle, version)]);
            change.messages.extend(suspicion.map(|alarm| raise(alarm, now)));
            if self.commit(change).await? == Outcome::Committed {
                return Ok(());
            }
        }
        // So many at the same moment are no person.
        Err(Error::TooManyAttempts { wait_s: 1 })
    }

    /// What this attempt makes of the ones before, each thing once.
    fn suspicion(&self, count: &Count, throttle: &mut Throttle) -> Option<Alarm> {
        match count.counted {
            Counted::Strangers if throttle.count == GUESSES_AT_ONE => Some(Alarm {
                suspicion: Suspicion::GuessingAtOneAccount,
                user: count.about.clone(),
                network: None,
            }),
            Counted::Network => {
                let about = self.secrets().hash("about", count.about.as_deref()?);
                if throttle.about.len() >= STUFFED_ACCOUNTS || throttle.about.contains(&about) {
                    return None;
                }
                throttle.about.push(about);
                (throttle.about.len() == STUFFED_ACCOUNTS).then(|| Alarm {
                    suspicion: Suspicion::CredentialStuffing,
                    user: None,
                    network: Some(count.key.clone()),
                })
            }
            _ => None,
        }
    }

    /// Takes an attempt back that was right. What guessed at one account is forgotten; of a
    /// network only this one attempt is, or an attacker could sign in to their own account in
    /// between.
    pub(super) async fn forgive(&self, counts: &[Count]) -> Result<(), Error> {
        for count in counts {
            let id = self.throttle_id(count.counted, &count.key);
            let Some(before) = THROTTLES.get(self.store(), &id).await? else { continue };
            let write = match count.counted {
                Counted::Network => {
                    let mut throttle = before.record;
                    throttle.count = throttle.count.saturating_sub(1);
                    throttle.wait_until = self.now();
                    let about =
                        count.about.as_deref().map(|about| self.secrets().hash("about", about));
                    throttle.about.retain(|known| Some(known) != about.as_ref());
                    THROTTLES.replace(&throttle, before.version)
                }
                _ => THROTTLES.delete(id, before.version),
            };
            // Who lost against another attempt stays counted, which only makes them wait sooner.
            let _ = self.commit(Change::of(vec![write])).await?;
        }
        Ok(())
    }

    /// Notes from where an account was signed in to, and raises an alarm when nobody can have been
    /// in so many places.
    pub(super) async fn note_network(&self, account: &str, network: &str) -> Result<(), Error> {
        let id = self.secrets().hash("burst", account);
        let now = self.now();
        let before = THROTTLES.get(self.store(), &id).await?;
        let version = before.as_ref().map(|before| before.version);
        let known = before.map(|before| before.record).filter(|known| known.forget_at > now);
        let mut seen = known.unwrap_or(Throttle {
            id,
            count: 0,
            wait_until: now,
            forget_at: after(now, BURST_S),
            about: Vec::new(),
        });
        let network = self.secrets().hash("about", network);
        if seen.about.contains(&network) || seen.about.len() >= BURST_NETWORKS {
            return Ok(());
        }
        seen.about.push(network);
        let mut change = Change::of(vec![THROTTLES.put(&seen, version)]);
        if seen.about.len() == BURST_NETWORKS {
            let user = Some(account.to_owned());
            let suspicion = Suspicion::ImpossibleBurst;
            change.messages.push(raise(Alarm { suspicion, user, network: None }, now));
        }
        // Who lost against another sign-in is missed once; the next one is noted.
        let _ = self.commit(change).await?;
        Ok(())
    }

    fn throttle_id(&self, counted: Counted, key: &str) -> String {
        self.secrets().hash(&format!("throttle {counted:?}"), key)
    }
}

fn raise(alarm: Alarm, at: Timestamp) -> store::Outgoing {
    let Alarm { suspicion, user, network } = &alarm;
    tracing::warn!(?suspicion, ?user, ?network, "alarm");
    events::alarm(alarm, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_network() {
        let of = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(of("203.0.113.9"), "203.0.113.9");
        assert_eq!(of("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(of("2001:db8:1:2::9"), of("2001:db8:1:2:ffff::"));
        assert_ne!(of("2001:db8:1:3::9"), of("2001:db8:1:2::9"));
    }
}
