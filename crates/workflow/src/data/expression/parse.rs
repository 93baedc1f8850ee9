//! Reading an expression.

use std::collections::BTreeSet;
use std::panic::catch_unwind;

use jsonata_core::ast::AstNode;

use super::guard::Guard;

/// Bytes of the longest expression. Step Functions has no limit but that of a definition, 1 MiB;
/// what is evaluated grows with what is written, so there is one here.
const TEXT_MAX: usize = 32 * 1024;

/// Characters of an expression that a sentence about it shows.
const SHOWN_MAX: usize = 200;

/// The expression, made safe to evaluate, and the names of the variables it reads.
///
/// # Errors
/// A sentence.
pub(super) fn parse(source: &str) -> Result<(AstNode, BTreeSet<String>), String> {
    if source.is_empty() {
        return Err("There is no expression between `{%` and `%}`.".to_owned());
    }
    if source.len() > TEXT_MAX {
        return Err(format!("An expression has at most {TEXT_MAX} bytes."));
    }
    let shown: String = source.chars().take(SHOWN_MAX).collect();
    let parsed = catch_unwind(|| jsonata_core::parser::parse(source));
    let parsed = parsed.map_err(|_| format!("`{shown}` is no JSONata that can be read."))?;
    let parsed = parsed.map_err(|error| format!("`{shown}` is no JSONata: {error}."))?;
    let mut guard = Guard::default();
    let guarded = guard.expression(parsed, false);
    match guard.refusals.first() {
        Some(refusal) => Err(format!("`{shown}` cannot be used: {refusal}.")),
        None => Ok((guarded, guard.variables)),
    }
}
