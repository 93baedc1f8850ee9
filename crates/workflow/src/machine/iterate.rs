//! The iterations of a map: which items there are, what each is given, and how many run at the same
//! time.

use serde_json::{Value, json};

use super::act::{whole, whole_or_text};
use super::execution::{Gathering, Item, Iterations, Phase, Strand};
use super::history::Details;
use super::step::Run;
use crate::asl::{Flow, ItemBatcher, Items, Kind, Map, State};
use crate::data::{Fault, Scope, Template};

/// Most iterations at the same time. Source: Step Functions, inline mode.
const INLINE_MAX: usize = 40;
/// The same in distributed mode.
const DISTRIBUTED_MAX: usize = 10_000;

impl Run<'_> {
    pub(super) fn iterate(&mut self, strand: u64, state: &State, map: &Map) -> Result<(), Fault> {
        let effective = match &state.flow {
            Flow::Path(_) => self.seen_input(strand, state)?,
            Flow::Jsonata(_) => self.raw_input(strand),
        };
        let items = self.items(strand, state, map, &effective)?;
        let (inputs, items) = self.inputs(strand, map, &effective, items)?;
        let count = inputs.len();
        let most = &map.max_concurrency;
        let most = self.field(strand, "MaxConcurrency", most, &effective, whole_or_text)?;
        let bound = if map.is_distributed { DISTRIBUTED_MAX } else { INLINE_MAX };
        let most = usize::try_from(most).unwrap_or(bound);
        let concurrency = if most == 0 { bound } else { most.min(bound) };
        self.tell(
            strand,
            "MapStateStarted",
            Details::of("mapStateStartedEventDetails").with("length", count),
        );
        let tolerated = self.tolerated(strand, map, &effective, count)?;
        let mut map = Iterations { inputs, items, concurrency, failed: 0, tolerated };
        map.inputs.reverse();
        map.items.reverse();
        let gathering =
            Gathering { outputs: vec![Value::Null; count], open: count, map: Some(map) };
        self.set(strand, Phase::Gathering(gathering));
        if count == 0 {
            return self.gathered(strand, state);
        }
        let event = self.execution.strands.get(&strand).map_or(0, |strand| strand.event);
        self.begin_iterations(strand, event);
        Ok(())
    }

    /// The items of a map.
    fn items(
        &mut self,
        strand: u64,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<Vec<Value>, Fault> {
        let found = match &map.items {
            Items::Input => Some(input.clone()),
            Items::At(path) => self.look(strand, input, None, None, |scope| path.find(scope))?,
            Items::Reckoned(template) => Some(self.make(strand, template, input)?),
        };
        match (found, &state.flow) {
            (Some(Value::Array(items)), _) => Ok(items),
            // A map over an object has its entries as items.
            (Some(Value::Object(entries)), Flow::Path(_)) => Ok(entries
                .into_iter()
                .map(|(key, value)| json!({ "Key": key, "Value": value }))
                .collect()),
            (other, flow) => {
                let what = other.map_or("nothing".to_owned(), |value| value.to_string());
                let cause = format!("Map state input must be an array but was: {what}");
                Err(match flow {
                    Flow::Path(_) => Fault::runtime(cause),
                    Flow::Jsonata(_) => Fault::query(cause),
                })
            }
        }
    }

    /// What each iteration is given, and the item it is about.
    fn inputs(
        &mut self,
        strand: u64,
        map: &Map,
        input: &Value,
        items: Vec<Value>,
    ) -> Result<(Vec<Value>, Vec<Value>), Fault> {
        let selected = match &map.item_selector {
            None => items.clone(),
            Some(template) => self.select(strand, template, input, &items)?,
        };
        match &map.item_batcher {
            None => Ok((selected, items)),
            Some(by) => {
                let batches = self.batches(strand, by, input, selected)?;
                Ok((batches.clone(), batches))
            }
        }
    }

    /// What `ItemSelector` makes of each item. The context is made once: it may be large.
    fn select(
        &mut self,
        strand: u64,
        template: &Template,
        input: &Value,
        items: &[Value],
    ) -> Result<Vec<Value>, Fault> {
        let Some(place) = self.execution.strands.get(&strand).cloned() else {
            return Ok(Vec::new());
        };
        let mut context = self.context(strand, &place);
        let mut selected = Vec::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            context["Map"] = json!({ "Item": { "Index": index, "Value": value } });
            let (variables, ambient) = (&place.variables, self.ambient());
            let context = &context;
            let (result, error_output) = (None, None);
            let scope = Scope { input, context, variables, result, error_output, ambient };
            selected.push(template.make(&scope)?);
        }
        Ok(selected)
    }

    fn batches(
        &mut self,
        strand: u64,
        by: &ItemBatcher,
        input: &Value,
        items: Vec<Value>,
    ) -> Result<Vec<Value>, Fault> {
        let mut limit = |name, field: Option<&_>| match field {
            Some(field) => self.field(strand, name, field, input, whole).map(usize::try_from),
            None => Ok(Ok(usize::MAX)),
        };
        let most = limit("MaxItemsPerBatch", by.max_items.as_ref())?.unwrap_or(usize::MAX);
        let bytes = limit("MaxInputBytesPerBatch", by.max_bytes.as_ref())?;
        let bytes = bytes.unwrap_or(usize::MAX);
        let common = match &by.batch_input {
            Some(template) => Some(self.make(strand, template, input)?),
            None => None,
        };
        let mut batches: Vec<(usize, Vec<Value>)> = Vec::new();
        for item in items {
            let size = item.to_string().len() + 1;
            match batches.last_mut() {
                Some((filled, batch)) if batch.len() < most && *filled + size <= bytes => {
                    *filled += size;
                    batch.push(item);
                }
                _ => batches.push((size, vec![item])),
            }
        }
        let batch = |(_, items): (usize, Vec<Value>)| match &common {
            Some(common) => json!({ "BatchInput": common, "Items": items }),
            None => json!({ "Items": items }),
        };
        Ok(batches.into_iter().map(batch).collect())
    }

    /// How many iterations may fail.
    fn tolerated(
        &mut self,
        strand: u64,
        map: &Map,
        input: &Value,
        count: usize,
    ) -> Result<usize, Fault> {
        let most = &map.tolerated_failure_count;
        let most = self.field(strand, "ToleratedFailureCount", most, input, whole_or_text)?;
        let share = &map.tolerated_failure_percentage;
        let share =
            self.field(strand, "ToleratedFailurePercentage", share, input, number_or_text)?;
        if !(0.0..=100.0).contains(&share) {
            let cause = "The ToleratedFailurePercentage must be between 0 and 100.";
            return Err(Fault::runtime(cause));
        }
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count that is far below 2^53, rounded down"
        )]
        let of_share = (count as f64 * share / 100.0).floor() as usize;
        Ok(usize::try_from(most).unwrap_or(usize::MAX).max(of_share))
    }

    /// Begins as many iterations as may run at the same time, after that event.
    pub(super) fn begin_iterations(&mut self, strand: u64, after: u64) {
        let Some(state) = self.state(strand) else { return };
        let Kind::Map(map) = &state.kind else { return };
        while let Some((index, input, value)) = self.next_iteration(strand) {
            let start_at = map.processor.start_at.clone();
            let mut first = Strand::new(Some((strand, index)), start_at, input);
            first.item = Some(Item { index, value });
            let iteration = self.begin(strand, first, after);
            let details = self.iteration(strand, "mapIterationStartedEventDetails", index);
            self.tell(iteration, "MapIterationStarted", details);
        }
    }

    fn next_iteration(&mut self, strand: u64) -> Option<(usize, Value, Value)> {
        let running = self.execution.strands.values().filter(|one| one.is_below(strand)).count();
        let place = self.execution.strands.get_mut(&strand)?;
        let Phase::Gathering(Gathering { outputs, map: Some(map), .. }) = &mut place.phase else {
            return None;
        };
        if running >= map.concurrency {
            return None;
        }
        let (input, value) = (map.inputs.pop()?, map.items.pop()?);
        Some((outputs.len() - map.inputs.len() - 1, input, value))
    }
}

/// A number, or a text of one.
fn number_or_text(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}
