//! Functions that can make much of little: looking at their arguments before they are called.

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp};

use super::fits::{LENGTH, NUMERAL, TIMES, WIDTH, WIDTHS};
use super::wrap::{call, counted, is_function};

/// These functions. They cannot be passed around, where nobody would look.
pub(super) const LARGE: [&str; 8] = [
    "distinct",
    "formatInteger",
    "formatNumber",
    "fromMillis",
    "join",
    "pad",
    "replace",
    "toMillis",
];

/// What `left ~> right` is.
pub(super) enum Piped {
    /// `x ~> $f(y)`: `$f(x, y)`.
    Call { name: String, args: Vec<AstNode> },
    /// Something else, or no chain at all.
    No { lhs: AstNode, rhs: AstNode },
}

/// Reads a chain; `functions` are names of functions of the expression.
pub(super) fn piped(
    op: BinaryOp,
    lhs: AstNode,
    rhs: AstNode,
    functions: &BTreeSet<String>,
) -> Piped {
    // Two functions make a third one.
    let is_named = matches!(&lhs, AstNode::Variable(name) if functions.contains(name));
    let is_value = !is_named && !is_function(&lhs);
    match (op, rhs) {
        (BinaryOp::ChainPipe, AstNode::Function { name, mut args, is_builtin: true })
            if !args.contains(&AstNode::Placeholder) =>
        {
            args.insert(0, lhs);
            Piped::Call { name, args }
        }
        (BinaryOp::ChainPipe, AstNode::Variable(name))
            if is_value && LARGE.contains(&name.as_str()) =>
        {
            Piped::Call { name, args: vec![lhs] }
        }
        (_, rhs) => Piped::No { lhs, rhs },
    }
}

/// Arguments of a function that can make much of little, so that they are looked at before.
/// `inside` is whether `$`, which some take when they are given one argument less, means something.
pub(super) fn watched(name: &str, mut args: Vec<AstNode>, inside: bool) -> Vec<AstNode> {
    match name {
        "join" => multiplied(&mut args, LENGTH, 1, TIMES),
        "replace" => {
            if inside && args.len() == 2 {
                args.insert(0, AstNode::Variable(String::new()));
            }
            multiplied(&mut args, LENGTH, 2, TIMES);
        }
        "formatInteger" => {
            if inside && args.len() == 1 {
                args.insert(0, AstNode::Variable(String::new()));
            }
            multiplied(&mut args, LENGTH, 1, NUMERAL);
        }
        "pad" => args = args.into_iter().map(|node| call(WIDTH, vec![node])).collect(),
        "formatNumber" | "fromMillis" | "toMillis" => {
            args = args.into_iter().map(|node| call(WIDTHS, vec![node])).collect();
        }
        _ => {}
    }
    args
}

/// Puts the first argument into a call of `measure`, and the one at `at` into one of `judge`.
fn multiplied(args: &mut [AstNode], measure: &str, at: usize, judge: &str) {
    let Some((first, rest)) = args.split_first_mut() else { return };
    let Some(judged) = rest.get_mut(at - 1) else { return };
    // A function is called for each part instead, so what it gives is counted.
    if let AstNode::Lambda { body, .. } = judged {
        **body = counted(std::mem::replace(&mut **body, AstNode::Null));
        return;
    }
    for (node, name) in [(first, measure), (judged, judge)] {
        *node = call(name, vec![std::mem::replace(node, AstNode::Null)]);
    }
}
