//! An order that staff take for somebody who stands at the counter. It is nobody's: nobody finds it
//! among their own orders, is told of it or has it counted against them.

use kernel::{OrderId, PrincipalId, derive_suffix};

use super::{Flaw, FlawKind, Fulfilment};

/// Whose an order is when it is nobody's: another nobody for each order, so that the orders of one
/// person do not belong together.
pub fn nobody(order: &OrderId) -> PrincipalId {
    let suffix = derive_suffix(&["nobody", order.as_str()]);
    PrincipalId::new(&format!("nobody_{suffix}"))
}

/// Everything that is said of a customer where there is none. Nobody could ask for it to be
/// forgotten.
pub fn of_nobody(
    fulfilment: &Fulfilment,
    email: Option<&str>,
    redeemed: Option<&OrderId>,
) -> Vec<Flaw> {
    let given = [
        (fulfilment.is_delivery(), "/fulfilment", "is handed over here, and not delivered"),
        (email.is_some(), "/email", "has no customer who reads mail"),
        (redeemed.is_some(), "/order", "needs no code: send it without the scanned one"),
    ];
    let flaw = |(given, pointer, why): (bool, &str, &str)| {
        given.then(|| Flaw {
            pointer: pointer.to_owned(),
            kind: FlawKind::NotForWalkIn,
            detail: format!("an order for somebody at the counter {why}"),
        })
    };
    given.into_iter().filter_map(flaw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_another_one_for_each_order_and_no_guest() {
        let (one, other) = (OrderId::derived(&["1"]), OrderId::derived(&["2"]));
        assert_eq!(nobody(&one), nobody(&one));
        assert_ne!(nobody(&one), nobody(&other));
        assert!(!nobody(&one).is_guest());
    }

    #[test]
    fn what_only_a_customer_has_is_refused_of_nobody() {
        let delivery = Fulfilment::Delivery { address: vec!["Street 1".to_owned()], phone: None };
        let order = OrderId::derived(&["1"]);
        let flaws = of_nobody(&delivery, Some("a@b"), Some(&order));
        let pointers: Vec<_> = flaws.iter().map(|flaw| flaw.pointer.as_str()).collect();
        assert_eq!(pointers, ["/fulfilment", "/email", "/order"]);
        for here in [Fulfilment::Pickup { at: None }, Fulfilment::DineIn { table: "12".to_owned() }]
        {
            assert_eq!(of_nobody(&here, None, None), []);
        }
    }
}
