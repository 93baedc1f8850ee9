//! A notification as it is stored, and by what it is found.

use kernel::{LocationId, OrderId, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use crate::domain::{Audience, Message, Notification, NotificationId};
use crate::word::Word;

/// Notifications, found by customer (what they were told), by location (all that was told there)
/// and by location's staff (what those were told).
pub(crate) static NOTIFICATIONS: Collection<NotificationRecord> = Collection {
    name: "notifications",
    schema: 1,
    upgrade: never_changed,
    id: |notification| notification.id.to_string(),
    expires: None,
    indexes: &[
        Index {
            name: "by_customer",
            key: |told| told.key_if(Audience::Customer, told.customer.as_str()),
        },
        Index {
            name: "by_location",
            key: |told| Some(Key::new(told.location.as_str(), told.instant())),
        },
        Index {
            name: "by_staff",
            key: |told| told.key_if(Audience::Staff, told.location.as_str()),
        },
    ],
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct NotificationRecord {
    id: NotificationId,
    order: OrderId,
    location: LocationId,
    customer: PrincipalId,
    message: Word<Message>,
    to: Word<Audience>,
    subject: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    to_subscribers: bool,
    created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent_at: Option<Timestamp>,
    attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trying_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    push_to: Vec<String>,
    #[serde(default)]
    push_attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pushed_at: Option<Timestamp>,
}

impl NotificationRecord {
    /// Microseconds since 1970 with 16 digits.
    fn instant(&self) -> String {
        format!("{:016}", self.created_at.as_microsecond().max(0))
    }

    fn key_if(&self, told: Audience, partition: &str) -> Option<Key> {
        (self.to.0 == told).then(|| Key::new(partition, self.instant()))
    }
}

impl From<&Notification> for NotificationRecord {
    fn from(notification: &Notification) -> Self {
        Self {
            id: notification.id.clone(),
            order: notification.order.clone(),
            location: notification.location.clone(),
            customer: notification.customer.clone(),
            message: Word(notification.message),
            to: Word(notification.to),
            subject: notification.subject.clone(),
            text: notification.text.clone(),
            address: notification.address.clone(),
            to_subscribers: notification.to_subscribers,
            created_at: notification.created_at,
            sent_at: notification.sent_at,
            attempts: notification.attempts,
            trying_since: notification.trying_since,
            refused: notification.refused.clone(),
            push_to: notification.push_to.clone(),
            push_attempts: notification.push_attempts,
            pushed_at: notification.pushed_at,
        }
    }
}

impl From<NotificationRecord> for Notification {
    fn from(record: NotificationRecord) -> Self {
        Self {
            id: record.id,
            order: record.order,
            location: record.location,
            customer: record.customer,
            message: record.message.0,
            to: record.to.0,
            subject: record.subject,
            text: record.text,
            address: record.address,
            to_subscribers: record.to_subscribers,
            created_at: record.created_at,
            sent_at: record.sent_at,
            attempts: record.attempts,
            trying_since: record.trying_since,
            refused: record.refused,
            push_to: record.push_to,
            push_attempts: record.push_attempts,
            pushed_at: record.pushed_at,
        }
    }
}
