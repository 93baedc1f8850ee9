//! Markdown as HTML: what doc comments and the pages of problems are written in.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// The HTML of a text. HTML within it is shown as text, and links that could run something lead
/// nowhere.
pub(super) fn render(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: harmless(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: harmless(dest_url), title, id })
        }
        other => other,
    });
    let mut page = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut page, events);
    page
}

/// The address, if it is one of the web, of this server, or of another page of problems.
fn harmless(address: CowStr<'_>) -> CowStr<'_> {
    if let Some(code) = address.strip_suffix(".md").filter(|code| !code.contains(['/', ':'])) {
        return format!("/problems/{code}").into();
    }
    let known = ["https://", "http://", "/", "#"];
    if known.iter().any(|start| address.starts_with(start)) { address } else { "#".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_pages_use_is_rendered() {
        let page = render("# a\n\n- b `c`\n\n| d | e |\n| --- | --- |\n| f | [g](g.md) |\n");
        for part in ["<h1>a</h1>", "<li>b <code>c</code></li>", "<th>d</th>", "/problems/g\">g<"] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_run() {
        let page = render("<script>a()</script>\n\n<b>x</b> [y](javascript:a()) ![z](data:a)");
        for part in ["<script", "<b>", "javascript:", "data:"] {
            assert!(!page.contains(part), "{part} in {page}");
        }
        assert!(page.contains("&lt;script&gt;"), "{page}");
    }
}
