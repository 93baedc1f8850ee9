//! The tasks this context offers: to workflows, and to itself. Each may come twice.

use kernel::{LocationId, OrderId};
use serde::Deserialize;

use crate::domain::{Audience, Message, NotificationId};
use crate::error::Error;
use crate::service::{Notify, SendMessage};
use crate::word::Word;

/// A task as it travels. Fields it does not know are passed over, so that a newer workflow may say
/// more.
#[derive(Deserialize)]
#[serde(tag = "task")]
enum Task {
    /// Of workflows: tell somebody about an order.
    #[serde(rename = "notify.send")]
    Send(SendTask),
    /// Of our own: push to browsers what somebody is told.
    #[serde(rename = "notify.push")]
    Push(PushTask),
}

#[derive(Deserialize)]
struct SendTask {
    message: Word<Message>,
    to: Word<Audience>,
    order: OrderId,
    #[serde(default)]
    again: u32,
    location: LocationId,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct PushTask {
    notification: NotificationId,
}

/// Does the task that a message of our queue asks for.
///
/// # Errors
/// [`Error::BadTask`], and what the verb fails with; [`kernel::Class::is_worth_retrying`] says
/// whether to try again.
pub async fn perform(notify: &Notify, body: &str) -> Result<(), Error> {
    match serde_json::from_str(body).map_err(|error| unreadable(&error))? {
        Task::Send(task) => {
            let command = SendMessage {
                message: task.message.0,
                to: task.to.0,
                order: task.order,
                again: task.again,
                location: task.location,
                number: task.number,
                reason: task.reason,
            };
            notify.send(command).await
        }
        Task::Push(PushTask { notification }) => notify.push(&notification).await,
    }
}

/// What is wrong with a body, briefly: it may quote any of it.
fn unreadable(error: &serde_json::Error) -> Error {
    Error::BadTask(error.to_string().chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use kernel::Coded;

    use super::*;
    use crate::service::testing::{Cafe, tell};

    const TASK: &str = r#"{"task":"notify.send","message":"order-rejected","to":"customer",
        "order":"ord_1","location":"loc_here","customer":"anna","number":null,
        "reason":"we are closed","token":"of a newer workflow"}"#;

    #[tokio::test]
    async fn a_task_is_done_once_however_often_it_comes() {
        let cafe = Cafe::open();
        for _ in 0..3 {
            perform(&cafe.notify, TASK).await.expect("done, now or before");
        }
        let [mail] = cafe.mailer.mails().try_into().ok().expect("one mail");
        assert!(mail.text.contains("We are closed."), "{}", mail.text);
    }

    #[tokio::test]
    async fn an_order_that_is_ready_once_more_is_told_of_once_more_and_then_forgotten_too() {
        let cafe = Cafe::open();
        let ready = TASK.replace("order-rejected", "order-ready");
        let again = ready.replace("{\"task\"", "{\"again\":1,\"task\"");
        for task in [&ready, &again, &ready, &again] {
            perform(&cafe.notify, task).await.expect("done, now or before");
        }
        assert_eq!(cafe.mailer.mails().len(), 2);
        let order = "ord_1".parse().expect("an id");
        cafe.orders.change(|facts| facts.customer = kernel::PrincipalId::new("nobody"));
        cafe.notify.forget(&order).await.expect("forgets");
        for again in [0, 1] {
            let command = SendMessage { order: order.clone(), again, ..tell(Message::OrderReady) };
            let told = cafe.written(&command).await.expect("is written");
            assert!(told.text.is_empty(), "{again}: {}", told.text);
        }
    }

    #[tokio::test]
    async fn what_is_no_task_of_ours_is_refused_for_good() {
        let cafe = Cafe::open();
        for (from, to) in [
            ("notify.send", "products.reserve-stock"),
            ("order-rejected", "order-eaten"),
            ("\"customer\",", "\"everybody\","),
            ("ord_1", "loc_1"),
            ("{", "["),
        ] {
            let error = perform(&cafe.notify, &TASK.replacen(from, to, 1)).await;
            let error = error.expect_err(to);
            assert_eq!(error.code(), "notify.bad-task", "{error}");
            assert!(!error.class().is_worth_retrying());
        }
        assert!(cafe.mailer.mails().is_empty());
    }
}
