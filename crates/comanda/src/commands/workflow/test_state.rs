//! `comanda workflow test-state`

use anyhow::Context;
use workflow::{StateTest, Untestable};

use super::arguments::TestStateArgs;
use super::{files, open, say};

/// Tests one state, and prints what came of it.
pub(super) fn test_state(args: &TestStateArgs) -> anyhow::Result<()> {
    let definition = files::definition(&args.file)?;
    let expected = "{\"Return\": …} or {\"Throw\": {\"Error\": …}}";
    let test = StateTest {
        input: files::json(&args.input).context("--input is no JSON")?,
        variables: files::json(&args.variables).context("--variables is no JSON object")?,
        reply: files::mocks(args.mock.as_deref(), expected)?,
        is_inspected: args.inspect,
    };
    let tested = workflow::test_state(&definition, &args.state, &test, open::clock().now());
    let tested = tested.map_err(|error| match error {
        Untestable::NoReply(_) => anyhow::anyhow!("{error} (see --mock)"),
        error => error.into(),
    })?;
    say(serde_json::to_string_pretty(&tested)?);
    Ok(())
}
