//! The codes of event mode: showing the one of now, and redeeming it.

use std::time::Duration;

use kernel::{LocationId, Principal, derive_suffix};
use store::{Change, Outcome, Write};

use super::Orders;
use crate::domain::{QrCode, QrRules, Redemption, RedemptionState};
use crate::error::Error;
use crate::events::{QR_CODE_REDEEMED, tell_redemption};
use crate::records::{
    QR_CODES, QR_WINDOWS, QrCodeRecord, QrWindowRecord, REDEMPTIONS, RedemptionRecord,
    token_counter,
};

/// A code as a display shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// The code of now.
    pub code: QrCode,
    /// How many customers it still lets in.
    pub tokens_left: i64,
}

/// A code that was redeemed, now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// What the customer got.
    pub redemption: Redemption,
    /// Whether they had got it before.
    pub repeated: bool,
}

impl Orders {
    /// The code of a location for this window of time, made when first asked for.
    ///
    /// # Errors
    /// [`Error::NoQrCodes`] if the location is not in event mode, [`Error::UnknownLocation`].
    pub async fn show_qr_code(&self, location: &LocationId) -> Result<Display, Error> {
        let limits = self.limits_of(location).await?;
        self.qr_code(location, limits.qr_codes).await
    }

    pub(super) async fn qr_code(
        &self,
        location: &LocationId,
        rules: Option<QrRules>,
    ) -> Result<Display, Error> {
        let rules = rules.ok_or(Error::NoQrCodes)?;
        let (from, expires_at) = rules.window(self.now());
        let window = QrWindowRecord::id_of(location, from, &rules);
        let found = QR_WINDOWS.get(&*self.parts.store, &window).await?;
        if let Some(found) = found {
            return self.display(&found.record.code).await;
        }
        let code = QrCode {
            code: derive_suffix(&["qr-code", &self.parts.random.token()]),
            location: location.clone(),
            from,
            expires_at,
            tokens: rules.tokens,
        };
        let writes = vec![
            QR_WINDOWS.insert(&QrWindowRecord::new(window.clone(), &code)),
            QR_CODES.insert(&QrCodeRecord::from(&code)),
        ];
        if self.parts.store.commit(Change::of(writes)).await? == Outcome::Committed {
            return Ok(Display { tokens_left: i64::from(code.tokens), code });
        }
        // Another display was faster: there is one code only.
        let found = QR_WINDOWS.get(&*self.parts.store, &window).await?;
        self.display(&found.ok_or(Error::Contended)?.record.code).await
    }

    /// Redeems one token of a code for a customer, who then may place one order.
    /// The same customer redeems a code once, however often they scan it.
    ///
    /// # Errors
    /// [`Error::UnknownQrCode`], [`Error::QrCodeExpired`], [`Error::QrCodeUsedUp`],
    /// [`Error::RedemptionOver`] when what they got before has ended without an order.
    pub async fn redeem_qr_code(&self, code: &str, who: &Principal) -> Result<Redeemed, Error> {
        let code = self.find_code(code).await?;
        let limits = self.limits_of(&code.location).await?;
        self.redeem(code, limits.order_wait, who).await
    }

    pub(super) async fn redeem(
        &self,
        code: QrCode,
        order_wait: Duration,
        who: &Principal,
    ) -> Result<Redeemed, Error> {
        let order = Redemption::order_of(&who.id, &code.code);
        // Whoever was let in stays in, also when the code is over by now.
        if let Some(before) = self.redemption(&order).await? {
            return repeated(before);
        }
        let now = self.now();
        if code.is_expired(now) {
            return Err(Error::QrCodeExpired);
        }
        let redemption = Redemption {
            order: order.clone(),
            location: code.location,
            customer: who.id.clone(),
            order_by: now.checked_add(order_wait).unwrap_or(now),
            state: RedemptionState::Open,
            token_returned: false,
            code: code.code,
        };
        let take = Write::Adjust {
            counter: token_counter(&redemption.code),
            delta: -1,
            at_least: Some(-i64::from(code.tokens)),
        };
        let change =
            Change::of(vec![REDEMPTIONS.insert(&RedemptionRecord::from(&redemption)), take])
                .saying(tell_redemption(QR_CODE_REDEEMED, &redemption, now));
        match self.parts.store.commit(change).await? {
            Outcome::Committed => {
                tracing::info!(%order, location = %redemption.location, "QR code redeemed");
                Ok(Redeemed { redemption, repeated: false })
            }
            Outcome::Conflict { write: 0 } => {
                repeated(self.redemption(&order).await?.ok_or(Error::Contended)?)
            }
            Outcome::Conflict { .. } => Err(Error::QrCodeUsedUp),
        }
    }

    async fn display(&self, code: &str) -> Result<Display, Error> {
        let code = self.find_code(code).await?;
        let taken = self.parts.store.counter(&token_counter(&code.code)).await?;
        Ok(Display { tokens_left: i64::from(code.tokens) + taken, code })
    }

    async fn find_code(&self, code: &str) -> Result<QrCode, Error> {
        // What cannot be a code is not looked for: not every text can be a key.
        let readable = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if code.is_empty() || code.len() > CODE_CHARS_MAX || !code.bytes().all(readable) {
            return Err(Error::UnknownQrCode);
        }
        let found = QR_CODES.get(&*self.parts.store, code).await?;
        found.map(|found| found.record.into()).ok_or(Error::UnknownQrCode)
    }
}

/// Longest text that may be a code.
const CODE_CHARS_MAX: usize = 64;

fn repeated(redemption: Redemption) -> Result<Redeemed, Error> {
    match redemption.state {
        RedemptionState::Open | RedemptionState::Used => {
            Ok(Redeemed { redemption, repeated: true })
        }
        over => Err(Error::RedemptionOver(over.word())),
    }
}

#[cfg(test)]
#[path = "qr_codes_tests.rs"]
mod tests;
