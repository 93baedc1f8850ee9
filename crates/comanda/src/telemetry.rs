//! Logs: pretty on a terminal, a JSON document a line otherwise; always to standard error.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Log, LogFormat};

/// Starts logging.
///
/// # Errors
/// When `log.level` is no filter.
pub(crate) fn start(log: &Log) -> anyhow::Result<()> {
    begin(log, Spans::Innermost)
}

/// Starts logging in a function: each line names the call and its trace, too.
///
/// # Errors
/// When `log.level` is no filter.
#[cfg(feature = "aws")]
pub(crate) fn start_function(log: &Log) -> anyhow::Result<()> {
    begin(log, Spans::All)
}

/// Within what something happened, as far as a line tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spans {
    Innermost,
    #[cfg(feature = "aws")]
    All,
}

fn begin(log: &Log, spans: Spans) -> anyhow::Result<()> {
    let filter = filter(log)?;
    let pretty = match log.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if pretty {
        builder.with_target(false).finish().try_init()
    } else {
        let one = spans == Spans::Innermost;
        let builder = builder.json().flatten_event(true);
        builder.with_current_span(one).with_span_list(!one).finish().try_init()
    };
    started.context("logging was started twice")
}

/// What is logged and what is not.
///
/// # Errors
/// When `log.level` is no filter.
pub(crate) fn filter(log: &Log) -> anyhow::Result<EnvFilter> {
    EnvFilter::try_new(&log.level).with_context(|| {
        format!("log.level is \"{}\": expected a level such as info, or a filter", log.level)
    })
}
