//! What is read far more often than written, kept in memory for a second.
//!
//! A hit costs no read of the store. An entry older than [`FRESH_FOR`] is compared with the store
//! by its version, and read anew only when that has changed. This process's own commits are seen at
//! once; those of other replicas after at most a second. Nothing that must not be wrong is decided
//! on a cached value: edits read the store, and stock is a counter there.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use bytes::Bytes;
use kernel::{Clock, LocationId, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Collection, Store, Version};

use crate::domain::{Language, StockItemId};

/// How long an entry is believed without asking.
const FRESH_FOR: Duration = Duration::from_secs(1);
/// How many locations can be read from the store at the same time; each only once.
const LANES: usize = 16;

/// A value with the version it was read at.
#[derive(Debug)]
pub struct Cached<T> {
    /// The version in the store.
    pub version: Version,
    /// The value.
    pub value: T,
    /// How many of the times at which the value changes by itself had passed when it was read.
    pub returned: usize,
    /// What has run out of it, of a menu that was read as an offer.
    pub out: Vec<StockItemId>,
    /// The answer in its own language, and one for each language there is.
    answers: [OnceLock<Bytes>; 1 + Language::ALL.len()],
}

impl<T> Cached<T> {
    pub(super) fn new(version: Version, value: T) -> Self {
        Self { version, value, returned: 0, out: Vec::new(), answers: Default::default() }
    }

    /// The value as it has become by itself after so many of its times.
    pub(super) fn returned(version: Version, value: T, returned: usize) -> Self {
        Self { returned, ..Self::new(version, value) }
    }

    /// The value with what has run out of it.
    pub(super) fn run_out(of: &Self, out: Vec<StockItemId>) -> Self
    where
        T: Clone,
    {
        Self { out, ..Self::returned(of.version, of.value.clone(), of.returned) }
    }

    /// The value as it is sent, made by `render` the first time it is asked for in a language.
    pub fn answer(&self, language: Option<Language>, render: impl FnOnce(&Self) -> Bytes) -> Bytes {
        let place = language.map_or(0, |language| 1 + language as usize);
        self.answers[place].get_or_init(|| render(self)).clone()
    }
}

struct Entry<T> {
    checked_at: Timestamp,
    cached: Arc<Cached<T>>,
}

/// One value a location. It grows with the locations that exist, not with those asked for.
pub(super) struct Cache<T> {
    entries: RwLock<HashMap<LocationId, Entry<T>>>,
    lanes: [tokio::sync::Mutex<()>; LANES],
    lane_of: RandomState,
}

impl<T> Cache<T> {
    pub(super) fn new() -> Self {
        Self {
            entries: RwLock::default(),
            lanes: std::array::from_fn(|_| tokio::sync::Mutex::new(())),
            lane_of: RandomState::new(),
        }
    }

    /// The value of a location, at most a second old; `None` when there is none.
    pub(super) async fn get<R>(
        &self,
        collection: &Collection<R>,
        store: &dyn Store,
        clock: &dyn Clock,
        location: &LocationId,
    ) -> Result<Option<Arc<Cached<T>>>, store::Error>
    where
        R: Serialize + DeserializeOwned,
        T: From<R>,
    {
        if let Some(fresh) = self.fresh(location, clock.now()) {
            return Ok(Some(fresh));
        }
        // Whoever comes while another reads waits for it and takes what it found.
        let lane = usize::try_from(self.lane_of.hash_one(location) % LANES as u64).unwrap_or(0);
        let _turn = self.lanes[lane].lock().await;
        let now = clock.now();
        if let Some(fresh) = self.fresh(location, now) {
            return Ok(Some(fresh));
        }
        if let Some(known) = self.known(location) {
            let row = store.get(collection.name, location.as_str()).await?;
            if row.is_some_and(|row| row.version == known.version) {
                return Ok(Some(self.keep(location, known, now)));
            }
        }
        let found = collection.get(store, location.as_str()).await?;
        Ok(found.map(|found| {
            let cached = Cached::new(found.version, T::from(found.record));
            self.keep(location, Arc::new(cached), now)
        }))
    }

