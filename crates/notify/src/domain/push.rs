//! What a browser shows of a notification: two lines, without the greeting and the contents.

use super::notification::Notification;
use super::text::line;

/// Longest body, in characters: more than any browser shows, and with the rest of a push less than
/// what a push service takes (4,096 bytes, RFC 8030, section 7.2).
const BODY_CHARS_MAX: usize = 400;

/// Title and body.
pub fn push(notification: &Notification) -> (String, String) {
    // The first paragraph greets; the two after it say what has happened and what to do.
    let paragraphs = notification.text.split("\n\n").skip(1).take(2);
    let body = paragraphs.collect::<Vec<_>>().join(" ");
    (notification.subject.clone(), line(&body, BODY_CHARS_MAX))
}
