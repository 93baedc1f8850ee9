//! Making an expression safe to evaluate.
//!
//! `jsonata-core` bounds the time, the depth and the length of sequences, but nothing else: a
//! string that doubles in each step fills any memory within its time. So whatever makes a value,
//! or gives it a name by which it can be used twice, is put into a call of a function of `fits`,
//! which counts it. What Step Functions does not have is refused on the way.

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp, PathStep, Stage, StepId};
use jsonata_core::value::with_stack;

use super::fits::{DISTINCT, NAMED};
use super::watch::{LARGE, Piped, piped, watched};
use super::wrap::{
    bounded, call, counted, counted_for_each, counted_to_keep, counted_unless_bounded, is_function,
    is_literal, name_functions, uncounted,
};

/// One pass through an expression.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Names of the variables it reads.
    pub(super) variables: BTreeSet<String>,
    /// What it uses that it must not, as ends of a sentence.
    pub(super) refusals: Vec<String>,
    /// Names that functions of the expression have where it is now.
    recursive: BTreeSet<String>,
}

impl Guard {
    /// The same expression, guarded. `inside` is whether `$` means something: an item of a path, or
    /// of what is filtered or sorted.
    pub(super) fn expression(&mut self, node: AstNode, inside: bool) -> AstNode {
        // As deep as the parser allows, 1,000 levels, is too deep for a small stack.
        with_stack(|| self.any(node, inside))
    }

    /// Every kind of node, so that a new one must be thought of here.
    fn any(&mut self, node: AstNode, inside: bool) -> AstNode {
        match node {
            AstNode::Variable(name) => self.variable(name, inside),
            AstNode::ParentVariable(name) => {
                self.refuse("`$$` means nothing here. Use `$states.input` or `$states.context`");
                AstNode::ParentVariable(name)
            }
            AstNode::Path { steps } => AstNode::Path { steps: self.steps(steps, inside) },
            AstNode::Binary { op, lhs, rhs } => self.binary(op, *lhs, *rhs, inside),
            AstNode::Unary { op, operand } => {
                AstNode::Unary { op, operand: self.boxed(*operand, inside) }
            }
            AstNode::Function { name, args, is_builtin } => {
                self.function(name, args, is_builtin, inside)
            }
            AstNode::Call { procedure, args } => counted(AstNode::Call {
                procedure: self.boxed(*procedure, inside),
                args: args.into_iter().map(|node| self.expression(node, inside)).collect(),
            }),
            AstNode::Lambda { params, body, signature, thunk } => {
                let body = Box::new(self.body(&params, *body, inside));
                AstNode::Lambda { params, body, signature, thunk }
            }
            AstNode::Array(items) => AstNode::Array(self.items(items, inside)),
            AstNode::ArrayGroup(items) => AstNode::ArrayGroup(self.items(items, inside)),
            AstNode::Object(fields) => AstNode::Object(self.fields(fields, inside)),
            AstNode::ObjectTransform { input, pattern } => AstNode::ObjectTransform {
                input: self.boxed(*input, inside),
                pattern: self.fields(pattern, true),
            },
            AstNode::Block(nodes) => AstNode::Block(self.block(nodes, inside)),
            AstNode::Conditional { condition, then_branch, else_branch } => AstNode::Conditional {
                condition: self.boxed(*condition, inside),
                then_branch: self.boxed(*then_branch, inside),
                else_branch: else_branch.map(|node| self.boxed(*node, inside)),
            },
            AstNode::FunctionApplication(node) => {
                AstNode::FunctionApplication(Box::new(counted(self.expression(*node, true))))
            }
            AstNode::Sort { input, terms } => AstNode::Sort {
                input: self.boxed(*input, inside),
                terms: terms
                    .into_iter()
                    .map(|(node, up)| (self.expression(node, true), up))
                    .collect(),
            },
            AstNode::Transform { location, update, delete } => AstNode::Transform {
                location: self.boxed(*location, true),
                update: self.boxed(*update, true),
                delete: delete.map(|node| self.boxed(*node, true)),
            },
            leaf @ (AstNode::String(_)
            | AstNode::Name(_)
            | AstNode::Number(_)
            | AstNode::Boolean(_)
            | AstNode::Null
            | AstNode::Undefined
            | AstNode::Placeholder
            | AstNode::Regex { .. }
            | AstNode::Wildcard
            | AstNode::Descendant
            | AstNode::Parent(_)) => leaf,
        }
    }

    fn body(&mut self, params: &[String], body: AstNode, inside: bool) -> AstNode {
        let around = self.recursive.clone();
        self.recursive.retain(|name| !params.contains(name));
        let body = bounded(params, self.expression(body, inside), &self.recursive);
        self.recursive = around;
        body
    }

    fn block(&mut self, nodes: Vec<AstNode>, inside: bool) -> Vec<AstNode> {
        let around = self.recursive.clone();
        name_functions(&nodes, &mut self.recursive);
        let nodes = nodes.into_iter().map(|node| self.expression(node, inside)).collect();
        self.recursive = around;
        nodes
    }

    fn boxed(&mut self, node: AstNode, inside: bool) -> Box<AstNode> {
        Box::new(self.expression(node, inside))
    }

    fn refuse(&mut self, what: impl Into<String>) {
        self.refusals.push(what.into());
    }

