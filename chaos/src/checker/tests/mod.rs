//! The checker is right about good histories and about each kind of bad one.

mod breaking;
mod caught;
mod caught_stock;
mod good;
mod shop;
