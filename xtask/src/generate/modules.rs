//! Which modules a blueprint is made of, and what each is given of the others.
//!
//! This reads just as much of Terraform's language as that takes: blocks and their braces,
//! comments, strings, and the words `module.NAME.OUTPUT` and `local.NAME`. `terraform graph` would
//! need every provider, and knows nothing of the sentence above a module.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::read;
use crate::run;

/// One `module` block.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Module {
    /// Its name.
    pub(super) name: String,
    /// The first sentence of the comment above it.
    pub(super) about: String,
    /// The heading it stands below: a comment `---- Who comes in ----`, up to a colon.
    pub(super) heading: String,
    /// The other modules it is given something of, and which of their outputs.
    pub(super) uses: BTreeMap<String, BTreeSet<String>>,
}

/// The modules of all files of a folder, in the order they stand there.
pub(super) fn of(folder: &str) -> Result<Vec<Module>> {
    let names = std::fs::read_dir(run::root().join(folder)).with_context(|| folder.to_owned())?;
    let names = names.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_>>()?;
    names.retain(|name| std::path::Path::new(name).extension().is_some_and(|end| end == "tf"));
    names.sort();
    let mut text = String::new();
    for name in names {
        text.push_str(&read(&format!("{folder}/{name}"))?);
        text.push('\n');
    }
    modules(&text).with_context(|| folder.to_owned())
}

fn modules(text: &str) -> Result<Vec<Module>> {
    let blocks = blocks(text)?;
    let locals = blocks.iter().filter(|block| block.head.trim() == "locals");
    let locals: BTreeMap<&str, &str> = locals.flat_map(|block| assignments(&block.code)).collect();
    let modules = blocks.iter().filter_map(|block| {
        let name = block.head.trim().strip_prefix("module \"")?.strip_suffix('"')?;
        let mut uses = BTreeMap::new();
        gather(&block.code, &locals, &mut uses, 0);
        uses.remove(name);
        let Block { about, heading, .. } = block;
        let (about, heading) = (about.clone(), heading.clone());
        Some(Module { name: name.to_owned(), about, heading, uses })
    });
    Ok(modules.collect())
}

/// Adds the modules that `code` names, itself or through locals.
fn gather(
    code: &str,
    locals: &BTreeMap<&str, &str>,
    uses: &mut BTreeMap<String, BTreeSet<String>>,
    depth: usize,
) {
    for (name, output) in words_after(code, "module.") {
        uses.entry(name.to_owned()).or_default().extend(output.map(str::to_owned));
    }
    // Locals that name each other in a circle are no Terraform; this only keeps us from following.
    if depth < 8 {
        for (name, _) in words_after(code, "local.") {
            if let Some(value) = locals.get(name) {
                gather(value, locals, uses, depth + 1);
            }
        }
    }
}

/// Each `PREFIX.a.b` as `a` and, if it goes on, `b`. An index between them is passed over.
fn words_after<'a>(code: &'a str, prefix: &str) -> Vec<(&'a str, Option<&'a str>)> {
    let starts = code.match_indices(prefix).filter(|(at, _)| !code[..*at].ends_with(is_word));
    let found = starts.map(|(at, _)| {
        let rest = &code[at + prefix.len()..];
        let name = word(rest);
        let rest = &rest[name.len()..];
        let rest = match rest.strip_prefix('[') {
            Some(index) => index.split_once(']').map_or("", |(_, rest)| rest),
            None => rest,
        };
        (name, rest.strip_prefix('.').map(word).filter(|output| !output.is_empty()))
    });
    found.collect()
}

