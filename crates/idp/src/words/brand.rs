//! Whose café it is: the name, the logo and the colour that its pages and mails bear.

use std::fmt;
use std::str::FromStr;

/// What a café puts on the hosted pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// What it calls itself: "Café Aroma".
    pub name: String,
    /// The address of its logo, `https:` or on this server. Shown instead of the written name, at
    /// most 56 px high and 220 px wide.
    pub logo: Option<String>,
    /// The colour of buttons and links. Any will do: what would be hard to read is made readable.
    pub accent: Option<Colour>,
}

/// A colour (sRGB, without transparency).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// How much red.
    pub red: u8,
    /// How much green.
    pub green: u8,
    /// How much blue.
    pub blue: u8,
}

/// The text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no colour: write it as #rrggbb or #rgb, like #8f3f14")]
pub struct NoColour(String);

impl Colour {
    /// A colour of its three parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }
}

impl FromStr for Colour {
    type Err = NoColour;

    /// Reads `#rrggbb` or `#rgb`.
    fn from_str(text: &str) -> Result<Self, NoColour> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        match digits.as_deref() {
            Some(&[red, green, blue]) => Ok(Self::new(red * 17, green * 17, blue * 17)),
            Some(pairs @ &[_, _, _, _, _, _]) => {
                let pair = |at: usize| pairs[at] * 16 + pairs[at + 1];
                Ok(Self::new(pair(0), pair(2), pair(4)))
            }
            _ => Err(NoColour(text.to_owned())),
        }
    }
}

impl fmt::Display for Colour {
    /// Writes `#rrggbb`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_and_written_in_hexadecimal() {
        let espresso: Colour = "#8f3F14".parse().unwrap();
        assert_eq!(espresso, Colour::new(0x8f, 0x3f, 0x14));
        assert_eq!(espresso.to_string(), "#8f3f14");
        assert_eq!("#fa0".parse(), Ok(Colour::new(0xff, 0xaa, 0)));
    }

    #[test]
    fn what_is_no_colour_says_how_to_write_one() {
        for text in ["", "8f3f14", "#8f3f1", "#8f3f1g", "#8f3f1400", "red", "#+1+1+1", "#;}"] {
            let refused = text.parse::<Colour>().unwrap_err().to_string();
            assert!(refused.contains("#rrggbb"), "{refused}");
        }
    }
}
