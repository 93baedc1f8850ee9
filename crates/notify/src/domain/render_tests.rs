use kernel::PrincipalId;
use proptest::prelude::*;

use super::*;
use crate::domain::{Handover, Language};

fn facts() -> Facts {
    Facts {
        customer: PrincipalId::new("anna"),
        walk_in: false,
        number: Some("A-042".to_owned()),
        location_name: "Demo Café".to_owned(),
        placed_at: "13:40".to_owned(),
        ready_at: Some("14:05".to_owned()),
        customer_name: Some("Anna".to_owned()),
        lines: vec!["2 × Flat white, oat milk".to_owned(), "1 × Croissant".to_owned()],
        total: "EUR 11.20".to_owned(),
        reason: Some("we ran out of oat milk".to_owned()),
        handover: Handover::Pickup,
        language: Language::En,
        staff_language: Language::En,
        email: None,
        staff_email: None,
    }
}

/// A subject, a line of dashes, and the text.
fn said(message: Message, facts: &Facts) -> String {
    let Rendered { subject, text } = render(message, facts);
    format!("{subject}\n---\n{text}")
}

#[test]
fn a_confirmed_order_says_what_and_when_and_how() {
    let expected = "Your order A-042 is confirmed – Demo Café\n---\nHello Anna,\n\n\
        Demo Café has your order A-042, and it will be made for you.\n\n\
        2 × Flat white, oat milk\n1 × Croissant\nTotal: EUR 11.20\n\n\
        You can fetch it at the counter at about 14:05.\n";
    assert_eq!(said(Message::OrderConfirmed, &facts()), expected);
}

#[test]
fn how_it_gets_to_the_customer_is_said_in_its_own_words() {
    let table = Facts { handover: Handover::Table("7".to_owned()), ..facts() };
    let home = Handover::Delivery("12 Mill Lane".to_owned());
    let home = Facts { handover: home, ..facts() };
    for (message, facts, ending) in [
        (Message::OrderConfirmed, &table, "We bring it to table 7 at about 14:05.\n"),
        (Message::OrderConfirmed, &home, "It will leave at about 14:05 for: 12 Mill Lane\n"),
        (Message::OrderReady, &table, "is ready.\n\nWe bring it to table 7.\n"),
        (Message::OrderReady, &home, "is ready.\n\nIt will leave for your address soon.\n"),
        (Message::OrderOnItsWay, &home, "A-042 has left Demo Café for: 12 Mill Lane\n"),
        (Message::NewOrder, &home, "Total: EUR 11.20\n\nDeliver to: 12 Mill Lane\n"),
    ] {
        let said = said(message, facts);
        assert!(said.ends_with(ending), "{said}");
    }
}

#[test]
fn a_ready_order_can_be_fetched() {
    let expected = "Your order A-042 is ready – Demo Café\n---\nHello Anna,\n\n\
        Your order A-042 is ready.\n\nYou can fetch it at the counter of Demo Café now.\n";
    assert_eq!(said(Message::OrderReady, &facts()), expected);
}

#[test]
fn a_rejected_order_says_why_and_that_nothing_is_paid() {
    let expected = "Your order cannot be made – Demo Café\n---\nHello Anna,\n\n\
        We are sorry: Demo Café cannot make your order.\n\nWe ran out of oat milk.\n\n\
        You pay nothing for it; what was paid is on its way back to you.\n\n\
        2 × Flat white, oat milk\n1 × Croissant\nTotal: EUR 11.20\n";
    assert_eq!(said(Message::OrderRejected, &Facts { number: None, ..facts() }), expected);
}

#[test]
fn an_order_cancelled_without_a_reason_gives_none() {
    let cancelled = said(Message::OrderCancelled, &Facts { reason: None, ..facts() });
    let expected = "Your order A-042 is cancelled – Demo Café\n---\nHello Anna,\n\n\
        Your order A-042 at Demo Café is cancelled.\n\n\
        You pay nothing for it; what was paid is on its way back to you.\n\n";
    assert!(cancelled.starts_with(expected), "{cancelled}");
}

#[test]
fn a_customer_and_the_staff_each_read_their_own_language() {
    let facts = Facts { language: Language::De, staff_language: Language::Ar, ..facts() };
    let expected = "Deine Bestellung A-042 ist fertig – Demo Café\n---\nHallo Anna,\n\n\
        Deine Bestellung A-042 ist fertig.\n\n\
        Du kannst sie jetzt an der Theke abholen: Demo Café.\n";
    assert_eq!(said(Message::OrderReady, &facts), expected);
    let new = said(Message::NewOrder, &facts);
    assert!(new.starts_with("جديد: الطلب A-042، الساعة 14:05\n---\nباسم Anna، "), "{new}");
}

