//! Numbers and their ranges.

use super::super::read;
use super::table::{Case, good, refuse_jsonata_states, refuse_states, with_state};

#[test]
fn seconds_are_whole_and_in_range() {
    refuse_states(&[
        (r#""Type":"Wait","End":true,"Seconds":-1"#, &[("/Seconds", "is -1: expected a whole")]),
        (r#""Type":"Wait","End":true,"Seconds":1.5"#, &[("/Seconds", "is 1.5: expected a whole")]),
        (r#""Type":"Wait","End":true,"Seconds":100000000"#, &[("/Seconds", "from 0 to 99999999")]),
        (
            r#""Type":"Wait","End":true,"Seconds":"{% 5 %}""#,
            &[("/Seconds", "is an expression of JSONata")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSeconds":0"#,
            &[("/TimeoutSeconds", "from 1 to 99999999")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSeconds":5,
                "TimeoutSecondsPath":"$.a""#,
            &[("/TimeoutSecondsPath", "stands beside TimeoutSeconds")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"HeartbeatSeconds":100000000"#,
            &[("/HeartbeatSeconds", "from 1 to 99999999")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSeconds":5,"HeartbeatSeconds":5"#,
            &[("/HeartbeatSeconds", "is 5: expected less than TimeoutSeconds, 5")],
        ),
    ]);
    refuse_jsonata_states(&[(
        r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSeconds":true"#,
        &[("/TimeoutSeconds", "is true: expected a whole number")],
    )]);
}

#[test]
fn retriers_have_ranges() {
    let cases: [Case; 13] = [
        (r#""IntervalSeconds":0"#, &[("/IntervalSeconds", "from 1 to 99999999")]),
        (r#""IntervalSeconds":"1""#, &[("/IntervalSeconds", "is the text \"1\"")]),
        (r#""MaxAttempts":-1"#, &[("/MaxAttempts", "from 0 to 99999999")]),
        (r#""MaxAttempts":100000000"#, &[("/MaxAttempts", "is 100000000")]),
        (r#""BackoffRate":0.99"#, &[("/BackoffRate", "is 0.99: expected a number, 1.0 or more")]),
        (r#""BackoffRate":"2""#, &[("/BackoffRate", "is the text \"2\"")]),
        (r#""MaxDelaySeconds":1"#, &[("/MaxDelaySeconds", "more than IntervalSeconds, 1")]),
        (
            r#""IntervalSeconds":9,"MaxDelaySeconds":9"#,
            &[("/MaxDelaySeconds", "is 9: expected more than IntervalSeconds, 9")],
        ),
        (r#""MaxDelaySeconds":31622400"#, &[("/MaxDelaySeconds", "from 1 to 31622399")]),
        (r#""JitterStrategy":"full""#, &[("/JitterStrategy", "did you mean FULL?")]),
        (r#""JitterStrategy":true"#, &[("/JitterStrategy", "is true: expected a text")]),
        (r#""MaxAttempt":1"#, &[("/MaxAttempt", "did you mean MaxAttempts?")]),
        (r#""Comment":1"#, &[("/Comment", "is 1: expected a text")]),
    ];
    for (fields, expected) in cases {
        let text = with_state(&format!(
            r#""Type":"Task","Resource":"${{a}}","End":true,"Retry":[{{"ErrorEquals":["x"],
                {fields}}}]"#
        ));
        let flaws = read(&text).expect_err(fields);
        assert_eq!(flaws.len(), expected.len(), "{fields}: {flaws:?}");
        let (path, part) = expected[0];
        assert_eq!(flaws[0].path, format!("/States/A/Retry/0{path}"), "{fields}");
        assert!(flaws[0].sentence.contains(part), "{fields}: {}", flaws[0]);
    }
}

#[test]
fn the_ends_of_every_range_are_in_it() {
    for fields in [
        r#""Type":"Wait","End":true,"Seconds":0"#,
        r#""Type":"Wait","End":true,"Seconds":99999999"#,
        r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSeconds":99999999,
            "HeartbeatSeconds":99999998"#,
        r#""Type":"Task","Resource":"${a}","End":true,"HeartbeatSeconds":1"#,
        r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":["x"],
            "IntervalSeconds":1,
            "MaxAttempts":0,"BackoffRate":1,"MaxDelaySeconds":2,"JitterStrategy":"NONE"}]"#,
        r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":["x"],
            "IntervalSeconds":31622398,"MaxAttempts":99999999,"MaxDelaySeconds":31622399}]"#,
    ] {
        good(&with_state(fields));
    }
}
