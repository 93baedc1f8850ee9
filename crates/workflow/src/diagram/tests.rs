//! Charts and pages of small definitions.

use serde_json::{Value, json};

use super::{mermaid, page};
use crate::asl::{self, Definition};

fn read(language: &str, start: &str, states: &Value) -> Definition {
    let whole = json!({ "QueryLanguage": language, "StartAt": start, "States": states });
    asl::read(&whole.to_string()).expect("a definition")
}

fn check(language: &str, start: &str, states: &Value, expected: &[&str]) {
    let chart = mermaid(&read(language, start, states));
    let lines: Vec<&str> = chart.lines().map(str::trim).collect();
    assert_eq!(lines[..2], ["flowchart TD", "start((start))"]);
    assert_eq!(lines[2..], *expected, "{chart}");
}

fn task(next: &str, caught: &str) -> Value {
    json!({ "Type": "Task", "Resource": "${x}", "Next": next,
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": caught }] })
}

#[test]
fn a_choice_is_labelled_by_its_comments_and_otherwise_by_what_it_asks() {
    let rules = json!([
        { "Comment": "by\ncard", "Variable": "$.pay", "StringEquals": "card", "Next": "End" },
        { "Variable": "$.n", "NumericGreaterThan": 3, "Next": "No" },
        { "And": [{ "Variable": "$.a", "IsPresent": false },
                  { "Not": { "Variable": "$.b", "StringMatches": "a long text that is cut*" } }],
          "Next": "No" },
    ]);
    check(
        "JSONPath",
        "Ask it",
        &json!({
            "Ask it": { "Type": "Choice", "Choices": rules, "Default": "End" },
            "End": { "Type": "Succeed" },
            "No": { "Type": "Fail", "Error": "x" },
        }),
        &[
            "state_1{\"Ask it\"}",
            "state_2([\"End\"])",
            "No{{\"No\"}}",
            "start --> state_1",
            "state_1 -->|\"by card\"| state_2",
            "state_1 -->|\"$.n #gt; 3\"| No",
            "state_1 -->|\"$.a is not there and not ($.b like a long text…\"| No",
            "state_1 -->|\"otherwise\"| state_2",
        ],
    );
}

#[test]
fn the_same_error_of_three_states_is_one_arrow_and_one_that_changes_nothing_is_none() {
    check(
        "JSONPath",
        "A",
        &json!({
            "A": task("B", "Undo"),
            "B": task("C", "Undo"),
            "C": task("D", "Undo"),
            "D": task("E", "E"),
            "E": { "Type": "Task", "Resource": "${x}", "Next": "Done",
                   "Catch": [{ "ErrorEquals": ["States.Timeout"], "Next": "Late" }] },
            "Late": { "Type": "Pass", "Next": "Done" },
            "Undo": { "Type": "Pass", "Next": "Done" },
            "Done": { "Type": "Succeed" },
        }),
        &[
            "A[\"A\"]",
            "B[\"B\"]",
            "C[\"C\"]",
            "D[\"D\"]",
            "E[\"E\"]",
            "Done([\"Done\"])",
            "Late(\"Late\")",
            "Undo(\"Undo\")",
            "start --> A",
            "A --> B",
            "B --> C",
            "C --> D",
            "D -->|\"even after any error\"| E",
            "E --> Done",
            "Late --> Done",
            "Undo --> Done",
            "errors_1[\"any error in<br/>A, B, C\"] -.-> Undo",
            "style errors_1 stroke-dasharray: 4 4",
            "E -.->|\"States.Timeout\"| Late",
        ],
    );
}

#[test]
fn branches_and_iterations_are_boxes() {
    let one = |name: &str| json!({ "StartAt": name, "States": { name: { "Type": "Succeed" } } });
    check(
        "JSONPath",
        "Both",
        &json!({
            "Both": { "Type": "Parallel", "Branches": [one("Left"), one("Right")], "Next": "Each" },
            "Each": { "Type": "Map", "ItemProcessor": one("Item"), "End": true },
        }),
        &[
            "subgraph Both[\"Both\"]",
            "subgraph Both_0[\"1\"]",
            "Left([\"Left\"])",
            "end",
            "subgraph Both_1[\"2\"]",
            "Right([\"Right\"])",
            "end",
            "end",
            "subgraph Each[\"Each\"]",
            "Item([\"Item\"])",
            "end",
            "start --> Both",
            "Both --> Each",
        ],
    );
}

#[test]
fn a_page_has_a_row_for_each_state_with_its_comment_and_its_times() {
    let definition = read(
        "JSONata",
        "Make",
        &json!({
            "Make": { "Comment": "Makes it | at once.", "Type": "Task", "Resource": "${x}",
                      "TimeoutSeconds": 90, "HeartbeatSeconds": "{% $states.input.every %}",
                      "Next": "Rest" },
            "Rest": { "Type": "Wait", "Seconds": 5, "Next": "Until" },
            "Until": { "Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": true },
        }),
    );
    let page = page("Making", "In plain words.\n", &definition);
    assert!(page.starts_with("# Making\n\nIn plain words.\n\n```mermaid\nflowchart TD\n"));
    let table = page.split_once("| --- | --- | --- |\n").expect("a table").1;
    let rows = [
        "| Make | Makes it \\| at once. | at most 90 s, silent at most `$states.input.every` s |",
        "| Rest |  | 5 s |",
        "| Until |  | until `$states.input.at` |",
    ];
    assert_eq!(table.lines().collect::<Vec<_>>(), rows);
}
