//! What somebody may have meant.

/// How alike two names must be: 1 is the same.
const ALIKE_MIN: f64 = 0.82;
/// In names shorter than this every other letter is another name.
const SLIP_MIN: usize = 3;
/// Names longer than this are no slip of a finger.
const CHARS_MAX: usize = 100;
/// Most names that are looked at.
const NAMES_MAX: usize = 1_000;

/// `: did you mean …?`, when one of `names` is like `name`; else nothing.
pub(in crate::asl) fn suggestion<'n>(
    name: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> String {
    if name.len() > CHARS_MAX {
        return String::new();
    }
    let name = name.to_lowercase();
    let alike = |other: &&str| alike(&name, &other.to_lowercase());
    let near = names
        .into_iter()
        .filter(|other| other.len() <= CHARS_MAX)
        .take(NAMES_MAX)
        .map(|other| (alike(&other), other))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|near| near.0 >= ALIKE_MIN);
    near.map_or_else(String::new, |near| format!(": did you mean {}?", near.1))
}

/// How alike two words are. In short ones a slip changes much, so one letter is forgiven.
fn alike(name: &str, other: &str) -> f64 {
    let is_slip = name.len() >= SLIP_MIN && strsim::osa_distance(name, other) <= 1;
    let forgiven = if is_slip { ALIKE_MIN } else { 0.0 };
    strsim::jaro_winkler(name, other).max(forgiven)
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let names = ["Resource", "Retry", "TimeoutSeconds"];
        assert_eq!(suggestion("Ressource", names), ": did you mean Resource?");
        assert_eq!(suggestion("resource", names), ": did you mean Resource?");
        assert_eq!(suggestion("TimeoutSecond", names), ": did you mean TimeoutSeconds?");
        assert_eq!(suggestion("Retyr", names), ": did you mean Retry?");
        assert_eq!(suggestion("Pya", ["Pay", "Way"]), ": did you mean Pay?");
        assert_eq!(suggestion("Milk", names), "");
        assert_eq!(suggestion("A", ["B"]), "");
    }
}
