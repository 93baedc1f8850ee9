//! A page about a definition, in Markdown.

use super::chart::mermaid;
use super::way::all;
use super::words;
use crate::asl::{Definition, State};

/// A whole page: a title, what is said about it, the chart, and a table of the states.
pub fn page(title: &str, intro: &str, definition: &Definition) -> String {
    let chart = mermaid(definition);
    let rows: String = all(&definition.states).into_iter().map(row).collect();
    let limit = definition
        .timeout_seconds
        .map(|seconds| format!("All of it takes at most {seconds} s.\n\n"))
        .unwrap_or_default();
    let intro = intro.trim();
    format!(
        "# {title}\n\n{intro}\n\n```mermaid\n{chart}```\n\n## States\n\n{limit}\
         | State | What it does | How long |\n| --- | --- | --- |\n{rows}"
    )
}

fn row((name, state): (&str, &State)) -> String {
    let does = state.comment.as_deref().unwrap_or_default();
    let cells = [name, does, &words::times(state)].map(cell);
    format!("| {} |\n", cells.join(" | "))
}

/// A text as it can stand in a table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
