//! Reading an index: its sort attribute is the sort key, a NUL and the id, so that equal sort keys
//! follow their ids.

use std::ops::Bound;

use kernel::{Cursor, Page};

use super::database::Database;
use super::item::{row_of, take_text, text};
use super::patience::Patience;
use crate::change::is_key;
use crate::error::Error;
use crate::port::{Order, Query, Row};

/// No sort key is as long; what is longer compares by its beginning.
const LONG: usize = 512;
/// Longest value of a sort attribute. DynamoDB takes 1,024 bytes.
const PLACE_MAX: usize = 1_023;
/// Follows the NUL behind a sort key: behind all places of that sort key, before those of the next.
const AFTER: char = '\u{1}';

impl Database {
    pub(super) async fn query(&self, query: &Query) -> Result<Page<Row>, Error> {
        let table = self.tables.get(query.collection)?;
        let index = table
            .indexes
            .get(query.index)
            .ok_or_else(|| Error::BadChange(format!("{} has no such index", query.collection)))?;
        let _turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        let Some(range) = Range::of(query).filter(|_| is_key(&query.partition)) else {
            return Ok(Page { items: Vec::new(), next: None });
        };
        let mut question = self
            .calls
            .client
            .query()
            .index_name(index.name)
            .scan_index_forward(query.order == Order::Ascending)
            .key_condition_expression(range.condition())
            .expression_attribute_names("#partition", &index.partition)
            .expression_attribute_values(":partition", text(&query.partition));
        if range.from.is_some() || range.to.is_some() {
            question = question.expression_attribute_names("#sort", &index.sort);
        }
        for (name, end) in [(":from", &range.from), (":to", &range.to)] {
            if let Some(end) = end {
                question = question.expression_attribute_values(name, text(end));
            }
        }
        // One more tells whether there is a next page; another one may be the end itself.
        let items = self.ask(question, &table.name, query.limit + 2, &mut patience).await?;
        let mut rows = Vec::with_capacity(items.len());
        for mut item in items {
            let mut place = take_text(&mut item, &index.sort)?;
            if range.to.as_ref() != Some(&place) {
                place.truncate(place.find('\0').unwrap_or(place.len()));
                rows.push((place, row_of(item)?));
            }
        }
        Ok(query.page(rows))
    }
}

/// From `from` (included) to `to` (excluded).
#[derive(Debug, PartialEq)]
struct Range {
    from: Option<String>,
    to: Option<String>,
}

impl Range {
    /// The range of a question; none when nothing can lie in it.
    fn of(query: &Query) -> Option<Self> {
        let mut from = match &query.from {
            Bound::Unbounded => None,
            Bound::Included(key) if !key.contains('\0') => Some(cut(key)),
            Bound::Included(key) | Bound::Excluded(key) => Some(behind(key)),
        };
        let mut to = match &query.to {
            Bound::Unbounded => None,
            Bound::Excluded(key) if !key.contains('\0') => Some(cut(key)),
            Bound::Included(key) | Bound::Excluded(key) => Some(behind(key)),
        };
        if let Some(cursor) = &query.after {
            let mut place = place_of(cursor);
            match query.order {
                Order::Ascending => {
                    place.push('\0');
                    from = from.max(Some(place));
                }
                Order::Descending => to = Some(to.map_or(place.clone(), |to| to.min(place))),
            }
        }
        let from = from.filter(|from| !from.is_empty());
        let empty = match (&from, &to) {
            (Some(from), Some(to)) => from >= to,
            (None, Some(to)) => to.is_empty(),
            _ => false,
        };
        (!empty).then_some(Self { from, to })
    }

    /// DynamoDB takes one condition on the sort attribute. `BETWEEN` includes its upper end, so
    /// whoever asks leaves that out.
    fn condition(&self) -> &'static str {
        match (&self.from, &self.to) {
            (None, None) => "#partition = :partition",
            (Some(_), None) => "#partition = :partition AND #sort >= :from",
            (None, Some(_)) => "#partition = :partition AND #sort < :to",
            (Some(_), Some(_)) => "#partition = :partition AND #sort BETWEEN :from AND :to",
        }
    }
}

/// Behind every place of the largest sort key that is not greater than `key`. No sort key has NUL,
/// so that is the part before one.
fn behind(key: &str) -> String {
    let mut end = cut(key.split('\0').next().unwrap_or_default());
    end.push(AFTER);
    end
}

/// Where a cursor stands. Anything may be in one that a caller made up; it still is a place.
fn place_of(cursor: &Cursor) -> String {
    if cursor.sort.contains('\0') || cursor.sort.len() >= LONG {
        return behind(&cursor.sort);
    }
    let place = format!("{}\0{}", cursor.sort, cursor.id);
    place[..place.floor_char_boundary(PLACE_MAX)].to_owned()
}

/// As much of a key as can matter.
fn cut(key: &str) -> String {
    key[..key.ceil_char_boundary(LONG)].to_owned()
}
