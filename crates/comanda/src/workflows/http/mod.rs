//! Workflows over HTTP: which state machines there are, what their executions do, and how to step
//! in. What workflows are given and give can hold personal data, so all of it is for admins only.
//! Task tokens are never shown: whoever knows one can answer for somebody else.

mod body;
mod change;
mod definition;
mod history;
mod list;
mod machines;
mod mask;
mod read;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use workflow::Workflows;

pub(crate) use self::body::ExecutionBody;
pub(crate) use self::mask::masked_event;

/// Largest body that starts an execution, in bytes: the largest input, indented.
const START_BYTES_MAX: usize = 1_000_000;

/// The operations under `/v1/workflows`.
pub(crate) fn router(workflows: Arc<dyn Workflows>) -> OpenApiRouter {
    let (schemas, paths, methods) = routes!(list::list, change::start);
    let executions = (schemas, paths, methods.layer(DefaultBodyLimit::max(START_BYTES_MAX)));
    OpenApiRouter::new()
        .routes(routes!(machines::list))
        .routes(routes!(definition::machine))
        .routes(executions)
        .routes(routes!(read::read))
        .routes(routes!(history::history))
        .routes(routes!(definition::of_execution))
        .routes(routes!(change::stop))
        .routes(routes!(change::redrive))
        .with_state(workflows)
}
