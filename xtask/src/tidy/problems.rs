//! Every error code has its page `docs/problems/<code>.md`, and every page has its code.

use std::collections::BTreeMap;

use super::config::Config;
use super::finding::Finding;
use super::source::{Source, block};
use super::tree::Tree;

const PAGES: &str = "docs/problems/";

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    let mut codes = BTreeMap::new();
    for (file, source) in tree.rust().filter(|(file, _)| file.path.starts_with("crates/")) {
        for (at, code) in codes_in(source).into_iter().filter(|_| !file.is_test) {
            codes.entry(code).or_insert((&file.path, source.line(at)));
        }
    }
    let mut found = Vec::new();
    for (code, (path, line)) in &codes {
        if !tree.has(&format!("{PAGES}{code}.md")) {
            let sentence = format!("`{code}` has no page {PAGES}{code}.md");
            found.push(Finding::new(path, *line, "problems", sentence));
        }
    }
    for file in &tree.files {
        let page = file.path.strip_prefix(PAGES).and_then(|name| name.strip_suffix(".md"));
        if let Some(code) = page.filter(|page| *page != "README" && !codes.contains_key(*page)) {
            let sentence = format!("no error has the code `{code}`");
            found.push(Finding::new(&file.path, 1, "problems", sentence));
        }
    }
    found
}

/// The codes that the `fn code` of a file answer, and where they stand.
fn codes_in(source: &Source) -> Vec<(usize, &str)> {
    let signatures = ["fn code(&self)", "fn code(self)"].into_iter();
    let starts = signatures.flat_map(|one| source.code.match_indices(one)).map(|(at, _)| at);
    let bodies = starts.filter(|at| !source.is_test(*at)).filter_map(|at| block(&source.code, at));
    let codes = bodies.flat_map(|body| {
        let inside = source.literals.iter().filter(move |literal| body.contains(&literal.at));
        inside.filter(|literal| is_code(&literal.text))
    });
    codes.map(|literal| (literal.at, literal.text.as_str())).collect()
}

fn is_code(text: &str) -> bool {
    let word = |word: &str| {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !word.is_empty() && word.chars().all(letters)
    };
    text.contains('.') && text.split('.').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERROR: &str = "impl Coded for Error {\n    fn code(&self) -> &'static str {\n        \
        match self {\n            Self::Gone => \"orders.gone\",\n        }\n    }\n}\n\
        fn other() -> &'static str { \"orders.no-code\" }\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let found = check(&Tree::of(files), &Config::default());
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_code_needs_a_page() {
        let error = ("crates/orders/src/error.rs", ERROR);
        let said = "crates/orders/src/error.rs:4: problems: \
                    `orders.gone` has no page docs/problems/orders.gone.md";
        assert_eq!(found(&[error]), [said]);
        assert_eq!(found(&[error, ("docs/problems/orders.gone.md", "# Gone")]), [""; 0]);
    }

    #[test]
    fn a_page_needs_a_code() {
        let pages = [("docs/problems/orders.lost.md", ""), ("docs/problems/README.md", "")];
        let said = "docs/problems/orders.lost.md:1: problems: no error has the code `orders.lost`";
        assert_eq!(found(&pages), [said]);
    }

    #[test]
    fn codes_of_tests_need_no_page() {
        assert_eq!(found(&[("crates/api/tests/problem.rs", ERROR)]), [""; 0]);
        let inside = format!("#[cfg(test)]\nmod tests {{\n{ERROR}}}\n");
        assert_eq!(found(&[("crates/api/src/problem.rs", &inside)]), [""; 0]);
    }
}
