//! What is told to whom, and in which words. Pure: no store, no mail, no clock.

mod facts;
mod message;
mod notification;
mod push;
mod render;
#[cfg(test)]
mod render_tests;
mod subscription;
mod text;
mod words;

pub use self::facts::{Facts, Handover};
pub use self::message::{Audience, Message, UnknownWord};
pub use self::notification::{Notification, NotificationId, NotificationKind, Status};
pub use self::push::push;
pub use self::render::{Rendered, SUBJECT_CHARS_MAX, render};
pub use self::subscription::{Flaw, SUBSCRIPTIONS_MAX, Subscription, subscribe};
pub use self::text::is_address;
pub use self::words::Language;
