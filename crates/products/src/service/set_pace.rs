//! A break, or more to do than usual: said by whoever stands behind the counter.

use std::sync::Arc;

use kernel::LocationId;

use super::cache::Cached;
use crate::domain::{Location, Pace};
use crate::{Error, Products};

impl Products {
    /// Says how fast a location works. What has passed already is as if it were not said.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than 24 hours or 120 minutes, [`Error::NoSuchLocation`].
    pub async fn set_pace(
        &self,
        id: &LocationId,
        pace: Pace,
    ) -> Result<Arc<Cached<Location>>, Error> {
        let now = self.now();
        let faults = pace.check(now);
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        let pace = pace.as_of(now);
        self.change_location(id, None, |before| Location { pace, ..before.clone() }).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use kernel::Timestamp;

    use super::super::testing::Shop;
    use super::*;
    use crate::domain::{Busy, samples};

    #[tokio::test]
    async fn a_pace_stays_when_the_rest_of_the_location_changes_and_ends_by_itself() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let until = Timestamp::UNIX_EPOCH + Duration::from_mins(30);
        let busy = Some(Busy { extra_minutes: 20, until });
        let pace = Pace { paused_until: Some(until), busy };
        shop.products.set_pace(&here, pace).await.expect("there");
        let renamed = Location { name: "There".to_owned(), ..samples::location() };
        shop.products.update_location(None, renamed).await.expect("there");
        let read = shop.products.read_location(&here).await.expect("there");
        assert_eq!((read.value.pace, &*read.value.name), (pace, "There"));
        assert!(!read.value.open_state(shop.products.now()).is_open());

        shop.clock.advance(Duration::from_mins(30));
        let read = shop.products.read_location(&here).await.expect("there");
        let now = shop.products.now();
        assert!(read.value.open_state(now).is_open());
        assert_eq!(read.value.preparation_minutes_at(now), 10);
        let late =
            shop.products.set_pace(&here, pace).await.expect("what comes late counts no more");
        assert_eq!(late.value.pace, Pace::default());
    }

    #[tokio::test]
    async fn a_pace_that_is_wrong_is_refused() {
        let shop = Shop::with_menu().await;
        let pace = Pace { paused_until: Some(Timestamp::MAX), busy: None };
        let refused = shop.products.set_pace(&samples::location_id(), pace).await;
        let Err(Error::Invalid(faults)) = refused else { panic!("a break of centuries") };
        assert_eq!(faults[0].pointer, "/paused_until");
    }
}
