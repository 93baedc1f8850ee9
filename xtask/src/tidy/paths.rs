//! Every path a Rust file names, `use` trees spread out and `super` resolved.

use super::source::Source;

/// A path as the code names it, for example `crate::http::place`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it stands in [`Source::code`].
    pub at: usize,
    /// Its parts.
    pub parts: Vec<String>,
    /// Whether it is imported.
    pub imported: bool,
}

impl Named {
    /// Whether `word` is named here. A word that starts small is a crate, a module or a keyword and
    /// must stand first (a field or variable of that name is none); a type may stand anywhere.
    pub(super) fn names(&self, word: &str) -> bool {
        let word: Vec<&str> = word.split("::").collect();
        if word[0].starts_with(char::is_uppercase) {
            return self.parts.windows(word.len()).any(|parts| parts == word);
        }
        let keyword = ["async", "await"].contains(&word[0]);
        let path = keyword || self.imported || self.parts.len() > 1;
        path && self.parts.len() >= word.len() && self.parts[..word.len()] == word
    }

    /// The path as written.
    pub(super) fn text(&self) -> String {
        self.parts.join("::")
    }
}

/// Every path in the code of the file at `path`.
pub(super) fn all(path: &str, source: &Source) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_word(&source.code, at) {
        let rest = &source.code[start..];
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if &rest[..length] == "use" && rest[length..].starts_with(char::is_whitespace) {
            let end = start + rest.find(';').unwrap_or(rest.len());
            let tree: String =
                source.code[start + length..end].replace(" as ", "@").split_whitespace().collect();
            spread(&tree, &mut Vec::new(), start, &mut found);
            at = end;
        } else {
            let (parts, length) = inline(rest);
            found.push(Named { at: start, parts, imported: false });
            at = start + length;
        }
    }
    let module = module_of(path);
    for named in &mut found {
        resolve(&mut named.parts, &module);
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn next_word(code: &str, from: usize) -> Option<usize> {
    let start = from + code.get(from..)?.find(|c: char| c.is_alphabetic() || c == '_')?;
    Some(start)
}

/// A path in the middle of code, and its length in bytes.
fn inline(rest: &str) -> (Vec<String>, usize) {
    let (mut parts, mut at) = (Vec::new(), 0);
    loop {
        let word = &rest[at..];
        let length = word.find(|c| !is_word(c)).unwrap_or(word.len());
        parts.push(word[..length].to_owned());
        at += length;
        let next = rest[at..].strip_prefix("::");
        if !next.is_some_and(|next| next.starts_with(|c: char| c.is_alphabetic() || c == '_')) {
            return (parts, at);
        }
        at += 2;
    }
}

/// Spreads `a::{b,c::{self,d}}` out into `a::b`, `a::c` and `a::c::d`.
fn spread(tree: &str, before: &mut Vec<String>, at: usize, found: &mut Vec<Named>) {
    let (path, group) = match tree.split_once('{') {
        Some((path, group)) => (path, group.strip_suffix('}')),
        None => (tree, None),
    };
    let depth = before.len();
    let parts = path.split("::").filter(|part| !part.is_empty());
    before.extend(parts.map(|part| part.split('@').next().unwrap_or(part).to_owned()));
    if let Some(group) = group {
        items(group).for_each(|item| spread(item, before, at, found));
    } else {
        let parts = before.iter().enumerate().filter(|(i, part)| *i == 0 || *part != "self");
        let parts = parts.map(|(_, part)| part.clone()).collect();
        found.push(Named { at, parts, imported: true });
    }
    before.truncate(depth);
}

/// Splits at the commas that are in no inner braces.
fn items(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let outer = move |letter: char| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    };
    group.split(outer).filter(|item| !item.is_empty())
}

/// `crates/orders/src/service/place_order.rs` is the module `service::place_order`.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.split_once("/src/").map_or(path, |(_, inner)| inner);
    let module = inner.trim_end_matches(".rs");
    let parts = module.split('/').filter(|part| !["mod", "lib", "main"].contains(part));
    parts.map(str::to_owned).collect()
}

fn resolve(parts: &mut Vec<String>, module: &[String]) {
    let ups = parts.iter().take_while(|part| *part == "super").count();
    let here = usize::from(parts[0] == "self" && parts.len() > 1);
    if (ups == 0 && here == 0) || ups > module.len() {
        return;
    }
    let kept = module[..module.len() - ups].iter().cloned();
    let path: Vec<_> = std::iter::once("crate".to_owned()).chain(kept).collect();
    parts.splice(..ups + here, path);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, text: &str) -> Vec<String> {
        all(path, &Source::new(text)).iter().map(Named::text).collect()
    }

    #[test]
    fn use_trees_are_spread_out() {
        let text = "use std::{collections::{self, BTreeMap}, env as e,\n fs};\n";
        let spread = ["std::collections", "std::collections::BTreeMap", "std::env", "std::fs"];
        assert_eq!(named("crates/a/src/lib.rs", text), spread);
    }

    #[test]
    fn super_is_resolved_from_the_place_of_the_file() {
        let named = |text| named("crates/a/src/service/place.rs", text);
        assert_eq!(named("use super::super::http;"), ["crate::http"]);
        assert_eq!(named("use super::cancel;"), ["crate::service::cancel"]);
    }

    #[test]
    fn a_variable_is_no_crate() {
        let names = |text: &str, word: &str| {
            all("src/lib.rs", &Source::new(text)).iter().any(|named| named.names(word))
        };
        assert!(!names("let http = self.http;", "http"));
        assert!(names("let a = http::Uri::new();", "http"));
        assert!(names("use http;", "http"));
        assert!(!names("use tower_http::limit;", "http"));
        assert!(names("a(store::SqliteStore::open)", "SqliteStore"));
        assert!(names("f().await", "await"));
    }
}
