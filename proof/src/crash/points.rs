//! Where something breaks.

use crate::between::{Deed, Rule};

/// One place on the way of an order, and what happens there.
#[derive(Debug)]
pub(super) struct Point {
    /// Also names the order that is played through it: at most 40 characters.
    pub(super) name: &'static str,
    function: &'static str,
    service: &'static str,
    action: &'static str,
    what: What,
    /// How often.
    pub(super) times: u32,
}

#[derive(Debug, Clone, Copy)]
enum What {
    KillBefore,
    KillAfter,
    LoseAnswer,
    /// Status, name.
    Refuse(u16, &'static str),
}

impl Point {
    /// Whether it breaks the telling of people.
    pub(super) fn is_about_notices(&self) -> bool {
        self.function == "-worker-notify"
    }

    pub(super) fn rule(&self) -> Rule {
        let deed = match self.what {
            What::KillBefore => Deed::KillBefore,
            What::KillAfter => Deed::KillAfter,
            What::LoseAnswer => Deed::LoseAnswer,
            What::Refuse(status, code) => {
                let message = "Rate exceeded".to_owned();
                Deed::Refuse { status, code: code.to_owned(), message }
            }
        };
        Rule {
            function: self.function.to_owned(),
            service: self.service.to_owned(),
            action: self.action.to_owned(),
            deed,
            after: 0,
            times: self.times,
        }
    }
}

const fn point(
    name: &'static str,
    (function, service, action): (&'static str, &'static str, &'static str),
    what: What,
    times: u32,
) -> Point {
    Point { name, function, service, action, what, times }
}

/// All of them: between commit and send, between effect and answer, and AWS itself.
pub(super) const POINTS: &[Point] = &[
    // A notice whose sender died is sent a minute later, so the two are far apart.
    point(
        "notify dies before it tells anybody",
        ("-worker-notify", "sns", "Publish"),
        What::KillBefore,
        1,
    ),
    point("api dies before it commits", ("-api", "dynamodb", "TransactWrite"), What::KillBefore, 1),
    point(
        "api dies after it has committed",
        ("-api", "dynamodb", "TransactWrite"),
        What::KillAfter,
        1,
    ),
    point(
        "api never hears of its commit",
        ("-api", "dynamodb", "TransactWrite"),
        What::LoseAnswer,
        1,
    ),
    point("relay dies before it sends", ("-relay", "sns", "Publish"), What::KillBefore, 1),
    point("relay dies after it has sent", ("-relay", "sns", "Publish"), What::KillAfter, 2),
    point(
        "orders dies before it starts a workflow",
        ("-worker-orders", "states", "StartExecution"),
        What::KillBefore,
        1,
    ),
    point(
        "orders dies after starting a workflow",
        ("-worker-orders", "states", "StartExecution"),
        What::KillAfter,
        1,
    ),
    point(
        "products dies after holding stock",
        ("-worker-products", "dynamodb", "TransactWrite"),
        What::KillAfter,
        1,
    ),
    point(
        "products dies before it answers",
        ("-worker-products", "states", "SendTask"),
        What::KillBefore,
        1,
    ),
    point(
        "products dies after it has answered",
        ("-worker-products", "states", "SendTask"),
        What::KillAfter,
        1,
    ),
    point(
        "tasks dies after it has committed",
        ("-tasks", "dynamodb", "TransactWrite"),
        What::KillAfter,
        1,
    ),
    point(
        "tasks never hears of its commits",
        ("-tasks", "dynamodb", "TransactWrite"),
        What::LoseAnswer,
        3,
    ),
    point(
        "the api is throttled",
        ("-api", "dynamodb", "TransactWrite"),
        What::Refuse(400, "ThrottlingException"),
        2,
    ),
    point(
        "tasks is throttled",
        ("-tasks", "dynamodb", "TransactWrite"),
        What::Refuse(400, "ProvisionedThroughputExceededException"),
        6,
    ),
    point(
        "the relay is throttled",
        ("-relay", "sns", "Publish"),
        What::Refuse(400, "Throttled"),
        6,
    ),
    point(
        "products meets a broken table",
        ("-worker-products", "dynamodb", "TransactWrite"),
        What::Refuse(500, "InternalServerError"),
        6,
    ),
    point(
        "starting workflows is throttled",
        ("-worker-orders", "states", "StartExecution"),
        What::Refuse(400, "ThrottlingException"),
        6,
    ),
    point(
        "answering workflows fails",
        ("-worker-products", "states", "SendTask"),
        What::Refuse(500, "InternalFailure"),
        6,
    ),
    point(TOLD_TWICE, ("-worker-notify", "sns", "Publish"), What::KillAfter, 1),
];

/// The one point at which somebody may be told twice: a message that was sent cannot be called
/// back, and whoever sent it has died before writing that down.
pub(super) const TOLD_TWICE: &str = "notify dies after telling somebody";
