//! The words of each message: short, friendly, precise, in plain text.

use super::facts::{Facts, Handover};
use super::message::Message;
use super::text::line;

/// Longest subject, in characters. Source: RFC 5322, section 2.1.1 asks for lines of 78.
pub const SUBJECT_CHARS_MAX: usize = 78;
/// Longest short text (a name, a number, a time, an amount), in characters.
const SHORT_CHARS_MAX: usize = 40;
/// Longest long text (a line of the order, an address, a reason), in characters.
const LONG_CHARS_MAX: usize = 300;
/// Most lines of an order that are listed; an order has no more.
const LINES_MAX: usize = 50;

/// A message, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most [`SUBJECT_CHARS_MAX`] characters.
    pub subject: String,
    /// Lines that end in `\n`.
    pub text: String,
}

/// Says `message` about an order. Whatever the facts hold, the subject is one short line, and the
/// text has as many lines as we gave it.
pub fn render(message: Message, facts: &Facts) -> Rendered {
    let words = Words::of(facts);
    let (subject, paragraphs) = match message {
        Message::OrderConfirmed => words.order_confirmed(),
        Message::OrderReady => words.order_ready(),
        Message::OrderOnItsWay => words.order_on_its_way(),
        Message::OrderRejected => words.order_rejected(),
        Message::OrderCancelled => words.order_cancelled(),
        Message::NewOrder => words.new_order(),
        Message::WaitedTooLong => words.waited_too_long(),
        Message::PaymentNotCaptured => words.payment_not_captured(),
    };
    let paragraphs: Vec<_> = paragraphs.into_iter().filter(|text| !text.is_empty()).collect();
    Rendered { subject: line(&subject, SUBJECT_CHARS_MAX), text: paragraphs.join("\n\n") + "\n" }
}

/// A subject and paragraphs; an empty paragraph is left out.
type Parts = (String, Vec<String>);

/// The facts, made safe and given the words they have in a sentence.
struct Words {
    hello: String,
    /// "order A-042", or "order" while it has no number.
    order: String,
    place: String,
    /// "Anna", or "the customer".
    customer: String,
    placed_at: String,
    /// "14:05", or nothing.
    ready_at: String,
    lines: String,
    total: String,
    reason: String,
    handover: Handover,
}

impl Words {
    fn of(facts: &Facts) -> Self {
        let some = |text: &Option<String>, most| {
            text.as_deref().map(|text| line(text, most)).filter(|text| !text.is_empty())
        };
        let name = some(&facts.customer_name, SHORT_CHARS_MAX);
        let place = line(&facts.location_name, SHORT_CHARS_MAX);
        Self {
            hello: name.as_ref().map_or("Hello,".to_owned(), |name| format!("Hello {name},")),
            order: some(&facts.number, SHORT_CHARS_MAX)
                .map_or("order".to_owned(), |number| format!("order {number}")),
            place: if place.is_empty() { "the café".to_owned() } else { place },
            customer: name.unwrap_or_else(|| "the customer".to_owned()),
            placed_at: line(&facts.placed_at, SHORT_CHARS_MAX),
            ready_at: some(&facts.ready_at, SHORT_CHARS_MAX).unwrap_or_default(),
            lines: list(&facts.lines),
            total: line(&facts.total, SHORT_CHARS_MAX),
            reason: sentence(some(&facts.reason, LONG_CHARS_MAX)),
            handover: match &facts.handover {
                Handover::Pickup => Handover::Pickup,
                Handover::Table(table) => Handover::Table(line(table, SHORT_CHARS_MAX)),
                Handover::Delivery(address) => Handover::Delivery(line(address, LONG_CHARS_MAX)),
            },
        }
    }

    fn order_confirmed(&self) -> Parts {
        let Self { order, place, .. } = self;
        let at_about = self.when(" at about ");
        let how = match &self.handover {
            Handover::Pickup => format!("You can fetch it at the counter{at_about}."),
            Handover::Table(table) => format!("We bring it to table {table}{at_about}."),
            Handover::Delivery(to) => format!("It will leave{at_about} for: {to}"),
        };
        let first = capital(&format!("{place} has your {order}, and it will be made for you."));
        let subject = format!("Your {order} is confirmed – {place}");
        (subject, vec![self.hello.clone(), first, self.contents(), how])
    }