    fn variable(&mut self, name: String, inside: bool) -> AstNode {
        match name.as_str() {
            "" if !inside => {
                self.refuse("`$` means nothing here. Use `$states.input`");
            }
            "$" => self.refuse("`$$` means nothing here. Use `$states.input`"),
            "eval" => self.refuse("`$eval` is not supported. Use `$parse` for JSON in a string"),
            own if self.recursive.contains(own) => {}
            large if LARGE.contains(&large) => self.refuse(format!(
                "`${large}` is a function that can only be called, and no other name"
            )),
            _ => drop(self.variables.insert(name.clone())),
        }
        AstNode::Variable(name)
    }

    fn steps(&mut self, steps: Vec<PathStep>, inside: bool) -> Vec<PathStep> {
        let mut nodes = Vec::with_capacity(steps.len());
        let mut kept = Vec::with_capacity(steps.len());
        for (at, step) in steps.into_iter().enumerate() {
            let PathStep { node, stages, .. } = step;
            nodes.push(match node {
                // A `%` after it reaches through it.
                AstNode::FunctionApplication(node) if step.inner_tuple => {
                    AstNode::FunctionApplication(self.boxed(*node, true))
                }
                node => self.expression(node, inside || at > 0),
            });
            let stages = stages.into_iter().map(|stage| match stage {
                Stage::Filter(node) => Stage::Filter(self.boxed(*node, true)),
                other => other,
            });
            kept.push(PathStep {
                node: AstNode::Undefined,
                stages: stages.collect(),
                id: StepId::default(),
                ..step
            });
        }
        for (at, step) in kept.iter_mut().enumerate() {
            let has_name = !step.inner_tuple && (step.focus.is_some() || step.index_var.is_some());
            let node = std::mem::replace(&mut nodes[at], AstNode::Undefined);
            step.node = match at {
                // A `[]` after it must see what it gives, and whoever takes the path counts it.
                0 => uncounted(node),
                at => counted_for_each(node, &nodes[at + 1..], has_name),
            };
        }
        kept
    }

    fn binary(&mut self, op: BinaryOp, lhs: AstNode, rhs: AstNode, inside: bool) -> AstNode {
        let (lhs, rhs) = match piped(op, lhs, rhs, &self.recursive) {
            Piped::Call { name, args } => return self.function(name, args, true, inside),
            Piped::No { lhs, rhs } => (lhs, rhs),
        };
        // The name that is given, not read.
        let lhs = match (op, lhs) {
            (BinaryOp::ColonEqual, name @ AstNode::Variable(_)) => name,
            (_, lhs) => self.expression(lhs, inside),
        };
        let rhs = self.expression(rhs, inside);
        let (lhs, rhs) = match op {
            BinaryOp::ColonEqual if is_function(&rhs) => (lhs, rhs),
            BinaryOp::ColonEqual => (lhs, call(NAMED, vec![rhs])),
            BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::In | BinaryOp::Concatenate => {
                (counted_unless_bounded(lhs), counted_unless_bounded(rhs))
            }
            BinaryOp::ChainPipe => (lhs, uncounted(rhs)),
            _ => (lhs, rhs),
        };
        let node = AstNode::Binary { op, lhs: Box::new(lhs), rhs: Box::new(rhs) };
        match op {
            BinaryOp::Concatenate | BinaryOp::ChainPipe => counted(node),
            _ => node,
        }
    }

    fn function(
        &mut self,
        mut name: String,
        args: Vec<AstNode>,
        is_builtin: bool,
        inside: bool,
    ) -> AstNode {
        if name == "eval" {
            self.refuse("`$eval` is not supported. Use `$parse` for JSON in a string");
        }
        let is_whole = !args.contains(&AstNode::Placeholder);
        let is_own = self.recursive.contains(&name);
        if !is_own && !is_whole && LARGE.contains(&name.as_str()) {
            self.refuse(format!("`${name}` must be given all its arguments at once"));
        }
        self.variables.insert(name.clone());
        let args = args.into_iter();
        let args = args.map(|node| counted_unless_bounded(self.expression(node, inside)));
        let mut args: Vec<_> = args.collect();
        match name.as_str() {
            _ if is_own => {}
            "distinct" => DISTINCT.clone_into(&mut name),
            "now" if is_whole && !args.is_empty() => {
                args.insert(0, call("millis", Vec::new()));
                "fromMillis".clone_into(&mut name);
            }
            _ => {}
        }
        let args = if is_own { args } else { watched(&name, args, inside) };
        let node = AstNode::Function { args, name, is_builtin };
        if is_whole { counted_unless_bounded(node) } else { node }
    }

    fn items(&mut self, items: Vec<AstNode>, inside: bool) -> Vec<AstNode> {
        let each = items.into_iter().map(|item| match self.expression(item, inside) {
            constructor @ (AstNode::Array(_) | AstNode::Object(_) | AstNode::Lambda { .. }) => {
                constructor
            }
            item if is_literal(&item) => item,
            item => counted(item),
        });
        each.collect()
    }

    fn fields(&mut self, fields: Vec<(AstNode, AstNode)>, inside: bool) -> Vec<(AstNode, AstNode)> {
        let each = fields.into_iter().map(|(key, value)| {
            let key = self.expression(key, inside);
            (key, counted_to_keep(self.expression(value, inside)))
        });
        each.collect()
    }
}
