//! Functions of texts: splitting, Base64 and hashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::arguments::Arguments;
use crate::data::digest;

/// Characters of the longest text that is encoded or decoded.
const TEXT_MAX: usize = 10_000;

/// A text in Base64.
pub(super) fn encode(arguments: &Arguments) -> Result<Value, String> {
    Ok(STANDARD.encode(arguments.short_text(0, TEXT_MAX)?).into())
}

/// The text of which this is the Base64.
pub(super) fn decode(arguments: &Arguments) -> Result<Value, String> {
    let bytes = STANDARD.decode(arguments.short_text(0, TEXT_MAX)?);
    let bytes = bytes.map_err(|_| "the argument is no Base64".to_owned())?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(_) => Err("what the argument stands for is no UTF-8 text".to_owned()),
    }
}

/// The hash of a text, or of other JSON as a text.
pub(super) fn hash(arguments: &Arguments) -> Result<Value, String> {
    let algorithm = arguments.text(1)?;
    match arguments.get(0)? {
        Value::String(text) => digest::hash(text, algorithm),
        other => digest::hash(&other.to_string(), algorithm),
    }
    .map(Value::from)
}

/// The pieces between the characters of the second argument; empty ones are left out.
pub(super) fn split(arguments: &Arguments) -> Result<Value, String> {
    let (text, separators) = (arguments.text(0)?, arguments.text(1)?);
    let pieces = text.split(|character| separators.contains(character));
    Ok(pieces.filter(|piece| !piece.is_empty()).map(Value::from).collect())
}
