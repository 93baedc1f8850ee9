//! What can be asked about workflows on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What can be done with workflows (Amazon States Language).
#[derive(Debug, Subcommand)]
pub(crate) enum WorkflowCommand {
    /// Say everything that is wrong with definitions
    Validate {
        /// Definitions, such as order-fulfilment.asl.json
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Execute a definition on the spot; tasks answer from a file, and time does not pass
    Run(RunArgs),
    /// Test one state of a definition: what it gives, and where it goes
    TestState(TestStateArgs),
    /// List executions, last started first
    List(ListArgs),
    /// Show where an execution stands, and what it waits for
    Show(ShowArgs),
    /// Stop an execution where it stands; nothing it has done is undone
    Stop {
        /// Its id, such as order-fulfilment:ord_…, or its name alone
        execution: String,
        /// Why, for whoever looks at it later
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Take an execution up again where it failed, timed out or was stopped
    Redrive {
        /// Its id, such as order-fulfilment:ord_…, or its name alone
        execution: String,
    },
}

/// How to execute a definition on the spot.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// The definition
    pub(super) file: PathBuf,
    /// Its input as JSON, or @FILE
    #[arg(long, default_value = "{}", value_name = "JSON")]
    pub(super) input: String,
    /// What tasks answer, by state: {"Pay": [{"Throw": {"Error": "busy"}}, {"Return": 1}]}
    #[arg(long, value_name = "FILE")]
    pub(super) mocks: Option<PathBuf>,
    /// Print the history in place of the output, in the shapes of Step Functions
    #[arg(long)]
    pub(super) history: bool,
}

/// How to test a state.
#[derive(Debug, Args)]
pub(crate) struct TestStateArgs {
    /// The definition
    pub(super) file: PathBuf,
    /// The state, at any level
    pub(super) state: String,
    /// Its input as JSON, or @FILE
    #[arg(long, default_value = "{}", value_name = "JSON")]
    pub(super) input: String,
    /// The variables it sees as a JSON object, or @FILE
    #[arg(long, default_value = "{}", value_name = "JSON")]
    pub(super) variables: String,
    /// What its task answers, or all its branches or iterations: {"Return": 1} or {"Throw":
    /// {"Error": "busy"}}
    #[arg(long, value_name = "FILE")]
    pub(super) mock: Option<PathBuf>,
    /// Tell the data after each filter, too
    #[arg(long)]
    pub(super) inspect: bool,
}

/// Which executions to list.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only those of this state machine
    #[arg(long)]
    pub(super) machine: Option<String>,
    /// Only those that are running, succeeded, failed, timed-out or aborted
    #[arg(long)]
    pub(super) status: Option<String>,
    /// How many at most
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(super) limit: u32,
}

/// What to show of an execution.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Its id, such as order-fulfilment:ord_…, or its name alone
    pub(super) execution: String,
    /// Show what happened, too
    #[arg(long)]
    pub(super) history: bool,
    /// Print JSON, as the HTTP API answers it
    #[arg(long)]
    pub(super) json: bool,
}
