//! Stock levels: list, set what was counted, add and take off.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::{LocationId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::word::Word;
use crate::{Level, Products, StockItemId, StockReason};

/// How much of an item is there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StockLevel {
    #[schema(value_type = String, example = "stk_croissant")]
    stock_item: StockItemId,
    name: String,
    #[schema(example = "piece")]
    unit: String,
    /// What can still be sold: what is held for orders is taken off already.
    #[schema(example = 40)]
    level: i64,
}

/// The levels of a location.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StockLevels {
    /// In the order of the menu.
    items: Vec<StockLevel>,
}

/// What was counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CountInput {
    /// 0 to 1,000,000.
    level: i64,
}

/// What came or went.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdjustmentInput {
    /// What to add; negative takes off.
    #[schema(example = -2)]
    delta: i64,
    /// `received` adds, `wasted` takes off, `corrected` does either.
    #[schema(value_type = String, example = "wasted")]
    reason: Word<StockReason>,
}

/// List how much is there of each stock item.
#[utoipa::path(
    get, path = "/v1/locations/{location}/stock", tag = "stock", operation_id = "listStock",
    params(("location" = String, Path, example = "loc_demo-cafe")), security(("bearer" = [])),
    responses((status = 200, description = "The levels now.", body = StockLevels)),
)]
pub(super) async fn list(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
) -> Result<Json<StockLevels>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let levels = products.list_stock(&location).await?;
    Ok(Json(StockLevels { items: levels.into_iter().map(StockLevel::from).collect() }))
}

/// Set a level to what was counted.
#[utoipa::path(
    put, path = "/v1/locations/{location}/stock/{item}", tag = "stock",
    operation_id = "setStockLevel",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("item" = String, Path, example = "stk_croissant"),
    ),
    request_body = CountInput, security(("bearer" = [])),
    responses((status = 200, description = "The level it has now.", body = StockLevel)),
)]
pub(super) async fn set_level(
    State(products): State<Products>,
    Path((location, item)): Path<(LocationId, StockItemId)>,
    caller: Caller,
    Json(body): Json<CountInput>,
) -> Result<Json<StockLevel>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    Ok(Json(products.set_level(&location, &item, body.level).await?.into()))
}

/// Add what was received to a level, or take off what was wasted. Sent twice it counts twice.
#[utoipa::path(
    post, path = "/v1/locations/{location}/stock/{item}/adjust", tag = "stock",
    operation_id = "adjustStock",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("item" = String, Path, example = "stk_croissant"),
    ),
    request_body = AdjustmentInput, security(("bearer" = [])),
    responses((status = 200, description = "The level it has now.", body = StockLevel)),
)]
pub(super) async fn adjust(
    State(products): State<Products>,
    Path((location, item)): Path<(LocationId, StockItemId)>,
    caller: Caller,
    Json(body): Json<AdjustmentInput>,
) -> Result<Json<StockLevel>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let Word(reason) = body.reason;
    Ok(Json(products.adjust_stock(&location, &item, body.delta, reason).await?.into()))
}

impl From<Level> for StockLevel {
    fn from(level: Level) -> Self {
        let Level { item, level } = level;
        Self { stock_item: item.id, name: item.name, unit: item.unit, level }
    }
}
