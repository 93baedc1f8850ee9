//! What a location sold on some of its days: the sums a manager looks at.
//!
//! An order belongs to the day and hour it was placed in, as the location's clocks showed them. One
//! that was rejected or cancelled is counted and nothing more. One that nobody fetched, or that
//! could not be delivered, is sold only if it was paid: then the money stays.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{OrderId, Timestamp};

use super::{Order, Payment, ProductId, Status};

/// Products that are named in a report at most, those sold most often.
const TOP_MAX: usize = 10;

/// Sums being made.
#[derive(Debug, Clone)]
pub struct Sales {
    zone: TimeZone,
    report: SalesReport,
    products: HashMap<ProductId, Sold>,
    /// Those that were not at their end when they were added: one may come by once more, further on
    /// its way.
    under_way: HashSet<OrderId>,
    waits_s: Vec<i64>,
}

/// What came of it. Amounts are in minor units of the location's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesReport {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many orders were sold.
    pub orders: u64,
    /// What they come to, with tax and without tips, before anything went back.
    pub gross_minor: i64,
    /// What customers added for the staff.
    pub tips_minor: i64,
    /// What went back of what was paid for them, whenever it did.
    pub refunded_minor: i64,
    /// How many were cancelled.
    pub cancelled: u64,
    /// How many could not be made.
    pub rejected: u64,
    /// How many nobody fetched, or could not be delivered.
    pub missed: u64,
    /// Each day, also those without orders.
    pub by_day: Vec<DaySales>,
    /// Each hour of the day, 0 to 23.
    pub by_hour: Vec<HourSales>,
    /// What was sold most often, at most ten.
    pub top_products: Vec<Sold>,
    /// How many were ready when it was promised.
    pub kept: u64,
    /// How many were ready later.
    pub late: u64,
    /// The time from placed (or from when a scheduled one was to be begun) to ready of the order in
    /// the middle; `None` when none was ready.
    pub median_s: Option<i64>,
}

/// One day's sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySales {
    /// Which day.
    pub day: Date,
    /// How many orders.
    pub orders: u64,
    /// What they come to.
    pub gross_minor: i64,
}

/// The sales of one hour of the day, on all days together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourSales {
    /// Which hour, 0 to 23. Where clocks go back, one hour of that day is two hours long.
    pub hour: i8,
    /// How many orders.
    pub orders: u64,
    /// What they come to.
    pub gross_minor: i64,
}

/// How often a product was sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sold {
    /// Which product.
    pub product: ProductId,
    /// What it was called last.
    pub name: String,
    /// How many.
    pub quantity: u64,
    /// What they come to, as priced on the menu.
    pub gross_minor: i64,
}

