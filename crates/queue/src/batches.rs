//! Many messages in few calls, each group in its order: what SQS and SNS have in common.
//!
//! Both take ten messages a call and refuse them one by one. Were two of one group in a call, the
//! second could get in while the first does not. So a call takes the first message of up to ten
//! groups, and a group's next one only when the one before it is in.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use async_trait::async_trait;
use kernel::Random;
use tokio::time::Instant;

use crate::backoff;
use crate::error::Error;
use crate::port::{BATCH_MAX, Message};

/// How often a message that the service could not take is sent again before its group stops.
const RETRIES: u32 = 4;
/// When to stop sending what was read from an outbox. Somebody else may have sent it meanwhile, and
/// later than the window of de-duplication it would not be recognised; this stays far below.
const PATIENCE: Duration = Duration::from_mins(1);

/// What takes messages, ten at a time.
#[async_trait]
pub(crate) trait Batches: Send + Sync {
    /// Most bytes of a call, and of a message.
    const BYTES_MAX: usize;

    /// How many bytes the message in this place counts.
    fn bytes(&self, place: usize) -> usize;

    /// Sends the messages in these places; says which were refused. An error is about the whole
    /// call.
    async fn send(&self, places: &[usize]) -> Result<Vec<Refused>, Error>;
}

/// A message of a call that was not taken.
pub(crate) struct Refused {
    /// Its place.
    pub(crate) place: usize,
    /// Whether the message is at fault, so that sending it again is of no use.
    pub(crate) is_at_fault: bool,
    /// What the service said.
    pub(crate) error: Error,
}

/// What has not been sent.
#[derive(Default)]
pub(crate) struct Unsent {
    /// Where it stands.
    pub(crate) places: BTreeSet<usize>,
    /// Why; the first reason.
    pub(crate) error: Option<Error>,
}

/// The messages of one group that are still to be sent.
struct Line {
    places: VecDeque<usize>,
    failures: u32,
}

impl Unsent {
    fn stop(&mut self, line: Line, error: impl FnOnce() -> Error) {
        self.places.extend(line.places);
        self.error.get_or_insert_with(error);
    }
}

/// Sends `messages` in the order of each group. Groups do not wait for each other; one stops at its
/// first message that cannot be sent.
pub(crate) async fn send_in_order<T: Batches>(
    to: &T,
    messages: &[Message],
    random: &dyn Random,
) -> Unsent {
    let (mut lines, mut unsent) = (lines(messages), Unsent::default());
    let began = Instant::now();
    while !lines.is_empty() {
        let batch = next_batch(to, &mut lines, &mut unsent);
        let heads: Vec<_> = batch.iter().filter_map(|line| line.places.front().copied()).collect();
        if heads.is_empty() {
            continue;
        }
        let sent =
            if began.elapsed() > PATIENCE { Err(Error::Busy) } else { to.send(&heads).await };
        let mut refused = match sent {
            Ok(refused) => refused,
            // It is about the queue, so no other group fares better.
            Err(error) => {
                unsent.error.get_or_insert(error);
                unsent.places.extend(batch.into_iter().chain(lines).flat_map(|line| line.places));
                return unsent;
            }
        };
        let mut wait = Duration::ZERO;
        for (mut line, head) in batch.into_iter().zip(heads) {
            let refusal = refused.iter().position(|one| one.place == head);
            match refusal.map(|at| refused.swap_remove(at)) {
                None => {
                    line.places.pop_front();
                    line.failures = 0;
                }
                Some(refused) if refused.is_at_fault || line.failures == RETRIES => {
                    unsent.stop(line, || refused.error);
                    continue;
                }
                Some(_) => {
                    line.failures += 1;
                    wait = wait.max(backoff::after(line.failures, true, random));
                }
            }
            if !line.places.is_empty() {
                lines.push_back(line);
            }
        }
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
    }
    unsent
}

/// Parts places by group, in the order the groups begin.
fn lines(messages: &[Message]) -> VecDeque<Line> {
    let mut line_of = HashMap::new();
    let mut lines: VecDeque<Line> = VecDeque::new();
    for (place, message) in messages.iter().enumerate() {
        let line = *line_of.entry(&message.group).or_insert_with(|| {
            lines.push_back(Line { places: VecDeque::new(), failures: 0 });
            lines.len() - 1
        });
        lines[line].places.push_back(place);
    }
    lines
}

