//! What answers hold: DynamoDB's typed values, and the XML of older services.

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::Caller;

/// The text of every `<tag>` in `xml`, in the order they stand.
pub fn tags(xml: &str, tag: &str) -> Vec<String> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let pieces = xml.split(&open).skip(1).filter_map(|piece| piece.split_once(&close));
    pieces.map(|(text, _)| plain(text)).collect()
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The records of a table, as the store wrote them.
#[derive(Debug)]
pub struct Records(Vec<Value>);

impl Records {
    /// All of them. For tables of a test: it reads the whole table.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn scan(caller: &Caller, table: &str) -> anyhow::Result<Self> {
        let mut items = Vec::new();
        let mut after = Value::Null;
        loop {
            let mut ask = json!({ "TableName": table, "ConsistentRead": true });
            if !after.is_null() {
                ask["ExclusiveStartKey"] = after;
            }
            let page = caller.call("dynamodb", "Scan", ask).await?;
            let Some(found) = page["Items"].as_array() else { bail!("{page} is no page") };
            items.extend(found.iter().cloned());
            after = page["LastEvaluatedKey"].clone();
            if after.is_null() {
                return Ok(Self(items));
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bodies, read.
    ///
    /// # Errors
    /// When a record has none, or one that is no JSON.
    pub fn bodies(&self) -> anyhow::Result<Vec<Value>> {
        let bodies = self.0.iter().map(|item| {
            let body = item["body"]["S"].as_str().with_context(|| format!("{item} has no body"))?;
            serde_json::from_str(body).with_context(|| body.to_owned())
        });
        bodies.collect()
    }

    /// The items themselves.
    pub fn items(&self) -> &[Value] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn the_text_of_tags_is_found() {
        let xml = "<a><Name>x</Name><b><Name>y &amp; z</Name></b></a>";
        assert_eq!(tags(xml, "Name"), ["x", "y & z"]);
        assert_eq!(tags(xml, "Other"), Vec::<String>::new());
    }
}
