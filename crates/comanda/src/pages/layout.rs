//! What every page shares: the frame around it, the look, and escaping.

/// The look of every page; served at `/docs/style.css`, because the policy allows no inline style.
pub(super) const STYLE: &str = include_str!("style.css");

/// The icon of every page: a cup.
pub(super) const ICON: &str = include_str!("icon.svg");

/// The pages that the bar at the top leads to.
const PLACES: [(&str, &str); 3] =
    [("/welcome", "Welcome"), ("/docs", "API"), ("/problems", "Problems")];

/// A whole document. `title` is text; `main` is HTML; `here` is the address it is marked under in
/// the bar at the top.
pub(super) fn page(title: &str, here: &str, main: &str) -> String {
    let links = PLACES.iter().map(|(address, name)| {
        let current = if *address == here { r#" aria-current="page""# } else { "" };
        format!(r#"<li><a href="{address}"{current}>{name}</a></li>"#)
    });
    let links: String = links.collect();
    let title = escape(title);
    format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Comanda</title>
<link rel="icon" type="image/svg+xml" href="/docs/icon.svg">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<a class="brand" href="/welcome"><img src="/docs/icon.svg" alt="" width="28" height="28">Comanda</a>
<nav aria-label="Pages"><ul>{links}</ul></nav>
</header>
{main}
</body>
</html>
"##
    )
}

/// Text as HTML, in content and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}

/// Text as an anchor: letters and digits in lower case, hyphens between them.
pub(super) fn anchor(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}
