//! What is read from the files that are named on the command line.

use std::path::Path;

use anyhow::Context;
use serde::de::DeserializeOwned;
use workflow::asl::{self, Definition};

/// A definition, or everything that is wrong with it.
pub(super) fn definition(file: &Path) -> anyhow::Result<Definition> {
    asl::read(&read(file)?).map_err(|flaws| {
        let lines: Vec<_> = flaws.iter().map(|flaw| format!("\n  {flaw}")).collect();
        anyhow::anyhow!("{} is no sound definition:{}", file.display(), lines.concat())
    })
}

/// JSON, or `@FILE` that holds it.
pub(super) fn json<T: DeserializeOwned>(text: &str) -> anyhow::Result<T> {
    let text = match text.strip_prefix('@') {
        Some(file) => read(Path::new(file))?,
        None => text.to_owned(),
    };
    Ok(serde_json::from_str(&text)?)
}

/// The JSON in a file, if one is named; `expected` says what should be there.
pub(super) fn mocks<T: DeserializeOwned>(
    file: Option<&Path>,
    expected: &str,
) -> anyhow::Result<Option<T>> {
    let Some(file) = file else { return Ok(None) };
    let shown = file.display();
    let read = serde_json::from_str(&read(file)?);
    read.map(Some).with_context(|| format!("{shown} is no file of replies: expected {expected}"))
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}
