//! Names, ways and ends.

use super::table::{good, refuse};

#[test]
fn every_way_leads_to_a_state() {
    refuse(&[
        (
            r#"{"StartAt":"Pya","States":{"Pay":{"Type":"Succeed"}}}"#,
            &[("/StartAt", "is Pya, which is no state of this level: did you mean Pay?")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Capure"},"Capture":{
                "Type":"Succeed"}}}"#,
            &[("/States/A/Next", "did you mean Capture?"), ("/States/Capture", "is never reached")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Choice","Default":"C","Choices":[
                {"Variable":"$.a","IsNull":true,"Next":"D"},{"Variable":"$.a","IsNull":true,
                "Next":"B"}]},
                "B":{"Type":"Succeed"}}}"#,
            &[("/States/A/Default", "is C"), ("/States/A/Choices/0/Next", "is D")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":5}}}"#,
            &[("/States", "never ends"), ("/States/A/Next", "is 5: expected a text")],
        ),
    ]);
}

#[test]
fn a_way_does_not_lead_to_another_level() {
    refuse(&[
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[
                {"StartAt":"B","States":{"B":{"Type":"Pass","Next":"C"}}}],"Next":"C"},"C":{
                "Type":"Succeed"}}}"#,
            &[
                ("/States/A/Branches/0/States", "never ends"),
                (
                    "/States/A/Branches/0/States/B/Next",
                    "is a state of another level, at /States/C: a state can only go to",
                ),
            ],
        ),
        (
            r#"{"StartAt":"B","States":{"A":{"Type":"Map","End":true,
                "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}}}}"#,
            &[("/StartAt", "at /States/A/ItemProcessor/States/B")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${a}","Next":"M","Catch":[{
                "ErrorEquals":["x"],"Next":"B"}]},
                "M":{"Type":"Map","End":true,"Iterator":{"StartAt":"B","States":{"B":{
                    "Type":"Succeed"}}}}}}"#,
            &[("/States/A/Catch/0/Next", "at /States/M/Iterator/States/B")],
        ),
    ]);
}

#[test]
fn every_level_ends() {
    refuse(&[
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass",
                "Next":"A"}}}"#,
            &[("/States", "never ends: expected a state with \"End\": true, a Succeed or a Fail")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"ItemProcessor":
                {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":1,"Next":"B"}}}}}}"#,
            &[("/States/A/ItemProcessor/States", "never ends")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Choice","Default":"A","Choices":[
                {"Variable":"$.a","IsNull":true,"Next":"A"}]}}}"#,
            &[("/States", "never ends")],
        ),
    ]);
}

#[test]
fn every_state_is_reached() {
    refuse(&[
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"},"B":{"Type":"Pass","Next":"A"}}}"#,
            &[("/States/B", "is never reached: no way leads here from the state in StartAt")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"},
                "B":{"Type":"Pass","Next":"C"},"C":{"Type":"Pass","Next":"B"}}}"#,
            &[("/States/B", "is never reached"), ("/States/C", "is never reached")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[
                {"StartAt":"B","States":{"B":{"Type":"Succeed"},"C":{"Type":"Fail"}}}]}}}"#,
            &[("/States/A/Branches/0/States/C", "is never reached")],
        ),
        // A Next that is no field of a Succeed state is no way.
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Succeed","Next":"B"},"B":{
                "Type":"Succeed"}}}"#,
            &[("/States/A/Next", "nothing comes after it"), ("/States/B", "is never reached")],
        ),
    ]);
}

#[test]
fn a_spin_that_can_end_is_accepted_as_it_is_by_step_functions() {
    good(
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"C":{"Type":"Succeed"},
        "B":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"C"}],
            "Default":"A"}}}"#,
    );
}

#[test]
fn names_are_short_and_stand_once() {
    let named = |name: &str| {
        format!(r#"{{"StartAt":"{name}","States":{{"{name}":{{"Type":"Succeed"}}}}}}"#)
    };
    good(&named(&"é".repeat(80)));
    let flaws = super::super::read(&named(&"n".repeat(81))).expect_err("too long");
    assert_eq!(flaws[0].sentence, "has a name of 81 characters: expected 1 to 80");
    refuse(&[
        (
            r#"{"StartAt":"","States":{"":{"Type":"Succeed"}}}"#,
            &[("/States/", "has a name of 0 characters")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[
                {"StartAt":"A","States":{"A":{"Type":"Succeed"}}},
                {"StartAt":"B","States":{"B":{"Type":"Succeed"}}},
                {"StartAt":"B","States":{"B":{"Type":"Succeed"}}}]}}}"#,
            &[
                ("/States/A/Branches/0/States/A", "has the name of the state at /States/A"),
                (
                    "/States/A/Branches/2/States/B",
                    "has the name of the state at /States/A/Branches/1/States/B",
                ),
            ],
        ),
    ]);
}
