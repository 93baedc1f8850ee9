//! Random histories: each is played on the store under test and on the memory store, the model,
//! and every answer must be the same. Sequence numbers of messages may differ; their order may not.

mod history;
mod steps;

use std::cell::RefCell;

use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Handle;

use self::history::History;
use self::steps::step;
use crate::subject::Subject;

const STEPS_MAX: usize = 50;

pub(crate) async fn random_histories_get_the_answers_of_the_model(s: Subject) {
    play(s, false, None).await;
}

pub(crate) async fn random_histories_with_restarts_get_the_answers_of_the_model(s: Subject) {
    play(s, true, None).await;
}

/// The same histories in every run, so that what they tell is told in every run.
pub(crate) async fn seeded_histories_get_the_answers_of_the_model(s: Subject) {
    play(s, false, Some([0; 32])).await;
}

async fn play(subject: Subject, restarts: bool, seed: Option<[u8; 32]>) {
    let runtime = Handle::current();
    let run = move || {
        let usual = Config::default();
        let cases = usual.cases / subject.one_history_in();
        let config = Config { cases, failure_persistence: None, ..usual };
        let playing = RefCell::new((subject, 0));
        let mut runner = match seed {
            Some(seed) => {
                let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
                TestRunner::new_with_rng(config, rng)
            }
            None => TestRunner::new(config),
        };
        runner.run(&vec(step(restarts), 1..=STEPS_MAX), |steps| {
            let (subject, number) = &mut *playing.borrow_mut();
            *number += 1;
            runtime.block_on(History::new(*number).play(subject, &steps))
        })
    };
    let ended = tokio::task::spawn_blocking(run).await.expect("the runner catches panics");
    if let Err(failure) = ended {
        panic!("{failure}");
    }
}
