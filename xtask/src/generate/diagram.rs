//! A picture of a blueprint, made from its files: its parts, and what each is given of the others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::Result;

use super::modules::{self, Module};

/// A part that as many others use is named below the picture instead of drawn into it: such lines
/// cross all others and say nothing.
const USERS_MAX: usize = 4;

/// The picture of the blueprint in this folder, as Mermaid, and what it leaves out, as a sentence.
pub(super) fn of(folder: &str) -> Result<String> {
    Ok(picture(&modules::of(folder)?))
}

fn picture(modules: &[Module]) -> String {
    let users = |name: &str| modules.iter().filter(|module| module.uses.contains_key(name)).count();
    let common: BTreeSet<&str> = modules
        .iter()
        .map(|module| module.name.as_str())
        .filter(|name| users(name) > USERS_MAX)
        .collect();
    let drawn = |name: &str| !common.contains(name);
    let mut text = "```mermaid\nflowchart LR\n".to_owned();
    let mut headings: Vec<&str> = Vec::new();
    for module in modules.iter().filter(|module| drawn(&module.name)) {
        if !headings.contains(&module.heading.as_str()) {
            headings.push(&module.heading);
        }
    }
    for (at, heading) in headings.into_iter().enumerate() {
        if !heading.is_empty() {
            let _ = writeln!(text, "    subgraph part{at}[\"{heading}\"]");
        }
        let below = modules.iter().filter(|module| module.heading == heading);
        for Module { name, about, .. } in below.filter(|module| drawn(&module.name)) {
            let _ = writeln!(text, "    {name}[\"<b>{name}</b><br/>{}\"]", broken(about));
        }
        if !heading.is_empty() {
            text.push_str("    end\n");
        }
    }
    for module in modules.iter().filter(|module| drawn(&module.name)) {
        for used in module.uses.keys().filter(|used| drawn(used)) {
            let _ = writeln!(text, "    {} --> {used}", module.name);
        }
    }
    text.push_str("```\n\nAn arrow leads from a part to what it uses.");
    for module in modules.iter().filter(|module| !drawn(&module.name)) {
        let users = users(&module.name);
        let _ = write!(text, " `{}` is left out, as {users} parts use it: ", module.name);
        let _ = write!(text, "{}.", lowered(&module.about));
    }
    text.push('\n');
    text
}

/// A sentence in lines of about 28 letters, so that its box is not wider than it must be.
fn broken(sentence: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 28 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("<br/>").replace('"', "'")
}

fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str, uses: &[&str]) -> Module {
        let uses = uses.iter().map(|&used| (used.to_owned(), BTreeSet::from(["arn".to_owned()])));
        Module {
            name: name.to_owned(),
            about: format!("The {name}"),
            heading: "Parts".to_owned(),
            uses: uses.collect(),
        }
    }

    #[test]
    fn a_part_is_a_box_and_what_it_uses_an_arrow() {
        let text = picture(&[module("api", &["functions"]), module("functions", &[])]);
        assert!(text.contains("    api[\"<b>api</b><br/>The api\"]\n"), "{text}");
        assert!(text.contains("    api --> functions\n"), "{text}");
        assert_eq!(text.matches("subgraph part0[\"Parts\"]").count(), 1, "{text}");
    }

    #[test]
    fn what_everything_uses_is_said_and_not_drawn() {
        let mut modules: Vec<Module> =
            ["a", "b", "c", "d", "e"].iter().map(|name| module(name, &["key"])).collect();
        modules.push(module("key", &[]));
        let text = picture(&modules);
        assert!(!text.contains("--> key"), "{text}");
        assert!(text.contains("`key` is left out, as 5 parts use it: the key."), "{text}");
    }

    #[test]
    fn a_long_sentence_is_broken_between_words() {
        let text = broken("What the world may call, and who it has to be for that");
        assert!(text.split("<br/>").all(|line| line.len() <= 28), "{text}");
    }
}
