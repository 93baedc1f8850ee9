//! What is played on the stage, scene after scene.

mod collected;
pub(crate) mod notices;
mod poison;
mod refused;

pub use collected::one_order;
pub(crate) use poison::Patience;
pub use poison::ends_among_the_dead;
pub use refused::strangers;
