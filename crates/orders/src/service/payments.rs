//! Moving the money of an order. The provider is asked first, under a key that follows from the
//! order and the verb, then the ledger is written: whatever breaks in between, a repetition asks
//! the same again and gets the same answer.

use kernel::{Currency, Money, OrderId, Principal, derive_suffix};
use store::{Change, Outcome, Version};

use super::{Orders, TRIES};
use crate::domain::{Hold, Payment, PaymentCommand, PaymentFact, PaymentState};
use crate::error::Error;
use crate::ports::{Authorisation, Voiding};
use crate::records::{PAYMENTS, PaymentRecord};

/// Most entries of a ledger before only all of the rest can be refunded.
const ENTRIES_MAX: usize = 50;

/// What a manager gives back.
#[derive(Debug, Clone)]
pub struct Refund {
    /// How much, in minor units.
    pub amount_minor: i64,
    /// Why, for the customer.
    pub reason: Option<String>,
    /// Their own name for this request.
    pub idempotency_key: String,
}

/// A refund that was made, now or before.
#[derive(Debug, Clone)]
pub struct Refunded {
    /// The payment as it is now.
    pub payment: Payment,
    /// Whether this request had been answered before.
    pub repeated: bool,
}

impl Orders {
    /// The payment of an order; `None` when nobody has asked for any.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn payment(&self, order: &OrderId) -> Result<Option<Payment>, Error> {
        Ok(self.ledger(order).await?.map(|(payment, _)| payment))
    }

    /// Has the money for an order held. Repeating it changes nothing. Nothing is asked for when
    /// there is nothing to pay.
    ///
    /// # Errors
    /// [`Error::PaymentDeclined`], [`Error::PaymentVoided`] when it was voided before,
    /// [`Error::UnknownPaymentSource`], [`Error::PaymentUnavailable`], [`Error::Contended`].
    pub async fn authorise_payment(
        &self,
        order: &OrderId,
        currency: Currency,
        amount_minor: i64,
        source: &str,
    ) -> Result<Payment, Error> {
        let asked = Payment::of(order.clone(), Some(currency), Some(source.to_owned()));
        for _ in 0..TRIES {
            if let Some(payment) = self.payment(order).await? {
                return answer(payment);
            }
            if amount_minor < 1 {
                return Ok(asked);
            }
            let (key, amount) = (key(order, "authorise"), Money::new(amount_minor, currency));
            let command = match self.parts.payments.authorise(&key, amount, source).await? {
                Authorisation::Authorised { reference } => {
                    PaymentCommand::Authorise { amount_minor, reference }
                }
                Authorisation::Declined(why) => PaymentCommand::Decline(why),
            };
            let next = asked.decide(command, self.now())?;
            let Some(next) = next else { return answer(asked) };
            if self.write_ledger(&next, None).await? == Outcome::Committed {
                return answer(next);
            }
        }
        Err(Error::Contended)
    }

    /// Takes what is held for an order. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::CaptureFailed`] for good, also when nothing is held;
    /// [`Error::PaymentUnavailable`], [`Error::Contended`].
    pub async fn capture_payment(&self, order: &OrderId) -> Result<Payment, Error> {
        for _ in 0..TRIES {
            let found = self.ledger(order).await?;
            let (payment, version) = found.ok_or(Error::CaptureFailed)?;
            let Hold { reference, amount } = payment.hold().ok_or(Error::CaptureFailed)?;
            let command = PaymentCommand::Capture { amount_minor: amount.minor };
            let Some(next) = payment.decide(command, self.now())? else { return Ok(payment) };
            self.parts.payments.capture(&key(order, "capture"), &reference, amount).await?;
            if self.write_ledger(&next, Some(version)).await? == Outcome::Committed {
                return Ok(next);
            }
        }
        Err(Error::Contended)
    }

    /// Gives the money of an order back: what is held is voided, what was captured is refunded, and
    /// where nothing was paid nothing will be. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::PaymentUnavailable`], [`Error::Contended`].
    pub async fn void_payment(&self, order: &OrderId) -> Result<Payment, Error> {
        for _ in 0..TRIES {
            let found = self.ledger(order).await?;
            let before = found.as_ref().map(|(_, version)| *version);
            let payment =
                found.map_or_else(|| Payment::of(order.clone(), None, None), |(found, _)| found);
            let refundable_minor = payment.refundable_minor();
            if refundable_minor > 0 {
                let all = (refundable_minor, None);
                match self.refund_at_provider(payment, before, all, "void").await {
                    Ok(Some(refunded)) => return Ok(refunded.payment),
                    // Another refund was faster at the provider; the ledger will have it soon.
                    Ok(None) | Err(Error::NotRefundable { .. }) => continue,
                    Err(error) => return Err(error),
                }
            }
            if matches!(payment.state(), PaymentState::Captured | PaymentState::Refunded) {
                return Ok(payment);
            }
            let next = payment.decide(PaymentCommand::Void, self.now())?;
            let Some(next) = next else { return Ok(payment) };
            // Without a hold an answer may have been lost, or still be under way.
            let asked_with = key(order, "authorise");
            let reference = payment.hold().map_or(asked_with, |hold| hold.reference);
            match self.parts.payments.void(&key(order, "void"), &reference).await? {
                Voiding::Voided => {
                    if self.write_ledger(&next, before).await? == Outcome::Committed {
                        return Ok(next);
                    }
                }
                // The ledger has not heard of it yet: repeat the capture, then refund.
                Voiding::Captured => {
                    self.capture_payment(order).await?;
                }
            }
        }
        Err(Error::Contended)
    }

    /// Gives back some of what was captured. The same key of the same person is the same refund,
    /// however often it comes. Who may refund is the caller's to check.
    ///
    /// # Errors
    /// [`Error::NotRefundable`], [`Error::RefundKeyReused`], [`Error::TooManyRefunds`],
    /// [`Error::PaymentUnavailable`], [`Error::Contended`].
    pub async fn refund_payment(
        &self,
        order: &OrderId,
        refund: Refund,
        who: &Principal,
    ) -> Result<Refunded, Error> {
        let Refund { amount_minor, reason, idempotency_key } = refund;
        let key = derive_suffix(&["refund", who.id.as_str(), &idempotency_key]);
        for attempt in 0..TRIES {
            let found = self.ledger(order).await?;
            let (payment, version) = found.ok_or(Error::NotRefundable { refundable_minor: 0 })?;
            // Only before the provider was asked: what it has given back is written down.
            if attempt == 0 && is_full(&payment, amount_minor, &key) {
                return Err(Error::TooManyRefunds);
            }
            let wanted = (amount_minor, reason.clone());
            let refunded = self.refund_at_provider(payment, Some(version), wanted, &key).await?;
            if let Some(refunded) = refunded {
                if !refunded.repeated {
                    tracing::info!(%order, by = %who.id, amount_minor, "payment refunded");
                }
                return Ok(refunded);
            }
        }
        Err(Error::Contended)
    }

    /// Asks the provider for a refund and writes it down; `None` when the ledger changed meanwhile.
    async fn refund_at_provider(
        &self,
        payment: Payment,
        before: Option<Version>,
        (amount_minor, reason): (i64, Option<String>),
        refund: &str,
    ) -> Result<Option<Refunded>, Error> {
        let command = PaymentCommand::Refund { amount_minor, reason, key: refund.to_owned() };
        let Some(next) = payment.decide(command, self.now())? else {
            return Ok(Some(Refunded { payment, repeated: true }));
        };
        let none = Error::NotRefundable { refundable_minor: 0 };
        let Hold { reference, amount } = payment.hold().ok_or(none)?;
        let back = Money { minor: amount_minor, ..amount };
        let key = key(&payment.order, &format!("refund/{refund}"));
        self.parts.payments.refund(&key, &reference, back).await?;
        let outcome = self.write_ledger(&next, before).await?;
        let refunded = Refunded { payment: next, repeated: false };
        Ok((outcome == Outcome::Committed).then_some(refunded))
    }

    async fn ledger(&self, order: &OrderId) -> Result<Option<(Payment, Version)>, Error> {
        let found = PAYMENTS.get(&*self.parts.store, order.as_str()).await?;
        Ok(found.map(|found| (found.record.into(), found.version)))
    }

    async fn write_ledger(
        &self,
        payment: &Payment,
        before: Option<Version>,
    ) -> Result<Outcome, Error> {
        let write = PAYMENTS.put(&PaymentRecord::from(payment), before);
        let outcome = self.parts.store.commit(Change::of(vec![write])).await?;
        if outcome == Outcome::Committed {
            tracing::info!(order = %payment.order, "payment {}", payment.state().word());
        }
        Ok(outcome)
    }
}

/// What whoever wanted the money is told.
fn answer(payment: Payment) -> Result<Payment, Error> {
    match (payment.state(), payment.declined()) {
        (_, Some(why)) => Err(Error::PaymentDeclined(why)),
        (PaymentState::Voided, None) => Err(Error::PaymentVoided),
        _ => Ok(payment),
    }
}

/// Whether a ledger takes this refund no more: only a known one, or all of the rest.
fn is_full(payment: &Payment, amount_minor: i64, refund: &str) -> bool {
    let known = payment
        .entries
        .iter()
        .any(|entry| matches!(&entry.what, PaymentFact::Refunded { key, .. } if *key == refund));
    payment.entries.len() >= ENTRIES_MAX && !known && amount_minor != payment.refundable_minor()
}

/// The provider's key of one verb of one order.
fn key(order: &OrderId, verb: &str) -> String {
    format!("{order}/{verb}")
}

#[cfg(test)]
#[path = "payments_tests.rs"]
mod tests;
