//! The page at `/docs`: the whole API, to be read.

use serde_json::Value;

use super::fields::{Reach, description, fields, limits};
use super::layout::{anchor, escape, page};
use super::markdown;
use super::operation::{Operation, operations};
use super::schema::Document;

/// How to try the examples.
const BEFORE: &str = "\
<section class=\"before\" aria-labelledby=\"before-you-begin\">
<h2 id=\"before-you-begin\">Before you begin</h2>
<p>The examples use two variables of your shell: where the server is, and a token that says who
you are.</p>
<pre tabindex=\"0\" role=\"region\" aria-label=\"Variables of the examples\">\
<code>export COMANDA=http://127.0.0.1:8080
export TOKEN=$(comanda token --role customer --subject anna)</code></pre>
<p>What staff do needs another token: <code>--role barista --location loc_demo-cafe</code>, or the
role <code>manager</code> or <code>admin</code>.</p>
<p>Money is in minor units: <code>420</code> with the currency <code>EUR</code> is €4.20. Times are
RFC 3339 in UTC. What goes wrong is answered as a <a href=\"/problems\">problem</a> with a code.
Programs read <a href=\"/openapi.json\">openapi.json</a>.</p>
</section>";

/// The page, made from an OpenAPI 3.1 document.
pub(super) fn docs(openapi: &Value) -> String {
    let document = Document(openapi);
    let operations = operations(document);
    let tags = tags(document, &operations);
    let title = openapi["info"]["title"].as_str().unwrap_or("API");
    let version = openapi["info"]["version"].as_str().unwrap_or_default();
    let about = openapi["info"]["description"].as_str().map_or_else(String::new, markdown::render);
    let sections = tags.iter().map(|tag| section(document, tag, &operations)).collect::<String>();
    let main = format!(
        "<div class=\"columns\">{}<main id=\"main\" tabindex=\"-1\">\
         <h1>{} <span class=\"version\">{}</span></h1><div class=\"lead\">{about}</div>\
         {BEFORE}{sections}{}</main></div>",
        contents(document, &tags, &operations),
        escape(title),
        escape(version),
        schemas(document),
    );
    page(title, "/docs", &main)
}

/// The groups of operations: first as the document lists them, then as they come.
fn tags<'a>(document: Document<'a>, operations: &[Operation<'a>]) -> Vec<&'a str> {
    let listed = document.0["tags"].as_array().into_iter().flatten();
    let listed = listed.filter_map(|tag| tag["name"].as_str());
    let mut tags = Vec::new();
    for tag in listed.chain(operations.iter().map(Operation::tag)) {
        if !tags.contains(&tag) && operations.iter().any(|operation| operation.tag() == tag) {
            tags.push(tag);
        }
    }
    tags
}

fn contents(document: Document<'_>, tags: &[&str], operations: &[Operation<'_>]) -> String {
    let groups = tags.iter().map(|tag| {
        let of_tag = operations.iter().filter(|operation| operation.tag() == *tag);
        let links = of_tag.map(|operation| {
            let path = escape(operation.path).replace('/', "/<wbr>");
            format!(
                "<li><a href=\"#{}\"><span class=\"method {method}\">{method}</span> \
                 {path}</a></li>",
                operation.anchor(),
                method = escape(operation.method),
            )
        });
        let links: String = links.collect();
        format!("<p><a href=\"#tag-{}\">{}</a></p><ul>{links}</ul>", anchor(tag), capital(tag))
    });
    let groups: String = groups.collect();
    let names = document.schemas().map(|(name, _)| {
        format!("<li><a href=\"#schema-{}\">{}</a></li>", anchor(name), escape(name))
    });
    let names: String = names.collect();
    format!(
        "<nav class=\"contents\" aria-label=\"Contents\" tabindex=\"0\"><details>\
         <summary>Contents</summary>{groups}<p><a href=\"#schemas\">Schemas</a></p>\
         <ul>{names}</ul></details></nav>"
    )
}

fn section(document: Document<'_>, tag: &str, operations: &[Operation<'_>]) -> String {
    let mut listed = document.0["tags"].as_array().into_iter().flatten();
    let about = listed.find(|listed| listed["name"] == tag).map_or_else(String::new, description);
    let of_tag = operations.iter().filter(|operation| operation.tag() == tag);
    let articles: String = of_tag.map(Operation::render).collect();
    let (anchor, name) = (anchor(tag), capital(tag));
    format!(
        "<section aria-labelledby=\"tag-{anchor}\"><h2 id=\"tag-{anchor}\">{name}</h2>\
         {about}{articles}</section>"
    )
}

fn schemas(document: Document<'_>) -> String {
    let schemas = document.schemas().map(|(name, schema)| {
        let anchor = anchor(name);
        let inside = match fields(document, schema, Reach::Links) {
            empty if empty.is_empty() => {
                let shape = document.shape(schema);
                let kind = document.type_of(schema);
                format!("<p class=\"type\">{kind}</p>{}", limits(shape.schema))
            }
            inside => inside,
        };
        format!(
            "<article class=\"schema\" id=\"schema-{anchor}\"><h3>\
             <a href=\"#schema-{anchor}\">{}</a></h3>{}{inside}</article>",
            escape(name),
            description(schema),
        )
    });
    let schemas: String = schemas.collect();
    if schemas.is_empty() {
        return schemas;
    }
    format!(
        "<section aria-labelledby=\"schemas\"><h2 id=\"schemas\">Schemas</h2>{schemas}</section>"
    )
}

/// A word as a heading, escaped.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    escape(&first.chain(letters).collect::<String>())
}
