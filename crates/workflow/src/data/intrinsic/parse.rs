//! Reading calls of functions.

use serde_json::Value;

use super::call::{Argument, Call};
use super::function::Function;
use crate::data::Path;
use crate::data::cursor::Cursor;

/// Characters of the longest call. The language has no such limit; a state machine has one of
/// 1 MiB.
const TEXT_MAX: usize = 10_000;

/// How many calls may stand in each other.
const DEPTH_MAX: usize = 10;

/// Reads a whole call.
pub(super) fn parse(text: &str) -> Result<Call, String> {
    if text.chars().count() > TEXT_MAX {
        return Err(format!("A call of a function has at most {TEXT_MAX} characters."));
    }
    let mut cursor = Cursor::new(text);
    let read = call(&mut cursor, 1).and_then(|call| match cursor.peek() {
        None => Ok(call),
        Some(_) => Err(cursor.problem("expected the end")),
    });
    read.map_err(|problem| format!("This is no intrinsic function: {problem}."))
}

fn call(cursor: &mut Cursor<'_>, depth: usize) -> Result<Call, String> {
    let start = cursor.at();
    if depth > DEPTH_MAX {
        return Err(cursor.problem(&format!("functions nest at most {DEPTH_MAX} deep")));
    }
    cursor.expect("States.")?;
    let name = cursor.take_while(|character| character.is_ascii_alphanumeric());
    let Some((function, count)) = Function::named(name) else {
        return Err(format!("there is no function `States.{name}`"));
    };
    cursor.skip_space();
    cursor.expect("(")?;
    let arguments = arguments(cursor, depth)?;
    if !count.contains(&arguments.len()) {
        let (least, most) = (count.start(), count.end());
        let wanted = if least == most { least.to_string() } else { format!("{least} or more") };
        let given = arguments.len();
        return Err(format!("`States.{name}` takes {wanted} arguments, but is given {given}"));
    }
    Ok(Call { text: cursor.since(start).to_owned(), function, arguments })
}

/// What follows `(`, up to `)`.
fn arguments(cursor: &mut Cursor<'_>, depth: usize) -> Result<Vec<Argument>, String> {
    let mut arguments = Vec::new();
    cursor.skip_space();
    while !cursor.eat(")") {
        if !arguments.is_empty() {
            cursor.expect(",")?;
            cursor.skip_space();
        }
        arguments.push(argument(cursor, depth)?);
        cursor.skip_space();
    }
    Ok(arguments)
}

fn argument(cursor: &mut Cursor<'_>, depth: usize) -> Result<Argument, String> {
    match cursor.peek() {
        Some('\'') => text(cursor).map(Argument::Text),
        Some('$') => path(cursor).map(Argument::Path),
        Some('S') => call(cursor, depth + 1).map(Argument::Call),
        _ => {
            let mut ahead = cursor.clone();
            let is_part = |part: char| part.is_ascii_alphanumeric() || "+-.".contains(part);
            match serde_json::from_str::<Value>(ahead.take_while(is_part)) {
                Ok(value) => {
                    *cursor = ahead;
                    Ok(Argument::Literal(value))
                }
                Err(_) => Err(cursor.problem(
                    "expected a path, a function, a number, true, false, null or a text in single \
                     quotes",
                )),
            }
        }
    }
}

/// A text in single quotes, in its parts around each `{}`. Only `'`, `{`, `}` and `\` may be
/// escaped, as Step Functions has it.
fn text(cursor: &mut Cursor<'_>) -> Result<Vec<String>, String> {
    cursor.expect("'")?;
    let mut parts = Vec::new();
    let mut part = String::new();
    loop {
        if cursor.eat("{}") {
            parts.push(std::mem::take(&mut part));
            continue;
        }
        match cursor.bump() {
            None => return Err(cursor.problem("expected `'`")),
            Some('\'') => {
                parts.push(part);
                return Ok(parts);
            }
            Some('\\') => match cursor.peek() {
                Some(escaped @ ('\'' | '{' | '}' | '\\')) => {
                    part.push(escaped);
                    cursor.bump();
                }
                _ => return Err(cursor.problem("expected `'`, `{`, `}` or `\\` after `\\`")),
            },
            Some(character) => part.push(character),
        }
    }
}

/// A path: up to a comma or a closing parenthesis that is not within brackets or quotes of it.
fn path(cursor: &mut Cursor<'_>) -> Result<Path, String> {
    let start = cursor.at();
    let (mut open, mut quote) = (0_usize, None);
    while let Some(next) = cursor.peek() {
        match (quote, next) {
            (Some(_), '\\') => drop(cursor.bump()),
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(next),
            (None, '[' | '(') => open += 1,
            (None, ')' | ',') if open == 0 => break,
            (None, ']' | ')') => open = open.saturating_sub(1),
            _ => {}
        }
        cursor.bump();
    }
    Path::parse(cursor.since(start).trim_end())
        .map_err(|problem| problem.trim_end_matches('.').to_owned())
}
