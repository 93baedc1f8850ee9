//! How a Map state puts items together.

use super::super::ItemBatcher;
use super::super::document::{Place, Read, Report};
use super::super::fields::{BATCHER, Fields, Language, Whole, reckonable_whole, template};

/// What a state's input may be at most.
const BYTES_MAX: u64 = 256 * 1024;

/// Reads an item batcher.
pub(super) fn batcher(
    at: &Place<'_>,
    language: Language,
    report: &mut Report,
) -> Read<ItemBatcher> {
    let fields = Fields::read(at, &BATCHER, language, report)?;
    let batch_input = fields.read_field("BatchInput", template(language), report);
    let items = Whole { min: 0, max: u64::MAX };
    let max_items =
        reckonable_whole(&fields, ["MaxItemsPerBatch", "MaxItemsPerBatchPath"], items, report);
    let bytes = Whole { min: 0, max: BYTES_MAX };
    let names = ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"];
    let max_bytes = reckonable_whole(&fields, names, bytes, report);
    let batcher =
        ItemBatcher { batch_input: batch_input?, max_items: max_items?, max_bytes: max_bytes? };
    if batcher.max_items.is_none() && batcher.max_bytes.is_none() {
        let sentence = "has no end: expected MaxItemsPerBatch or MaxInputBytesPerBatch";
        return Err(report.flaw(at, sentence));
    }
    Ok(batcher)
}
