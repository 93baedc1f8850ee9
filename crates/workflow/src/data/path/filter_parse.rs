//! Reading a filter.

use serde_json::Value;

use super::filter::{Comparison, Filter, Operand};
use super::parse::{path, quoted};
use super::step::Root;
use crate::data::cursor::Cursor;

/// How deep conditions, lists and filters may stand in each other.
const DEPTH_MAX: usize = 16;

/// Comparisons as they are written, longer ones first.
const COMPARISONS: [(&str, Comparison); 10] = [
    ("===", Comparison::Equal),
    ("!==", Comparison::Unequal),
    ("==", Comparison::Equal),
    ("!=", Comparison::Unequal),
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
    ("in ", Comparison::In),
    ("nin ", Comparison::NotIn),
];

/// What follows `?`: a condition in parentheses.
pub(super) fn filter(cursor: &mut Cursor<'_>, depth: usize) -> Result<Filter, String> {
    cursor.skip_space();
    if cursor.peek() != Some('(') {
        return Err(cursor.problem("expected a condition in parentheses"));
    }
    either(cursor, deeper(cursor, depth)?)
}

fn deeper(cursor: &Cursor<'_>, depth: usize) -> Result<usize, String> {
    if depth >= DEPTH_MAX {
        return Err(cursor.problem(&format!("a filter is at most {DEPTH_MAX} levels deep")));
    }
    Ok(depth + 1)
}

/// `… || …`
fn either(cursor: &mut Cursor<'_>, depth: usize) -> Result<Filter, String> {
    let mut filters = vec![both(cursor, depth)?];
    while spaced(cursor, "||") {
        filters.push(both(cursor, depth)?);
    }
    Ok(one_or(filters, Filter::Any))
}

/// `… && …`
fn both(cursor: &mut Cursor<'_>, depth: usize) -> Result<Filter, String> {
    let mut filters = vec![one(cursor, depth)?];
    while spaced(cursor, "&&") {
        filters.push(one(cursor, depth)?);
    }
    Ok(one_or(filters, Filter::All))
}

fn one_or(mut filters: Vec<Filter>, several: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.pop() {
        Some(last) if filters.is_empty() => last,
        last => {
            filters.extend(last);
            several(filters)
        }
    }
}

fn spaced(cursor: &mut Cursor<'_>, token: &str) -> bool {
    cursor.skip_space();
    cursor.eat(token)
}

/// A condition in parentheses, a negation, a comparison, or a path that must be there.
fn one(cursor: &mut Cursor<'_>, depth: usize) -> Result<Filter, String> {
    let depth = deeper(cursor, depth)?;
    if spaced(cursor, "!") {
        return Ok(Filter::Not(Box::new(one(cursor, depth)?)));
    }
    if cursor.eat("(") {
        let filter = either(cursor, depth)?;
        cursor.skip_space();
        cursor.expect(")")?;
        return Ok(filter);
    }
    let left = operand(cursor, depth)?;
    cursor.skip_space();
    if cursor.eat("=~") {
        return Err("regular expressions in filters are not supported: compare with `==`, or use \
                    JSONata"
            .to_owned());
    }
    if let Some((_, how)) = COMPARISONS.iter().find(|(token, _)| cursor.eat(token)) {
        cursor.skip_space();
        return Ok(Filter::Compare(left, *how, operand(cursor, depth)?));
    }
    match left {
        Operand::Path(path) => Ok(Filter::Exists(path)),
        Operand::Literal(_) => {
            Err(cursor.problem("expected a comparison: ==, !=, <, <=, >, >=, in or nin"))
        }
    }
}

fn operand(cursor: &mut Cursor<'_>, depth: usize) -> Result<Operand, String> {
    match cursor.peek() {
        Some('@') => {
            cursor.bump();
            Ok(Operand::Path(path(cursor, Root::Element, depth)?))
        }
        Some('$') => {
            cursor.bump();
            Ok(Operand::Path(path(cursor, Root::Input, depth)?))
        }
        _ => Ok(Operand::Literal(literal(cursor, depth)?)),
    }
}

fn literal(cursor: &mut Cursor<'_>, depth: usize) -> Result<Value, String> {
    match cursor.peek() {
        Some('\'' | '"') => Ok(Value::String(quoted(cursor)?)),
        Some('[') => {
            cursor.bump();
            let depth = deeper(cursor, depth)?;
            let mut items = Vec::new();
            cursor.skip_space();
            while !cursor.eat("]") {
                if !items.is_empty() {
                    cursor.expect(",")?;
                    cursor.skip_space();
                }
                items.push(literal(cursor, depth)?);
                cursor.skip_space();
            }
            Ok(Value::Array(items))
        }
        _ => word(cursor),
    }
}

/// `true`, `false`, `null` or a number.
fn word(cursor: &mut Cursor<'_>) -> Result<Value, String> {
    let mut ahead = cursor.clone();
    let is_part = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    match serde_json::from_str(ahead.take_while(is_part)) {
        Ok(value) => {
            *cursor = ahead;
            Ok(value)
        }
        Err(_) => Err(cursor.problem("expected a path, a number, a text in quotes or a list")),
    }
}
