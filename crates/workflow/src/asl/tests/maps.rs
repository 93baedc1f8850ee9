//! Map states.

use super::super::{Field, Items, Kind, read};
use super::table::{Case, good};

const RUN: &str = r#"{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#;
const APART: &str = r#"{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
    "StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#;

fn definition(language: &str, processor: &str, fields: &str) -> String {
    format!(
        r#"{{"QueryLanguage":"{language}","StartAt":"A","States":{{"A":{{"Type":"Map","End":true,
        "ItemProcessor":{processor},{fields}}}}}}}"#
    )
}

fn refuse_fields(language: &str, processor: &str, cases: &[Case]) {
    for (fields, expected) in cases {
        let flaws = read(&definition(language, processor, fields)).expect_err(fields);
        let found: Vec<_> = flaws.iter().map(|flaw| flaw.path.as_str()).collect();
        let paths: Vec<_> = expected.iter().map(|(path, _)| format!("/States/A{path}")).collect();
        assert_eq!(found, paths, "{fields}: {flaws:?}");
        for (flaw, (_, part)) in flaws.iter().zip(*expected) {
            assert!(flaw.sentence.contains(part), "{fields}: {flaw}");
        }
    }
}

#[test]
fn fields_of_a_map_are_checked() {
    refuse_fields(
        "JSONPath",
        RUN,
        &[
            (r#""Iterator":{}"#, &[("/Iterator", "is the old name of ItemProcessor")]),
            (r#""ItemReader":{}"#, &[("/ItemReader", "needs S3, which this engine does not have")]),
            (r#""ResultWriter":{}"#, &[("/ResultWriter", "needs S3")]),
            (r#""MaxConcurrency":-1"#, &[("/MaxConcurrency", "a whole number, 0 or more")]),
            (
                r#""MaxConcurrency":1,"MaxConcurrencyPath":"$.a""#,
                &[("/MaxConcurrencyPath", "stands beside MaxConcurrency")],
            ),
            (
                r#""MaxConcurrencyPath":"$$.Execution.Input.n""#,
                &[("/MaxConcurrencyPath", "is a path into the context object")],
            ),
            (r#""ItemsPath":"$.a[*]""#, &[("/ItemsPath", "may find several values")]),
            (r#""ItemsPath":null"#, &[("/ItemsPath", "is null: expected a text")]),
            (r#""Items":[1]"#, &[("/Items", "is a field of JSONata")]),
            (r#""Arguments":{}"#, &[("/Arguments", "is not a field of a Map state")]),
            (
                r#""ItemSelector":{},"Parameters":{}"#,
                &[("/Parameters", "is the old name of ItemSelector")],
            ),
            (r#""Label":"x""#, &[("/Label", "is only of a Map with Mode DISTRIBUTED")]),
            (r#""ToleratedFailureCount":1"#, &[("/ToleratedFailureCount", "Mode DISTRIBUTED")]),
            (r#""ItemSelecter":{}"#, &[("/ItemSelecter", "did you mean ItemSelector?")]),
        ],
    );
    refuse_fields(
        "JSONata",
        RUN,
        &[
            (r#""Items":"lines""#, &[("/Items", "expected a list, an object or {% … %}")]),
            (r#""Items":5"#, &[("/Items", "is 5")]),
            (r#""ItemsPath":"$.a""#, &[("/ItemsPath", "use Items")]),
            (
                r#""MaxConcurrencyPath":"$.a""#,
                &[("/MaxConcurrencyPath", "use MaxConcurrency with")],
            ),
            (r#""MaxConcurrency":"many""#, &[("/MaxConcurrency", "is the text \"many\"")]),
        ],
    );
}

#[test]
fn fields_of_a_distributed_map_are_checked() {
    refuse_fields(
        "JSONPath",
        APART,
        &[
            (r#""Label":"""#, &[("/Label", "has 0 characters: expected 1 to 40")]),
            (r#""Label":"an order""#, &[("/Label", "has ' ' in it")]),
            (
                r#""ToleratedFailurePercentage":100.5"#,
                &[("/ToleratedFailurePercentage", "expected a number from 0 to 100")],
            ),
            (r#""ToleratedFailureCount":1.5"#, &[("/ToleratedFailureCount", "is 1.5")]),
            (r#""ItemBatcher":{}"#, &[("/ItemBatcher", "has no end")]),
            (r#""ItemBatcher":5"#, &[("/ItemBatcher", "expected an item batcher")]),
            (
                r#""ItemBatcher":{"MaxItemsPerBatch":-5}"#,
                &[("/ItemBatcher/MaxItemsPerBatch", "0 or more")],
            ),
            (
                r#""ItemBatcher":{"MaxInputBytesPerBatch":262145}"#,
                &[("/ItemBatcher/MaxInputBytesPerBatch", "from 0 to 262144")],
            ),
            (
                r#""ItemBatcher":{"MaxItemsPerBatch":5,"BatchSize":1}"#,
                &[("/ItemBatcher/BatchSize", "is not a field of an item batcher")],
            ),
        ],
    );
}

#[test]
fn a_processor_is_there_and_has_a_mode() {
    let processors: [Case; 7] = [
        ("5", &[("", "is 5: expected an item processor, which is an object")]),
        ("{}", &[("", "has no StartAt"), ("", "has no States")]),
        (
            r#"{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"B","States":{"B":{
                "Type":"Succeed"}}}"#,
            &[("/ProcessorConfig", "has no ExecutionType")],
        ),
        (
            r#"{"ProcessorConfig":{"Mode":"INLINE","ExecutionType":"EXPRESS"},"StartAt":"B",
                "States":{"B":{"Type":"Succeed"}}}"#,
            &[("/ProcessorConfig/ExecutionType", "is of no use without Mode DISTRIBUTED")],
        ),
        (
            r#"{"ProcessorConfig":{"Mode":"Inline"},"StartAt":"B","States":{"B":{
                "Type":"Succeed"}}}"#,
            &[("/ProcessorConfig/Mode", "did you mean INLINE?")],
        ),
        (
            r#"{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"FAST"},"StartAt":"B",
                "States":{"B":{"Type":"Succeed"}}}"#,
            &[("/ProcessorConfig/ExecutionType", "expected STANDARD or EXPRESS")],
        ),
        (
            r#"{"QueryLanguage":"JSONata","StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#,
            &[("/QueryLanguage", "is not a field of an item processor")],
        ),
    ];
    for (processor, expected) in processors {
        let flaws =
            read(&definition("JSONPath", processor, r#""Comment":"""#)).expect_err(processor);
        assert_eq!(flaws.len(), expected.len(), "{processor}: {flaws:?}");
        for (flaw, (path, part)) in flaws.iter().zip(expected) {
            assert_eq!(flaw.path, format!("/States/A/ItemProcessor{path}"), "{processor}");
            assert!(flaw.sentence.contains(part), "{processor}: {flaw}");
        }
    }
    let text = r#"{"StartAt":"A","States":{"A":{"Type":"Map","End":true}}}"#;
    assert_eq!(
        read(text).expect_err("no processor")[0].to_string(),
        "/States/A: has no ItemProcessor: a Map state needs one"
    );
}

#[test]
fn labels_stand_once() {
    let text = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Map","Next":"C","Label":"x",
            "ItemProcessor":{APART}}},
        "C":{{"Type":"Map","End":true,"Label":"x","ItemProcessor":{}}}}}}}"#,
        APART.replace('B', "D")
    )
    .replace("DISTRIDUTED", "DISTRIBUTED");
    let flaws = read(&text).expect_err("one label twice");
    assert_eq!(flaws.len(), 1, "{flaws:?}");
    assert_eq!(flaws[0].path, "/States/C/Label");
}

#[test]
fn a_map_is_read_with_its_defaults_and_old_names() {
    let definition = good(
        r#"{"StartAt":"A","States":{"A":{"Type":"Map","End":true,
            "Parameters":{"line.$":"$$.Map.Item.Value"},
        "Iterator":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}}}}"#,
    );
    let Kind::Map(map) = &definition.states.states["A"].kind else { panic!("a map") };
    assert!(matches!(map.items, Items::At(_)));
    assert!(map.item_selector.is_some() && map.item_batcher.is_none() && !map.is_distributed);
    assert_eq!(map.max_concurrency, Field::Fixed(0));
    assert_eq!(map.tolerated_failure_count, Field::Fixed(0));
    assert_eq!(map.tolerated_failure_percentage, Field::Fixed(0.0));
    assert_eq!(map.processor.start_at, "B");
}

#[test]
fn a_distributed_map_is_read() {
    let fields = r#""Items":"{% $states.input %}","MaxConcurrency":"{% 5 %}","Label":"orders",
        "ToleratedFailureCount":"{% 1 %}","ToleratedFailurePercentage":12.5,
        "ItemBatcher":{"MaxItemsPerBatch":"{% 10 %}","BatchInput":{"a":"{% 1 %}"}}"#;
    let definition = good(&definition("JSONata", APART, fields));
    let Kind::Map(map) = &definition.states.states["A"].kind else { panic!("a map") };
    assert!(map.is_distributed);
    assert!(matches!(map.items, Items::Reckoned(_)));
    assert!(matches!(map.max_concurrency, Field::Reckoned(_)));
    assert_eq!(map.tolerated_failure_percentage, Field::Fixed(12.5));
    let batcher = map.item_batcher.as_ref().expect("a batcher");
    assert!(matches!(batcher.max_items, Some(Field::Reckoned(_))));
    assert!(batcher.batch_input.is_some() && batcher.max_bytes.is_none());
}