fn word(text: &str) -> &str {
    text.split(|letter| !is_word(letter)).next().unwrap_or_default()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

/// The names and values of a `locals` block: a name begins at the least depth of all lines.
fn assignments(code: &str) -> Vec<(&str, &str)> {
    let mut depth = 0_usize;
    let mut starts = Vec::new();
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        if depth == 0
            && let Some((name, _)) = line.split_once('=')
            && !name.trim().is_empty()
        {
            starts.push((name.trim(), at));
        }
        for letter in line.chars() {
            match letter {
                '{' | '[' | '(' => depth += 1,
                '}' | ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([code.len()]);
    starts.iter().zip(ends).map(|((name, start), end)| (*name, &code[*start..end])).collect()
}

/// A block at the outermost level.
struct Block {
    /// What stands before its brace.
    head: String,
    /// The first sentence of the comment above it.
    about: String,
    /// The heading it stands below.
    heading: String,
    /// What stands between its braces, without comments.
    code: String,
}

fn blocks(text: &str) -> Result<Vec<Block>> {
    let mut found = Vec::new();
    let mut comment = String::new();
    let mut heading = String::new();
    let mut open: Option<(Block, usize)> = None;
    for (at, line) in text.lines().enumerate() {
        let (code, said) = split_comment(line);
        match &mut open {
            None if code.trim().is_empty() => {
                if let Some(words) = heading_of(said) {
                    words.clone_into(&mut heading);
                } else if said.is_empty() {
                    comment.clear();
                } else {
                    comment = format!("{comment} {said}");
                }
            }
            None => {
                let head = code.split('{').next().unwrap_or_default().to_owned();
                let about = sentence(&comment);
                comment.clear();
                let code = code[head.len()..].to_owned();
                let depth = depth_after(0, &code, at)?;
                if head.contains('}') {
                    bail!("line {}: a brace too many", at + 1);
                }
                let block = Block { head, about, heading: heading.clone(), code };
                if depth == 0 { found.push(block) } else { open = Some((block, depth)) }
            }
            Some((block, depth)) => {
                *depth = depth_after(*depth, code, at)?;
                if *depth == 0 {
                    found.extend(open.take().map(|(block, _)| block));
                } else {
                    block.code = format!("{}{code}\n", block.code.trim_start_matches('{'));
                }
            }
        }
    }
    match open {
        Some((block, _)) => bail!("`{}` is never closed", block.head.trim()),
        None => Ok(found),
    }
}

/// The words of a heading among comments.
fn heading_of(said: &str) -> Option<&str> {
    let words = said.strip_prefix("---- ")?.strip_suffix(" ----")?;
    words.split(':').next()
}

/// A line's code, and what its comment says.
fn split_comment(line: &str) -> (&str, &str) {
    let mut in_string = false;
    let mut last = ' ';
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if last != '\\' => in_string = !in_string,
            '#' if !in_string => return (&line[..at], line[at + 1..].trim()),
            '/' if !in_string && last == '/' => return (&line[..at - 1], line[at + 1..].trim()),
            _ => {}
        }
        last = letter;
    }
    (line, "")
}

/// How deep in braces a line leaves us; those within strings come in pairs.
fn depth_after(before: usize, code: &str, at: usize) -> Result<usize> {
    let opened = code.matches('{').count() + before;
    let closed = code.matches('}').count();
    opened.checked_sub(closed).with_context(|| format!("line {}: a brace too many", at + 1))
}

fn sentence(comment: &str) -> String {
    let first = comment.trim().split(". ").next().unwrap_or_default();
    first.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
# The tables. One for each collection.
module "records" {
  source = "../../modules/records"
  key    = module.key.arn # not module.comment.arn
}

locals {
  # What every function is told.
  environment = {
    STORE = "dynamodb:${module.records.prefix}"
    DEAD  = [for name in ["a"] : module.queues["x"].dead]
  }
  other = 1
}

# ---- What is done: much ----

# What takes orders.
module "functions" {
  source      = "../../modules/functions"
  environment = merge(local.environment, { A = "{}" })
}

module "key" { source = "../../modules/key" }
"#;

    fn uses(module: &Module) -> Vec<(&str, Vec<&str>)> {
        let uses = module.uses.iter();
        uses.map(|(name, outputs)| (name.as_str(), outputs.iter().map(String::as_str).collect()))
            .collect()
    }

    #[test]
    fn a_module_has_a_sentence_and_the_outputs_it_is_given() {
        let modules = modules(TEXT).expect("it is sound");
        let names: Vec<&str> = modules.iter().map(|module| module.name.as_str()).collect();
        assert_eq!(names, ["records", "functions", "key"]);
        assert_eq!(modules[0].about, "The tables");
        assert_eq!(uses(&modules[0]), [("key", vec!["arn"])]);
        assert_eq!(modules[2].about, "");
        let headings: Vec<&str> = modules.iter().map(|module| module.heading.as_str()).collect();
        assert_eq!(headings, ["", "What is done", "What is done"]);
    }

    #[test]
    fn what_is_given_by_a_local_counts_and_what_a_comment_says_does_not() {
        let modules = modules(TEXT).expect("it is sound");
        assert_eq!(uses(&modules[1]), [("queues", vec!["dead"]), ("records", vec!["prefix"])]);
    }

    #[test]
    fn a_block_that_is_never_closed_is_an_error() {
        modules("module \"a\" {\n").expect_err("one brace is missing");
        modules("}\n").expect_err("one brace too many");
    }
}
