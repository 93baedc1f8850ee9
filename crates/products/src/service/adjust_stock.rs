//! How much is there: counting, receiving and throwing away.
//!
//! A level is what can still be sold: what stands on the shelf less what is held for orders.

use std::fmt;
use std::str::FromStr;

use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::LocationId;
use store::{Change, Outcome, Write};

use super::ATTEMPTS;
use crate::domain::{Entry, Fault, StockItem, StockItemId};
use crate::records::stock_counter;
use crate::{Error, Products};

/// Most that can be there of one item.
pub(crate) const LEVEL_MAX: i64 = 1_000_000;

/// Levels read at the same time: each is a question of its own.
const READ_AT_ONCE: usize = 16;

/// How much of an item is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Of what.
    pub item: StockItem,
    /// How much can still be sold.
    pub level: i64,
}

/// Why a level was changed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockReason {
    /// More was baked or delivered.
    Received,
    /// It was thrown away, eaten or dropped.
    Wasted,
    /// Somebody had counted wrong.
    Corrected,
}

impl fmt::Display for StockReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Received => "received",
            Self::Wasted => "wasted",
            Self::Corrected => "corrected",
        })
    }
}

impl FromStr for StockReason {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = [Self::Received, Self::Wasted, Self::Corrected];
        all.into_iter().find(|reason| reason.to_string() == word).ok_or_else(|| {
            let word: String = word.chars().take(40).collect();
            format!("\"{word}\" is not a reason: expected received, wasted or corrected")
        })
    }
}

impl Products {
    /// How much is there of each stock item of a location, in the menu's order.
    pub async fn list_stock(&self, location: &LocationId) -> Result<Vec<Level>, Error> {
        let menu = self.read_menu(location).await?;
        let levels = menu.value.stock_items.clone().into_iter().map(|item| async move {
            let level = self.store().counter(&stock_counter(location, &item.id)).await?;
            Ok(Level { item, level })
        });
        stream::iter(levels).buffered(READ_AT_ONCE).try_collect().await
    }

    /// Sets a level to what was counted. What is sold at the same moment is taken off it.
    pub async fn set_level(
        &self,
        location: &LocationId,
        id: &StockItemId,
        level: i64,
    ) -> Result<Level, Error> {
        if !(0..=LEVEL_MAX).contains(&level) {
            let detail = format!("is {level}: expected 0 to {LEVEL_MAX}");
            return Err(Error::Invalid(vec![Fault { pointer: "/level".to_owned(), detail }]));
        }
        let item = self.stock_item(location, id).await?;
        let counter = stock_counter(location, id);
        for _ in 0..ATTEMPTS {
            let delta = level - self.store().counter(&counter).await?;
            let counter = counter.clone();
            let adjust = Write::Adjust { counter, delta, at_least: Some(0) };
            if delta == 0
                || self.store().commit(Change::of(vec![adjust])).await? == Outcome::Committed
            {
                tracing::info!(%location, item = %id, level, delta, "stock counted");
                return Ok(Level { item, level });
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    /// Adds to a level what was received, or takes off what was wasted.
    pub async fn adjust_stock(
        &self,
        location: &LocationId,
        id: &StockItemId,
        delta: i64,
        reason: StockReason,
    ) -> Result<Level, Error> {
        let sign_fits = match reason {
            StockReason::Received => delta > 0,
            StockReason::Wasted => delta < 0,
            StockReason::Corrected => delta != 0,
        };
        if !sign_fits || !(-LEVEL_MAX..=LEVEL_MAX).contains(&delta) {
            let detail = format!(
                "is {delta}: expected more than 0 for received, less than 0 for wasted, \
                 and at most {LEVEL_MAX} either way"
            );
            return Err(Error::Invalid(vec![Fault { pointer: "/delta".to_owned(), detail }]));
        }
        let item = self.stock_item(location, id).await?;
        let counter = stock_counter(location, id);
        let adjust = Write::Adjust { counter: counter.clone(), delta, at_least: Some(0) };
        let outcome = self.store().commit(Change::of(vec![adjust])).await?;
        let level = self.store().counter(&counter).await?;
        if outcome != Outcome::Committed {
            return Err(Error::StockBelowZero { item: id.clone(), level, delta });
        }
        tracing::info!(%location, item = %id, level, delta, %reason, "stock adjusted");
        Ok(Level { item, level })
    }

    async fn stock_item(
        &self,
        location: &LocationId,
        id: &StockItemId,
    ) -> Result<StockItem, Error> {
        let menu = self.read_menu(location).await?;
        let unknown = || Error::NoSuchEntry(Entry { what: "stock item", id: id.to_string() });
        menu.value.stock_item(id).cloned().ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn a_level_is_counted_received_and_wasted_but_never_below_nothing() {
        let shop = Shop::with_menu().await;
        let (here, id) = (samples::location_id(), samples::id("croissant"));
        shop.products.adjust_stock(&here, &id, 5, StockReason::Received).await.expect("more");
        shop.products.adjust_stock(&here, &id, -3, StockReason::Wasted).await.expect("less");
        assert_eq!(shop.croissants().await, 12);
        let refused = shop.products.adjust_stock(&here, &id, -13, StockReason::Corrected).await;
        assert!(matches!(refused, Err(Error::StockBelowZero { level: 12, .. })));
        shop.products.set_level(&here, &id, 2).await.expect("counted");
        let levels = shop.products.list_stock(&here).await.expect("there");
        assert_eq!((levels.len(), levels[0].level), (1, 2));
    }

    #[tokio::test]
    async fn what_is_not_on_the_menu_has_no_level_and_a_reason_has_its_sign() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let refused = shop.products.set_level(&here, &samples::id("truffle"), 1).await;
        assert!(matches!(refused, Err(Error::NoSuchEntry(_))));
        let id = samples::id("croissant");
        for (delta, reason) in
            [(0, StockReason::Corrected), (1, StockReason::Wasted), (i64::MIN, StockReason::Wasted)]
        {
            let refused = shop.products.adjust_stock(&here, &id, delta, reason).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{delta}");
        }
        assert_eq!("wasted".parse(), Ok(StockReason::Wasted));
    }
}
