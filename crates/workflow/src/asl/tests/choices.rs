//! Choice states.

use super::super::{Condition, Kind, Operand, Relation, Test};
use super::table::{good, refuse_jsonata_states, refuse_states, with_state};

#[test]
fn a_choice_has_rules_and_no_way_of_its_own() {
    refuse_states(&[
        (
            r#""Type":"Choice","End":true"#,
            &[("", "has no Choices: a Choice state needs one"), ("/End", "Default")],
        ),
        (
            r#""Type":"Choice","Choices":[],"Next":"A","End":true"#,
            &[
                ("/Choices", "is empty"),
                ("/Next", "its rules and Default say where it goes"),
                ("/End", "its rules and Default say where it goes"),
            ],
        ),
        (
            r#""Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"A"}],"End":true"#,
            &[("/End", "its rules and Default say where it goes")],
        ),
        (
            r#""Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true}],"End":true"#,
            &[("/Choices/0", "has no Next: a rule needs one"), ("/End", "Default")],
        ),
    ]);
}

/// Rules in place of `RULE`, for a state that ends: it is the rule that is wrong.
fn refuse_rules(cases: &[(&str, &str, &str)]) {
    for (rule, path, part) in cases {
        let text = format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Choice","Choices":[{rule}]}},"B":{{
                "Type":"Succeed"}},
            "C":{{"Type":"Choice","Choices":[{{"Variable":"$.a","IsNull":true,"Next":"A"}}],
                "Default":"B"}}}}}}"#
        )
        .replacen(r#""StartAt":"A""#, r#""StartAt":"C""#, 1);
        let flaws = super::super::read(&text).expect_err(rule);
        assert_eq!(flaws.len(), 1, "{rule}: {flaws:?}");
        assert_eq!(flaws[0].path, format!("/States/A/Choices/0{path}"), "{rule}");
        assert!(flaws[0].sentence.contains(part), "{rule}: {}", flaws[0]);
    }
}

