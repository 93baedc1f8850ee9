//! What somebody likes to have again.

use kernel::LocationId;

use super::fault::{Fault, Faults};

kernel::kinds! {
    /// Names a product of a menu: `prd_flat-white`. Whether it is still there, the menu knows.
    Product => ProductId, "prd", "a product";
    /// Names an option of a menu: `opt_oat-milk`.
    Choice => OptionId, "opt", "an option";
}

/// Most favourites that are kept of somebody.
pub const FAVOURITES_MAX: usize = 50;
/// Most options of one: more than any product is ordered with.
const OPTIONS_MAX: usize = 30;
/// Longest note, in characters. The same as that of a line of an order.
const NOTE_CHARS_MAX: usize = 140;

/// A product as somebody likes to have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// Where.
    pub location: LocationId,
    /// What.
    pub product: ProductId,
    /// With which options, each as often as it is had.
    pub options: Vec<OptionId>,
    /// What to say to whoever makes it.
    pub note: Option<String>,
}

/// The favourites that somebody wrote, in their order, if nothing is wrong with them.
///
/// # Errors
/// Every fault of the input.
pub(super) fn read(input: &[Favourite]) -> Result<Vec<Favourite>, Vec<Fault>> {
    let mut faults = Faults::default();
    if input.len() > FAVOURITES_MAX {
        let count = input.len();
        faults.add("/items", format!("has {count} entries: expected at most {FAVOURITES_MAX}"));
        return faults.unless_any(Vec::new());
    }
    let mut favourites: Vec<Favourite> = Vec::with_capacity(input.len());
    for (place, one) in input.iter().enumerate() {
        let at = |field: &str| format!("/items/{place}{field}");
        if one.options.len() > OPTIONS_MAX {
            faults.add(&at("/options"), format!("has more than {OPTIONS_MAX} entries"));
        }
        let note = faults.optional_line(&at("/note"), one.note.as_deref(), NOTE_CHARS_MAX);
        let favourite = Favourite { note, ..one.clone() };
        if favourites.contains(&favourite) {
            faults.add(&at(""), "is there twice");
        }
        favourites.push(favourite);
    }
    faults.unless_any(favourites)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn favourite(note: &str) -> Favourite {
        Favourite {
            location: "loc_here".parse().expect("an id"),
            product: "prd_flat-white".parse().expect("an id"),
            options: vec!["opt_oat-milk".parse().expect("an id")],
            note: Some(note.to_owned()),
        }
    }

    fn pointers(input: &[Favourite]) -> Vec<String> {
        let faults = read(input).expect_err("something is wrong");
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn favourites_are_kept_in_the_order_they_were_written_in() {
        let read = read(&[favourite(" hot "), favourite("cold")]).expect("good");
        let notes: Vec<_> = read.iter().map(|one| one.note.as_deref()).collect();
        assert_eq!(notes, [Some("hot"), Some("cold")]);
    }

    #[test]
    fn every_fault_of_favourites_is_told_with_its_place() {
        let many = Favourite {
            options: vec!["opt_shot".parse().expect("an id"); OPTIONS_MAX + 1],
            ..favourite("strong")
        };
        let wrong = [favourite("hot"), favourite(" hot"), favourite(&"x".repeat(141)), many];
        assert_eq!(pointers(&wrong), ["/items/1", "/items/2/note", "/items/3/options"]);
    }

    #[test]
    fn nobody_has_more_than_fifty_favourites() {
        let of = |count: usize| -> Vec<_> {
            (0..count).map(|number| favourite(&number.to_string())).collect()
        };
        assert_eq!(read(&of(FAVOURITES_MAX)).expect("fits").len(), 50);
        assert_eq!(pointers(&of(FAVOURITES_MAX + 1)), ["/items"]);
    }
}
