//! What a run came to.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::checker::{Status, Violation};
use crate::ledger::Tally;

/// Violations spelled out of each kind; more of them say nothing new.
const SPELLED_OUT: usize = 4;

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Times the process was killed.
    pub kills: u64,
    /// What the clients did.
    pub tally: Tally,
    /// How many orders ended as what.
    pub ended: Vec<(Status, usize)>,
    /// What went wrong.
    pub violations: Vec<Violation>,
    /// How long it took.
    pub took: Duration,
    /// Where ledger, log and data were left, if anything went wrong.
    pub evidence: Option<PathBuf>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tally = &self.tally;
        let mut row = |name: &str, count: &dyn fmt::Display| writeln!(f, "{name:<14}{count:>10}");
        row("kills", &self.kills)?;
        row("requests", &tally.requests)?;
        row("acknowledged", &tally.acknowledged)?;
        row("unknown", &tally.unknown)?;
        row("unavailable", &tally.unavailable)?;
        row("steps", &tally.actions)?;
        row("observations", &tally.observations)?;
        for (status, count) in &self.ended {
            row(&format!("{status:?}").to_lowercase(), count)?;
        }
        row("violations", &self.violations.len())?;
        row("seconds", &format!("{:.1}", self.took.as_secs_f64()))?;
        let mut kinds = BTreeMap::<_, Vec<_>>::new();
        for violation in &self.violations {
            kinds.entry(violation.name()).or_default().push(violation);
        }
        for (kind, violations) in kinds {
            writeln!(f, "{kind}, {} times:", violations.len())?;
            for violation in violations.iter().take(SPELLED_OUT) {
                writeln!(f, "  {violation}")?;
            }
        }
        if let Some(evidence) = &self.evidence {
            writeln!(f, "ledger, log and data are in {}", evidence.display())?;
        }
        Ok(())
    }
}