#[test]
fn a_rule_asks_one_thing() {
    refuse_rules(&[
        ("5", "", "is 5: expected a rule, which is an object"),
        (r#"{"Next":"B"}"#, "", "asks nothing: expected Variable with an operator, And, Or or Not"),
        (r#"{"Variable":"$.a","Next":"B"}"#, "", "has a Variable and no operator"),
        (r#"{"StringEquals":"a","Next":"B"}"#, "", "asks nothing"),
        (
            r#"{"Variable":"$.a","IsNull":true,"IsString":true,"Next":"B"}"#,
            "/IsString",
            "stands beside IsNull: keep one of the two, or use And",
        ),
        (
            r#"{"And":[{"Variable":"$.a","IsNull":true}],"Variable":"$.b","Next":"B"}"#,
            "/Variable",
            "stands beside And",
        ),
        (
            r#"{"Not":{"Variable":"$.a","IsNull":true},"IsNull":true,"Next":"B"}"#,
            "/IsNull",
            "stands beside Not",
        ),
        (r#"{"And":[],"Next":"B"}"#, "/And", "is empty"),
        (r#"{"Or":{},"Next":"B"}"#, "/Or", "expected a list"),
        (r#"{"Not":[],"Next":"B"}"#, "/Not", "is a list: expected a rule within a rule"),
        (
            r#"{"Or":[{"Variable":"$.a","IsNull":true,"Next":"B"}],"Next":"B"}"#,
            "/Or/0/Next",
            "only the outermost rule says where it goes",
        ),
        (
            r#"{"Not":{"Variable":"$.a","IsNull":true,"Assign":{}},"Next":"B"}"#,
            "/Not/Assign",
            "is not a field of a rule within a rule",
        ),
    ]);
}

#[test]
fn an_operator_has_its_type() {
    refuse_rules(&[
        (r#"{"Variable":"$.a","StringEquals":5,"Next":"B"}"#, "/StringEquals", "expected a text"),
        (r#"{"Variable":"$.a","NumericEquals":"5","Next":"B"}"#, "/NumericEquals", "a number"),
        (r#"{"Variable":"$.a","BooleanEquals":"true","Next":"B"}"#, "/BooleanEquals", "true or"),
        (r#"{"Variable":"$.a","IsPresent":"yes","Next":"B"}"#, "/IsPresent", "true or false"),
        (r#"{"Variable":"$.a","StringMatches":5,"Next":"B"}"#, "/StringMatches", "is 5"),
        (
            r#"{"Variable":"$.a","TimestampEquals":"2030-01-01","Next":"B"}"#,
            "/TimestampEquals",
            "expected a time such as",
        ),
        (
            r#"{"Variable":"$.a","StringEqualsPath":5,"Next":"B"}"#,
            "/StringEqualsPath",
            "is 5: expected a text",
        ),
        (
            r#"{"Variable":"States.ArrayLength($.a)","NumericEquals":5,"Next":"B"}"#,
            "/Variable",
            "is an intrinsic function",
        ),
        (r#"{"Variable":"$.a[*]","IsNull":true,"Next":"B"}"#, "/Variable", "several values"),
        (r#"{"Variable":5,"IsNull":true,"Next":"B"}"#, "/Variable", "is 5: expected a text"),
    ]);
}

#[test]
fn a_misspelt_operator_is_recognised() {
    refuse_states(&[
        (
            r#""Type":"Choice","Choices":[{"Variable":"$.a","NumericEqual":5,"Next":"A"}],
                "Default":"A","End":true"#,
            &[
                ("/Choices/0", "no operator"),
                ("/Choices/0/NumericEqual", "did you mean NumericEquals?"),
                ("/End", "Default"),
            ],
        ),
        (
            r#""Type":"Choice","Choices":[{"Variable":"$.a","BooleanLessThan":true,"Next":"A"}],
                "End":true"#,
            &[
                ("/Choices/0", "no operator"),
                ("/Choices/0/BooleanLessThan", "is not a field of a rule"),
                ("/End", "Default"),
            ],
        ),
    ]);
}

#[test]
fn a_rule_of_jsonata_has_a_condition() {
    refuse_jsonata_states(&[
        (
            r#""Type":"Choice","Choices":[{"Next":"A"}],"End":true"#,
            &[("/Choices/0", "has no Condition"), ("/End", "Default")],
        ),
        (
            r#""Type":"Choice","Choices":[{"Condition":"yes","Next":"A"}],"End":true"#,
            &[("/Choices/0/Condition", "expected {% … %}, true or false"), ("/End", "Default")],
        ),
        (
            r#""Type":"Choice","Choices":[{"Condition":"{% true","Next":"A"}],"End":true"#,
            &[("/Choices/0/Condition", "does not end with %}"), ("/End", "Default")],
        ),
        (
            r#""Type":"Choice","Choices":[{"Condition":true,"Next":"A","Variable":"$.a",
                "IsNull":true}],"End":true"#,
            &[
                ("/Choices/0/Variable", "is a field of JSONPath"),
                ("/Choices/0/IsNull", "use Condition"),
                ("/End", "Default"),
            ],
        ),
    ]);
}

#[test]
fn rules_are_read_as_they_are_written() {
    let text = r#"{"StartAt":"A","States":{"B":{"Type":"Succeed"},"A":{"Type":"Choice","Choices":[
        {"And":[{"Variable":"$.a","NumericGreaterThanEquals":5},
            {"Not":{"Variable":"$$.b","StringLessThanPath":"$.c"}}],"Next":"B","Comment":"both"},
        {"Or":[{"Variable":"$v","IsPresent":false}],"Next":"B","Assign":{"x":1}}]}}}"#;
    let definition = good(text);
    let Kind::Choice(choice) = &definition.states.states["A"].kind else { panic!("a choice") };
    let Condition::And(both) = &choice.rules[0].condition else { panic!("and") };
    let Condition::Compare { test: Test::Values { relation, with, .. }, .. } = &both[0] else {
        panic!("a comparison");
    };
    assert_eq!(*relation, Relation::GreaterOrEqual);
    assert_eq!(*with, Operand::Value(5.into()));
    let Condition::Not(not) = &both[1] else { panic!("not") };
    assert!(matches!(
        **not,
        Condition::Compare {
            test: Test::Values { relation: Relation::Less, with: Operand::Path(_), .. },
            ..
        }
    ));
    assert!(choice.rules[1].assign.is_some());
    assert_eq!(choice.default, None);
    assert!(super::super::read(&with_state(r#""Type":"Choice","Choices":[]"#)).is_err());
}
