//! Creates each blueprint on a stand-in for AWS, plays orders through the real functions, takes
//! everything away again, and sees that nothing is left.

mod between;
mod play;
mod programs;
mod terraform;

pub(crate) use play::run;
pub(crate) use terraform::Terraform;
