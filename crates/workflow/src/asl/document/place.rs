//! A value and the way to it.

use std::fmt::Write as _;
use std::rc::Rc;

use super::{Json, Node};

/// A value of the document and the way to it. The way is only written out when something is wrong,
/// since most places are never told of.
#[derive(Debug, Clone)]
pub(in crate::asl) struct Place<'a> {
    /// The value.
    pub(in crate::asl) node: &'a Node,
    way: Option<Rc<Step<'a>>>,
}

#[derive(Debug)]
struct Step<'a> {
    before: Option<Rc<Step<'a>>>,
    segment: Segment<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Segment<'a> {
    Name(&'a str),
    Number(usize),
}

impl<'a> Place<'a> {
    /// The whole document.
    pub(in crate::asl) fn root(node: &'a Node) -> Self {
        Self { node, way: None }
    }

    fn step(&self, node: &'a Node, segment: Segment<'a>) -> Self {
        Self { node, way: Some(Rc::new(Step { before: self.way.clone(), segment })) }
    }

    /// The field of that name.
    pub(in crate::asl) fn field(&self, name: &'a str) -> Option<Self> {
        self.node.field(name).map(|node| self.step(node, Segment::Name(name)))
    }

    /// The fields of an object, in their order; none of anything else.
    pub(in crate::asl) fn fields(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a, '_> {
        let fields: &'a [(String, Node)] = match &self.node.json {
            Json::Object(fields) => fields,
            _ => &[],
        };
        fields.iter().map(|(name, node)| (name.as_str(), self.step(node, Segment::Name(name))))
    }

    /// The items of a list; none of anything else.
    pub(in crate::asl) fn items(&self) -> impl Iterator<Item = Self> + use<'a, '_> {
        let items: &'a [Node] = match &self.node.json {
            Json::List(items) => items,
            _ => &[],
        };
        let step = |(at, node)| self.step(node, Segment::Number(at));
        items.iter().enumerate().map(step)
    }

    /// The way to it, as a JSON pointer.
    pub(in crate::asl) fn pointer(&self) -> String {
        let mut segments = Vec::new();
        let mut way = self.way.as_deref();
        while let Some(step) = way {
            segments.push(step.segment);
            way = step.before.as_deref();
        }
        let mut pointer = String::new();
        for segment in segments.into_iter().rev() {
            match segment {
                Segment::Name(name) => {
                    pointer.push('/');
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                }
                // Writing to a string does not fail.
                Segment::Number(at) => _ = write!(pointer, "/{at}"),
            }
        }
        pointer
    }
}