    /// Takes over a value read or committed at `now`; an older version never replaces a newer.
    pub(super) fn keep(
        &self,
        location: &LocationId,
        cached: Arc<Cached<T>>,
        now: Timestamp,
    ) -> Arc<Cached<T>> {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get(location)
            && entry.cached.version > cached.version
        {
            return Arc::clone(&entry.cached);
        }
        let entry = Entry { checked_at: now, cached: Arc::clone(&cached) };
        entries.insert(location.clone(), entry);
        cached
    }

    fn fresh(&self, location: &LocationId, now: Timestamp) -> Option<Arc<Cached<T>>> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.get(location)?;
        // A clock that was set back makes every entry old, not fresh for ever.
        let fresh = entry.checked_at <= now && now < entry.checked_at + FRESH_FOR;
        fresh.then(|| Arc::clone(&entry.cached))
    }

    fn known(&self, location: &LocationId) -> Option<Arc<Cached<T>>> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(location).map(|entry| Arc::clone(&entry.cached))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CountingStore, Shop};
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn a_second_read_within_a_second_costs_no_read_of_the_store() {
        let shop = Shop::with_menu().await;
        let other = shop.another_replica();
        let here = samples::location_id();
        other.products.read_menu(&here).await.expect("there");
        let reads = other.store.reads();
        for _ in 0..100 {
            other.products.read_menu(&here).await.expect("there");
        }
        assert_eq!(other.store.reads(), reads);
        shop.clock.advance(FRESH_FOR);
        other.products.read_menu(&here).await.expect("there");
        assert_eq!(other.store.reads(), reads + 1, "one read compares the version");
    }

    #[tokio::test]
    async fn another_replica_sees_a_change_after_a_second_and_this_one_at_once() {
        let shop = Shop::with_menu().await;
        let other = shop.another_replica();
        let here = samples::location_id();
        let before = other.products.read_menu(&here).await.expect("there").version;
        let product = samples::id("flat-white");
        shop.products.set_product_available(&here, &product, false, None).await.expect("sold out");
        let seen = shop.products.read_menu(&here).await.expect("there");
        assert_eq!(seen.version, before + 1);
        assert_eq!(other.products.read_menu(&here).await.expect("there").version, before);
        shop.clock.advance(FRESH_FOR);
        let seen = other.products.read_menu(&here).await.expect("there");
        assert_eq!(seen.version, before + 1);
        assert!(!seen.value.product(&product).expect("there").available);
    }

    #[tokio::test]
    async fn many_readers_at_once_make_one_read() {
        let shop = Shop::with_menu().await;
        let other = shop.another_replica();
        let mut readers = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let products = other.products.clone();
            readers.spawn(async move { products.read_menu(&samples::location_id()).await.is_ok() });
        }
        while let Some(read) = readers.join_next().await {
            assert!(read.expect("no panic"));
        }
        assert_eq!(other.store.reads(), 1);
    }

    #[tokio::test]
    async fn an_older_value_never_takes_the_place_of_a_newer_one() {
        let cache = Cache::<u8>::new();
        let here = samples::location_id();
        let now = Timestamp::UNIX_EPOCH;
        cache.keep(&here, Arc::new(Cached::new(2, 20)), now);
        let kept = cache.keep(&here, Arc::new(Cached::new(1, 10)), now);
        assert_eq!((kept.version, kept.value), (2, 20));
        assert_eq!(cache.fresh(&here, now).expect("kept").value, 20);
        assert!(cache.fresh(&here, now - FRESH_FOR).is_none(), "the clock was set back");
    }

    #[tokio::test]
    async fn locations_that_do_not_exist_are_not_kept() {
        let store = CountingStore::empty();
        let cache = Cache::<crate::Menu>::new();
        let clock = kernel::FixedClock::at(Timestamp::UNIX_EPOCH);
        let here = samples::location_id();
        let found = cache.get(&crate::records::MENUS, &store, &clock, &here).await;
        assert!(found.expect("the store answers").is_none());
        assert!(cache.known(&here).is_none());
    }

    #[test]
    fn an_answer_is_made_once_in_each_language() {
        let cached = Cached::new(1, 7);
        let french = Some(Language::French);
        assert_eq!(cached.answer(None, |c| Bytes::from(c.value.to_string())), "7");
        assert_eq!(cached.answer(french, |_| Bytes::from_static(b"sept")), "sept");
        for (language, answer) in [(None, "7"), (french, "sept")] {
            assert_eq!(cached.answer(language, |_| Bytes::from_static(b"again")), answer);
        }
    }
}
