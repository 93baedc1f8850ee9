//! Proof that the suite has teeth: stores that are each wrong in one way, and the case that tells.

mod faulty;

use std::sync::Arc;

use async_trait::async_trait;
use store::{Declared, MemoryStore, Store};

use self::faulty::{Fault, Faulty};
use crate::cases::{
    closing, commit, concurrency, conditions, counters, durability, limits, model, outbox, paging,
    query, records,
};
use crate::subject::{Home, Subject, verdict};

/// A test for each fault: the named case must fail on a store that has it.
macro_rules! told_by {
    ($($test:ident: $fault:ident, $file:ident::$case:ident;)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                assert!(fails(Fault::$fault, $file::$case).await, "the case fails to notice");
            }
        )+
    };
}

told_by! {
    adjusting_by_reading_sells_too_much:
        LooksThenCommits, concurrency::stock_is_sold_exactly_out;
    half_a_change_stays_behind:
        AppliesHalves, commit::a_change_that_cannot_be_leaves_nothing_behind;
    counting_by_reading_repeats:
        LooksThenCommits, concurrency::next_never_repeats_itself;
    a_large_change_is_cut:
        CutsLargeChanges, limits::what_is_beyond_a_limit_is_refused_and_leaves_nothing;
    nothing_sent_is_forgotten:
        ForgetsNothingSent, outbox::what_was_sent_is_forgotten_and_nothing_else;
    a_refused_change_forgets:
        ForgetsAnyway, outbox::what_was_sent_leaves_with_its_change_or_not_at_all;
    requirements_are_forgotten:
        ForgetsRequirements, conditions::a_change_may_depend_on_records_it_does_not_write;
    all_is_lost_by_closing:
        ForgetsWhenClosed, durability::everything_is_there_after_a_restart;
    floors_are_ignored:
        IgnoresFloors, counters::a_floor_is_exact;
    versions_are_ignored:
        IgnoresVersions, concurrency::of_many_replacements_of_a_version_one_wins;
    upper_ends_are_included:
        IncludesUpperEnds, query::a_range_has_its_lower_end_and_not_its_upper;
    cursors_are_lost:
        LosesCursors, paging::pages_of_any_size_make_up_the_whole;
    messages_are_lost:
        LosesMessages, outbox::messages_wait_if_and_only_if_their_change_commits;
    odd_characters_are_lost:
        LosesOddCharacters, records::odd_text_reads_back;
    partitions_are_mixed:
        MixesPartitions, query::partitions_and_indexes_do_not_mix;
    the_last_write_is_named:
        NamesLastWrite, commit::of_two_writes_that_cannot_be_the_first_is_named;
    nobody_is_woken:
        NeverWakes, commit::a_waiter_wakes_when_something_is_said;
    pages_are_counted:
        PagesByOffset, paging::a_cursor_survives_what_is_inserted_and_deleted_around_it;
    a_cache_is_read:
        ReadsFromCache, conditions::each_replacement_adds_one_to_the_version;
    requiring_by_reading_lets_both_commit:
        LooksThenCommits, concurrency::what_must_be_absent_is_not_inserted_meanwhile;
    sequences_are_reused:
        ReusesSequences, outbox::numbers_grow_though_everything_was_sent;
    messages_are_reversed:
        ReversesMessages, outbox::messages_wait_in_the_order_of_their_commits;
    case_is_ignored_in_sorting:
        SortsWithoutCase, query::sort_keys_follow_their_bytes;
    a_refused_change_speaks:
        SpeaksAnyway, outbox::messages_wait_if_and_only_if_their_change_commits;
    a_closed_store_answers:
        StaysOpen, closing::a_closed_store_is_unavailable;
}

/// Wrong answers that a single caller can get are found by histories, too. Which of them is found
/// by which history is chance, so these histories are always the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_histories_tell_of_most_faults_by_themselves() {
    for fault in [
        Fault::AppliesHalves,
        Fault::ForgetsAnyway,
        Fault::ForgetsNothingSent,
        Fault::ForgetsRequirements,
        Fault::IgnoresFloors,
        Fault::IgnoresVersions,
        Fault::IncludesUpperEnds,
        Fault::LosesCursors,
        Fault::LosesMessages,
        Fault::LosesOddCharacters,
        Fault::MixesPartitions,
        Fault::NamesLastWrite,
        Fault::PagesByOffset,
        Fault::ReadsFromCache,
        Fault::ReusesSequences,
        Fault::ReversesMessages,
        Fault::SortsWithoutCase,
        Fault::SpeaksAnyway,
    ] {
        let told = fails(fault, model::seeded_histories_get_the_answers_of_the_model).await;
        assert!(told, "no history tells of {fault:?}");
    }
    let told = fails(Fault::NeverWakes, model::seeded_histories_get_the_answers_of_the_model).await;
    assert!(!told, "a fault that no answer shows");
}

/// Whether a case fails on a store with this fault.
async fn fails<F>(fault: Fault, case: impl FnOnce(Subject) -> F) -> bool
where
    F: Future<Output = ()> + Send + 'static,
{
    let store = Arc::new(Faulty::with(fault));
    let home: Arc<dyn Home> =
        if fault == Fault::ForgetsWhenClosed { Arc::new(Forgetful) } else { Arc::new(Only(store)) };
    verdict(home, 1, case).await.is_err()
}

struct Forgetful;

#[async_trait]
impl Home for Forgetful {
    async fn open(&self, _: &[&'static dyn Declared]) -> Arc<dyn Store> {
        Arc::new(MemoryStore::new())
    }
}

struct Only(Arc<Faulty>);

#[async_trait]
impl Home for Only {
    async fn open(&self, _: &[&'static dyn Declared]) -> Arc<dyn Store> {
        Arc::clone(&self.0) as Arc<dyn Store>
    }
}
