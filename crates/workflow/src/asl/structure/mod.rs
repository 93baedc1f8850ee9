//! What can only be seen of a definition as a whole: names, ways and variables. Whatever is not of
//! the right type is passed over here, for reading it is a flaw already.

mod error_output;
mod labels;
mod levels;
mod names;
mod transitions;
mod variables;

use super::document::{Place, Read, Report};

/// Looks at all levels of a definition.
///
/// # Errors
/// It has too many states to go on.
pub(super) fn check(definition: &Place<'_>, report: &mut Report) -> Read<()> {
    let definition = levels::Level::of(definition.clone());
    let names = names::check(&definition, report)?;
    labels::check(&definition, report);
    transitions::check(&definition, &names, report);
    variables::check(&definition, report);
    error_output::check(&definition, report);
    Ok(())
}
