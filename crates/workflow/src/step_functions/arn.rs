//! Our ids and Amazon's: `order-fulfilment:ord_1` is
//! `arn:aws:states:eu-central-1:123456789012:execution:comanda-prod-order-fulfilment:ord_1`.

use crate::error::Error;

/// A state machine of Step Functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arn {
    /// As it was given: it may name a version or an alias.
    pub(super) whole: String,
    /// What the ARN of each of its executions begins with.
    executions: String,
    /// Without a version or an alias, as lists of executions want it.
    pub(super) machine: String,
}

impl Arn {
    /// Reads `arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME`, maybe with a version or an
    /// alias after it.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let parts: Vec<&str> = text.split(':').collect();
        let (place, name) = match parts.as_slice() {
            ["arn", partition, "states", region, account, "stateMachine", name]
            | ["arn", partition, "states", region, account, "stateMachine", name, _]
                if parts.iter().all(|part| !part.is_empty()) =>
            {
                (format!("arn:{partition}:states:{region}:{account}"), name)
            }
            _ => {
                return Err(Error::Unsound(format!(
                    "\"{text}\" is no state machine: expected an ARN such as \
                     arn:aws:states:eu-central-1:123456789012:stateMachine:NAME"
                )));
            }
        };
        Ok(Self {
            whole: text.to_owned(),
            executions: format!("{place}:execution:{name}:"),
            machine: format!("{place}:stateMachine:{name}"),
        })
    }

    /// The ARN of an execution of it.
    pub(super) fn execution(&self, name: &str) -> String {
        format!("{}{name}", self.executions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_execution_is_found_by_its_name() {
        let plain = "arn:aws:states:eu-central-1:123456789012:stateMachine:shop-orders";
        for text in [plain, &format!("{plain}:7"), &format!("{plain}:live")] {
            let arn = Arn::read(text).expect("a state machine");
            assert_eq!(arn.whole, text);
            assert_eq!(arn.machine, plain);
            assert_eq!(
                arn.execution("ord_1"),
                "arn:aws:states:eu-central-1:123456789012:execution:shop-orders:ord_1"
            );
        }
        let china = "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:o";
        let arn = Arn::read(china).expect("a state machine");
        assert!(arn.execution("a").starts_with("arn:aws-cn:states:cn-north-1:123456789012:exec"));
    }

    #[test]
    fn whatever_is_no_state_machine_is_refused() {
        for text in [
            "",
            "order-fulfilment",
            "arn:aws:states:eu-central-1:123456789012:activity:a",
            "arn:aws:states:eu-central-1:123456789012:execution:a:b",
            "arn:aws:lambda:eu-central-1:123456789012:function:a",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:",
            "arn:aws:states::123456789012:stateMachine:a",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:a:b:c",
        ] {
            assert!(matches!(Arn::read(text), Err(Error::Unsound(_))), "{text}");
        }
    }
}
