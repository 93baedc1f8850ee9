//! What can be done with receipts: finish messages, or hide them for another while. One commit for
//! each group.

use std::time::Duration;

use kernel::Timestamp;
use store::{Change, Expected, Outcome, Versioned};

use super::queue::{ATTEMPTS_MAX, StoredQueue};
use super::records::{Delivered, GROUPS, GroupRecord, MESSAGES, State, group_id};
use crate::error::Error;
use crate::port::VISIBILITY_MAX;

/// What to do with the messages of some receipts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    /// They are done.
    Finish,
    /// They become visible after this time.
    Hide(Duration),
}

/// The receipt of a message: the receive that gave it out, the group, and the record's id. None of
/// the first two has a space.
pub(super) fn write(nonce: &str, group: &str, id: &str) -> String {
    format!("{nonce} {group} {id}")
}

/// The receipts of one receive for one group.
struct Held<'a> {
    nonce: &'a str,
    group: &'a str,
    /// The messages, and the places of their receipts in what the caller gave.
    messages: Vec<(usize, &'a str)>,
}

impl StoredQueue {
    /// Does it for each receipt that is still good.
    pub(super) async fn act(
        &self,
        queue: &str,
        receipts: &[String],
        action: Action,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        let mut results: Vec<_> = receipts.iter().map(|_| Err(Error::StaleReceipt)).collect();
        for held in sort(queue, receipts) {
            if self.act_on_group(queue, &held, action).await? {
                for (place, _) in held.messages {
                    results[place] = Ok(());
                }
            }
        }
        Ok(results)
    }

    /// Whether the receipts were good.
    async fn act_on_group(
        &self,
        queue: &str,
        held: &Held<'_>,
        action: Action,
    ) -> Result<bool, Error> {
        let mut reread = false;
        for _ in 0..ATTEMPTS_MAX {
            let found = GROUPS.get(&*self.store, &group_id(queue, held.group)).await?;
            let Some(mut group) = found.filter(|found| found.record.nonce == held.nonce) else {
                return Ok(false);
            };
            if reread {
                self.reread(held, &mut group.record).await?;
            }
            let now = self.clock.now();
            let change = held.change(queue, group, action, now);
            match self.store.commit(change).await? {
                Outcome::Committed => {
                    if !matches!(action, Action::Hide(time) if !time.is_zero()) {
                        self.arrived(queue); // the group may be free now, with more messages
                    }
                    return Ok(true);
                }
                // The group has changed, so it is read again anyway, or one of the messages has.
                Outcome::Conflict { write } => reread |= write > 0,
            }
        }
        Err(Error::Busy)
    }

    /// Looks the messages up, because one is no longer what the group remembers: purged, or the
    /// start of another window.
    async fn reread(&self, held: &Held<'_>, group: &mut GroupRecord) -> Result<(), Error> {
        let ids: Vec<_> = held.messages.iter().map(|(_, id)| (*id).to_owned()).collect();
        let found = MESSAGES.get_many(&*self.store, &ids).await?;
        for (id, found) in ids.into_iter().zip(found) {
            let pending = found.filter(|found| matches!(found.record.state, State::Pending(_)));
            let place = group.delivered.iter().position(|delivered| delivered.id == id);
            match (place, pending) {
                (Some(place), Some(Versioned { record, version })) => {
                    let delivered = &mut group.delivered[place];
                    (delivered.version, delivered.accepted_at) = (version, record.accepted_at);
                }
                (Some(place), None) => drop(group.delivered.remove(place)),
                (None, _) => {}
            }
        }
        Ok(())
    }
}

impl Held<'_> {
    fn has(&self, delivered: &Delivered) -> bool {
        self.messages.iter().any(|(_, id)| *id == delivered.id)
    }

    /// The change; its first write is the group's. Each message's version is part of it, because a
    /// group's record may be removed and made anew with the same version.
    fn change(
        &self,
        queue: &str,
        group: Versioned<GroupRecord>,
        action: Action,
        now: Timestamp,
    ) -> Change {
        let Versioned { mut record, version } = group;
        let (named, others) =
            record.delivered.into_iter().partition::<Vec<_>, _>(|delivered| self.has(delivered));
        let mut messages = Vec::with_capacity(named.len() + 1);
        match action {
            Action::Finish => {
                record.delivered = others;
                messages.extend(named.iter().map(|delivered| delivered.finish(queue)));
            }
            Action::Hide(time) => {
                let until = now + time.min(VISIBILITY_MAX);
                messages.extend(named.iter().map(|delivered| {
                    MESSAGES.require(&delivered.id, Expected::Version(delivered.version))
                }));
                let hidden = named.into_iter().map(|delivered| Delivered { until, ..delivered });
                record.delivered = hidden.chain(others).collect();
            }
        }
        let mut writes: Vec<_> = record.write(Some(version)).into_iter().collect();
        writes.append(&mut messages);
        Change::of(writes)
    }
}

/// Puts the receipts of one receive and group together. What is no receipt of this queue is left
/// out.
fn sort<'a>(queue: &str, receipts: &'a [String]) -> Vec<Held<'a>> {
    let mut sorted: Vec<Held<'a>> = Vec::new();
    for (place, receipt) in receipts.iter().enumerate() {
        let mut parts = receipt.splitn(3, ' ');
        let (Some(nonce), Some(group), Some(id)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if !id.strip_prefix(queue).is_some_and(|rest| rest.starts_with('/')) {
            continue;
        }
        match sorted.iter_mut().find(|held| (held.nonce, held.group) == (nonce, group)) {
            Some(held) => held.messages.push((place, id)),
            None => sorted.push(Held { nonce, group, messages: vec![(place, id)] }),
        }
    }
    sorted
}