    fn order_ready(&self) -> Parts {
        let Self { order, place, .. } = self;
        let how = match &self.handover {
            Handover::Pickup => format!("You can fetch it at the counter of {place} now."),
            Handover::Table(table) => format!("We bring it to table {table}."),
            Handover::Delivery(_) => "It will leave for your address soon.".to_owned(),
        };
        let ready = format!("Your {order} is ready.");
        let subject = format!("Your {order} is ready – {place}");
        (subject, vec![self.hello.clone(), ready, how])
    }

    fn order_on_its_way(&self) -> Parts {
        let Self { order, place, .. } = self;
        let way = match &self.handover {
            Handover::Delivery(to) => format!("Your {order} has left {place} for: {to}"),
            Handover::Pickup | Handover::Table(_) => format!("Your {order} is on its way to you."),
        };
        let subject = format!("Your {order} is on its way – {place}");
        (subject, vec![self.hello.clone(), way])
    }

    fn order_rejected(&self) -> Parts {
        let Self { order, place, .. } = self;
        let sorry = format!("We are sorry: {place} cannot make your {order}.");
        let subject = format!("Your {order} cannot be made – {place}");
        (subject, self.not_made(sorry))
    }

    fn order_cancelled(&self) -> Parts {
        let Self { order, place, .. } = self;
        let gone = format!("Your {order} at {place} is cancelled.");
        let subject = format!("Your {order} is cancelled – {place}");
        (subject, self.not_made(gone))
    }

    /// Money is given back before this is said.
    fn not_made(&self, what: String) -> Vec<String> {
        let nothing = "You pay nothing for it; what was paid is on its way back to you.";
        vec![self.hello.clone(), what, self.reason.clone(), nothing.to_owned(), self.contents()]
    }

    fn new_order(&self) -> Parts {
        let Self { order, customer, placed_at, .. } = self;
        let (manner, promised) = (self.manner(), self.when(", promised for "));
        let who = format!("For {customer}, {manner}. Placed at {placed_at}{promised}.");
        let subject = format!("New {order}{}", self.when(" for "));
        (subject, vec![who, self.contents(), self.delivered_to()])
    }

    fn waited_too_long(&self) -> Parts {
        let Self { order, customer, placed_at, .. } = self;
        let what = format!(
            "Nobody made {order} in time, so it was cancelled. It was placed at {placed_at} for \
             {customer}, {}.",
            self.manner()
        );
        let then = "The customer is told, and pays nothing.".to_owned();
        (format!("Nobody made {order} in time"), vec![what, then, self.contents()])
    }

    fn payment_not_captured(&self) -> Parts {
        let Self { order, customer, total, .. } = self;
        let what =
            format!("The payment of {order} could not be taken, although the order was made.");
        let then = format!("Please ask {customer} for {total} when handing it over.");
        let subject = format!("The payment of {order} could not be taken");
        (subject, vec![what, then, self.contents()])
    }

    /// The lines and the total.
    fn contents(&self) -> String {
        format!("{}Total: {}", self.lines, self.total)
    }

    /// The ready time after some words, or nothing when it is not known.
    fn when(&self, words: &str) -> String {
        let at = &self.ready_at;
        if at.is_empty() { String::new() } else { format!("{words}{at}") }
    }

    fn manner(&self) -> String {
        match &self.handover {
            Handover::Pickup => "fetched at the counter".to_owned(),
            Handover::Table(table) => format!("at table {table}"),
            Handover::Delivery(_) => "delivered".to_owned(),
        }
    }

    fn delivered_to(&self) -> String {
        match &self.handover {
            Handover::Delivery(to) => format!("Deliver to: {to}"),
            Handover::Pickup | Handover::Table(_) => String::new(),
        }
    }
}

/// One line each; what is beyond the limit is counted.
fn list(lines: &[String]) -> String {
    let listed = lines.iter().take(LINES_MAX).map(|text| line(text, LONG_CHARS_MAX) + "\n");
    let beyond = lines.len().saturating_sub(LINES_MAX);
    let more = (beyond > 0).then(|| format!("and {beyond} more\n"));
    listed.chain(more).collect()
}

/// A reason as a sentence of its own: a capital in front and a full stop behind.
fn sentence(reason: Option<String>) -> String {
    let Some(reason) = reason else { return String::new() };
    let stop = if reason.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    capital(&reason) + stop
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + chars.as_str()
}
