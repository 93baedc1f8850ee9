//! Reading a path.

use super::filter_parse::filter;
use super::step::{Ending, Parsed, Root, Step};
use crate::data::cursor::Cursor;

/// Characters of the longest path.
pub(super) const TEXT_MAX: usize = 1_024;

/// Reads a whole path.
pub(super) fn parse(text: &str) -> Result<Parsed, String> {
    if text.chars().count() > TEXT_MAX {
        return Err(format!("A path has at most {TEXT_MAX} characters."));
    }
    let mut cursor = Cursor::new(text);
    let parsed = root(&mut cursor).and_then(|root| path(&mut cursor, root, 0));
    let parsed = parsed.map_err(|problem| format!("This is no path: {problem}."))?;
    if cursor.peek().is_some() {
        let problem = cursor.problem("expected `.`, `[` or the end");
        return Err(format!("This is no path: {problem}."));
    }
    Ok(parsed)
}

/// `$`, `$$` or `$name`.
fn root(cursor: &mut Cursor<'_>) -> Result<Root, String> {
    cursor.expect("$")?;
    if cursor.eat("$") {
        return Ok(Root::Context);
    }
    let name = cursor.take_while(|character| character.is_alphanumeric() || character == '_');
    match name.chars().next() {
        None => Ok(Root::Input),
        Some(first) if first.is_numeric() => Err(format!(
            "a variable's name begins with a letter or an underscore, not like `${name}`"
        )),
        Some(_) => Ok(Root::Variable(name.to_owned())),
    }
}

/// The steps after `root`; `depth` filters are around them.
pub(super) fn path(cursor: &mut Cursor<'_>, root: Root, depth: usize) -> Result<Parsed, String> {
    let mut steps = Vec::new();
    loop {
        if cursor.eat("..") {
            steps.push(Step::Descend);
            if cursor.peek() != Some('[') {
                steps.push(name(cursor)?);
                continue;
            }
        } else if cursor.eat(".") {
            if cursor.eat("length()") {
                return ended(cursor, Parsed { root, steps, ending: Ending::Length });
            }
            if cursor.peek() != Some('[') {
                steps.push(name(cursor)?);
                continue;
            }
        }
        if !cursor.eat("[") {
            return Ok(Parsed { root, steps, ending: Ending::Value });
        }
        steps.push(bracket(cursor, depth)?);
    }
}

/// A path with a function at its end, which must name one value.
fn ended(cursor: &Cursor<'_>, parsed: Parsed) -> Result<Parsed, String> {
    if parsed.is_definite() {
        Ok(parsed)
    } else {
        Err(cursor.problem("`.length()` follows only what names one value"))
    }
}

/// What follows a dot: `*`, or a name without quotes.
fn name(cursor: &mut Cursor<'_>) -> Result<Step, String> {
    if cursor.eat("*") {
        return Ok(Step::All);
    }
    let name = cursor.take_while(is_plain);
    if name.is_empty() {
        return Err(cursor.problem("expected a name"));
    }
    if cursor.peek() == Some('(') {
        return Err(cursor.problem(&format!(
            "expected a path without functions (but for `.length()`), not `{name}`"
        )));
    }
    Ok(Step::Names(vec![name.to_owned()]))
}

/// Whether a name can have this character without being quoted.
fn is_plain(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !"\\.[](){}'\",*?=<>!~&|".contains(character)
}

/// What follows `[`, up to `]`.
fn bracket(cursor: &mut Cursor<'_>, depth: usize) -> Result<Step, String> {
    cursor.skip_space();
    let step = match cursor.peek() {
        Some('*') => {
            cursor.bump();
            Step::All
        }
        Some('?') => {
            cursor.bump();
            Step::Filter(filter(cursor, depth)?)
        }
        Some('\'' | '"') => Step::Names(list(cursor, quoted)?),
        _ => numbers(cursor)?,
    };
    cursor.skip_space();
    cursor.expect("]")?;
    Ok(step)
}

/// One or more of something, with commas between them.
fn list<T>(
    cursor: &mut Cursor<'_>,
    mut item: impl FnMut(&mut Cursor<'_>) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let mut items = vec![item(cursor)?];
    loop {
        cursor.skip_space();
        if !cursor.eat(",") {
            return Ok(items);
        }
        cursor.skip_space();
        items.push(item(cursor)?);
    }
}

/// A text in single or double quotes. A backslash before such a quote or before a backslash makes
/// it part of the text; before anything else it is part of the text itself.
pub(super) fn quoted(cursor: &mut Cursor<'_>) -> Result<String, String> {
    let Some(quote @ ('\'' | '"')) = cursor.peek() else {
        return Err(cursor.problem("expected a name in quotes"));
    };
    cursor.bump();
    let mut text = String::new();
    while let Some(next) = cursor.bump() {
        match next {
            next if next == quote => return Ok(text),
            '\\' => match cursor.peek() {
                Some(escaped) if escaped == quote || escaped == '\\' => {
                    text.push(escaped);
                    cursor.bump();
                }
                _ => text.push('\\'),
            },
            next => text.push(next),
        }
    }
    Err(cursor.problem(&format!("expected `{quote}`")))
}

/// Indexes, or a slice.
fn numbers(cursor: &mut Cursor<'_>) -> Result<Step, String> {
    let first = whole(cursor)?;
    cursor.skip_space();
    if cursor.eat(":") {
        cursor.skip_space();
        let end = whole(cursor)?;
        cursor.skip_space();
        let by = if cursor.eat(":") { whole(cursor)?.unwrap_or(1) } else { 1 };
        let by = usize::try_from(by).ok().filter(|by| *by > 0);
        let by = by.ok_or_else(|| cursor.problem("expected a step of 1 or more"))?;
        return Ok(Step::Slice { first, end, by });
    }
    let missing = "expected a number, a name in quotes, `*` or `?`";
    let mut indexes = vec![first.ok_or_else(|| cursor.problem(missing))?];
    while cursor.eat(",") {
        cursor.skip_space();
        let next = whole(cursor)?;
        indexes.push(next.ok_or_else(|| cursor.problem("expected a number"))?);
        cursor.skip_space();
    }
    Ok(Step::Indexes(indexes))
}

/// A whole number, if one comes.
fn whole(cursor: &mut Cursor<'_>) -> Result<Option<i64>, String> {
    let start = cursor.at();
    cursor.eat("-");
    cursor.take_while(|character| character.is_ascii_digit());
    match cursor.since(start) {
        "" => Ok(None),
        digits => {
            let number = digits.parse().map(Some);
            number.map_err(|_| cursor.problem(&format!("`{digits}` is no index")))
        }
    }
}
