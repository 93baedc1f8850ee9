//! The cases, and the macro that runs them on an adapter.

pub(crate) mod administration;
pub(crate) mod consuming;
pub(crate) mod crash;
pub(crate) mod crowd;
pub(crate) mod dead_letters;
pub(crate) mod duplicates;
pub(crate) mod order;
pub(crate) mod relaying;
pub(crate) mod visibility;

/// One test for each case, on the adapter that `adapters.rs` opens; for queues that are records of
/// a store also those cases that only they can pass.
macro_rules! adapter {
    ($adapter:ident) => {
        adapter!(@ $adapter {});
    };
    ($adapter:ident, on a store) => {
        adapter!(@ $adapter {
            duplicates:
                finished_messages_are_forgotten_when_their_window_is_over;
            crash:
                a_crash_at_any_write_loses_nothing_and_keeps_order
                what_a_dead_process_held_is_taken_up_at_once;
            relaying:
                a_crash_between_two_queues_delivers_nothing_twice;
        });
    };
    (@ $adapter:ident { $($more:tt)* }) => {
        mod $adapter {
            use crate::cases::*;

            adapter!(@@ $adapter
                order:
                    a_group_is_delivered_in_the_order_it_was_sent
                    while_a_group_is_in_flight_no_more_of_it_is_delivered
                    other_groups_flow_while_one_is_in_flight
                    groups_whose_names_begin_alike_are_different_groups
                    order_outlives_a_restart_and_a_clock_that_steps_back
                    two_senders_never_share_a_place
                    every_group_has_its_turn
                    a_receive_brings_at_most_ten_messages
                    a_backlog_of_a_group_in_flight_hides_no_other
                    groups_in_flight_are_passed_over_however_many
                    a_long_send_keeps_its_order;
                duplicates:
                    a_duplicate_is_dropped_whatever_became_of_the_first
                    a_duplicate_within_five_minutes_is_dropped
                    a_duplicate_in_the_same_send_is_dropped
                    after_five_minutes_it_is_another_message
                    an_unfinished_message_swallows_nothing_after_five_minutes
                    a_message_in_flight_can_be_finished_when_its_window_has_moved
                    queues_do_not_know_each_others_duplicates
                    what_sqs_would_not_take_is_refused;
                visibility:
                    what_is_not_finished_comes_again_in_order
                    a_message_given_back_comes_at_once
                    extended_visibility_keeps_others_away
                    one_message_in_flight_holds_its_group
                    the_unfinished_rest_of_a_batch_comes_again
                    an_old_receipt_is_refused
                    finishing_twice_is_no_error_while_the_group_is_held
                    what_is_no_receipt_is_refused;
                dead_letters:
                    a_message_delivered_too_often_dies_and_its_group_goes_on
                    no_message_dies_untried_behind_another
                    a_redrive_puts_dead_letters_at_the_end_in_their_order
                    dead_letters_can_be_dropped
                    a_dead_letter_still_drops_its_duplicates;
                administration:
                    counts_tell_waiting_in_flight_and_dead_apart
                    queues_are_known_once_they_have_had_a_message
                    peeking_receives_nothing
                    a_purge_drops_everything_that_was_there
                    a_purge_leaves_no_group_locked
                    arrivals_wake_whoever_waits;
                crowd:
                    two_consumers_never_hold_a_group_together
                    a_crowd_with_failures_keeps_every_group_in_order
                    senders_at_the_same_time_lose_nothing;
                crash:
                    a_crash_in_the_middle_of_a_batch_repeats_only_what_was_not_finished;
                relaying:
                    messages_go_to_every_subscribed_queue_in_order
                    a_message_nobody_wants_is_done
                    of_two_relays_one_carries
                    a_queue_that_fails_keeps_its_messages_in_order
                    a_running_relay_carries_what_is_committed_until_told_to_stop;
                consuming:
                    messages_are_handled_in_order_and_finished
                    a_failure_stops_its_group_and_no_other
                    a_failed_message_waits_longer_each_time
                    what_cannot_succeed_dies_and_its_group_goes_on
                    a_group_lost_to_another_is_left_alone
                    a_running_consumer_handles_what_arrives_until_told_to_stop
                    stopping_finishes_the_message_in_hand_and_gives_the_rest_back
                    a_panic_in_a_handler_costs_only_its_group_some_time;
                $($more)*
            );

            #[test]
            fn random_histories_agree_with_the_model() {
                crate::model::check(crate::adapters::$adapter, stringify!($adapter));
            }
        }
    };
    (@@ $adapter:ident $($file:ident: $($case:ident)+;)+) => {
        $($(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let home = crate::adapters::$adapter().await;
                crate::world::check(home, stringify!($case), $file::$case).await;
            }
        )+)+

        #[tokio::test]
        async fn every_exception_is_a_case() {
            let cases = [$($(stringify!($case)),+),+];
            let home = crate::adapters::$adapter().await;
            for (case, _) in home.exceptions() {
                assert!(cases.contains(&case), "{case} is no case");
            }
            home.clear().await;
        }
    };
}
