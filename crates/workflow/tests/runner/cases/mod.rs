//! The cases, and the macro that runs them on a store.

pub(crate) mod crash;
pub(crate) mod crowd;
pub(crate) mod ending;
pub(crate) mod express;
pub(crate) mod limits;
pub(crate) mod messages;
pub(crate) mod reading;
pub(crate) mod redriving;
pub(crate) mod starting;
pub(crate) mod tasks;
pub(crate) mod tokens;
pub(crate) mod waiting;
pub(crate) mod workers;

/// One test for each case, on the store that `adapters.rs` opens.
macro_rules! adapter {
    ($adapter:ident) => {
        mod $adapter {
            use crate::cases::*;

            adapter!(@ $adapter
                starting:
                    a_start_is_one_execution_however_often_it_is_repeated
                    fifty_starts_at_once_have_one_effect
                    the_same_input_is_the_same_after_it_was_stored
                    what_cannot_be_started_is_refused
                    an_execution_keeps_the_definition_it_began_with;
                reading:
                    an_execution_tells_where_it_stands
                    the_history_has_the_events_and_shapes_of_step_functions
                    the_history_is_read_on_from_any_event
                    lists_move_with_the_status
                    lists_have_pages;
                waiting:
                    a_wait_ends_at_its_time_and_not_before
                    a_wait_beyond_all_time_is_never_due
                    retries_wait_longer_each_time
                    a_task_that_takes_too_long_is_dropped_and_times_out
                    an_execution_that_takes_too_long_times_out;
                tokens:
                    a_token_answers_its_task
                    a_heartbeat_gives_a_task_more_time
                    an_answer_too_late_or_repeated_changes_nothing
                    a_forged_token_is_refused
                    the_token_of_an_attempt_does_not_answer_the_next
                    an_answer_may_come_before_the_function_returns;
                tasks:
                    branches_perform_side_by_side
                    what_a_callback_sets_off_need_not_wait_for_a_slow_branch
                    a_panic_is_a_failure
                    what_no_function_answers_fails;
                ending:
                    a_stop_drops_what_is_in_flight
                    an_execution_that_was_stopped_stays_as_it_is
                    a_stop_ends_every_branch;
                redriving:
                    a_redrive_performs_only_what_failed
                    a_redrive_goes_on_in_every_branch
                    a_parallel_that_failed_begins_anew
                    what_runs_or_has_succeeded_is_not_taken_up_again;
                messages:
                    messages_leave_with_their_commit_and_only_then
                    an_unknown_queue_is_a_failure
                    two_hundred_messages_of_a_map_leave_once_and_in_order
                    large_messages_leave_in_several_commits
                    what_a_dead_worker_had_still_to_send_leaves_once;
                express:
                    an_express_execution_costs_two_commits_and_has_no_history
                    a_crash_begins_an_express_execution_anew
                    a_stop_ends_an_express_execution;
                limits:
                    an_execution_that_outgrows_the_store_fails
                    much_data_in_one_step_does_not_stop_an_execution
                    what_can_never_be_stored_ends_an_execution
                    an_endless_cycle_ends_after_as_many_events_as_a_history_holds;
                workers:
                    a_dead_workers_executions_are_taken_over_when_its_lease_ends
                    a_worker_of_the_same_name_reclaims_at_once
                    callbacks_from_two_workers_at_once_have_one_effect
                    a_timer_that_two_workers_see_fires_once
                    what_one_worker_performs_is_not_begun_by_another;
                crash:
                    a_crash_at_any_commit_changes_nothing_in_the_end;
                crowd:
                    a_thousand_executions_end_right_whatever_two_workers_take_from_each_other;
            );
        }
    };
    (@ $adapter:ident $($file:ident: $($case:ident)+;)+) => {$($(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            crate::world::check(crate::adapters::$adapter().await, $file::$case).await;
        }
    )+)+};
}
