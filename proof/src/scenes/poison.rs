//! A message that cannot be worked on ends among the dead letters, and an alarm watches those.

use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::outputs::Queue;
use crate::quiet;
use crate::sign_in::chance;
use crate::stage::Stage;
use crate::wait::{self, Seen};

/// How long it may take until a message is given up, when it is tried twice.
const GIVEN_UP_LIMIT: Duration = Duration::from_mins(1);

/// Sends nonsense to a queue and waits until it is given up; then takes it away.
///
/// # Errors
/// When it is not given up, or no alarm would tell.
pub async fn ends_among_the_dead(stage: &Stage) -> anyhow::Result<()> {
    let queue = stage.outputs.queues.get("orders").context("there is a queue orders")?;
    let patience = Patience::shortened(stage, queue, 1, Some(2)).await?;
    // A queue takes a message with the same id once in five minutes; a run may come again sooner.
    let id = chance()?;
    let nonsense = json!({
        "QueueUrl": queue.url, "MessageBody": "{\"poison\":true}", "MessageGroupId": "poison",
        "MessageDeduplicationId": id,
    });
    stage.aws.call("sqs", "SendMessage", nonsense).await?;
    wait::until("the poison among the dead letters", GIVEN_UP_LIMIT, || async {
        let dead = quiet::messages(&stage.aws, &queue.dead.url).await?;
        Ok(Seen::when(dead == 1, (), format!("{dead} dead letters")))
    })
    .await?;
    patience.restore(stage, queue).await?;
    stage.aws.call("sqs", "PurgeQueue", json!({ "QueueUrl": queue.dead.url })).await?;
    watched(stage, queue).await
}

/// An alarm counts the dead letters of this queue.
async fn watched(stage: &Stage, queue: &Queue) -> anyhow::Result<()> {
    let name = queue.dead.arn.rsplit(':').next().unwrap_or_default();
    let ask = json!({ "MaxRecords": 100 });
    let alarms = stage.aws.call("cloudwatch", "DescribeAlarms", ask).await?;
    let alarms = alarms["MetricAlarms"].as_array().context("alarms are a list")?;
    let counts = |alarm: &Value| {
        alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
            && alarm["Dimensions"][0]["Value"] == name
    };
    ensure!(alarms.iter().any(counts), "no alarm counts the messages of {name}");
    Ok(())
}

/// How long a queue waits for whoever has a message, and how often it tries.
pub(crate) struct Patience {
    visibility: String,
    redrive: String,
}

impl Patience {
    /// Makes a queue wait for seconds only, and try less often if told so.
    pub(crate) async fn shortened(
        stage: &Stage,
        queue: &Queue,
        visibility_s: u32,
        receives_max: Option<u32>,
    ) -> anyhow::Result<Self> {
        let ask = json!({ "QueueUrl": queue.url, "AttributeNames": ["All"] });
        let answer = stage.aws.call("sqs", "GetQueueAttributes", ask).await?;
        let attribute = |name: &str| {
            let value = answer["Attributes"][name].as_str().map(str::to_owned);
            value.with_context(|| format!("{} has no {name}", queue.url))
        };
        let was = Self {
            visibility: attribute("VisibilityTimeout")?,
            redrive: attribute("RedrivePolicy")?,
        };
        let redrive = receives_max.map(|receives| {
            json!({ "deadLetterTargetArn": queue.dead.arn, "maxReceiveCount": receives })
                .to_string()
        });
        let redrive = redrive.as_ref().unwrap_or(&was.redrive);
        set(stage, queue, &visibility_s.to_string(), redrive).await?;
        Ok(was)
    }

    /// Makes it as patient as it was.
    pub(crate) async fn restore(self, stage: &Stage, queue: &Queue) -> anyhow::Result<()> {
        set(stage, queue, &self.visibility, &self.redrive).await
    }
}

async fn set(stage: &Stage, queue: &Queue, visibility: &str, redrive: &str) -> anyhow::Result<()> {
    let attributes = json!({ "VisibilityTimeout": visibility, "RedrivePolicy": redrive });
    let ask = json!({ "QueueUrl": queue.url, "Attributes": attributes });
    stage.aws.call("sqs", "SetQueueAttributes", ask).await?;
    Ok(())
}
