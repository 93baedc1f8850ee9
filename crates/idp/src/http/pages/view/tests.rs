//! What holds for every page in every language, whatever people write.

use std::collections::BTreeSet;

use super::samples::{frame, pages};
use crate::words::{Language, Problem};

/// What somebody may try to put into a page.
const ATTACK: &str = "<script>alert(1)</script>\"'><b x='";

/// Every page in every language, with and without a problem, with a friendly name and another.
fn all() -> Vec<(String, String)> {
    let problems = [None, Some(Problem::WrongCode), Some(Problem::PasswordTooCommon)];
    let mut all = Vec::new();
    for (language, problem) in
        Language::ALL.into_iter().flat_map(|language| problems.map(|problem| (language, problem)))
    {
        let frame = frame(language);
        for (name, email) in [("Anna", "anna@example.org"), (ATTACK, ATTACK)] {
            for (page, html) in pages(&frame, name, email, problem) {
                all.push((format!("{page} in {language:?} with {problem:?}"), html));
            }
        }
    }
    all
}

/// The tags of a document, without their brackets: `input id="email"`, `/form`.
fn tags(html: &str) -> Vec<&str> {
    let tags = html.split('<').skip(1);
    tags.map(|tag| tag.split_once('>').map_or(tag, |(tag, _)| tag)).collect()
}

/// The names of the attributes of a tag.
fn names(tag: &str) -> Vec<&str> {
    // Every second part between quotation marks is a value.
    let outside = tag.split('"').step_by(2);
    let words = outside.flat_map(str::split_whitespace).map(|word| word.trim_end_matches('='));
    words.filter(|word| !word.is_empty()).skip(1).collect()
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

#[test]
fn what_people_write_stays_text() {
    for (page, html) in all() {
        assert!(!html.contains("<script>alert") && !html.contains("<b x="), "{page}: {html}");
        assert!(!html.contains("\"'>"), "{page} lets an attribute be left: {html}");
    }
}

#[test]
fn nothing_is_inline_that_the_policy_forbids() {
    for (page, html) in all() {
        for tag in tags(&html) {
            for name in names(tag) {
                let handler = name.starts_with("on") && name.chars().all(char::is_alphabetic);
                assert!(name != "style" && !handler, "{page}: {tag}");
            }
            let script = tag.starts_with("script");
            assert!(!script || attribute(tag, "src").is_some(), "{page}: {tag}");
            assert!(!tag.starts_with("style"), "{page}: {tag}");
        }
        assert!(!html.contains("javascript:"), "{page}");
    }
}

#[test]
fn every_input_has_a_label_and_every_id_and_attribute_stands_once() {
    for (page, html) in all() {
        let tags = tags(&html);
        let labels: BTreeSet<_> = tags
            .iter()
            .filter(|tag| tag.starts_with("label"))
            .filter_map(|tag| attribute(tag, "for"))
            .collect();
        let ids: Vec<_> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
        let distinct: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{page}: {ids:?}");
        for tag in tags.iter().filter(|tag| tag.starts_with("input")) {
            if attribute(tag, "type") != Some("hidden") {
                let id = attribute(tag, "id").unwrap_or_default();
                assert!(labels.contains(id), "{page}: {tag}");
                assert!(attribute(tag, "autocomplete").is_some(), "{page}: {tag}");
            }
        }
        for tag in &tags {
            let all = names(tag);
            assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{page}: {tag}");
            let named = ["aria-describedby", "aria-labelledby"].map(|to| attribute(tag, to));
            for id in named.into_iter().flatten().flat_map(str::split_whitespace) {
                assert!(distinct.contains(id), "{page} has no {id}: {tag}");
            }
        }
    }
}

#[test]
fn every_page_says_its_language_and_its_one_heading_and_nothing_empty() {
    let mut titles = BTreeSet::new();
    for (page, html) in all() {
        assert_eq!(html.matches("<h1>").count(), 1, "{page}");
        let language = Language::ALL.into_iter().find(|to| page.contains(&format!("{to:?}")));
        let tag = language.map_or("", Language::tag);
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let html_tag = format!("<html lang=\"{tag}\" dir=\"{direction}\">");
        assert!(html.contains(&html_tag), "{page}");
        for empty in ["h1", "h2", "h3", "p", "a", "li", "dt", "label", "button", "summary", "title"]
        {
            let opening = format!("<{empty}");
            let text = html.split(opening.as_str()).skip(1);
            let text = text.filter(|rest| rest.starts_with(['>', ' ']));
            for rest in text.filter_map(|rest| rest.split_once('>')) {
                // The script's own place for words is empty until it has some.
                let place = rest.0.contains("role=\"alert\" hidden");
                assert!(place || !rest.1.trim_start().starts_with("</"), "{page}: {rest:.60?}");
            }
        }
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split_once("</title>"));
        titles.insert(title.map(|(title, _)| title.to_owned()));
    }
    assert!(!titles.contains(&None) && titles.len() > 6 * 25, "{titles:#?}");
}

