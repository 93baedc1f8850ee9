//! Reading JSON as a template: walking through it, and gathering what is wrong.

use serde_json::Value;

use super::node::Node;

/// A flaw of a template: where (a JSON pointer within it) and what, as a sentence.
pub type Flaw = (String, String);

/// How deep a template may nest, so that nothing that walks through one needs much stack.
const DEPTH_MAX: usize = 100;

/// Where the reader is in the template, and what it has found wrong.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// JSON pointer.
    pointer: String,
    /// The same place as Step Functions names it: `/name[0]`.
    place: String,
    depth: usize,
    flaws: Vec<Flaw>,
}

impl Reader {
    /// Reads a whole template with `read`.
    ///
    /// # Errors
    /// All flaws.
    pub(super) fn whole(read: impl FnOnce(&mut Self) -> Node) -> Result<Node, Vec<Flaw>> {
        let mut reader = Self::default();
        let node = read(&mut reader);
        if reader.flaws.is_empty() { Ok(node) } else { Err(reader.flaws) }
    }

    /// Where it is, as Step Functions names it.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// Reads what stands under `key`.
    pub(super) fn in_field(&mut self, key: &str, read: impl FnOnce(&mut Self) -> Node) -> Node {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        self.within(&format!("/{escaped}"), &format!("/{key}"), read)
    }

    /// Reads every item.
    pub(super) fn items(&mut self, items: &[Value], read: fn(&mut Self, &Value) -> Node) -> Node {
        let each = items.iter().enumerate().map(|(at, item)| {
            self.within(&format!("/{at}"), &format!("[{at}]"), |reader| read(reader, item))
        });
        Node::array(each.collect())
    }

    /// Notes what is wrong here. What it gives is never made.
    pub(super) fn flaw(&mut self, what: impl Into<String>) -> Node {
        self.flaws.push((self.pointer.clone(), what.into()));
        Node::Constant(Value::Null)
    }

    fn within(&mut self, pointer: &str, place: &str, read: impl FnOnce(&mut Self) -> Node) -> Node {
        let before = (self.pointer.len(), self.place.len());
        self.pointer.push_str(pointer);
        self.place.push_str(place);
        self.depth += 1;
        let node = if self.depth > DEPTH_MAX {
            self.flaw(format!("A template nests at most {DEPTH_MAX} levels deep."))
        } else {
            read(self)
        };
        self.depth -= 1;
        self.pointer.truncate(before.0);
        self.place.truncate(before.1);
        node
    }
}
