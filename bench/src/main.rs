//! Measures Comanda: a load driver that can be pointed at any server, the limits of the machine
//! beside it, and a report that puts one next to the other. See `README.md`.

mod cli;
mod drive;
mod histogram;
mod http;
mod limits;
mod process;
mod run;
mod table;
mod units;
mod wire;

fn main() -> anyhow::Result<()> {
    cli::main()
}