/// Takes the next lines whose first messages together fit into a call. One whose first message
/// fits into none stops.
fn next_batch<T: Batches>(to: &T, lines: &mut VecDeque<Line>, unsent: &mut Unsent) -> Vec<Line> {
    let (mut batch, mut bytes) = (Vec::with_capacity(BATCH_MAX), 0);
    while batch.len() < BATCH_MAX
        && let Some(line) = lines.pop_front()
    {
        let more = line.places.front().map_or(0, |place| to.bytes(*place));
        if more > T::BYTES_MAX {
            let max = T::BYTES_MAX;
            unsent.stop(line, || Error::BadMessage(format!("{more} bytes, more than {max}")));
        } else if bytes + more > T::BYTES_MAX {
            lines.push_front(line);
            break;
        } else {
            bytes += more;
            batch.push(line);
        }
    }
    batch
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use kernel::SeededRandom;

    use super::*;

    /// Counts a byte for each character, refuses what says so, and writes down its calls.
    struct Fake<'a> {
        messages: &'a [Message],
        calls: Mutex<Vec<String>>,
        takes: Duration,
    }

    #[async_trait]
    impl Batches for Fake<'_> {
        const BYTES_MAX: usize = 20;

        fn bytes(&self, place: usize) -> usize {
            self.messages[place].body.len()
        }

        async fn send(&self, places: &[usize]) -> Result<Vec<Refused>, Error> {
            tokio::time::sleep(self.takes).await;
            let bodies: Vec<_> = places.iter().map(|at| &*self.messages[*at].body).collect();
            self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(bodies.join(" "));
            let refused = places.iter().filter(|at| self.messages[**at].body.contains('!'));
            let refuse = |place: &usize| Refused {
                place: *place,
                is_at_fault: self.messages[*place].body.contains("!!"),
                error: Error::Busy,
            };
            Ok(refused.map(refuse).collect())
        }
    }

    /// The calls made for messages `group-number…`, and what stayed.
    async fn run(bodies: &[&str], takes: Duration) -> (Vec<String>, Vec<String>) {
        let message = |body: &&str| {
            let (group, _) = body.split_once('-').expect("group-number");
            let (group, body) = (group.to_owned(), (*body).to_owned());
            Message { group, deduplication_id: body.clone(), body }
        };
        let messages: Vec<_> = bodies.iter().map(message).collect();
        let fake = Fake { messages: &messages, calls: Mutex::default(), takes };
        let unsent = send_in_order(&fake, &messages, &SeededRandom::new(1)).await;
        assert_eq!(unsent.error.is_none(), unsent.places.is_empty());
        let stayed = unsent.places.into_iter().map(|at| messages[at].body.clone()).collect();
        (fake.calls.into_inner().unwrap_or_else(PoisonError::into_inner), stayed)
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_has_no_two_messages_of_a_group_and_groups_take_turns() {
        let (calls, stayed) =
            run(&["a-1", "a-2", "b-1", "a-3", "c-1", "b-2"], Duration::ZERO).await;
        assert_eq!(calls, ["a-1 b-1 c-1", "a-2 b-2", "a-3"]);
        assert!(stayed.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_has_at_most_ten_messages_and_as_many_bytes_as_are_allowed() {
        let names: Vec<_> = ('a'..='l').map(|group| format!("{group}-")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let (calls, _) = run(&names, Duration::ZERO).await;
        assert_eq!(calls, [names[..10].join(" "), names[10..].join(" ")]);
        let (calls, stayed) = run(
            &["a-2345678901", "b-2345678901", "c-1", "d-2345678901234567890", "d-2"],
            Duration::ZERO,
        )
        .await;
        assert_eq!(calls, ["a-2345678901", "b-2345678901 c-1"]);
        assert_eq!(stayed, ["d-2345678901234567890", "d-2"], "what fits nowhere stops its group");
    }

    #[tokio::test(start_paused = true)]
    async fn a_group_stops_at_what_is_refused_and_others_go_on() {
        let (calls, stayed) = run(&["a-1", "a-2!!", "a-3", "b-1", "b-2"], Duration::ZERO).await;
        assert_eq!(calls, ["a-1 b-1", "a-2!! b-2"]);
        assert_eq!(stayed, ["a-2!!", "a-3"]);
        let (calls, stayed) = run(&["a-1!", "a-2", "b-1"], Duration::ZERO).await;
        assert_eq!(calls.len(), 1 + RETRIES as usize, "it is tried again for a while");
        assert_eq!(stayed, ["a-1!", "a-2"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_read_too_long_ago_is_not_sent() {
        let (calls, stayed) = run(&["a-1", "a-2", "a-3", "b-1"], Duration::from_secs(40)).await;
        assert_eq!(calls, ["a-1 b-1", "a-2"]);
        assert_eq!(stayed, ["a-3"]);
    }
}
