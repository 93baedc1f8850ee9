//! The behaviours, a function each, and the lists from which each adapter gets its tests.

pub(crate) mod closing;
pub(crate) mod commit;
pub(crate) mod concurrency;
pub(crate) mod conditions;
pub(crate) mod counters;
pub(crate) mod durability;
pub(crate) mod lease;
pub(crate) mod limits;
pub(crate) mod outbox;
pub(crate) mod paging;
pub(crate) mod query;
pub(crate) mod records;

pub(crate) use crate::model;

/// Makes the tests of an adapter: the cases of each group it takes part in.
macro_rules! adapter {
    ($adapter:ident: $($group:ident),+) => {
        mod $adapter {
            $($group!($adapter);)+
        }
    };
}

/// Makes a test of each case, on an empty home of the adapter that so many stores share.
macro_rules! tests {
    ($adapter:ident, $stores:literal, $($file:ident { $($case:ident,)+ })+) => {
        $(mod $file {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let home = crate::adapters::$adapter().await;
                    crate::subject::check(home, $stores, crate::cases::$file::$case).await;
                }
            )+
        })+
    };
}

/// The port itself.
macro_rules! store {
    ($adapter:ident) => {
        mod store {
            tests! { $adapter, 1,
                closing {
                    a_closed_store_is_unavailable,
                    closing_twice_is_harmless,
                }
                commit {
                    a_change_commits_whole,
                    a_change_that_cannot_be_leaves_nothing_behind,
                    of_two_writes_that_cannot_be_the_first_is_named,
                    a_change_of_nothing_commits,
                    a_change_may_only_speak,
                    a_commit_is_seen_at_once,
                    a_waiter_wakes_when_something_is_said,
                }
                concurrency {
                    next_never_repeats_itself,
                    stock_is_sold_exactly_out,
                    of_many_replacements_of_a_version_one_wins,
                    of_many_inserts_of_an_id_one_wins,
                    what_must_be_absent_is_not_inserted_meanwhile,
                    what_must_be_present_is_not_deleted_meanwhile,
                    a_required_version_is_not_replaced_meanwhile,
                    changes_that_cross_each_other_do_not_fail,
                    messages_leave_in_the_order_of_what_they_speak_of,
                }
                conditions {
                    a_record_is_inserted_with_version_one,
                    each_replacement_adds_one_to_the_version,
                    a_stale_version_replaces_and_deletes_nothing,
                    a_deleted_record_is_gone,
                    a_record_inserted_again_starts_at_version_one,
                    a_change_may_depend_on_records_it_does_not_write,
                    depending_on_a_record_leaves_its_version,
                    collections_do_not_share_ids,
                    many_are_read_each_in_the_place_of_its_id,
                }
                counters {
                    a_counter_never_adjusted_is_zero,
                    a_floor_is_exact,
                    a_floor_holds_for_additions_too,
                    an_absent_counter_has_a_floor_like_any_other,
                    without_a_floor_a_counter_may_go_below_zero,
                    a_sum_beyond_64_bits_is_a_conflict,
                    the_widest_floors_and_steps_do_not_overflow,
                    next_counts_up_from_where_the_counter_is,
                    a_counter_and_a_record_may_share_a_name,
                }
                lease {
                    one_of_many_gets_the_lease,
                    leases_of_other_names_do_not_matter,
                    a_lease_is_renewed_with_a_write_only_in_its_second_half,
                    an_expired_lease_is_taken_over,
                    an_expired_lease_that_nobody_wanted_is_renewed,
                    a_released_lease_is_free_at_once,
                    a_holder_that_starts_again_need_not_wait_for_itself,
                    a_lease_changed_by_another_is_lost,
                }
                limits {
                    the_largest_change_commits,
                    the_largest_record_and_message_are_stored,
                    the_longest_keys_are_stored,
                    what_is_beyond_a_limit_is_refused_and_leaves_nothing,
                    a_key_that_no_record_can_have_finds_nothing,
                }
                model {
                    random_histories_get_the_answers_of_the_model,
                }
                outbox {
                    messages_wait_if_and_only_if_their_change_commits,
                    messages_wait_in_the_order_of_their_commits,
                    reading_the_outbox_forgets_nothing,
                    what_was_sent_is_forgotten_and_nothing_else,
                    what_was_sent_leaves_with_its_change_or_not_at_all,
                    a_thousand_messages_are_read_and_forgotten_at_once,
                    numbers_grow_though_everything_was_sent,
                    a_message_is_kept_as_it_is,
                    large_messages_are_kept_whole,
                    the_same_message_may_wait_twice,
                }
                paging {
                    pages_of_any_size_make_up_the_whole,
                    pages_of_a_range_end_with_the_range,
                    a_cursor_survives_what_is_inserted_and_deleted_around_it,
                    a_cursor_names_a_place_in_either_direction,
                    a_made_up_cursor_is_only_a_place,
                    a_page_may_have_a_thousand_records,
                    a_page_of_large_records_is_whole,
                }
                query {
                    a_record_without_a_key_is_in_no_index,
                    a_record_appears_moves_and_disappears_with_its_key,
                    a_query_returns_whole_records_with_their_versions,
                    partitions_and_indexes_do_not_mix,
                    sort_keys_follow_their_bytes,
                    equal_sort_keys_follow_the_bytes_of_their_ids,
                    a_range_has_its_lower_end_and_not_its_upper,
                    a_range_can_be_read_from_its_end,
                    a_prefix_is_no_pattern,
                    an_empty_partition_is_an_empty_last_page,
                }
                records {
                    odd_text_reads_back,
                    odd_text_may_be_a_key,
                    every_kind_of_json_reads_back,
                    an_old_record_is_upgraded_when_read,
                    a_record_of_a_newer_program_is_refused,
                    a_record_that_does_not_read_is_named,
                }
            }
        }
    };
}

/// What must outlive closing, or a crash.
macro_rules! durable {
    ($adapter:ident) => {
        mod durable {
            tests! { $adapter, 1,
                durability {
                    everything_is_there_after_a_restart,
                    numbers_go_on_after_a_restart,
                    many_commits_at_once_are_all_there_after_a_restart,
                    what_was_answered_before_closing_is_there,
                    a_caller_that_goes_away_leaves_no_half_change,
                    a_new_index_finds_what_was_stored_before_it,
                    a_new_index_reads_old_records_as_upgraded,
                    a_new_collection_starts_empty_beside_the_old_ones,
                    an_older_program_reads_and_writes_what_a_newer_one_stored,
                }
                model {
                    random_histories_with_restarts_get_the_answers_of_the_model,
                }
            }
        }
    };
}

/// What must hold when several processes use one database.
macro_rules! shared {
    ($adapter:ident) => {
        mod shared {
            tests! { $adapter, 3,
                commit {
                    a_commit_is_seen_at_once,
                }
                concurrency {
                    next_never_repeats_itself,
                    stock_is_sold_exactly_out,
                    of_many_replacements_of_a_version_one_wins,
                    of_many_inserts_of_an_id_one_wins,
                    what_must_be_absent_is_not_inserted_meanwhile,
                    what_must_be_present_is_not_deleted_meanwhile,
                    a_required_version_is_not_replaced_meanwhile,
                    changes_that_cross_each_other_do_not_fail,
                    messages_leave_in_the_order_of_what_they_speak_of,
                }
                durability {
                    many_commits_at_once_are_all_there_after_a_restart,
                }
                lease {
                    one_of_many_gets_the_lease,
                }
            }
        }
    };
}
