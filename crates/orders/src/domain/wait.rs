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

/// Whether `wait` is over for an order with this status (`None`: not placed); `None` = not yet.
pub fn over(wait: WaitFor, status: Option<Status>) -> Option<Answer> {
    let status = status?;
    let done = Some(Answer::Done(status.word()));
    let ended_badly = matches!(status, Status::Rejected | Status::Cancelled);
    let before_ready = matches!(status, Status::Placed | Status::Confirmed | Status::Preparing);
    match wait {
        WaitFor::Order | WaitFor::FireTime | WaitFor::Ready if ended_badly => {
            Some(Answer::Cancelled)
        }
        WaitFor::Order => done,
        WaitFor::FireTime | WaitFor::Ready => done.filter(|_| !before_ready),
        WaitFor::Dispatch => done.filter(|_| status.is_final() || is_on_its_way(status)),
        WaitFor::Handover => done.filter(|_| status.is_final()),
    }
}

fn is_on_its_way(status: Status) -> bool {
    status.word() == "out-for-delivery"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_over_when_its_status_is_reached() {
        use Status::{Cancelled, Collected, Confirmed, Placed, Preparing, Ready, Rejected};
        let cancelled = Some(Answer::Cancelled);
        let done = |word| Some(Answer::Done(word));
        // Status, then the answers to Order, Ready, Dispatch, Handover.
        let table = [
            (Placed, [done("placed"), None, None, None]),
            (Confirmed, [done("confirmed"), None, None, None]),
            (Preparing, [done("preparing"), None, None, None]),
            (Ready, [done("ready"), done("ready"), None, None]),
            (Collected, [done("collected"); 4]),
            (Rejected, [cancelled, cancelled, done("rejected"), done("rejected")]),
            (Cancelled, [cancelled, cancelled, done("cancelled"), done("cancelled")]),
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
