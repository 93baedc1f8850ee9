//! Every link from one of our pages to another file, and to a heading, leads somewhere.

use super::config::Config;
use super::finding::Finding;
use super::tree::Tree;

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.is("md")) {
        for (line, target) in links(&file.text) {
            if let Some(sentence) = broken(tree, &file.path, &target) {
                found.push(Finding::new(&file.path, line, "links", sentence));
            }
        }
    }
    found
}

fn broken(tree: &Tree, from: &str, target: &str) -> Option<String> {
    // Addresses have a scheme; rustdoc's links to items have `::` or are a bare name.
    if target.contains(':') || target.is_empty() {
        return None;
    }
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() { from.to_owned() } else { join(from, path)? };
    if !tree.has(&path) {
        return Some(format!("there is no {path}"));
    }
    let page = tree.file(&path).filter(|page| !heading.is_empty() && page.is("md"))?;
    let known = prose(&page.text).any(|(_, line)| anchor(&line).as_deref() == Some(heading));
    (!known).then(|| format!("{path} has no heading `{heading}`"))
}

/// The path that `target` means on the page `from`; nothing when it leads out of the checkout.
fn join(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/").replace("%20", " "))
}

/// The targets of a page's links, with their lines.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in prose(text) {
        for (start, _) in line.match_indices("](") {
            let target = line[start + 2..].split([')', ' ']).next().unwrap_or_default();
            found.push((at, target.trim_matches(['<', '>']).to_owned()));
        }
        let definition = line.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
        if let Some((_, target)) = definition {
            let target = target.split_whitespace().next().unwrap_or_default();
            found.push((at, target.to_owned()));
        }
    }
    found
}

/// The lines outside fenced code, from 1, the insides of `code` taken out of each.
fn prose(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut fenced = false;
    let numbered = text.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    numbered.map(|(at, line)| {
        let heading = line.starts_with('#');
        let outside = line.split('`').enumerate().filter(|(i, _)| heading || i % 2 == 0);
        (at + 1, outside.map(|(_, part)| part).collect())
    })
}

/// What GitHub calls a heading in an address: small letters, hyphens for spaces, no punctuation.
fn anchor(line: &str) -> Option<String> {
    let title = line.strip_prefix('#')?.trim_start_matches('#').strip_prefix(' ')?.trim();
    let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    Some(kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let other = ("docs/tour.md", "# The Tour\n\n## Step 1: `run` it\n");
        let tree = Tree::of(&[("docs/README.md", text), other, ("LICENSE", "")]);
        check(&tree, &Config::default()).into_iter().map(|it| it.sentence).collect()
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        assert_eq!(found("see [it](gone.md)"), ["there is no docs/gone.md"]);
        assert_eq!(found("![it](../logo.svg \"logo\")"), ["there is no logo.svg"]);
        assert_eq!(found("[it]: gone.md"), ["there is no docs/gone.md"]);
        assert_eq!(found("[a](tour.md#gone)"), ["docs/tour.md has no heading `gone`"]);
    }

    #[test]
    fn a_link_to_a_file_a_folder_or_a_heading_is_good() {
        assert_eq!(found("[a](tour.md) [b](../LICENSE) [c](../docs/) [d](..)"), [""; 0]);
        assert_eq!(found("# Here\n[a](#here) [b](tour.md#step-1-run-it)"), [""; 0]);
    }

    #[test]
    fn addresses_code_and_rustdoc_links_are_left_alone() {
        assert_eq!(found("[a](https://example.org/x) [b](mailto:a@example.org)"), [""; 0]);
        assert_eq!(found("`[a](gone.md)`\n```text\n[a](gone.md)\n```\n[`A`](crate::A)"), [""; 0]);
    }
}
