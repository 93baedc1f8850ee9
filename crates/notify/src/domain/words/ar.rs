//! In Arabic. Between a number such as A-042 and what follows it stands an Arabic word: Latin
//! letters would pull digits, dashes and brackets beside them along.

use super::Parts;
use super::told::{Told, or};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("الطلب");
    let place = or(&told.place, "المقهى");
    let customer = or(&told.name, "الزبون");
    let hello = if told.name.is_empty() {
        "مرحبًا،".to_owned()
    } else {
        format!("مرحبًا {}،", told.name)
    };
    let contents = told.contents(|beyond| format!("وغيرها: {beyond}"), "المجموع:");
    let not_made = |what: String| {
        let nothing = "لن تدفع شيئًا، وما دُفع في طريقه إليك.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" نحو الساعة ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("يمكنك استلامه عند الكاونتر{at_about}."),
                Handover::Table(table) => format!("نحضره إلى الطاولة {table}{at_about}."),
                Handover::Delivery(to) => format!("سينطلق{at_about} إلى: {to}"),
            };
            let made = format!("وصل {order} إلى {place}، وسيُحضَّر لك.");
            (format!("تم تأكيد {order} لدى {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => format!("يمكنك استلامه الآن عند الكاونتر: {place}."),
                Handover::Table(table) => format!("نحضره إلى الطاولة {table}."),
                Handover::Delivery(_) => "سينطلق إلى عنوانك قريبًا.".to_owned(),
            };
            let ready = format!("{order} جاهز.");
            (format!("{order} جاهز – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("انطلق {order} إلى: {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("{order} في طريقه إليك.")
                }
            };
            (format!("{order} في الطريق – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("تعذّر تحضير {order} لدى {place}"),
            not_made(format!("نعتذر: لا يستطيع {place} تحضير {order}.")),
        ),
        Message::OrderCancelled => {
            (format!("أُلغي {order} لدى {place}"), not_made(format!("أُلغي {order} لدى {place}.")))
        }
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when("، وموعده ", ""));
            let placed_at = &told.placed_at;
            let who = format!("باسم {customer}، {manner}. وقت الطلب {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("التوصيل إلى: {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("جديد: {order}{}", told.when("، الساعة ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "لم يحضّر أحد {order} في موعده، فأُلغي. كان وقت الطلب {placed_at} باسم \
                 {customer}، {manner}."
            );
            let then = "أُخبر الزبون، ولن يدفع شيئًا.".to_owned();
            (format!("لم يحضّر أحد {order} في موعده"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("تعذّر تحصيل ثمن {order}");
            let what = format!("{failed}، مع أنّه حُضّر.");
            let then = format!("عند التسليم إلى {customer}، المبلغ المطلوب: {}.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "يُستلم عند الكاونتر".to_owned(),
        Handover::Table(table) => format!("إلى الطاولة {table}"),
        Handover::Delivery(_) => "للتوصيل".to_owned(),
    }
}
