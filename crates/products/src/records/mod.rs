//! What is stored, and how it becomes what the rules work on.
//!
//! One record holds a whole menu: edits and imports are atomic, and a read is one strongly
//! consistent `get`.

mod location;
mod menu;
mod option;
mod ordering;
mod picture;
mod translation;

use kernel::{LocationId, OrderId};
use serde::{Deserialize, Serialize};
use store::{Collection, Declared, Index, Key, never_changed};

pub(crate) use self::location::LocationRecord;
pub(crate) use self::menu::MenuRecord;
pub(crate) use self::picture::{PictureRecord, picture_record, pictures_counter};
use crate::domain::StockItemId;

/// Everything this context stores.
pub static COLLECTIONS: &[&dyn Declared] = &[&LOCATIONS, &MENUS, &RESERVATIONS, &PICTURES];

/// One record a location.
pub(crate) static LOCATIONS: Collection<LocationRecord> = Collection {
    name: "locations",
    schema: 1,
    upgrade: never_changed,
    id: |location| location.id.to_string(),
    expires: None,
    indexes: &[Index { name: "all", key: |location| Some(Key::new("all", location.id.as_str())) }],
};

/// One record a menu; its id is the location's.
pub(crate) static MENUS: Collection<MenuRecord> = Collection {
    name: "menus",
    schema: 1,
    upgrade: never_changed,
    id: |menu| menu.location.to_string(),
    expires: None,
    indexes: &[],
};

/// One record an order that takes stock; its id is the order's.
pub(crate) static RESERVATIONS: Collection<ReservationRecord> = Collection {
    name: "reservations",
    schema: 1,
    upgrade: never_changed,
    id: |reservation| reservation.order.to_string(),
    expires: None,
    indexes: &[],
};

/// One record a picture.
pub(crate) static PICTURES: Collection<PictureRecord> = Collection {
    name: "pictures",
    schema: 1,
    upgrade: never_changed,
    id: |picture| picture.id.to_string(),
    expires: None,
    indexes: &[],
};

/// Stock held for an order. It stays for good: a released one is the tombstone that keeps a late
/// duplicate from holding stock again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReservationRecord {
    pub(crate) order: OrderId,
    /// Absent when the order was released before anything was reserved.
    pub(crate) location: Option<LocationId>,
    pub(crate) items: Vec<ReservedItem>,
    pub(crate) state: ReservationState,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReservedItem {
    pub(crate) stock_item: StockItemId,
    pub(crate) quantity: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReservationState {
    /// Stock is taken and may come back.
    Held,
    /// Stock has come back.
    Released,
    /// Stock is gone for good.
    Used,
}

/// The counter of how much of an item is there. Names a place in the store, so it never changes.
pub(crate) fn stock_counter(location: &LocationId, item: &StockItemId) -> String {
    format!("stock/{}/{}", location.suffix(), item.suffix())
}

#[cfg(test)]
mod tests {
    use kernel::Timestamp;

    use super::*;
    use crate::domain::{
        Busy, Fulfilment, Language, Location, Menu, Ordering, QrCodes, Switch, samples,
    };

    #[test]
    fn what_is_stored_reads_back_equal() {
        let mut location = samples::location();
        location.switch = Switch::Closed { until: Some(Timestamp::UNIX_EPOCH) };
        location.hours.week[6].clear();
        location.hours.exceptions.insert(jiff::civil::date(2026, 12, 24), Vec::new());
        location.ordering.open_orders_max = Some(40);
        location.ordering.qr_codes = Some(QrCodes { tokens: 7, minutes: 3 });
        location.ordering.fulfilments.remove(&Fulfilment::Pickup);
        location.language = Language::German;
        location.pace.paused_until = Some(Timestamp::UNIX_EPOCH);
        location.pace.busy = Some(Busy { extra_minutes: 5, until: Timestamp::UNIX_EPOCH });
        let json = serde_json::to_string(&LocationRecord::from(&location)).expect("serialises");
        let record: LocationRecord = serde_json::from_str(&json).expect("reads back");
        assert_eq!(Location::from(record), location);

        let menu = samples::translated_menu();
        let json = serde_json::to_string(&MenuRecord::from(&menu)).expect("serialises");
        let record: MenuRecord = serde_json::from_str(&json).expect("reads back");
        assert_eq!(Menu::from(record), menu);
    }

    #[test]
    fn a_location_from_before_there_was_ordering_takes_orders_as_usual() {
        let record = LocationRecord::from(&samples::location());
        let mut json = serde_json::to_value(&record).expect("serialises");
        let mut older = json.clone();
        for new in ["ordering", "coordinates"] {
            assert!(older.as_object_mut().is_some_and(|json| json.remove(new).is_some()));
        }
        let ordering = json["ordering"].as_object_mut().expect("an object");
        assert!(ordering.remove("fulfilments").is_some(), "one from before it said how it serves");
        for json in [older, json] {
            let record: LocationRecord = serde_json::from_value(json).expect("an old record");
            assert_eq!(Location::from(record).ordering, Ordering::default());
        }
    }

    #[test]
    fn a_menu_from_before_there_were_translations_is_in_english() {
        let menu = serde_json::to_value(MenuRecord::from(&samples::menu())).expect("serialises");
        let old = menu.to_string().replace(r#""language":"en","#, "");
        for new in ["language", "translations", "sold_out_until"] {
            assert!(!old.contains(new), "{new} takes room where there is none: {old}");
        }
        let record: MenuRecord = serde_json::from_str(&old).expect("an old record");
        assert_eq!(Menu::from(record), samples::menu());

        let mut location =
            serde_json::to_value(LocationRecord::from(&samples::location())).expect("serialises");
        for new in ["language", "pace"] {
            assert!(location.as_object_mut().is_some_and(|json| json.remove(new).is_some()));
        }
        let record: LocationRecord = serde_json::from_value(location).expect("an old record");
        assert_eq!(Location::from(record), samples::location());
    }

    #[test]
    fn a_stock_counter_is_named_by_location_and_item() {
        let item = "stk_croissant".parse().expect("an id");
        assert_eq!(stock_counter(&samples::location_id(), &item), "stock/here/croissant");
    }
}
