//! The cases that are not run on SQS, each with its reason.

/// What would take minutes. With `COMANDA_TEST_SLOW` it is run.
const SLOW: [(&str, &str); 5] = [
    ("a_duplicate_within_five_minutes_is_dropped", "it takes five minutes"),
    ("after_five_minutes_it_is_another_message", "it takes ten minutes"),
    ("an_unfinished_message_swallows_nothing_after_five_minutes", "it takes ten minutes"),
    ("a_message_in_flight_can_be_finished_when_its_window_has_moved", "it takes five minutes"),
    ("a_dead_letter_still_drops_its_duplicates", "it takes five minutes"),
];

/// What need not hold there.
const NEVER: [(&str, &str); 2] = [
    ("every_group_has_its_turn", "SQS promises order within a group, and no turns between groups"),
    (
        "finishing_twice_is_no_error_while_the_group_is_held",
        "SQS accepts a receipt twice, the stand-in does not, and nobody relies on either",
    ),
];

#[expect(clippy::disallowed_methods, reason = "the test run says here whether it has time")]
pub(super) fn all() -> Vec<(&'static str, &'static str)> {
    let slow = if std::env::var_os("COMANDA_TEST_SLOW").is_some() { &[][..] } else { &SLOW };
    [slow, &NEVER].concat()
}
