//! What can be wrong with a form that somebody has sent: a sentence, and the input it is about.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod kinds;

pub use kinds::Problem;
