//! Parallel states.

use super::super::Parallel;
use super::super::document::{Read, Report};
use super::super::fields::{BRANCH, Fields, Language};
use super::level::level;
use super::rescue::rescue;
use super::state::comment;

/// Reads the branches of a Parallel state.
pub(super) fn parallel(
    fields: &Fields<'_>,
    whole: Language,
    report: &mut Report,
) -> Read<Parallel> {
    let branches = fields.need_list(
        "Branches",
        |at, report| {
            let fields = Fields::read(at, &BRANCH, whole, report)?;
            let comment = comment(&fields, report);
            let states = level(&fields, whole, report);
            comment.and(states)
        },
        report,
    );
    let rescue = rescue(fields, report);
    Ok(Parallel { branches: branches?, rescue: rescue? })
}
