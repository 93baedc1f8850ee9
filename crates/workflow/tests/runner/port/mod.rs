//! What the port promises, whoever runs the executions: the engine on every store, and Step
//! Functions.

#[macro_use]
mod cases;

mod house;
mod inside;
mod looking;
#[cfg(feature = "aws")]
mod step_functions;

port!(memory);
port!(sqlite);
port!(postgres);
