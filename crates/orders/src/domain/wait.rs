//! What the workflow of an order waits for, and when that is over.

use super::Status;

/// What is waited for, in the order of an order's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitFor {
    /// The customer to place the order.
    Order,
    /// The time to make it; only a cancellation is news until then.
    FireTime,
    /// The kitchen to make it.
    Ready,
    /// Somebody to take it on its way.
    Dispatch,
    /// It to reach the customer, or not.
    Handover,
}

/// How waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It happened; the word is the order's status by then.
    Done(&'static str),
    /// It will not happen any more.
    Cancelled,
}

/// Whether an answer sends a workflow that waited for what comes after *ready* back to making.
pub fn is_recall(wait: WaitFor, status: Option<Status>) -> bool {
    let made_again = matches!(status, Some(Status::Placed | Status::Confirmed | Status::Preparing));
    made_again && matches!(wait, WaitFor::Dispatch | WaitFor::Handover)
}

/// Whether `wait` is over for an order with this status (`None`: not placed); `None` = not yet.
///
/// An order that was ready may be recalled: who waited for what comes after *ready* is told that it
/// is being made again, and waits for *ready* once more. It may also be cancelled then.
pub fn over(wait: WaitFor, status: Option<Status>) -> Option<Answer> {
    let status = status?;
    let done = Some(Answer::Done(status.word()));
    let before_ready = matches!(status, Status::Placed | Status::Confirmed | Status::Preparing);
    match (wait, status) {
        (_, Status::Rejected | Status::Cancelled) => Some(Answer::Cancelled),
        (WaitFor::FireTime | WaitFor::Ready, _) => done.filter(|_| !before_ready),
        (WaitFor::Order, _) | (WaitFor::Dispatch, Status::OutForDelivery) => done,
        (WaitFor::Dispatch | WaitFor::Handover, _) => {
            done.filter(|_| before_ready || status.is_final())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_over_when_its_status_is_reached() {
        use Status::{
            Cancelled, Collected, Confirmed, OutForDelivery, Placed, Preparing, Ready, Rejected,
        };
        let way = "out-for-delivery";
        let cancelled = Some(Answer::Cancelled);
        let done = |word| Some(Answer::Done(word));
        // Status, then the answers to Order, Ready, Dispatch, Handover.
        let table = [
            (Placed, [done("placed"), None, done("placed"), done("placed")]),
            (Confirmed, [done("confirmed"), None, done("confirmed"), done("confirmed")]),
            (Preparing, [done("preparing"), None, done("preparing"), done("preparing")]),
            (Ready, [done("ready"), done("ready"), None, None]),
            (OutForDelivery, [done(way), done(way), done(way), None]),
            (Collected, [done("collected"); 4]),
            (Rejected, [cancelled; 4]),
            (Cancelled, [cancelled; 4]),
        ];
        let waits = [WaitFor::Order, WaitFor::Ready, WaitFor::Dispatch, WaitFor::Handover];
        for status in Status::ALL.map(Some) {
            assert_eq!(over(WaitFor::FireTime, status), over(WaitFor::Ready, status));
        }
        for wait in waits {
            assert_eq!(over(wait, None), None, "{wait:?}");
        }
        for (status, answers) in table {
            for (wait, answer) in waits.into_iter().zip(answers) {
                assert_eq!(over(wait, Some(status)), answer, "{wait:?} at {status:?}");
            }
        }
    }
}
