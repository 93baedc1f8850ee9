//! What a path is made of.

use super::filter::Filter;

/// Where a path begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Root {
    /// `$`: the input, or, in a filter, what the whole path is about.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable(String),
    /// `@`: the element that a filter looks at.
    Element,
}

/// One step down.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// `.name`, `['name']`, `['one', 'other']`.
    Names(Vec<String>),
    /// `[0]`, `[-1]`, `[0, 2]`.
    Indexes(Vec<i64>),
    /// `[first:end:by]`: from the first up to, but not, the end; negative ones count from the end.
    Slice { first: Option<i64>, end: Option<i64>, by: usize },
    /// `.*`, `[*]`.
    All,
    /// `..`: the next step, from here and from everything below.
    Descend,
    /// `[?(…)]`.
    Filter(Filter),
}

/// What is done with the value in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is the result.
    Value,
    /// `.length()`: how many items or fields it has.
    Length,
}

/// A path, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    pub(super) root: Root,
    pub(super) steps: Vec<Step>,
    pub(super) ending: Ending,
}

impl Parsed {
    /// Whether it names one place. Several names in the last step do too: they are one object.
    pub(super) fn is_definite(&self) -> bool {
        let last = self.steps.len().saturating_sub(1);
        self.steps.iter().enumerate().all(|(at, step)| match step {
            Step::Names(names) => names.len() == 1 || at == last,
            Step::Indexes(indexes) => indexes.len() == 1,
            Step::Slice { .. } | Step::All | Step::Descend | Step::Filter(_) => false,
        })
    }
}
