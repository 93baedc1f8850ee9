//! What is stored of this context, and by what it is found.

mod notification;
mod subscription;

pub(crate) use self::notification::{NOTIFICATIONS, NotificationRecord};
pub(crate) use self::subscription::{
    EndpointRecord, PUSH_ENDPOINTS, PUSH_SUBSCRIPTIONS, SubscriptionsRecord,
};
