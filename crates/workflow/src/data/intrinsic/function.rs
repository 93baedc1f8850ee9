//! The functions there are.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::arguments::Arguments;
use super::{arrays, json, texts};
use crate::data::chance::{Chance, mix};

/// A function of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Array,
    ArrayContains,
    ArrayGetItem,
    ArrayLength,
    ArrayPartition,
    ArrayRange,
    ArrayUnique,
    Base64Decode,
    Base64Encode,
    Format,
    Hash,
    JsonMerge,
    JsonToString,
    MathAdd,
    MathRandom,
    StringSplit,
    StringToJson,
    Uuid,
}

/// Names after `States.`, and how many arguments each takes.
const FUNCTIONS: [(&str, Function, RangeInclusive<usize>); 18] = [
    ("Array", Function::Array, 0..=usize::MAX),
    ("ArrayContains", Function::ArrayContains, 2..=2),
    ("ArrayGetItem", Function::ArrayGetItem, 2..=2),
    ("ArrayLength", Function::ArrayLength, 1..=1),
    ("ArrayPartition", Function::ArrayPartition, 2..=2),
    ("ArrayRange", Function::ArrayRange, 3..=3),
    ("ArrayUnique", Function::ArrayUnique, 1..=1),
    ("Base64Decode", Function::Base64Decode, 1..=1),
    ("Base64Encode", Function::Base64Encode, 1..=1),
    ("Format", Function::Format, 1..=usize::MAX),
    ("Hash", Function::Hash, 2..=2),
    ("JsonMerge", Function::JsonMerge, 3..=3),
    ("JsonToString", Function::JsonToString, 1..=1),
    ("MathAdd", Function::MathAdd, 2..=2),
    ("MathRandom", Function::MathRandom, 2..=3),
    ("StringSplit", Function::StringSplit, 2..=2),
    ("StringToJson", Function::StringToJson, 1..=1),
    ("UUID", Function::Uuid, 0..=0),
];

impl Function {
    /// The function of this name, without `States.`, and how many arguments it takes.
    pub(super) fn named(name: &str) -> Option<(Self, RangeInclusive<usize>)> {
        let found = FUNCTIONS.iter().find(|(known, ..)| *known == name);
        found.map(|(_, function, count)| (*function, count.clone()))
    }

    /// What it gives for `arguments`.
    ///
    /// # Errors
    /// A sentence.
    pub(super) fn apply(self, arguments: &Arguments, chance: &Chance) -> Result<Value, String> {
        match self {
            Self::Array => Ok(Value::Array(arguments.all().to_vec())),
            Self::ArrayContains => arrays::contains(arguments),
            Self::ArrayGetItem => arrays::item(arguments),
            Self::ArrayLength => Ok(arguments.array(0)?.len().into()),
            Self::ArrayPartition => arrays::partition(arguments),
            Self::ArrayRange => arrays::range(arguments),
            Self::ArrayUnique => arrays::unique(arguments),
            Self::Base64Decode => texts::decode(arguments),
            Self::Base64Encode => texts::encode(arguments),
            Self::Format => super::format::format(arguments),
            Self::Hash => texts::hash(arguments),
            Self::JsonMerge => json::merge(arguments),
            Self::JsonToString => Ok(arguments.get(0)?.to_string().into()),
            Self::MathAdd => add(arguments),
            Self::MathRandom => random(arguments, chance),
            Self::StringSplit => texts::split(arguments),
            Self::StringToJson => json::parse(arguments.text(0)?),
            Self::Uuid => Ok(chance.unique_id().into()),
        }
    }
}

/// A sum of two whole numbers of 32 bits.
fn add(arguments: &Arguments) -> Result<Value, String> {
    let mut sum = 0_i32;
    for at in 0..2 {
        let number = arguments.whole(at)?;
        let number = i32::try_from(number);
        let number = number.map_err(|_| "the numbers must be whole ones of 32 bits".to_owned())?;
        let added = sum.checked_add(number);
        sum = added.ok_or("the sum is no whole number of 32 bits")?;
    }
    Ok(sum.into())
}

/// A whole number from the first up to, but not, the second. The same seed gives the same number.
fn random(arguments: &Arguments, chance: &Chance) -> Result<Value, String> {
    let (start, end) = (arguments.whole(0)?, arguments.whole(1)?);
    let width = end.checked_sub(start).and_then(|width| u64::try_from(width).ok());
    let Some(width) = width.filter(|width| *width > 0) else {
        return Err(format!("the end, {end}, must be more than the start, {start}"));
    };
    let chance = match arguments.all().len() {
        3 => &Chance::new(mix(arguments.whole(2)?.cast_unsigned())),
        _ => chance,
    };
    Ok((start.saturating_add_unsigned(chance.below(width))).into())
}
