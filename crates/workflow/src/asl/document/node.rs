//! JSON as it was written: fields in their order, even those that are there twice.
//!
//! `serde_json::Value` keeps the last of two fields of one name and says nothing; Step Functions
//! refuses them.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

/// Most characters of a text that are shown in a sentence.
const SHOWN_CHARS_MAX: usize = 40;

/// A JSON value with its place.
#[derive(Debug)]
pub(in crate::asl) struct Node {
    /// How many values begin before it in the text.
    pub(in crate::asl) place: usize,
    /// The value.
    pub(in crate::asl) json: Json,
}

/// A JSON value.
#[derive(Debug)]
pub(in crate::asl) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a text.
    ///
    /// # Errors
    /// It is not JSON, or nests deeper than `serde_json` goes: 127 levels.
    pub(in crate::asl) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(text);
        let node = Counted(&Cell::new(0)).deserialize(&mut json)?;
        json.end()?;
        Ok(node)
    }

    /// The field of that name; the first, when there are two.
    pub(in crate::asl) fn field(&self, name: &str) -> Option<&Self> {
        match &self.json {
            Json::Object(fields) => {
                fields.iter().find(|field| field.0 == name).map(|field| &field.1)
            }
            _ => None,
        }
    }

    /// Its text, when it is one.
    pub(in crate::asl) fn text(&self) -> Option<&str> {
        match &self.json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value that a JSON pointer leads to, or the last one on the way.
    pub(in crate::asl) fn nearest(&self, pointer: &str) -> &Self {
        let mut node = self;
        for segment in pointer.split('/').skip(1) {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            let next = match &node.json {
                Json::List(items) => segment.parse().ok().and_then(|at: usize| items.get(at)),
                _ => node.field(&segment),
            };
            match next {
                Some(next) => node = next,
                None => return node,
            }
        }
        node
    }

    /// The same as a `serde_json` value.
    pub(in crate::asl) fn value(&self) -> Value {
        match &self.json {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Bool(*flag),
            Json::Number(number) => Value::Number(number.clone()),
            Json::Text(text) => Value::String(text.clone()),
            Json::List(items) => items.iter().map(Self::value).collect(),
            Json::Object(fields) => {
                fields.iter().map(|(name, node)| (name.clone(), node.value())).collect()
            }
        }
    }

    /// What it is, for a sentence: `the text "5"`, `a list`.
    pub(in crate::asl) fn shown(&self) -> String {
        match &self.json {
            Json::Null => "null".to_owned(),
            Json::Bool(flag) => flag.to_string(),
            Json::Number(number) => number.to_string(),
            Json::Text(text) => format!("the text \"{}\"", short(text)),
            Json::List(_) => "a list".to_owned(),
            Json::Object(_) => "an object".to_owned(),
        }
    }
}

/// The beginning of a text, for a sentence.
pub(in crate::asl) fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Reads a value and counts it.
struct Counted<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let place = self.0.get();
        self.0.set(place + 1);
        deserializer.deserialize_any(self).map(|json| Node { place, json })
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Counted(self.0))? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = object.next_key()? {
            fields.push((name, object.next_value_seed(Counted(self.0))?));
        }
        Ok(Json::Object(fields))
    }
}