#[test]
fn a_problem_stands_first_in_the_title_and_is_announced_and_tied_to_its_input() {
    for problem in Problem::ALL {
        for (page, html) in pages(&frame(Language::En), "Anna", "anna@example.org", Some(problem)) {
            let text = problem.text(Language::En);
            if html.contains("id=\"problem\"") {
                assert!(html.contains(&format!("<title>{text} · ")), "{page}: {problem:?}");
                assert!(html.contains("id=\"problem\" role=\"alert\""), "{page}: {problem:?}");
            }
            let tags = tags(&html);
            let invalid: Vec<_> =
                tags.iter().filter(|tag| tag.contains("aria-invalid=\"true\"")).collect();
            let there = tags.iter().find(|tag| {
                tag.starts_with("input")
                    && !tag.ends_with(" readonly")
                    && attribute(tag, "name").is_some_and(|name| problem.field() == Some(name))
            });
            assert_eq!(invalid.len(), usize::from(there.is_some()), "{page}: {problem:?}");
            for tag in invalid {
                let described = attribute(tag, "aria-describedby").unwrap_or_default();
                assert!(described.split(' ').any(|id| id == "problem"), "{page}: {tag}");
            }
        }
    }
}

#[test]
fn what_was_typed_is_still_there_when_a_form_comes_back() {
    let pages = pages(&frame(Language::En), "Anna", "anna@example.org", Some(Problem::Busy));
    for (page, inputs) in [
        ("sign-in", &["email"][..]),
        ("reauth", &["email"]),
        ("sign-up", &["name", "email"]),
        ("forgotten", &["email"]),
        ("invited", &["name"]),
        ("add-passkey", &["name"]),
        ("change-email", &["email"]),
    ] {
        let html = pages.iter().find(|(name, _)| *name == page).map_or("", |(_, html)| html);
        for input in inputs {
            let value = if *input == "name" { "Anna" } else { "anna@example.org" };
            let named = format!(" name=\"{input}\"");
            let tag = tags(html).into_iter().find(|tag| tag.contains(&named));
            let typed = tag.and_then(|tag| attribute(tag, "value"));
            assert_eq!(typed, Some(value), "{page}: {tag:?}");
        }
    }
}

#[test]
fn a_form_takes_along_where_to_go_on_and_what_it_carries() {
    for (page, html) in pages(&frame(Language::Es), "Anna", "anna@example.org", None) {
        let forms = html.split("<form").skip(1).filter_map(|rest| rest.split_once("</form>"));
        // What is done on the account at once carries nothing but an id.
        for (form, _) in forms.filter(|_| !page.starts_with("account")) {
            let hidden: Vec<_> = tags(form)
                .into_iter()
                .filter(|tag| attribute(tag, "type") == Some("hidden"))
                .map(|tag| (attribute(tag, "name"), attribute(tag, "value")))
                .collect();
            let to = (Some("to"), Some("/go?on=1&#38;name=Anna"));
            assert_eq!(hidden, [to, (Some("state"), Some("Anna"))], "{page}");
        }
    }
}

#[test]
fn a_hidden_form_is_for_the_script_only() {
    for (page, html) in all() {
        for tag in tags(&html).into_iter().filter(|tag| tag.starts_with("form")) {
            let script = attribute(tag, "data-passkey").is_some();
            assert_eq!(script, tag.ends_with(" hidden"), "{page}: {tag}");
            if script {
                for text in ["start", "finish", "waiting", "cancelled", "failed", "exists"] {
                    let text = attribute(tag, &format!("data-{text}"));
                    assert!(text.is_some_and(|text| !text.is_empty()), "{page}: {tag}");
                }
                assert!(html.contains("src=\"/sign-in/passkeys.js\""), "{page}");
            } else {
                assert_eq!(attribute(tag, "method"), Some("post"), "{page}: {tag}");
            }
        }
    }
}

#[test]
fn strangers_are_not_sent_where_no_account_can_be_created() {
    let open = frame(Language::En);
    let closed = super::Frame { can_sign_up: false, ..open.clone() };
    let sign_in =
        |frame| pages(frame, "", "", None).into_iter().find(|(page, _)| *page == "sign-in");
    let has_link = |frame| sign_in(frame).is_some_and(|(_, html)| html.contains("/sign-up"));
    assert!(has_link(&open) && !has_link(&closed));
}

#[test]
fn a_logo_stands_for_the_name() {
    let mut frame = frame(Language::De);
    frame.brand.logo = Some("https://cafe.example/logo.svg".to_owned());
    for (page, html) in pages(&frame, "Anna", "anna@example.org", None) {
        let logo = "<img class=\"logo\" src=\"https://cafe.example/logo.svg\" alt=\"Café Aroma\">";
        assert!(html.contains(logo), "{page}");
    }
}
