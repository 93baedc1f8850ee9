//! A notification on the wire. The address it goes to stays with us.

use kernel::{LocationId, OrderId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Notification, NotificationId};

/// A notification.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Notification)]
pub struct NotificationBody {
    /// Which notification.
    #[schema(value_type = String, example = "ntf_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    pub id: NotificationId,
    /// Which order it is about.
    #[schema(value_type = String, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    pub order: OrderId,
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    pub location: LocationId,
    /// What is told: `order-confirmed`, `order-ready`, `order-on-its-way`, `order-rejected`,
    /// `order-cancelled`; to staff `new-order`, `waited-too-long`, `payment-not-captured`.
    #[schema(example = "order-ready")]
    pub message: &'static str,
    /// Who is told: `customer` or `staff`.
    #[schema(example = "customer")]
    pub to: &'static str,
    /// One line of at most 78 characters; empty once the customer has asked to be forgotten.
    #[schema(example = "Your order A-042 is ready – Demo Café")]
    pub subject: String,
    /// Plain text; empty once the customer has asked to be forgotten.
    pub text: String,
    /// `waiting` to be handed on, `sent`: handed on, `refused` by the mail server, or `kept` here
    /// to be read, as there is no address.
    #[schema(example = "sent")]
    pub status: &'static str,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was handed on: to the mail server or, where there is none, to be read here.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
}

/// A page of notifications.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NotificationList)]
pub struct NotificationListBody {
    /// The notifications, newest first.
    pub items: Vec<NotificationBody>,
    /// Give this back as `after` to read on; absent on the last page.
    pub next: Option<String>,
}

impl From<Notification> for NotificationBody {
    fn from(notification: Notification) -> Self {
        let status = notification.status().word();
        Self {
            id: notification.id,
            order: notification.order,
            location: notification.location,
            message: notification.message.word(),
            to: notification.to.word(),
            subject: notification.subject,
            text: notification.text,
            status,
            created_at: notification.created_at,
            sent_at: notification.sent_at,
        }
    }
}

impl From<kernel::Page<Notification>> for NotificationListBody {
    fn from(page: kernel::Page<Notification>) -> Self {
        let items = page.items.into_iter().map(NotificationBody::from).collect();
        Self { items, next: page.next.map(|cursor| cursor.to_string()) }
    }
}
