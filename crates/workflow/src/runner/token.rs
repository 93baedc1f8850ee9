//! Task tokens: what a task is answered with. Only whoever knows the secret can make one, so
//! nothing of them is stored.

use crate::machine;

/// The execution and the number of the task, if the token is one of ours.
pub(super) fn read<'a>(text: &'a str, secret: &[u8]) -> Option<(&'a str, u64)> {
    let (rest, _) = text.rsplit_once('/')?;
    let (execution, task) = rest.rsplit_once('/')?;
    let task = task.parse().ok()?;
    is_same(text, &machine::token(execution, task, secret)).then_some((execution, task))
}

/// Compares in a time that says nothing about where the difference is.
fn is_same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_makes_a_token() {
        let token = machine::token("order-fulfilment:ord_1", 7, b"secret");
        assert_eq!(read(&token, b"secret"), Some(("order-fulfilment:ord_1", 7)));
        assert_eq!(read(&token, b"another"), None);
        for wrong in ["", "/", "a/1", "a/x/00", &token.replace("/7/", "/8/"), &token[1..]] {
            assert_eq!(read(wrong, b"secret"), None, "{wrong}");
        }
    }
}
