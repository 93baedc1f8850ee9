//! Comanda
fn main() {}
