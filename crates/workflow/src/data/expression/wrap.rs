//! Putting parts of an expression into calls of the functions of `fits`.

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp, PathStep};

use super::fits::{BESIDE, FITS, NAMED, TUPLES};

/// Functions that make nothing large.
const SMALL: &str = "abs average boolean ceil contains count exists floor formatBase hash length \
                     max millis min not now number parseInteger power random round sqrt sum \
                     toMillis type uuid";

/// A call of a function that is no variable of the expression.
pub(super) fn call(name: &str, args: Vec<AstNode>) -> AstNode {
    AstNode::Function { name: name.to_owned(), args, is_builtin: true }
}

/// The node, whose value is counted.
pub(super) fn counted(node: AstNode) -> AstNode {
    match node {
        AstNode::Function { ref name, .. } if name == FITS => node,
        node => call(FITS, vec![node]),
    }
}

/// The node, whose value is not counted, as it must be seen for what it is.
pub(super) fn uncounted(node: AstNode) -> AstNode {
    match node {
        AstNode::Function { name, mut args, is_builtin } if name == FITS && args.len() == 1 => {
            args.pop().unwrap_or(AstNode::Function { name, args, is_builtin })
        }
        node => node,
    }
}

/// The node, whose value is counted unless it is small or was counted before.
pub(super) fn counted_unless_bounded(node: AstNode) -> AstNode {
    if is_bounded(&node) { node } else { counted(node) }
}

/// The body of a function: its parameters are counted first, and what it gives last. It stays in
/// the last place of a block, so that what calls itself there still needs no stack.
pub(super) fn bounded(params: &[String], body: AstNode, functions: &BTreeSet<String>) -> AstNode {
    let mut body = counted_last(body);
    release(&mut body, functions);
    if params.is_empty() {
        return body;
    }
    let mut nodes = vec![call(NAMED, params.iter().cloned().map(AstNode::Variable).collect())];
    match body {
        AstNode::Block(body) => nodes.extend(body),
        body => nodes.push(body),
    }
    AstNode::Block(nodes)
}

/// Whether the node is a value that stands in the text.
pub(super) fn is_literal(node: &AstNode) -> bool {
    use AstNode::{Boolean, Null, Number, Placeholder, Regex, String, Undefined};
    matches!(
        node,
        String(_) | Number(_) | Boolean(_) | Null | Undefined | Regex { .. } | Placeholder
    )
}

/// Whether the node is a function that stands in the text.
pub(super) fn is_function(node: &AstNode) -> bool {
    matches!(node, AstNode::Lambda { .. } | AstNode::Transform { .. })
}

/// The node, with a count around each of its last places that may make something.
fn counted_last(node: AstNode) -> AstNode {
    match node {
        AstNode::Conditional { condition, then_branch, else_branch } => AstNode::Conditional {
            condition,
            then_branch: Box::new(counted_last(*then_branch)),
            else_branch: else_branch.map(|node| Box::new(counted_last(*node))),
        },
        AstNode::Block(mut nodes) => {
            let last = nodes.pop().map(counted_last);
            nodes.extend(last);
            AstNode::Block(nodes)
        }
        path @ AstNode::Path { .. } => counted(path),
        node => counted_unless_bounded(node),
    }
}

/// The node, whose value is kept in an object: a path makes a new array of what it finds.
pub(super) fn counted_to_keep(node: AstNode) -> AstNode {
    match node {
        path @ AstNode::Path { .. } => counted(path),
        node => counted_unless_bounded(node),
    }
}

/// Whether the value is small, or no larger than what was counted before.
fn is_bounded(node: &AstNode) -> bool {
    match node {
        AstNode::Variable(name) => !name.is_empty(),
        AstNode::Name(_) => true,
        AstNode::Function { name, .. } => [FITS, NAMED].contains(&name.as_str()) || is_small(name),
        AstNode::Path { steps } => steps.iter().enumerate().all(|(at, step)| match &step.node {
            AstNode::Name(_) => true,
            AstNode::Variable(_) => at == 0,
            _ => false,
        }),
        node => is_literal(node) || is_function(node),
    }
}

fn is_small(name: &str) -> bool {
    SMALL.split(' ').any(|small| small == name)
}

/// Adds the names that these parts of a block give to functions, and takes off those they give to
/// anything else.
pub(super) fn name_functions(nodes: &[AstNode], names: &mut BTreeSet<String>) {
    let given = |node: &AstNode, to_function: bool| match node {
        AstNode::Binary { op: BinaryOp::ColonEqual, lhs, rhs } => match &**lhs {
            AstNode::Variable(name) if is_function(rhs) == to_function => Some(name.clone()),
            _ => None,
        },
        _ => None,
    };
    names.extend(nodes.iter().filter_map(|node| given(node, true)));
    for name in nodes.iter().filter_map(|node| given(node, false)) {
        names.remove(&name);
    }
}

/// Takes the count off a call of one of these functions in a last place. They count what they give
/// themselves, and so they can call themselves and each other without any stack.
fn release(node: &mut AstNode, functions: &BTreeSet<String>) {
    match node {
        AstNode::Conditional { then_branch, else_branch, .. } => {
            release(then_branch, functions);
            if let Some(node) = else_branch {
                release(node, functions);
            }
        }
        AstNode::Block(nodes) => {
            if let Some(node) = nodes.last_mut() {
                release(node, functions);
            }
        }
        AstNode::Function { name, args, .. } if name == FITS => {
            let is_one =
                matches!(&args[..], [AstNode::Function { name, .. }] if functions.contains(name));
            if is_one && let Some(call) = args.pop() {
                *node = call;
            }
        }
        _ => {}
    }
}

/// A step that is not the first of its path, so that what it makes is counted for each item it is
/// made for. `after` are the steps after it; `has_name` is whether each thing it makes is given a
/// name.
pub(super) fn counted_for_each(node: AstNode, after: &[AstNode], has_name: bool) -> AstNode {
    let names = after.iter().take_while(|node| matches!(node, AstNode::Name(_)));
    let mut picked: Vec<_> = names.cloned().map(PathStep::new).collect();
    match node {
        AstNode::FunctionApplication(node) if has_name => {
            AstNode::FunctionApplication(Box::new(call(TUPLES, vec![*node])))
        }
        node if has_name => call(TUPLES, vec![node]),
        // Each item itself.
        AstNode::Variable(name) if name.is_empty() => AstNode::Variable(name),
        // Of something larger than the item, only what is picked of it is kept.
        AstNode::Variable(_) | AstNode::Parent(_) if !picked.is_empty() => {
            picked.insert(0, PathStep::new(node.clone()));
            call(BESIDE, vec![AstNode::Path { steps: picked }, node])
        }
        AstNode::Variable(_) | AstNode::Parent(_) | AstNode::Object(_) | AstNode::Descendant => {
            counted(node)
        }
        node => node,
    }
}
