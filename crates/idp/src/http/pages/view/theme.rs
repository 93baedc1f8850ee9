//! The café's colour as a stylesheet, readable by day and by night whatever colour it is.

use crate::words::{Brand, Colour};

/// Espresso: the colour of a café that has none.
const ACCENT: Colour = Colour::new(0x8f, 0x3f, 0x14);

/// What text stands on in `assets/style.css`, where it is hardest to read: by day, and by night.
const GROUND_BY_DAY: Colour = Colour::new(0xf3, 0xeb, 0xdd);
const GROUND_BY_NIGHT: Colour = Colour::new(0x2c, 0x22, 0x1c);

const WHITE: Colour = Colour::new(0xff, 0xff, 0xff);
const BLACK: Colour = Colour::new(0, 0, 0);

/// The least contrast of text. Source: WCAG 2.2, success criterion 1.4.3.
const CONTRAST_MIN: f64 = 4.5;

/// What we want by night, where light letters look thinner than they are.
const CONTRAST_BY_NIGHT: f64 = 6.0;

/// The stylesheet with the café's colours; to be served at `/sign-in/theme.css`.
///
/// `--brand` is the café's colour itself, of buttons, and `--on-brand` what is written on it.
/// `--accent` is as near to it as is readable on the page: of links, and of the edge of buttons.
pub(crate) fn theme_css(brand: &Brand) -> String {
    let brand = brand.accent.unwrap_or(ACCENT);
    let on_brand = text_on(brand);
    let day = readable(brand, GROUND_BY_DAY, CONTRAST_MIN);
    let night = readable(brand, GROUND_BY_NIGHT, CONTRAST_BY_NIGHT);
    format!(
        ":root {{ --brand: {brand}; --on-brand: {on_brand}; --accent: {day}; }}\n\
         @media (prefers-color-scheme: dark) {{ :root {{ --accent: {night}; }} }}\n"
    )
}

/// Black or white, whichever is easier to read on a colour: one of them always has 4.58 or more.
fn text_on(ground: Colour) -> Colour {
    if contrast(ground, WHITE) >= contrast(ground, BLACK) { WHITE } else { BLACK }
}

/// The colour as light or dark as is needed for so much contrast to `ground`, of the same hue.
fn readable(colour: Colour, ground: Colour, contrast_min: f64) -> Colour {
    let darker = luminance(ground) > 0.5;
    let lightness = lightness(colour);
    let (end, limit) = if darker { (0.0, BLACK) } else { (1.0, WHITE) };
    (0..=100)
        .map(|percent| lightness + (end - lightness) * f64::from(percent) / 100.0)
        .map(|lightness| of_lightness(colour, lightness))
        .find(|colour| contrast(*colour, ground) >= contrast_min)
        .unwrap_or(limit)
}

/// How light a colour is in the model of hue, saturation and lightness, 0 to 1.
fn lightness(colour: Colour) -> f64 {
    let parts = [colour.red, colour.green, colour.blue];
    let (most, least) =
        parts.iter().fold((0, u8::MAX), |(most, least), &part| (most.max(part), least.min(part)));
    f64::midpoint(f64::from(most), f64::from(least)) / 255.0
}

/// The colour of the same hue and saturation with another lightness.
fn of_lightness(colour: Colour, wanted: f64) -> Colour {
    let is = lightness(colour);
    // Saturation says how far the parts are from the lightness, of as far as they can be.
    let room = |lightness: f64| lightness.min(1.0 - lightness);
    let stretch = if room(is) > 0.0 { room(wanted) / room(is) } else { 0.0 };
    let part = |part: u8| {
        let part = f64::from(part) / 255.0;
        let moved = wanted + (part - is) * stretch;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let moved = (moved.clamp(0.0, 1.0) * 255.0).round() as u8;
        moved
    };
    Colour::new(part(colour.red), part(colour.green), part(colour.blue))
}

/// The contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio".
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a colour is, 0 to 1. Source: WCAG 2.2, "relative luminance".
fn luminance(colour: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_sixteenth_colour() -> impl Iterator<Item = Colour> {
        let steps = || (0..=255u8).step_by(15);
        steps().flat_map(move |red| {
            steps().flat_map(move |green| steps().map(move |blue| Colour::new(red, green, blue)))
        })
    }

    #[test]
    fn any_colour_can_be_read_by_day_and_by_night() {
        for colour in every_sixteenth_colour() {
            assert!(contrast(colour, text_on(colour)) >= CONTRAST_MIN, "{colour}");
            let day = readable(colour, GROUND_BY_DAY, CONTRAST_MIN);
            assert!(contrast(day, GROUND_BY_DAY) >= CONTRAST_MIN, "{colour} by day: {day}");
            let night = readable(colour, GROUND_BY_NIGHT, CONTRAST_BY_NIGHT);
            let reached = contrast(night, GROUND_BY_NIGHT);
            assert!(reached >= CONTRAST_BY_NIGHT, "{colour} by night: {night}");
        }
    }

    #[test]
    fn a_colour_that_is_readable_stays_as_the_cafe_chose_it() {
        let brand = Brand {
            name: "Café Aroma".to_owned(),
            logo: None,
            accent: Some(Colour::new(0x0b, 0x5d, 0x3b)),
        };
        let css = theme_css(&brand);
        assert!(css.contains("--brand: #0b5d3b; --on-brand: #ffffff; --accent: #0b5d3b;"), "{css}");
        let night = css.split("dark) { :root { --accent: ").nth(1).and_then(|rest| rest.get(..7));
        let night: Colour = night.and_then(|night| night.parse().ok()).expect("a colour by night");
        assert!(contrast(night, GROUND_BY_NIGHT) >= CONTRAST_BY_NIGHT, "too dark by night: {css}");
    }

    #[test]
    fn a_colour_that_is_made_lighter_keeps_its_hue() {
        let blue = of_lightness(Colour::new(0, 0, 0x80), 0.75);
        assert_eq!(blue, Colour::new(0x80, 0x80, 0xff));
        assert_eq!(of_lightness(BLACK, 0.6), Colour::new(0x99, 0x99, 0x99), "grey stays grey");
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        let grey = Colour::new(0x76, 0x76, 0x76);
        assert!((contrast(grey, WHITE) - 4.54).abs() < 0.01, "{}", contrast(grey, WHITE));
    }

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        for ground in [GROUND_BY_DAY, GROUND_BY_NIGHT] {
            assert!(super::super::STYLE.contains(&ground.to_string()), "{ground}");
        }
    }
}
