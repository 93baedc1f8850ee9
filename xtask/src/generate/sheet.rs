//! The costs of a blueprint as tables for people, with their arithmetic.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;

use super::amount::{dollars, number};
use super::costs::{Costs, Price, Use};

/// What is paid in each scene, for the README of this blueprint.
pub(super) fn bill_of(blueprint: &str) -> Result<String> {
    let costs = Costs::load()?;
    Ok(bill(&costs, &lines(&costs, blueprint)?))
}

/// How that follows from the prices, for the page beside it.
pub(super) fn arithmetic_of(blueprint: &str) -> Result<String> {
    let costs = Costs::load()?;
    let lines = lines(&costs, blueprint)?;
    Ok(arithmetic(&lines, &costs.drivers(blueprint)?) + "\n" + &prices(&lines))
}

fn lines<'a>(costs: &'a Costs, blueprint: &str) -> Result<Vec<Line<'a>>> {
    let drivers = costs.drivers(blueprint)?;
    let needed = |item: &&Use| item.only.as_deref().is_none_or(|only| only == blueprint);
    let lines = costs.uses.iter().filter(needed).map(|item| {
        let price = costs.price_of(item)?;
        let scenes = costs.scene.iter().map(|scene| item.a_scene(scene, &drivers));
        let scenes = scenes.collect::<Result<_>>()?;
        Ok(Line { item, price, order: item.an_order(&drivers), scenes })
    });
    lines.collect()
}

/// A use, and how much it comes to.
struct Line<'a> {
    item: &'a Use,
    price: &'a Price,
    order: f64,
    scenes: Vec<f64>,
}

/// What is paid, by service.
fn bill(costs: &Costs, lines: &[Line]) -> String {
    let titles: Vec<&str> = costs.scene.iter().map(|scene| scene.title.as_str()).collect();
    let mut text = format!("| US dollars | 1,000 orders | {} |\n", titles.join(" | "));
    let _ = writeln!(text, "| --- | --: |{}", " --: |".repeat(titles.len()));
    let mut services: Vec<&str> = Vec::new();
    for line in lines {
        if !services.contains(&line.price.service.as_str()) {
            services.push(&line.price.service);
        }
    }
    for service in services {
        let of = lines.iter().filter(|line| line.price.service == service);
        row(&mut text, service, &sums(of, costs.scene.len()));
    }
    let all = sums(lines.iter(), costs.scene.len());
    row(&mut text, "**All, at list price**", &all);
    let mut free = all;
    for (at, sum) in free.iter_mut().skip(1).enumerate() {
        *sum -= gifts(lines, at);
    }
    free[0] = f64::NAN;
    row(&mut text, "**Less what is free for ever**", &free);
    text.push('\n');
    for scene in &costs.scene {
        let _ = writeln!(text, "- **{}**: {}", scene.title, scene.about);
    }
    text
}

/// What a thousand orders cost, and each scene.
fn sums<'a>(lines: impl Iterator<Item = &'a Line<'a>>, scenes: usize) -> Vec<f64> {
    let mut sums = vec![0.0; scenes + 1];
    for line in lines {
        sums[0] += line.price.cost(line.order * 1000.0);
        for (sum, amount) in sums[1..].iter_mut().zip(&line.scenes) {
            *sum += line.price.cost(*amount);
        }
    }
    sums
}

/// What a scene does not pay, if nothing else in the account uses up what is free.
fn gifts(lines: &[Line], scene: usize) -> f64 {
    let mut used: BTreeMap<&str, (&Price, f64)> = BTreeMap::new();
    for line in lines {
        used.entry(&line.price.name).or_insert((line.price, 0.0)).1 += line.scenes[scene];
    }
    used.values().map(|(price, amount)| price.cost(amount.min(price.free))).sum()
}

fn row(text: &mut String, name: &str, sums: &[f64]) {
    let sums: Vec<String> = sums.iter().map(|&sum| dollars(sum)).collect();
    let _ = writeln!(text, "| {name} | {} |", sums.join(" | "));
}

/// How much of what, and why.
fn arithmetic(lines: &[Line], drivers: &BTreeMap<&'static str, f64>) -> String {
    let counted = ["request", "state", "function", "message", "said", "heard"];
    let counted: Vec<String> =
        counted.iter().map(|name| format!("{} × {name}", number(drivers[name]))).collect();
    let mut text = format!("One order is {}.\n\n", counted.join(", "));
    text.push_str("| What | Reckoned | An order | Why |\n| --- | --- | --: | --- |\n");
    for Line { item, price, order, .. } in lines {
        let per = item.per.iter().map(|(name, much)| format!("{} per {name}", number(*much)));
        let per = per.collect::<Vec<_>>().join(" + ");
        let order = if *order > 0.0 { number(*order) } else { String::new() };
        let _ =
            writeln!(text, "| {}: {} | {per} | {order} | {} |", price.service, price.of, item.why);
    }
    text
}

/// Every price, and where it is from.
fn prices(lines: &[Line]) -> String {
    let mut text = "| Price, us-east-1 | US dollars | for | free a month | Seen |\n".to_owned();
    text.push_str("| --- | --: | --: | --: | --- |\n");
    let mut named: Vec<&str> = Vec::new();
    for Line { price, .. } in lines {
        if named.contains(&price.name.as_str()) {
            continue;
        }
        named.push(&price.name);
        let Price { service, of, usd, per, free, source, confirmed, .. } = price;
        let free = if *free > 0.0 { number(*free) } else { String::new() };
        let doubt = if *confirmed { "" } else { "**not confirmed**; " };
        let (usd, per) = (number(*usd), number(*per));
        let _ = writeln!(text, "| {service}: {of} | {usd} | {per} | {free} | {doubt}{source} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::costs::BLUEPRINTS;

    #[test]
    fn the_services_add_up_to_the_whole() {
        for blueprint in BLUEPRINTS {
            let sheet = bill_of(blueprint).expect("the table is sound");
            let rows: Vec<Vec<f64>> = sheet
                .lines()
                .take_while(|line| !line.contains("All, at list price"))
                .skip(2)
                .map(figures)
                .collect();
            let all = sheet.lines().find(|line| line.contains("All, at list price"));
            for (at, sum) in figures(all.expect("there is a sum")).iter().enumerate() {
                let added: f64 = rows.iter().map(|row| row[at]).sum();
                // Each figure is rounded to a cent.
                let rounding = 0.005 * f64::from(u32::try_from(rows.len() + 1).expect("few rows"));
                assert!(
                    (added - sum).abs() <= rounding,
                    "{blueprint}, column {at}: {added}, {sum}"
                );
            }
        }
    }

    #[test]
    fn a_price_that_was_not_seen_is_marked() {
        let sheet = arithmetic_of("serverless-espresso").expect("the table is sound");
        let costs = Costs::load().expect("the table is sound");
        let doubted = costs.price.iter().find(|price| !price.confirmed).expect("there is one");
        let line = format!("| {}: {} |", doubted.service, doubted.of);
        let lines = sheet.lines().filter(|found| found.starts_with(&line));
        assert!(lines.clone().any(|found| found.contains("**not confirmed**")), "{line}");
    }

    fn figures(row: &str) -> Vec<f64> {
        let cells = row.split('|').skip(2).map(|cell| cell.trim().replace(',', ""));
        cells.filter_map(|cell| cell.parse().ok()).collect()
    }
}
