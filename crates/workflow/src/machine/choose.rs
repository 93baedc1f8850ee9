//! Whether a rule of a Choice holds.

use std::cmp::Ordering;

use kernel::Timestamp;
use serde_json::Value;

use crate::asl::{Condition, Is, Operand, Operands, Relation, Test};
use crate::data::{Fault, Path, Scope};

/// Whether the condition holds.
///
/// # Errors
/// `States.Runtime` when a path finds nothing; `States.QueryEvaluationError` when an expression
/// fails or gives neither `true` nor `false`.
pub(super) fn holds(condition: &Condition, scope: &Scope<'_>) -> Result<bool, Fault> {
    match condition {
        Condition::Jsonata(expression) => match expression.evaluate(scope)? {
            Some(Value::Bool(held)) => Ok(held),
            other => Err(Fault::query(format!(
                "The condition must be true or false, and is {}.",
                other.map_or("undefined".to_owned(), |value| value.to_string())
            ))),
        },
        Condition::And(all) => {
            for one in all {
                if !holds(one, scope)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Or(any) => {
            for one in any {
                if holds(one, scope)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::Not(not) => Ok(!holds(not, scope)?),
        Condition::Compare { variable, test } => passes(test, variable, scope),
    }
}

fn passes(test: &Test, variable: &Path, scope: &Scope<'_>) -> Result<bool, Fault> {
    let found = variable.find(scope)?;
    if let Test::Is(Is::Present, wanted) = test {
        return Ok(found.is_some() == *wanted);
    }
    let value = found.ok_or_else(|| {
        Fault::runtime(
            "Invalid path: the choice state's condition path references an invalid value.",
        )
    })?;
    match test {
        Test::Values { of, relation, with } => {
            let with = match with {
                Operand::Value(value) => Some(value.clone()),
                Operand::Path(path) => path.find(scope)?,
            };
            let with = with.ok_or_else(|| {
                Fault::runtime("Invalid path: what the choice compares with is not there.")
            })?;
            Ok(compare(*of, &value, &with).is_some_and(|found| relation.allows(found)))
        }
        Test::Matches(pattern) => Ok(value.as_str().is_some_and(|text| matches(pattern, text))),
        Test::Is(is, wanted) => Ok(is.of(&value) == *wanted),
    }
}

/// How two values of a type stand to each other; `None` when one is not of that type.
fn compare(of: Operands, a: &Value, b: &Value) -> Option<Ordering> {
    match of {
        Operands::Booleans => Some(a.as_bool()?.cmp(&b.as_bool()?)),
        Operands::Numbers => a.as_f64()?.partial_cmp(&b.as_f64()?),
        Operands::Strings => Some(a.as_str()?.cmp(b.as_str()?)),
        Operands::Timestamps => Some(instant(a)?.cmp(&instant(b)?)),
    }
}

impl Relation {
    fn allows(self, found: Ordering) -> bool {
        match self {
            Self::Equal => found.is_eq(),
            Self::Less => found.is_lt(),
            Self::LessOrEqual => found.is_le(),
            Self::Greater => found.is_gt(),
            Self::GreaterOrEqual => found.is_ge(),
        }
    }
}

impl Is {
    fn of(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Present => true,
            Self::Numeric => value.is_number(),
            Self::String => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Timestamp => instant(value).is_some(),
        }
    }
}

/// A timestamp of the language: RFC 3339 with an upper-case `T`, and `Z` where there is no offset.
pub(super) fn instant(value: &Value) -> Option<Timestamp> {
    let text = value.as_str()?;
    let is_strict = text.as_bytes().get(10) == Some(&b'T') && !text.contains('z');
    text.parse().ok().filter(|_| is_strict)
}

/// `*` stands for any characters, `\*` for itself and `\\` for a backslash. Takes time in
/// proportion to the two lengths multiplied, at worst.
fn matches(pattern: &str, text: &str) -> bool {
    let mut signs = Vec::new();
    let mut rest = pattern.chars();
    while let Some(sign) = rest.next() {
        signs.push(match sign {
            '\\' => rest.next(),
            '*' => None,
            other => Some(other),
        });
    }
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut of) = (0, 0);
    // Where to begin again: after the last star, which then takes one character more.
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        match signs.get(of) {
            Some(Some(sign)) if *sign == text[at] => (at, of) = (at + 1, of + 1),
            Some(None) => {
                star = Some((at, of + 1));
                of += 1;
            }
            _ => match star {
                Some((from, behind)) => {
                    (at, of) = (from + 1, behind);
                    star = Some((from + 1, behind));
                }
                None => return false,
            },
        }
    }
    signs[of..].iter().all(Option::is_none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters_and_an_escaped_one_for_itself() {
        for (pattern, text, expected) in [
            ("log-*.txt", "log-2026.txt", true),
            ("log-*.txt", "log-.txt", true),
            ("log-*.txt", "log-2026.csv", false),
            ("*a*b", "aaab", true),
            ("*a*b", "ba", false),
            (r"\*", "*", true),
            (r"\*", "x", false),
            (r"a\\b", r"a\b", true),
            ("", "", true),
            ("**", "", true),
            ("a", "", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
        let slow = "a*".repeat(60);
        assert!(!matches(&slow, &"a".repeat(50)));
    }

    #[test]
    fn a_timestamp_has_capitals() {
        for (text, expected) in [
            ("2026-11-20T18:00:00Z", true),
            ("2026-11-20T18:00:00.5+01:00", true),
            ("2026-11-20t18:00:00Z", false),
            ("2026-11-20T18:00:00z", false),
            ("2026-11-20", false),
        ] {
            assert_eq!(instant(&text.into()).is_some(), expected, "{text}");
        }
    }
}
