//! A definition as a flowchart of Mermaid.
//!
//! Errors would cover the picture with arrows. So those that several states send to the same place
//! are one dashed arrow from a list of the states, and an error that changes nothing about where a
//! state goes is told beside the arrow that is there anyway.

use super::way::{MANY, catchers, changes_nothing, in_order, inner};
use super::words;
use crate::asl::{Definition, Kind, Next, State, States};

/// Names in a line of such a list.
const NAMES_IN_LINE: usize = 3;
/// Names that mean something else to Mermaid.
const RESERVED: &[&str] = &[
    "call",
    "class",
    "classdef",
    "click",
    "default",
    "direction",
    "end",
    "flowchart",
    "graph",
    "href",
    "linkstyle",
    "start",
    "style",
    "subgraph",
];

/// A `flowchart TD` of a definition. The same definition gives the same text.
pub fn mermaid(definition: &Definition) -> String {
    let mut chart = Chart { text: "flowchart TD\n".to_owned(), unnamed: Vec::new(), lists: 0 };
    chart.line(1, "start((start))");
    chart.level(&definition.states, 1);
    let first = chart.id(&definition.states.start_at);
    chart.line(1, &format!("start --> {first}"));
    chart.arrows(&definition.states, 1);
    chart.text
}

struct Chart {
    text: String,
    /// States whose names cannot be ids.
    unnamed: Vec<String>,
    /// How many lists of states there are.
    lists: usize,
}

impl Chart {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"    ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The states of a level, and the levels within them as boxes.
    fn level(&mut self, level: &States, depth: usize) {
        for (name, state) in in_order(level) {
            let (id, label) = (self.id(name), quoted(name));
            let levels = inner(state);
            match &levels[..] {
                [] => self.line(depth, &format!("{id}{}", shape(state, &label))),
                [only] => self.boxed(&id, &label, depth, |chart| chart.inside(only, depth + 1)),
                branches => self.boxed(&id, &label, depth, |chart| {
                    for (place, branch) in branches.iter().enumerate() {
                        let (id, label) =
                            (format!("{id}_{place}"), quoted(&format!("{}", place + 1)));
                        chart.boxed(&id, &label, depth + 1, |chart| {
                            chart.inside(branch, depth + 2);
                        });
                    }
                }),
            }
        }
    }

    fn boxed(&mut self, id: &str, label: &str, depth: usize, fill: impl FnOnce(&mut Self)) {
        self.line(depth, &format!("subgraph {id}[{label}]"));
        fill(self);
        self.line(depth, "end");
    }

    fn inside(&mut self, level: &States, depth: usize) {
        self.level(level, depth);
        self.arrows(level, depth);
    }

    /// The arrows between the states of a level.
    fn arrows(&mut self, level: &States, depth: usize) {
        let states = in_order(level);
        for (name, state) in &states {
            self.arrows_from(name, state, depth);
        }
        for (errors, to, from) in caught(&states) {
            let to = self.id(to);
            if from.len() < MANY {
                for name in from {
                    let line = format!("{} -.->|{}| {to}", self.id(name), quoted(&errors));
                    self.line(depth, &line);
                }
                continue;
            }
            self.lists += 1;
            let lines: Vec<String> =
                from.chunks(NAMES_IN_LINE).map(|names| escaped(&names.join(", "))).collect();
            let list = format!("\"{} in<br/>{}\"", escaped(&errors), lines.join(",<br/>"));
            self.line(depth, &format!("errors_{0}[{list}] -.-> {to}", self.lists));
            self.line(depth, &format!("style errors_{} stroke-dasharray: 4 4", self.lists));
        }
    }

    fn arrows_from(&mut self, name: &str, state: &State, depth: usize) {
        let from = self.id(name);
        if let Kind::Choice(choice) = &state.kind {
            let rules = choice.rules.iter().map(|rule| (words::rule(rule), &rule.next));
            let otherwise = choice.default.iter().map(|name| ("otherwise".to_owned(), name));
            for (label, next) in rules.chain(otherwise) {
                let line = format!("{from} -->|{}| {}", quoted(&label), self.id(next));
                self.line(depth, &line);
            }
        } else if let Next::State(next) = &state.next {
            let anyway = catchers(state).iter().find(|catcher| changes_nothing(state, catcher));
            let label = anyway.map(|catcher| {
                let errors = words::errors(&catcher.error_equals);
                format!("|{}|", quoted(&format!("even after {errors}")))
            });
            let line = format!("{from} -->{} {}", label.unwrap_or_default(), self.id(next));
            self.line(depth, &line);
        }
    }

    /// What a state is called in the chart: its name where that is possible.
    fn id(&mut self, name: &str) -> String {
        let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric())
            && !RESERVED.contains(&name.to_ascii_lowercase().as_str());
        if is_plain {
            return name.to_owned();
        }
        let known = self.unnamed.iter().position(|other| other == name);
        let place = known.unwrap_or_else(|| {
            self.unnamed.push(name.to_owned());
            self.unnamed.len() - 1
        });
        format!("state_{}", place + 1)
    }
}

/// Which errors are caught, where they lead, and from which states; in the order of the states.
fn caught<'a>(states: &[(&'a str, &'a State)]) -> Vec<(String, &'a str, Vec<&'a str>)> {
    let mut found: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for (name, state) in states {
        for catcher in catchers(state).iter().filter(|one| !changes_nothing(state, one)) {
            let errors = words::errors(&catcher.error_equals);
            match found.iter_mut().find(|(of, to, _)| *of == errors && *to == catcher.next) {
                Some((_, _, from)) => from.push(name),
                None => found.push((errors, &catcher.next, vec![name])),
            }
        }
    }
    found
}

fn shape(state: &State, label: &str) -> String {
    match &state.kind {
        Kind::Choice(_) => format!("{{{label}}}"),
        Kind::Wait(_) => format!("[/{label}/]"),
        Kind::Pass(_) => format!("({label})"),
        Kind::Succeed => format!("([{label}])"),
        Kind::Fail(_) => format!("{{{{{label}}}}}"),
        Kind::Task(_) | Kind::Parallel(_) | Kind::Map(_) => format!("[{label}]"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text without the characters that mean something within quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("#quot;"),
            '#' => escaped.push_str("#35;"),
            '&' => escaped.push_str("#amp;"),
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '`' => escaped.push_str("#96;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
