//! The pages at `/problems`: what each code means, from `docs/problems`.

use std::collections::BTreeMap;

use rust_embed::Embed;

use super::layout::{escape, page};
use super::markdown;

/// The Markdown pages, in the program itself.
#[derive(Embed)]
#[folder = "../../docs/problems"]
struct Pages;

/// Every code that has a page.
pub(super) fn codes() -> Vec<String> {
    let files = Pages::iter();
    let codes = files.filter_map(|file| file.strip_suffix(".md").map(str::to_owned));
    codes.filter(|code| code.contains('.')).collect()
}

/// The page of one code.
pub(super) fn problem(code: &str) -> Option<String> {
    let text = text(code)?;
    let main = format!(
        "<main id=\"main\" class=\"narrow prose\" tabindex=\"-1\">\
         <p class=\"back\"><a href=\"/problems\">All problems</a></p>{}</main>",
        markdown::render(&text)
    );
    Some(page(code, "/problems", &main))
}

/// The list of all codes, by the part of the program they come from.
pub(super) fn problems_index() -> String {
    let mut groups = BTreeMap::<String, Vec<String>>::new();
    for code in codes() {
        let group = code.split('.').next().unwrap_or_default().to_owned();
        groups.entry(group).or_default().push(code);
    }
    let sections = groups.into_iter().map(|(group, mut codes)| {
        codes.sort();
        let items: String = codes.iter().map(|code| item(code)).collect();
        let group = escape(&group);
        format!("<h2 id=\"{group}\">{group}</h2><ul class=\"codes\">{items}</ul>")
    });
    let sections: String = sections.collect();
    let main = format!(
        "<main id=\"main\" class=\"narrow\" tabindex=\"-1\"><h1>Problems</h1>\
         <p class=\"lead\">What is not done is answered as a problem (RFC 9457) with a code. Here \
         is what each code means, and what to do.</p>{sections}</main>"
    );
    page("Problems", "/problems", &main)
}

fn item(code: &str) -> String {
    let text = text(code).unwrap_or_default();
    let status = text.lines().find_map(|line| line.strip_prefix("**Status:** "));
    let status = status.and_then(|status| status.split(' ').next()).unwrap_or_default();
    let class = status.chars().next().filter(char::is_ascii_digit).unwrap_or('x');
    let happened = text.split("## What happened").nth(1).unwrap_or_default().trim_start();
    let happened = happened.lines().next().unwrap_or_default();
    let sentence = happened.split_inclusive(". ").next().unwrap_or_default().trim_end();
    format!(
        "<li><span class=\"status s{class}\">{status}</span><div><a href=\"/problems/{code}\">\
         <code>{code}</code></a>{sentence}</div></li>",
        status = escape(status),
        code = escape(code),
        sentence = markdown::render(sentence),
    )
}

fn text(code: &str) -> Option<String> {
    if !code.contains('.') {
        return None; // the folder's own README is no problem
    }
    let file = Pages::get(&format!("{code}.md"))?;
    String::from_utf8(file.data.into_owned()).ok()
}
