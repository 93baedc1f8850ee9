//! The operators of a rule in JSONPath, by their names.

use super::super::{Is, Operands, Relation};

/// What a field of a rule asks of its variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::asl) enum Operator {
    /// A comparison of two values.
    Compare {
        /// What both must be.
        of: Operands,
        /// How they must stand to each other.
        relation: Relation,
        /// Whether the second is found at a path.
        is_path: bool,
    },
    /// `StringMatches`
    Matches,
    /// `Is…`
    Is(Is),
}

impl Operator {
    /// All of them.
    pub(in crate::asl) const NAMES: [&'static str; 39] = [
        "BooleanEquals",
        "BooleanEqualsPath",
        "IsBoolean",
        "IsNull",
        "IsNumeric",
        "IsPresent",
        "IsString",
        "IsTimestamp",
        "NumericEquals",
        "NumericEqualsPath",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "NumericGreaterThanEqualsPath",
        "NumericGreaterThanPath",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericLessThanEqualsPath",
        "NumericLessThanPath",
        "StringEquals",
        "StringEqualsPath",
        "StringGreaterThan",
        "StringGreaterThanEquals",
        "StringGreaterThanEqualsPath",
        "StringGreaterThanPath",
        "StringLessThan",
        "StringLessThanEquals",
        "StringLessThanEqualsPath",
        "StringLessThanPath",
        "StringMatches",
        "TimestampEquals",
        "TimestampEqualsPath",
        "TimestampGreaterThan",
        "TimestampGreaterThanEquals",
        "TimestampGreaterThanEqualsPath",
        "TimestampGreaterThanPath",
        "TimestampLessThan",
        "TimestampLessThanEquals",
        "TimestampLessThanEqualsPath",
        "TimestampLessThanPath",
    ];

    /// The operator of that name.
    pub(in crate::asl) fn of(name: &str) -> Option<Self> {
        if let Some(what) = name.strip_prefix("Is") {
            return Some(Self::Is(match what {
                "Null" => Is::Null,
                "Present" => Is::Present,
                "Numeric" => Is::Numeric,
                "String" => Is::String,
                "Boolean" => Is::Boolean,
                "Timestamp" => Is::Timestamp,
                _ => return None,
            }));
        }
        if name == "StringMatches" {
            return Some(Self::Matches);
        }
        let (of, rest) = [
            ("Boolean", Operands::Booleans),
            ("Numeric", Operands::Numbers),
            ("String", Operands::Strings),
            ("Timestamp", Operands::Timestamps),
        ]
        .into_iter()
        .find_map(|(prefix, of)| name.strip_prefix(prefix).map(|rest| (of, rest)))?;
        let (rest, is_path) = rest.strip_suffix("Path").map_or((rest, false), |rest| (rest, true));
        let relation = match rest {
            "Equals" => Relation::Equal,
            "LessThan" => Relation::Less,
            "LessThanEquals" => Relation::LessOrEqual,
            "GreaterThan" => Relation::Greater,
            "GreaterThanEquals" => Relation::GreaterOrEqual,
            _ => return None,
        };
        let is_ordered = of != Operands::Booleans || relation == Relation::Equal;
        is_ordered.then_some(Self::Compare { of, relation, is_path })
    }
}

#[cfg(test)]
mod tests {
    use super::Operator;

    #[test]
    fn every_name_is_an_operator_and_nothing_else_is() {
        for name in Operator::NAMES {
            assert!(Operator::of(name).is_some(), "{name}");
        }
        for name in ["BooleanLessThan", "StringMatchesPath", "IsPresentPath", "IsInteger", "Equals"]
        {
            assert_eq!(Operator::of(name), None, "{name}");
        }
    }
}
