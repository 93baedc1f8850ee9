//! The codes of event mode, and who has redeemed one.

use std::time::Duration;

use kernel::{LocationId, OrderId, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

use crate::domain::{QrCode, QrRules, Redemption, RedemptionState};

/// How long a code that is over can still be explained: a customer who was let in scans it again.
const KEPT: Duration = Duration::from_hours(7 * 24);

/// Codes, by the code itself.
pub(crate) static QR_CODES: Collection<QrCodeRecord> = Collection {
    name: "qr_codes",
    schema: 1,
    upgrade: never_changed,
    id: |code| code.code.clone(),
    expires: Some(|code| code.expires_at + KEPT),
    indexes: &[],
};

/// The one code of each location and window.
pub(crate) static QR_WINDOWS: Collection<QrWindowRecord> = Collection {
    name: "qr_windows",
    schema: 1,
    upgrade: never_changed,
    id: |window| window.id.clone(),
    expires: Some(|window| window.until + KEPT),
    indexes: &[],
};

/// Redemptions, by the order each may become.
pub(crate) static REDEMPTIONS: Collection<RedemptionRecord> = Collection {
    name: "redemptions",
    schema: 1,
    upgrade: never_changed,
    id: |redemption| redemption.order.to_string(),
    expires: None,
    indexes: &[],
};

/// Counts the tokens taken of a code, downwards from 0.
pub(crate) fn token_counter(code: &str) -> String {
    format!("qr-tokens/{code}")
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct QrWindowRecord {
    id: String,
    pub(crate) code: String,
    /// When the window ends. A record without it is older than this field, and never written again.
    #[serde(default)]
    until: Timestamp,
}

impl QrWindowRecord {
    /// The window's length is part of its id: where the rules change, new windows begin.
    pub(crate) fn id_of(location: &LocationId, from: Timestamp, rules: &QrRules) -> String {
        format!("{location}/{}/{}", from.as_second(), rules.lasts_s())
    }

    pub(crate) fn new(id: String, code: &QrCode) -> Self {
        Self { id, code: code.code.clone(), until: code.expires_at }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct QrCodeRecord {
    code: String,
    location: LocationId,
    from: Timestamp,
    expires_at: Timestamp,
    tokens: u32,
}

impl From<&QrCode> for QrCodeRecord {
    fn from(code: &QrCode) -> Self {
        Self {
            code: code.code.clone(),
            location: code.location.clone(),
            from: code.from,
            expires_at: code.expires_at,
            tokens: code.tokens,
        }
    }
}

impl From<QrCodeRecord> for QrCode {
    fn from(record: QrCodeRecord) -> Self {
        Self {
            code: record.code,
            location: record.location,
            from: record.from,
            expires_at: record.expires_at,
            tokens: record.tokens,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RedemptionRecord {
    order: OrderId,
    location: LocationId,
    customer: PrincipalId,
    code: String,
    order_by: Timestamp,
    state: StateRecord,
    token_returned: bool,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StateRecord {
    Open,
    Used,
    Expired,
    Returned,
}

impl From<&Redemption> for RedemptionRecord {
    fn from(redemption: &Redemption) -> Self {
        Self {
            order: redemption.order.clone(),
            location: redemption.location.clone(),
            customer: redemption.customer.clone(),
            code: redemption.code.clone(),
            order_by: redemption.order_by,
            state: match redemption.state {
                RedemptionState::Open => StateRecord::Open,
                RedemptionState::Used => StateRecord::Used,
                RedemptionState::Expired => StateRecord::Expired,
                RedemptionState::Returned => StateRecord::Returned,
            },
            token_returned: redemption.token_returned,
        }
    }
}

impl From<RedemptionRecord> for Redemption {
    fn from(record: RedemptionRecord) -> Self {
        Self {
            order: record.order,
            location: record.location,
            customer: record.customer,
            code: record.code,
            order_by: record.order_by,
            state: match record.state {
                StateRecord::Open => RedemptionState::Open,
                StateRecord::Used => RedemptionState::Used,
                StateRecord::Expired => RedemptionState::Expired,
                StateRecord::Returned => RedemptionState::Returned,
            },
            token_returned: record.token_returned,
        }
    }
}
