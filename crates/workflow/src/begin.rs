//! What every start is held to, whoever runs the execution.

use serde_json::Value;

use crate::error::Error;

/// Largest input, as JSON bytes. Source: Step Functions.
const INPUT_BYTES_MAX: usize = 256 * 1024;
/// Longest name. Source: Step Functions.
const NAME_MAX: usize = 80;

/// A state machine that is not there; the name is cut to what one can have.
pub(crate) fn no_such_machine(machine: &str) -> Error {
    Error::NoSuchMachine(machine.chars().take(NAME_MAX).collect())
}

/// An execution that is not there; the id is cut to about what one can have.
pub(crate) fn no_such_execution(id: &str) -> Error {
    Error::NoSuchExecution(id.chars().take(200).collect())
}

/// Whether an execution can have this name.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(allowed) {
        return Err(Error::BadName);
    }
    Ok(())
}

/// An input as text, if it is small enough.
pub(crate) fn input_text(input: &Value) -> Result<String, Error> {
    let text = input.to_string();
    let bytes = text.len();
    if bytes > INPUT_BYTES_MAX {
        return Err(Error::InputTooLarge { bytes, max: INPUT_BYTES_MAX });
    }
    Ok(text)
}

/// Whether two inputs are the same JSON. Whoever keeps them may give a number back written in
/// another way: 1e17 as an integer.
pub(crate) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() != other.is_f64() => {
            one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(key, a)| other.get(key).is_some_and(|b| is_same(a, b));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}
