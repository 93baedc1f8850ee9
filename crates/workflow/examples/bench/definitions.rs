//! What is executed.

use workflow::{Kind, Machine};

/// Waits so many seconds.
const WAIT: &str = include_str!("wait.asl.json");

/// Waits for an answer, then does one more thing.
const CALLBACK: &str = include_str!("callback.asl.json");

/// Ten times: counts, does something, and decides whether to go on. 31 states are entered.
const LOOP: &str = include_str!("loop.asl.json");

/// States that one execution of the loop enters.
pub(crate) const LOOP_STATES: usize = 31;

/// Thirty states that need no waiting.
fn pass() -> String {
    let states: Vec<String> = (0..30)
        .map(|n| {
            let next = n + 1;
            format!(
                r#""S{n}": {{"Type": "Pass", "Next": "S{next}",
                    "Output": {{"n": "{{% $states.input.n + 1 %}}"}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"QueryLanguage": "JSONata", "StartAt": "S0",
            "States": {{{}, "S30": {{"Type": "Succeed"}}}}}}"#,
        states.join(", ")
    )
}

/// States that one execution of the passes enters.
pub(crate) const PASS_STATES: usize = 31;

pub(crate) fn machines() -> Vec<Machine> {
    let machine = |name: &str, kind, text: &str| Machine {
        name: name.to_owned(),
        kind,
        text: text.to_owned(),
    };
    vec![
        machine("wait", Kind::Standard, WAIT),
        machine("callback", Kind::Standard, CALLBACK),
        machine("loop", Kind::Standard, LOOP),
        machine("pass", Kind::Standard, &pass()),
        machine("express", Kind::Express, LOOP),
    ]
}
