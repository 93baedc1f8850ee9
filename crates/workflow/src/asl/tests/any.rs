//! Whatever is read, it is a definition or has a flaw.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::super::read;
use super::order::ORDER;

/// Words of the language, so that mutations are not all unknown fields.
const WORDS: [&str; 24] = [
    "Type",
    "Pass",
    "Choice",
    "Map",
    "Parallel",
    "Next",
    "End",
    "States",
    "StartAt",
    "Choices",
    "Branches",
    "ItemProcessor",
    "Catch",
    "Retry",
    "ErrorEquals",
    "Assign",
    "Output",
    "Resource",
    "$.a[*]",
    "{% $a %}",
    "States.ALL",
    "Reject",
    "QueryLanguage",
    "JSONPath",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(&WORDS[..]).prop_map(str::to_owned), ".{0,12}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// What is done to one value of a definition.
#[derive(Debug, Clone)]
enum Mutation {
    Replace(Value),
    Rename(String),
    Remove,
}

fn any_mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        any_json().prop_map(Mutation::Replace),
        any_text().prop_map(Mutation::Rename),
        Just(Mutation::Remove),
    ]
}

/// Does it to the value that stands `at` that many values from the beginning.
fn mutate(value: &mut Value, at: &mut usize, mutation: &Mutation) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| mutate(item, at, mutation)),
        Value::Object(fields) => {
            let before = std::mem::take(fields);
            *fields = Map::new();
            for (name, mut field) in before {
                match (*at, mutation) {
                    (0, Mutation::Replace(other)) => _ = fields.insert(name, other.clone()),
                    (0, Mutation::Rename(other)) => _ = fields.insert(other.clone(), field),
                    (0, Mutation::Remove) => {}
                    _ => {
                        *at -= 1;
                        mutate(&mut field, at, mutation);
                        fields.insert(name, field);
                        continue;
                    }
                }
                *at = usize::MAX;
            }
        }
        _ => {}
    }
}

fn is_read_or_flawed(text: &str) {
    match read(text) {
        Ok(_) => {}
        Err(flaws) => assert!(!flaws.is_empty(), "{text}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_json_is_read_or_has_a_flaw(json in any_json()) {
        is_read_or_flawed(&json.to_string());
    }

    #[test]
    fn any_text_is_read_or_has_a_flaw(text in ".{0,80}") {
        is_read_or_flawed(&text);
    }

    #[test]
    fn a_good_definition_with_changes_is_read_or_has_a_flaw(
        changes in prop::collection::vec((0_usize..230, any_mutation()), 1..4)
    ) {
        let mut order: Value = serde_json::from_str(ORDER).expect("JSON");
        for (mut at, mutation) in changes {
            mutate(&mut order, &mut at, &mutation);
        }
        is_read_or_flawed(&order.to_string());
    }

    #[test]
    fn a_good_definition_with_a_piece_cut_out_is_read_or_has_a_flaw(
        from in 0_usize..ORDER.len(),
        length in 0_usize..40,
    ) {
        let to = (from + length).min(ORDER.len());
        if let (Some(before), Some(after)) = (ORDER.get(..from), ORDER.get(to..)) {
            is_read_or_flawed(&format!("{before}{after}"));
        }
    }
}