impl Sales {
    /// Of the days from `from` to `to`, both included, with nothing sold yet.
    pub fn new(zone: TimeZone, from: Date, to: Date) -> Self {
        let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to);
        let report = SalesReport {
            from,
            to,
            orders: 0,
            gross_minor: 0,
            tips_minor: 0,
            refunded_minor: 0,
            cancelled: 0,
            rejected: 0,
            missed: 0,
            by_day: days.map(|day| DaySales { day, orders: 0, gross_minor: 0 }).collect(),
            by_hour: (0..24).map(|hour| HourSales { hour, orders: 0, gross_minor: 0 }).collect(),
            top_products: Vec::new(),
            kept: 0,
            late: 0,
            median_s: None,
        };
        let (products, under_way) = (HashMap::new(), HashSet::new());
        Self { zone, report, products, under_way, waits_s: Vec::new() }
    }

    /// From when to when (excluded) orders of these days were placed. A day begins where the
    /// location's clocks first show it, and may be 23 or 25 hours long.
    pub fn period(&self) -> (Timestamp, Timestamp) {
        let begin = |day: Option<Date>, otherwise| {
            let begins = day.and_then(|day| day.to_zoned(self.zone.clone()).ok());
            begins.map_or(otherwise, |begins| begins.timestamp())
        };
        let (from, after) = (self.report.from, self.report.to.tomorrow().ok());
        (begin(Some(from), Timestamp::MIN), begin(after, Timestamp::MAX))
    }

    /// Adds an order and what was paid for it. One of another day changes nothing, nor does one
    /// that was added before, as it stood then.
    pub fn add(&mut self, order: &Order, payment: Option<&Payment>) {
        let placed_at = order.placed_at().to_zoned(self.zone.clone());
        let report = &mut self.report;
        let day = report.by_day.iter_mut().find(|sales| sales.day == placed_at.date());
        let Some(day) = day else { return };
        if self.under_way.contains(&order.placed.id) {
            return;
        }
        if !matches!(order.status(), Status::Placed) && !order.status().is_final() {
            self.under_way.insert(order.placed.id.clone());
        }
        let is_paid = payment.is_some_and(|payment| payment.captured_minor() > 0);
        match order.status() {
            Status::Placed => return,
            Status::Rejected => report.rejected += 1,
            Status::Cancelled => report.cancelled += 1,
            Status::NoShow | Status::Undeliverable => report.missed += 1,
            _ => {}
        }
        match order.status() {
            Status::Rejected | Status::Cancelled => return,
            Status::NoShow | Status::Undeliverable if !is_paid => return,
            _ => {}
        }
        let gross_minor = order.placed.total_minor - order.placed.tip_minor;
        report.orders += 1;
        report.gross_minor += gross_minor;
        report.tips_minor += order.placed.tip_minor;
        report.refunded_minor += payment.map_or(0, Payment::refunded_minor);
        (day.orders, day.gross_minor) = (day.orders + 1, day.gross_minor + gross_minor);
        if let Some(hour) = report.by_hour.iter_mut().find(|hour| hour.hour == placed_at.hour()) {
            (hour.orders, hour.gross_minor) = (hour.orders + 1, hour.gross_minor + gross_minor);
        }
        self.add_lines(order);
        self.add_wait(order);
    }

    fn add_lines(&mut self, order: &Order) {
        for line in &order.placed.lines {
            let sold = self.products.entry(line.product.clone()).or_insert_with(|| Sold {
                product: line.product.clone(),
                name: String::new(),
                quantity: 0,
                gross_minor: 0,
            });
            sold.name.clone_from(&line.name);
            sold.quantity += u64::from(line.quantity);
            sold.gross_minor += line.total_minor();
        }
    }

    fn add_wait(&mut self, order: &Order) {
        let Some(ready_at) = order.became_ready_at() else { return };
        let promise = if ready_at <= order.placed.ready_at {
            &mut self.report.kept
        } else {
            &mut self.report.late
        };
        *promise += 1;
        let begun_at =
            order.placed.fire_at.map_or(order.placed_at(), |at| at.max(order.placed_at()));
        self.waits_s.push(ready_at.duration_since(begun_at).as_secs().max(0));
    }

    /// What came of it.
    pub fn finish(mut self) -> SalesReport {
        let mut sold: Vec<Sold> = self.products.into_values().collect();
        sold.sort_by(|one, other| {
            let by_count =
                (other.quantity, other.gross_minor).cmp(&(one.quantity, one.gross_minor));
            by_count.then_with(|| one.product.as_str().cmp(other.product.as_str()))
        });
        sold.truncate(TOP_MAX);
        self.report.top_products = sold;
        self.report.median_s = median(self.waits_s);
        self.report
    }
}

impl SalesReport {
    /// What an order comes to on average, rounded to the nearest minor unit, halves up; 0 without
    /// orders.
    pub fn average_minor(&self) -> i64 {
        match i64::try_from(self.orders) {
            Ok(orders @ 1..) => (2 * self.gross_minor + orders).div_euclid(2 * orders),
            _ => 0,
        }
    }
}

/// The one in the middle, and of two the mean.
fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    let (middle, count) = (numbers.len() / 2, numbers.len());
    let upper = *numbers.get(middle)?;
    if count % 2 == 1 {
        return Some(upper);
    }
    Some(i64::midpoint(*numbers.get(middle - 1)?, upper))
}

#[cfg(test)]
#[path = "sales_tests.rs"]
mod tests;
