//! Saying that something has sold out, or is there again.

use std::sync::Arc;

use jiff::SignedDuration;
use kernel::{LocationId, Timestamp};

use super::cache::Cached;
use crate::domain::{Fault, Menu, OptionId, ProductId};
use crate::{Error, Products};

/// How far ahead something may be said to be there again, in days: a season.
const DAYS_MAX: i64 = 366;

impl Products {
    /// Says whether a product can be ordered and, of one that cannot, when it is there again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a time beside what is available, or more than 366 days ahead;
    /// [`Error::NoSuchEntry`], [`Error::NoSuchLocation`].
    pub async fn set_product_available(
        &self,
        location: &LocationId,
        id: &ProductId,
        available: bool,
        until: Option<Timestamp>,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        check(available, until, self.now())?;
        let set = |menu: &mut Menu| menu.set_product_available(id, available, until);
        self.edit_menu(location, None, set, |_| String::new()).await
    }

    /// Says whether an option can be chosen and, of one that cannot, when it is there again.
    ///
    /// # Errors
    /// As [`set_product_available`](Self::set_product_available).
    pub async fn set_option_available(
        &self,
        location: &LocationId,
        id: &OptionId,
        available: bool,
        until: Option<Timestamp>,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        check(available, until, self.now())?;
        let set = |menu: &mut Menu| menu.set_option_available(id, available, until);
        self.edit_menu(location, None, set, |_| String::new()).await
    }
}

/// A time that has passed is taken: it says that the thing is there, as it was meant to be by now.
fn check(available: bool, until: Option<Timestamp>, now: Timestamp) -> Result<(), Error> {
    let Some(until) = until else { return Ok(()) };
    let detail = if available {
        "belongs to what is not available".to_owned()
    } else if until.duration_since(now) > SignedDuration::from_hours(24 * DAYS_MAX) {
        format!("is too far away: expected at most {DAYS_MAX} days from now, or nothing")
    } else {
        return Ok(());
    };
    Err(Error::Invalid(vec![Fault { pointer: "/until".to_owned(), detail }]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn a_time_to_be_there_again_belongs_to_what_is_not_there_and_is_not_years_away() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let white = samples::id("flat-white");
        let now = shop.products.now();
        for (available, until) in [(true, now), (false, Timestamp::MAX)] {
            let set = shop.products.set_product_available(&here, &white, available, Some(until));
            let Err(Error::Invalid(faults)) = set.await else { panic!("{available} {until}") };
            assert_eq!(faults[0].pointer, "/until");
        }
        let late = shop.products.set_product_available(&here, &white, false, Some(now)).await;
        let menu = late.expect("what was to be over is over");
        assert!(menu.value.product(&white).expect("there").available);
    }

    #[tokio::test]
    async fn an_option_sells_out_and_one_that_is_not_there_is_named() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let oat = samples::id("oat-milk");
        let menu =
            shop.products.set_option_available(&here, &oat, false, None).await.expect("there");
        assert!(!menu.value.option(&oat).expect("there").1.available);
        let hemp = samples::id("hemp-milk");
        let refused = shop.products.set_option_available(&here, &hemp, false, None).await;
        let refusal = refused.err().map(|error| error.to_string());
        assert_eq!(refusal.as_deref(), Some("the menu has no option opt_hemp-milk"));
    }
}
