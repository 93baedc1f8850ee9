//! What histories are made of, and how they are drawn.

use std::ops::Bound;

use proptest::collection::vec;
use proptest::prelude::*;
use store::{Order, Version};

/// Few of each, so that they meet.
pub(super) const TICKET_COUNT: usize = 7;
const COUNTER_COUNT: usize = 3;
const PARTITION_COUNT: usize = 2;
pub(super) const DUE: [&str; 5] = ["A", "a", "a ", "\u{ffff}", "😀"];

/// One step of a history. Numbers stand for names, which differ between histories.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Commit {
        writes: Vec<Planned>,
        messages: usize,
        /// Places in the outbox of what leaves it.
        sent: Vec<usize>,
    },
    Get(usize),
    GetMany(Vec<usize>),
    Query {
        index: usize,
        partition: usize,
        ends: [Bound<usize>; 2],
        order: Order,
        limit: usize,
    },
    /// Goes on where the first page of the last query ended, whatever was committed since.
    ReadOn,
    Counter(usize),
    Next(usize),
    Outbox {
        limit: usize,
    },
    /// The messages at these places of the outbox have been sent.
    Sent(Vec<usize>),
    Restart,
}

/// A write; `off` is how far the expected version is from the one the record has.
#[derive(Debug, Clone)]
pub(super) enum Planned {
    /// Stores the ticket, whether it is there or not.
    Put(Content),
    Insert(Content),
    Replace {
        content: Content,
        off: Version,
    },
    Delete {
        ticket: usize,
        off: Version,
    },
    Adjust {
        counter: usize,
        delta: i64,
        at_least: Option<i64>,
    },
    RequirePresent(usize),
    RequireAbsent(usize),
    RequireVersion {
        ticket: usize,
        off: Version,
    },
}

#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) ticket: usize,
    pub(super) station: Option<usize>,
    pub(super) barista: Option<usize>,
    pub(super) due: usize,
    pub(super) note: Vec<char>,
}

fn content() -> impl Strategy<Value = Content> {
    let partition = || prop::option::weighted(0.8, 0..PARTITION_COUNT);
    (0..TICKET_COUNT, partition(), partition(), 0..DUE.len(), vec(any::<char>(), 0..4)).prop_map(
        |(ticket, station, barista, due, note)| Content { ticket, station, barista, due, note },
    )
}

fn planned() -> impl Strategy<Value = Planned> {
    let ticket = || 0..TICKET_COUNT;
    let off = || prop_oneof![9 => Just(0), 1 => -2..3_i64];
    let delta = prop_oneof![
        8 => -4..5_i64,
        1 => prop::sample::select(vec![i64::MIN, i64::MAX]),
    ];
    prop_oneof![
        12 => content().prop_map(Planned::Put),
        1 => content().prop_map(Planned::Insert),
        2 => (content(), off()).prop_map(|(content, off)| Planned::Replace { content, off }),
        1 => (ticket(), off()).prop_map(|(ticket, off)| Planned::Delete { ticket, off }),
        3 => (0..COUNTER_COUNT, delta, prop::option::of(-3..3_i64)).prop_map(
            |(counter, delta, at_least)| Planned::Adjust { counter, delta, at_least }
        ),
        1 => ticket().prop_map(Planned::RequirePresent),
        1 => ticket().prop_map(Planned::RequireAbsent),
        1 => (ticket(), off()).prop_map(|(ticket, off)| Planned::RequireVersion { ticket, off }),
    ]
}

pub(super) fn step(restarts: bool) -> impl Strategy<Value = Step> {
    let end = || {
        prop_oneof![
            2 => Just(Bound::Unbounded),
            1 => (0..DUE.len()).prop_map(Bound::Included),
            1 => (0..DUE.len()).prop_map(Bound::Excluded),
        ]
    };
    let order = prop::sample::select(vec![Order::Ascending, Order::Descending]);
    let query = (0..2_usize, 0..PARTITION_COUNT, [end(), end()], order, 1..5_usize);
    prop_oneof![
        12 => (vec(planned(), 0..4), 0..3_usize, vec(0..9_usize, 0..2))
            .prop_map(|(writes, messages, sent)| Step::Commit { writes, messages, sent }),
        2 => (0..TICKET_COUNT).prop_map(Step::Get),
        1 => vec(0..TICKET_COUNT, 0..5).prop_map(Step::GetMany),
        5 => query.prop_map(|(index, partition, ends, order, limit)| {
            Step::Query { index, partition, ends, order, limit }
        }),
        3 => Just(Step::ReadOn),
        1 => (0..COUNTER_COUNT).prop_map(Step::Counter),
        1 => (0..COUNTER_COUNT).prop_map(Step::Next),
        2 => (1..9_usize).prop_map(|limit| Step::Outbox { limit }),
        1 => vec(0..9_usize, 0..5).prop_map(Step::Sent),
        u32::from(restarts) => Just(Step::Restart),
    ]
}
