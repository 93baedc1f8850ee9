//! Reading the fields of an object: which there may be, and of which type.

mod data;
mod known;
mod number;
mod object;
mod operator;
mod suggest;
mod text;

pub(super) use data::{expression, one_place, path, reckoned, reference, template};
pub(super) use known::{
    BATCHER, BRANCH, CATCHER, CHOICE, CREDENTIALS, DEFINITION, FAIL, Known, Language, MAP, NESTED,
    PARALLEL, PASS, PROCESSOR, PROCESSOR_CONFIG, RETRIER, RULE, SUCCEED, TASK, WAIT,
};
pub(super) use number::{Whole, fraction, percentage, reckonable, reckonable_whole, whole};
pub(super) use object::Fields;
pub(super) use operator::Operator;
pub(super) use suggest::suggestion;
pub(super) use text::{is_marked, one_of, text, timestamp};
