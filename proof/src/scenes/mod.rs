//! What is played on the stage, scene after scene.

mod apps;
mod collected;
mod figures;
pub(crate) mod notices;
mod poison;
mod refused;

pub use apps::apps_are_there;
pub use collected::one_order;
pub use figures::calls_of_an_order;
pub(crate) use poison::Patience;
pub use poison::ends_among_the_dead;
pub use refused::strangers;
