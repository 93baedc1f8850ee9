//! One operation: what it is, who may call it, what it takes, what it answers.

use serde_json::Value;

use super::curl;
use super::fields::{Reach, description, fields, limits, mark};
use super::layout::{anchor, escape};
use super::markdown;
use super::schema::Document;

/// The methods a path may have, in the order they are shown.
const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

/// One operation of the document.
#[derive(Clone, Copy)]
pub(super) struct Operation<'a> {
    pub(super) document: Document<'a>,
    /// In lower case, as in the document.
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    item: &'a Value,
    value: &'a Value,
}

/// Every operation, in the order of the document.
pub(super) fn operations(document: Document<'_>) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    for (path, item) in document.0["paths"].as_object().into_iter().flatten() {
        let item = document.resolve(item);
        for method in METHODS {
            if let Some(value) = item.get(method) {
                found.push(Operation { document, method, path, item, value });
            }
        }
    }
    found
}

impl<'a> Operation<'a> {
    /// The group it stands in.
    pub(super) fn tag(&self) -> &'a str {
        self.value["tags"][0].as_str().unwrap_or("other")
    }

    /// Where it stands on the page.
    pub(super) fn anchor(&self) -> String {
        anchor(&format!("{} {}", self.method, self.path))
    }

    /// What it does, in a few words.
    pub(super) fn summary(&self) -> Option<&'a str> {
        self.value["summary"].as_str()
    }

    /// Its parameters, those of its path included.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let document = self.document;
        let lists = [&self.item["parameters"], &self.value["parameters"]];
        let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
        parameters.map(move |parameter| document.resolve(parameter))
    }

    /// The first media type of the body, and what it says of it.
    pub(super) fn body(&self) -> Option<(&'a str, &'a Value)> {
        let body = self.document.resolve(&self.value["requestBody"]);
        let (media_type, content) = body["content"].as_object()?.iter().next()?;
        Some((media_type, content))
    }

    /// Whether the answer is a stream of events.
    pub(super) fn streams(&self) -> bool {
        self.responses().any(|(_, response)| response["content"].get("text/event-stream").is_some())
    }

    /// The ways to be let in; none for everybody.
    fn security(&self) -> &'a [Value] {
        let own = self.value.get("security").unwrap_or(&self.document.0["security"]);
        own.as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether a token must be sent.
    pub(super) fn needs_token(&self) -> bool {
        let security = self.security();
        !security.is_empty() && !security.iter().any(is_nobody)
    }

    fn responses(&self) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
        let document = self.document;
        let responses = self.value["responses"].as_object().into_iter().flatten();
        let mut responses: Vec<_> = responses
            .map(|(status, response)| (status.as_str(), document.resolve(response)))
            .collect();
        responses.sort_by_key(|(status, _)| *status);
        responses.into_iter()
    }

    /// The whole operation as HTML.
    pub(super) fn render(&self) -> String {
        let (anchor, method) = (self.anchor(), escape(self.method));
        let summary = self.summary().map_or_else(String::new, markdown::render);
        let path = escape(self.path).replace('/', "/<wbr>");
        let old = if self.value["deprecated"] == true {
            "<p class=\"deprecated\">Deprecated: it still works, but will be removed.</p>"
        } else {
            ""
        };
        format!(
            "<article class=\"operation\" id=\"{anchor}\" aria-labelledby=\"{anchor}-name\">\
             <h3 id=\"{anchor}-name\"><a href=\"#{anchor}\">\
             <span class=\"method {method}\">{method}</span> <code>{path}</code></a></h3>\
             {old}<div class=\"summary\">{summary}</div>{}\
             <p class=\"who\"><strong>Who may call it:</strong> {}</p>{}{}{}{}</article>",
            description(self.value),
            self.who(),
            self.parameters_html(),
            self.body_html(),
            self.command_html(),
            self.responses_html(),
        )
    }

    fn who(&self) -> String {
        let security = self.security();
        if security.is_empty() {
            return "everybody, signed in or not.".to_owned();
        }
        let ways =
            security.iter().filter_map(Value::as_object).flatten().map(|(scheme, scopes)| {
                let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str);
                let scopes: Vec<_> = scopes.map(escape).collect();
                let with = if scopes.is_empty() { "" } else { ", with " };
                format!("<code>{}</code> token{with}{}", escape(scheme), scopes.join(", "))
            });
        let ways = ways.collect::<Vec<_>>().join(", or ");
        if self.needs_token() {
            format!("who is signed in ({ways}). A role that is needed is named above.")
        } else {
            format!("everybody; a token is read when it is sent ({ways}).")
        }
    }

    fn parameters_html(&self) -> String {
        let items = self.parameters().map(|parameter| {
            let schema = &parameter["schema"];
            let place = match parameter["in"].as_str() {
                Some("path") => "in the path",
                Some("query") => "in the query",
                Some("header") => "header",
                Some("cookie") => "cookie",
                _ => "",
            };
            format!(
                "<li><p class=\"field\"><code>{}</code> \
                 <span class=\"type\">{place}, {}</span>{}</p>{}{}</li>",
                escape(parameter["name"].as_str().unwrap_or_default()),
                self.document.type_of(schema),
                mark(parameter["required"] == true),
                limits(self.document.shape(schema).schema),
                description(parameter),
            )
        });
        let items: String = items.collect();
        if items.is_empty() {
            return items;
        }
        format!("<h4>Parameters</h4><ul class=\"fields\">{items}</ul>")
    }

    fn body_html(&self) -> String {
        let Some((media_type, content)) = self.body() else { return String::new() };
        let schema = &content["schema"];
        format!(
            "<h4>Body</h4>{}<p class=\"type\"><code>{}</code>, {}</p>{}",
            description(self.document.resolve(&self.value["requestBody"])),
            escape(media_type),
            self.document.type_of(schema),
            fields(self.document, schema, Reach::All),
        )
    }

    fn command_html(&self) -> String {
        let command = escape(&curl::command(self));
        let name = escape(&format!("Example of {} {}", self.method, self.path));
        format!(
            "<h4>Example</h4><pre tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\
             <code>{command}</code></pre>"
        )
    }

    fn responses_html(&self) -> String {
        let items = self.responses().map(|(status, response)| {
            let content = response["content"].as_object().into_iter().flatten();
            let bodies = content.map(|(media_type, content)| {
                let kind = self.document.type_of(&content["schema"]);
                format!("<p class=\"type\"><code>{}</code>, {kind}</p>", escape(media_type))
            });
            let bodies: String = bodies.collect();
            let status = if status == "default" { "else" } else { status };
            let class = status.chars().next().filter(char::is_ascii_digit).unwrap_or('x');
            format!(
                "<li><span class=\"status s{class}\">{}</span><div>{}{bodies}</div></li>",
                escape(status),
                description(response),
            )
        });
        let items: String = items.collect();
        format!("<h4>Answers</h4><ul class=\"answers\">{items}</ul>")
    }
}

/// The way in that asks nothing.
fn is_nobody(way: &Value) -> bool {
    way.as_object().is_some_and(serde_json::Map::is_empty)
}
