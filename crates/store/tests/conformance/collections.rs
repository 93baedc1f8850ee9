//! What the suite stores.

use kernel::Page;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{
    Collection, Declared, Destination, Index, Key, LEASES, Outgoing, Record, Versioned, Write,
    never_changed,
};

/// What every store of the suite is opened with, unless a case says otherwise.
pub(crate) const COLLECTIONS: &[&dyn Declared] = &[&TICKETS, &PROFILES, &RECEIPTS, &LEASES];

/// A record that stands in two indexes, in one, or in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ticket {
    pub(crate) id: String,
    pub(crate) station: Option<String>,
    pub(crate) barista: Option<String>,
    pub(crate) due: String,
    pub(crate) note: String,
}

pub(crate) static TICKETS: Collection<Ticket> = Collection {
    name: "tickets",
    schema: 1,
    upgrade: never_changed,
    id: |ticket| ticket.id.clone(),
    expires: None,
    indexes: &[
        Index { name: "station", key: by_station },
        Index { name: "barista", key: by_barista },
    ],
};

/// Tickets again, as declared by a program that did not know stations yet.
pub(crate) static SLIPS_BEFORE: Collection<Ticket> = Collection {
    name: "slips",
    schema: 1,
    upgrade: never_changed,
    id: |ticket| ticket.id.clone(),
    expires: None,
    indexes: &[Index { name: "barista", key: by_barista }],
};

/// The same, as declared by the program after it.
pub(crate) static SLIPS: Collection<Ticket> = Collection {
    name: "slips",
    schema: 1,
    upgrade: never_changed,
    id: |ticket| ticket.id.clone(),
    expires: None,
    indexes: &[
        Index { name: "station", key: by_station },
        Index { name: "barista", key: by_barista },
    ],
};

fn by_station(ticket: &Ticket) -> Option<Key> {
    Some(Key::new(ticket.station.clone()?, ticket.due.clone()))
}

fn by_barista(ticket: &Ticket) -> Option<Key> {
    Some(Key::new(ticket.barista.clone()?, ticket.due.clone()))
}

impl Ticket {
    /// A ticket that stands in no index.
    pub(crate) fn new(id: impl Into<String>) -> Self {
        let due = "0900".to_owned();
        Self { id: id.into(), station: None, barista: None, due, note: String::new() }
    }

    pub(crate) fn at(self, station: &str, due: &str) -> Self {
        Self { station: Some(station.to_owned()), due: due.to_owned(), ..self }
    }

    pub(crate) fn by(self, barista: &str) -> Self {
        Self { barista: Some(barista.to_owned()), ..self }
    }

    pub(crate) fn noting(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// The ids of a page of tickets.
pub(crate) fn ids(page: &Page<Versioned<Ticket>>) -> Vec<String> {
    page.items.iter().map(|ticket| ticket.record.id.clone()).collect()
}

/// A record whose shape has changed: schema 1 had one `name`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) id: String,
    pub(crate) given: String,
    pub(crate) family: String,
}

pub(crate) static PROFILES: Collection<Profile> = Collection {
    name: "profiles",
    schema: 2,
    upgrade: split_name,
    id: |profile| profile.id.clone(),
    expires: None,
    indexes: &[Index { name: "all", key: by_family }],
};

fn by_family(profile: &Profile) -> Option<Key> {
    (!profile.family.is_empty()).then(|| Key::new("all", profile.family.as_str()))
}

fn split_name(_: u32, mut body: Value) -> Value {
    let name = body["name"].take();
    let name = name.as_str().unwrap_or_default();
    let (given, family) = name.split_once(' ').unwrap_or((name, ""));
    (body["given"], body["family"]) = (given.into(), family.into());
    body
}

/// Profiles again, as declared by a program that knew schema 1 and no index.
pub(crate) static MEMBERS_BEFORE: Collection<Value> = Collection {
    name: "members",
    schema: 1,
    upgrade: never_changed,
    id: |profile| profile["id"].as_str().unwrap_or_default().to_owned(),
    expires: None,
    indexes: &[],
};

/// The same, as declared by the program after it.
pub(crate) static MEMBERS: Collection<Profile> = Collection {
    name: "members",
    schema: 2,
    upgrade: split_name,
    id: |profile| profile.id.clone(),
    expires: None,
    indexes: &[Index { name: "all", key: by_family }],
};

/// Stores a profile as a program would that knows `schema`.
pub(crate) fn insert_profile(schema: u32, body: &Value) -> Write {
    Write::Insert(Record {
        collection: PROFILES.name,
        id: body["id"].as_str().unwrap_or_default().to_owned(),
        schema,
        body: body.to_string(),
        expires: None,
        keys: vec![Some(Key::new("all", "Smith"))],
    })
}

/// A record without an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) id: String,
    pub(crate) content: Value,
}

pub(crate) static RECEIPTS: Collection<Receipt> = Collection {
    name: "receipts",
    schema: 1,
    upgrade: never_changed,
    id: |receipt| receipt.id.clone(),
    expires: None,
    indexes: &[],
};

/// A message whose body and de-duplication id are `text`.
pub(crate) fn message(group: &str, text: &str) -> Outgoing {
    Outgoing {
        to: Destination::Topic("orders.order-placed.v1".to_owned()),
        group: group.to_owned(),
        deduplication_id: text.replace(' ', "-"),
        body: json!(text).to_string(),
    }
}

pub(crate) fn adjust(counter: &str, delta: i64, at_least: Option<i64>) -> Write {
    Write::Adjust { counter: counter.to_owned(), delta, at_least }
}
