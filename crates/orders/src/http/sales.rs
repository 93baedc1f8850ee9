//! `GET /v1/locations/{location}/sales`

use api::{Caller, Json, Path, Problem, Query};
use axum::extract::State;
use jiff::civil::Date;
use kernel::{Currency, LocationId, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::{ProductId, SalesReport};
use crate::service::Orders;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Days {
    /// The first day, as the location's clocks show it.
    #[param(value_type = String, format = Date, example = "2026-11-01")]
    from: Date,
    /// The last day; at most 31 with the first.
    #[param(value_type = String, format = Date, example = "2026-11-30")]
    to: Date,
}

/// What a location sold on some days. An order belongs to the day and hour it was placed in. Those
/// that were rejected or cancelled, or missed without having been paid, are not sold.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sales)]
pub(super) struct SalesBody {
    /// The first day.
    #[schema(value_type = String, format = Date, example = "2026-11-01")]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date, example = "2026-11-30")]
    to: Date,
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    /// How many orders were sold.
    #[schema(example = 120)]
    orders: u64,
    /// What they come to, with tax and without tips, before anything went back; in minor units.
    #[schema(example = 90_000)]
    gross_minor: i64,
    /// What customers added for the staff, in minor units.
    #[schema(example = 4_200)]
    tips_minor: i64,
    /// What went back of what was paid for them, whenever it did; in minor units.
    #[schema(example = 440)]
    refunded_minor: i64,
    /// What an order comes to on average, in minor units.
    #[schema(example = 750)]
    average_minor: i64,
    /// How many were cancelled.
    cancelled: u64,
    /// How many could not be made.
    rejected: u64,
    /// How many nobody fetched, or could not be delivered.
    missed: u64,
    /// Each day, also those without orders.
    by_day: Vec<DaySalesBody>,
    /// Each hour of the day, on all days together.
    by_hour: Vec<HourSalesBody>,
    /// What was sold most often, at most ten.
    top_products: Vec<SoldBody>,
    /// Whether orders were ready when it was promised.
    promise: PromiseBody,
}

/// One day's sales.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DaySales)]
pub(super) struct DaySalesBody {
    /// Which day.
    #[schema(value_type = String, format = Date, example = "2026-11-30")]
    day: Date,
    /// How many orders.
    orders: u64,
    /// What they come to, in minor units.
    gross_minor: i64,
}

/// The sales of one hour of the day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HourSales)]
pub(super) struct HourSalesBody {
    /// Which hour, 0 to 23.
    #[schema(minimum = 0, maximum = 23)]
    hour: i8,
    /// How many orders.
    orders: u64,
    /// What they come to, in minor units.
    gross_minor: i64,
}

/// How often a product was sold.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SoldProduct)]
pub(super) struct SoldBody {
    /// Which product.
    #[schema(value_type = String, example = "prd_flat-white")]
    product: ProductId,
    /// What it was called.
    #[schema(example = "Flat white")]
    name: String,
    /// How many.
    quantity: u64,
    /// What they come to as priced on the menu, in minor units.
    gross_minor: i64,
}

/// Whether orders were ready when it was promised.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SalesPromise)]
pub(super) struct PromiseBody {
    /// How many were.
    kept: u64,
    /// How many were ready later.
    late: u64,
    /// The seconds from placed (from when it was to be begun, if it was scheduled) to ready of the
    /// order in the middle; null when none was ready.
    median_s: Option<i64>,
}

/// What a location sold. For managers of the location and above. It reads every order of these
/// days, so ask for what you show, and not each second.
#[utoipa::path(
    get, path = "/v1/locations/{location}/sales", tag = "sales", operation_id = "readSales",
    security(("bearer" = [])),
    params(("location" = String, Path, description = "The location's id"), Days),
    responses((status = 200, description = "The sales of these days", body = SalesBody)),
)]
pub(super) async fn sales(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
    Query(days): Query<Days>,
) -> Result<Json<SalesBody>, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let (currency, report) = orders.sales(&location, days.from, days.to).await?;
    Ok(Json(SalesBody::of(currency, report)))
}

impl SalesBody {
    fn of(currency: Currency, report: SalesReport) -> Self {
        let average_minor = report.average_minor();
        let by_day = report.by_day.into_iter().map(|day| DaySalesBody {
            day: day.day,
            orders: day.orders,
            gross_minor: day.gross_minor,
        });
        let by_hour = report.by_hour.into_iter().map(|hour| HourSalesBody {
            hour: hour.hour,
            orders: hour.orders,
            gross_minor: hour.gross_minor,
        });
        let top_products = report.top_products.into_iter().map(|sold| SoldBody {
            product: sold.product,
            name: sold.name,
            quantity: sold.quantity,
            gross_minor: sold.gross_minor,
        });
        let (kept, late, median_s) = (report.kept, report.late, report.median_s);
        Self {
            from: report.from,
            to: report.to,
            currency,
            orders: report.orders,
            gross_minor: report.gross_minor,
            tips_minor: report.tips_minor,
            refunded_minor: report.refunded_minor,
            average_minor,
            cancelled: report.cancelled,
            rejected: report.rejected,
            missed: report.missed,
            by_day: by_day.collect(),
            by_hour: by_hour.collect(),
            top_products: top_products.collect(),
            promise: PromiseBody { kept, late, median_s },
        }
    }
}
