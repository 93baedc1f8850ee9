//! Parts of a file that are generated, between two lines that say so.
//!
//! A file that people write has room for what follows from the code: the line `# generated: NAME`
//! begins it, `# end of NAME` ends it (in Markdown the same in `<!-- -->`). What stands between
//! is replaced as a whole, moved in as far as the first of the two lines.

use anyhow::{Context, Result, anyhow};

use super::read;
use crate::run;

/// One generated part of one file.
pub(super) struct Section {
    /// The file, from the root of the checkout.
    pub(super) file: String,
    /// The name in its two marks.
    pub(super) name: String,
    /// What stands between them, not moved in.
    pub(super) make: Box<dyn Fn() -> Result<String>>,
}

impl Section {
    /// Writes it anew.
    pub(super) fn write(&self) -> Result<()> {
        let (_, wanted) = self.texts()?;
        let file = run::root().join(&self.file);
        std::fs::write(file, wanted).with_context(|| self.file.clone())
    }

    /// Whether the file has what the code says.
    pub(super) fn is_current(&self) -> Result<bool> {
        let (found, wanted) = self.texts()?;
        Ok(found == wanted)
    }

    fn texts(&self) -> Result<(String, String)> {
        let found = read(&self.file)?;
        let body = (self.make)().with_context(|| format!("{}: {}", self.file, self.name))?;
        let wanted = replaced(&found, &self.name, &body).with_context(|| self.file.clone())?;
        Ok((found, wanted))
    }
}

/// `text` with `body` between the marks of `name`.
fn replaced(text: &str, name: &str, body: &str) -> Result<String> {
    let lines: Vec<&str> = text.lines().collect();
    let begin = mark(&lines, &format!("generated: {name}"))?;
    let end = mark(&lines, &format!("end of {name}"))?;
    if end < begin {
        return Err(anyhow!("`end of {name}` stands before its beginning"));
    }
    let first = lines[begin];
    let indent = &first[..first.len() - first.trim_start().len()];
    let body = body.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{indent}{line}"),
    });
    let mut made: Vec<String> = lines[..=begin].iter().map(|&line| line.to_owned()).collect();
    made.extend(body);
    made.extend(lines[end..].iter().map(|&line| line.to_owned()));
    Ok(made.join("\n") + "\n")
}

/// The line that is this mark, as a comment of YAML or of Markdown.
fn mark(lines: &[&str], words: &str) -> Result<usize> {
    let forms = [format!("# {words}"), format!("<!-- {words} -->")];
    let mut found = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| forms.iter().any(|form| line.trim() == form))
        .map(|(at, _)| at);
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(at),
        (None, _) => Err(anyhow!("there is no line `{}`", forms[0])),
        (Some(_), Some(_)) => Err(anyhow!("there is more than one line `{}`", forms[0])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced_and_moved_in() {
        let text = "a:\n  # generated: cups\n  old: 1\n  # end of cups\nb: 2\n";
        let made = replaced(text, "cups", "new: 1\n\nmore: 2").expect("both marks are there");
        let wanted = "a:\n  # generated: cups\n  new: 1\n\n  more: 2\n  # end of cups\nb: 2\n";
        assert_eq!(made, wanted);
        assert_eq!(replaced(&made, "cups", "new: 1\n\nmore: 2").expect("again"), wanted);
    }

    #[test]
    fn markdown_has_marks_of_its_own() {
        let text = "# A\n<!-- generated: costs -->\n<!-- end of costs -->\n";
        let made = replaced(text, "costs", "| a |").expect("both marks are there");
        assert_eq!(made, "# A\n<!-- generated: costs -->\n| a |\n<!-- end of costs -->\n");
    }

    #[test]
    fn a_missing_or_doubled_mark_is_an_error() {
        for text in ["", "# generated: a\n", "# end of a\n# generated: a\n"] {
            replaced(text, "a", "").expect_err(text);
        }
        replaced("# generated: a\n# generated: a\n# end of a\n", "a", "").expect_err("twice");
    }
}