#[test]
fn every_message_is_said_in_every_language_and_in_none_like_in_another() {
    let home = Handover::Delivery("12 Mill Lane".to_owned());
    let mut seen = std::collections::BTreeSet::new();
    for (message, handover) in Message::ALL.into_iter().flat_map(|message| {
        [Handover::Pickup, Handover::Table("7".to_owned()), home.clone()].map(|to| (message, to))
    }) {
        for language in Language::ALL {
            let facts =
                Facts { language, staff_language: language, handover: handover.clone(), ..facts() };
            let Rendered { subject, text } = render(message, &facts);
            assert!(subject.contains("A-042") && subject.chars().count() <= 70, "{subject}");
            assert!(!text.contains('{') && !text.contains("  "), "{text}");
            let kind = (format!("{message} {handover:?}"), text.clone());
            assert!(seen.insert(kind), "{message} in {language:?} is as in another: {text}");
            let (first, _) = text.split_once("\n\n").expect("two paragraphs");
            assert!(seen.insert((format!("{message} {handover:?} begins"), first.to_owned())));
        }
    }
}

#[test]
fn a_language_is_found_by_its_tag_and_by_no_other() {
    let tags = ["en", "de", "fr", "es", "it", "ar"];
    assert_eq!(tags.map(Language::parse), Language::ALL.map(Some));
    assert_eq!(Language::parse("pt"), None);
}

#[test]
fn the_staff_read_what_to_do() {
    for (message, expected) in [
        (
            Message::NewOrder,
            "New order A-042 for 14:05\n---\n\
             For Anna, fetched at the counter. Placed at 13:40, promised for 14:05.",
        ),
        (
            Message::WaitedTooLong,
            "Nobody made order A-042 in time\n---\n\
             Nobody made order A-042 in time, so it was cancelled. It was placed at 13:40 for \
             Anna, fetched at the counter.\n\nThe customer is told, and pays nothing.",
        ),
        (
            Message::PaymentNotCaptured,
            "The payment of order A-042 could not be taken\n---\n\
             The payment of order A-042 could not be taken, although the order was made.\n\n\
             Please ask Anna for EUR 11.20 when handing it over.",
        ),
    ] {
        let contents = "\n\n2 × Flat white, oat milk\n1 × Croissant\nTotal: EUR 11.20\n";
        assert_eq!(said(message, &facts()), format!("{expected}{contents}"));
    }
}

#[test]
fn what_is_not_known_leaves_whole_sentences() {
    let facts = Facts {
        number: None,
        location_name: " ".to_owned(),
        ready_at: None,
        customer_name: Some("\r\n".to_owned()),
        lines: Vec::new(),
        reason: None,
        ..facts()
    };
    let expected = "Your order is confirmed – the café\n---\nHello,\n\n\
        The café has your order, and it will be made for you.\n\nTotal: EUR 11.20\n\n\
        You can fetch it at the counter.\n";
    assert_eq!(said(Message::OrderConfirmed, &facts), expected);
    let expected = "For the customer, fetched at the counter. Placed at 13:40.\n\nTotal: EUR";
    assert!(said(Message::NewOrder, &facts).contains(expected));
}

#[test]
fn a_name_cannot_add_a_line_or_a_header() {
    let name = "Anna\r\nBcc: all@example.org\r\n\r\nHi";
    let place = "Café\nX-Evil: 1".to_owned();
    let facts = Facts { customer_name: Some(name.to_owned()), location_name: place, ..facts() };
    let Rendered { subject, text } = render(Message::OrderReady, &facts);
    assert_eq!(subject, "Your order A-042 is ready – Café X-Evil: 1");
    assert!(text.starts_with("Hello Anna Bcc: all@example.org Hi,\n\n"), "{text}");
}

#[test]
fn an_order_of_too_many_lines_is_counted_beyond_the_fiftieth() {
    let lines = vec!["1 × Tea".to_owned(); 53];
    let text = render(Message::NewOrder, &Facts { lines, ..facts() }).text;
    assert_eq!(text.matches("1 × Tea").count(), 50);
    assert!(text.contains("and 3 more\nTotal"), "{text}");
}

proptest! {
    #[test]
    fn whatever_people_write_the_message_keeps_its_shape(
        text in ".{0,400}|(.|\r|\n){0,400}", which in 0..8_usize, language in 0..6_usize
    ) {
        let some = Some(text.clone());
        let hostile = Facts {
            walk_in: false,
            customer: PrincipalId::new("anna"),
            number: some.clone(),
            location_name: text.clone(),
            placed_at: text.clone(),
            ready_at: some.clone(),
            customer_name: some.clone(),
            lines: vec![text.clone(), text.clone()],
            total: text.clone(),
            reason: some,
            handover: Handover::Delivery(text),
            language: Language::ALL[language],
            staff_language: Language::ALL[language],
            email: None,
            staff_email: None,
        };
        let message = Message::ALL[which];
        let Rendered { subject, text } = render(message, &hostile);
        prop_assert!(subject.chars().count() <= SUBJECT_CHARS_MAX);
        prop_assert!(!subject.contains(char::is_control));
        prop_assert!(text.lines().count() <= 15, "{}", text);
        prop_assert!(text.chars().count() < 3_000);
        prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }
}
