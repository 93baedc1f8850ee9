//! Fan-out by Amazon SNS: what goes to a topic is published once, and SNS delivers it to the queues
//! that have subscribed.

mod published;
mod topics;

pub use self::published::Published;
pub use self::topics::SnsTopics;
