//! The report as people read it.

use std::fmt::Write;

use super::bars::{Bar, VENDURE_ORDERS_PER_SECOND, times_vendure};
use super::figures::{Beside, Figures, Measured, Store};
use crate::cli::outcomes;
use crate::drive::Outcome;
use crate::table::Table;
use crate::units::{mebibytes, shown};

/// Load from which on a machine is not quiet. A build that has just ended leaves some behind.
const LOAD_QUIET: f64 = 1.5;

/// The whole report as Markdown.
pub(crate) fn text(figures: &Figures, bars: &[Bar]) -> String {
    let mut sections = vec![head(figures), limits(figures)];
    sections.extend(figures.stores.iter().map(store));
    sections.push(menu(figures));
    sections.push(verdicts(bars));
    sections.join("\n")
}

fn head(figures: &Figures) -> String {
    let machine = &figures.machine;
    format!(
        "# Comanda measured, {}\n\nCommit {}. {} × {}, {} MiB of memory, Linux {}. {} run.\n\
         The driver shares the cores with the server: read the ratios, not the figures.\n\
         Orders were accepted {}. The server's file has {} MiB{}.\n",
        figures.at,
        figures.commit.as_deref().unwrap_or("unknown"),
        machine.cores,
        machine.processor,
        shown(mebibytes(machine.memory_bytes)),
        machine.kernel,
        if figures.quick { "Quick" } else { "Full" },
        figures.accepting,
        shown(mebibytes(figures.file_bytes)),
        if figures.has_web_app { "" } else { ", without a web app inside" },
    ) + &disturbed(machine.load_before)
}

/// Says loudly that others were using the machine.
fn disturbed(load: f64) -> String {
    if load < LOAD_QUIET {
        return String::new();
    }
    format!("\nTHE MACHINE WAS BUSY before the run (load {}): measure again.\n", shown(load))
}

fn limits(figures: &Figures) -> String {
    let flushes = match &figures.flushes {
        Measured::Figure(flushes) => {
            format!("{} ms (p99 {} ms)", shown(flushes.p50_ms), shown(flushes.p99_ms))
        }
        Measured::Missing(why) => format!("not measured: {why}"),
    };
    let bytes = figures.bytes;
    format!(
        "## The machine\n\nOne flush of 4 KiB: {flushes}. An accepted order writes {} bytes of \
         records, {} index keys of {} bytes and {} bytes of messages ({}); the limits below write \
         the same and nothing else.\n",
        bytes.body,
        bytes.keys,
        bytes.key,
        bytes.message,
        if figures.bytes_read { "read from a database" } else { "ASSUMED, not read" },
    )
}

fn store(store: &Store) -> String {
    let mut text = format!("## {}\n\n", store.name);
    match &store.accepted {
        Measured::Figure(accepted) => text.push_str(&accepted_table(accepted)),
        Measured::Missing(why) => missing(&mut text, "orders accepted", why),
    }
    text.push('\n');
    let mut rows = Vec::new();
    row(&mut text, &mut rows, "confirmed, 64 wait for it", &store.confirmed, Clone::clone);
    let name = store.half_load.figure().map(|half| format!("at {} orders/s, from due", half.rate));
    let name = name.unwrap_or_else(|| "at half load".to_owned());
    row(&mut text, &mut rows, &name, &store.half_load, |half| half.outcome.clone());
    row(&mut text, &mut rows, "placed to collected, 16", &store.journey, Clone::clone);
    text.push_str(&outcomes("end to end", &rows));
    text.push('\n');
    let figure = |measured: &Measured<String>| match measured {
        Measured::Figure(figure) => figure.clone(),
        Measured::Missing(why) => format!("NOT MEASURED: {why}"),
    };
    let memory = |measured: &Measured<u64>| {
        figure(&measured.map(|bytes| format!("{} MiB", shown(mebibytes(*bytes)))))
    };
    let live = store.live.map(|live| {
        let busy = if live.quiet { "" } else { ", while orders were still being confirmed" };
        format!("{} MiB{busy}", shown(mebibytes(live.bytes)))
    });
    let start = figure(&store.start_ms.map(|start| format!("{} ms", shown(*start))));
    let _ = write!(
        text,
        "- Memory, idle: {}\n- Memory after the last load of accepting: {}\n\
         - Memory with 10,000 live customers: {}\n\
         - Start to first menu with at least 10,000 orders stored: {start}\n",
        memory(&store.idle_bytes),
        memory(&store.loaded_bytes),
        figure(&live),
    );
    text
}

fn row<T>(
    text: &mut String,
    rows: &mut Vec<(String, Outcome)>,
    name: &str,
    measured: &Measured<T>,
    outcome: impl Fn(&T) -> Outcome,
) {
    match measured {
        Measured::Figure(figure) => rows.push((name.to_owned(), outcome(figure))),
        Measured::Missing(why) => missing(text, name, why),
    }
}

fn missing(text: &mut String, what: &str, why: &str) {
    let _ = writeln!(text, "NOT MEASURED, {what}: {why}\n");
}

fn accepted_table(accepted: &[Beside]) -> String {
    let mut table = Table::new(&[
        "accepted, connections",
        "per second",
        "× Vendure",
        "p50 ms",
        "p99 ms",
        "CPU ms each",
        "bare commit per second",
        "its p50 ms",
        "share",
    ]);
    let mut failures = String::new();
    for beside in accepted {
        let (server, limit) = (&beside.server, &beside.limit);
        table.row(vec![
            beside.connections.to_string(),
            shown(server.per_second),
            shown(times_vendure(server.per_second)),
            shown(server.p50_ms),
            shown(server.p99_ms),
            server.server_cpu_ms_each.map_or("-".to_owned(), shown),
            shown(limit.per_second),
            shown(limit.p50_ms),
            format!("{} %", shown(beside.share() * 100.0)),
        ]);
        failed(&mut failures, &format!("{} connections", beside.connections), server);
    }
    let note = format!(
        "\nVendure 3.7 with PostgreSQL: {VENDURE_ORDERS_PER_SECOND} orders/s from 16 clients.\n"
    );
    table.text() + &failures + &note
}

fn failed(text: &mut String, name: &str, outcome: &Outcome) {
    for (what, count) in &outcome.failures {
        let _ = write!(text, "\n{name}: {count} FAILED with {what}\n");
    }
}

fn menu(figures: &Figures) -> String {
    let mut text = "## The menu\n\n".to_owned();
    match &figures.menu {
        Measured::Missing(why) => missing(&mut text, "the menu", why),
        Measured::Figure(menu) => {
            let rows = [
                (format!("whole, {} bytes", menu.bytes), menu.whole.server.clone()),
                ("bare axum, the same bytes".to_owned(), menu.whole.limit.clone()),
                ("unchanged (304)".to_owned(), menu.unchanged.clone()),
            ];
            text.push_str(&outcomes("16 connections", &rows));
            let share = shown(menu.whole.share() * 100.0);
            let _ = writeln!(text, "\nThe server reaches {share} % of bare axum.");
        }
    }
    text
}

fn verdicts(bars: &[Bar]) -> String {
    let mut table = Table::new(&["figure", "bar", "found", ""]);
    for bar in bars {
        let verdict = bar.verdict.words().to_owned();
        table.row(vec![bar.figure.clone(), bar.wanted.clone(), bar.found.clone(), verdict]);
    }
    format!("## The bars\n\n{}", table.text())
}
