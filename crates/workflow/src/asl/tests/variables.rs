//! Names of variables.

use super::table::{good, refuse, refuse_jsonata_states, refuse_states};

#[test]
fn names_are_those_of_variables() {
    refuse_states(&[
        (r#""Type":"Pass","End":true,"Assign":5"#, &[("/Assign", "is 5: expected an object")]),
        (
            r#""Type":"Pass","End":true,"Assign":{"states":1}"#,
            &[("/Assign/states", "what the language itself sets")],
        ),
        (
            r#""Type":"Pass","End":true,"Assign":{"states.$":"$.a"}"#,
            &[("/Assign/states.$", "what the language itself sets")],
        ),
        (
            r#""Type":"Pass","End":true,"Assign":{"a.b":1,"1a":1,"_a":1,"":1,"a-b":1}"#,
            &[
                ("/Assign/a.b", "\"a.b\" is no name of a variable"),
                ("/Assign/1a", "expected a letter, then letters, digits and underscores"),
                ("/Assign/_a", "no name of a variable"),
                ("/Assign/", "no name of a variable"),
                ("/Assign/a-b", "no name of a variable"),
            ],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],"Next":"A",
                "Assign":{"a b":1}}]"#,
            &[("/Catch/0/Assign/a b", "no name of a variable")],
        ),
    ]);
    refuse_jsonata_states(&[
        (
            r#""Type":"Pass","End":true,"Assign":"{% {} %}""#,
            &[("/Assign", "is the text \"{% {} %}\": expected an object")],
        ),
        (
            r#""Type":"Choice","End":true,"Choices":[{"Condition":true,"Next":"A",
                "Assign":{"$a":1}}]"#,
            &[("/End", "Default"), ("/Choices/0/Assign/$a", "no name of a variable")],
        ),
    ]);
}

#[test]
fn a_name_may_be_eighty_characters_long_and_not_more() {
    let assign = |name: String| {
        format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","End":true,
                "Assign":{{"{name}":1}}}}}}}}"#
        )
    };
    good(&assign("ö".repeat(80)));
    let flaws = super::super::read(&assign("o".repeat(81))).expect_err("too long");
    assert_eq!(flaws[0].sentence, "has a name of 81 characters: expected 1 to 80");
}

#[test]
fn an_inner_level_does_not_set_what_an_outer_one_sets() {
    refuse(&[
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","Next":"C","Branches":[{
                "StartAt":"B","States":{
                "B":{"Type":"Pass","End":true,"Assign":{"total":1,"mine":2}}}}]},
                "C":{"Type":"Pass","End":true,"Assign":{"total":3}}}}"#,
            &[("/States/A/Branches/0/States/B/Assign/total", "a level around this one")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"Assign":{"n.$":"$.n"},
                "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Map","End":true,
                    "ItemProcessor":
                {"StartAt":"C","States":{"C":{"Type":"Pass","Assign":{"n":1},"End":true}}}}}}}}}"#,
            &[(
                "/States/A/ItemProcessor/States/B/ItemProcessor/States/C/Assign/n",
                "n is a variable of a level around this one",
            )],
        ),
    ]);
}

#[test]
fn levels_that_do_not_see_each_other_may_have_the_same_names() {
    good(
        r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[
        {"StartAt":"B","States":{"B":{"Type":"Pass","End":true,"Assign":{"n":1}}}},
        {"StartAt":"C","States":{"C":{"Type":"Pass","End":true,"Assign":{"n":1}}}}]}}}"#,
    );
    good(
        r#"{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"Assign":{"n":1},"ItemProcessor":
        {"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},
        "StartAt":"C","States":{"C":{"Type":"Pass","Assign":{"n":1},"End":true}}}}}}"#,
    );
}
