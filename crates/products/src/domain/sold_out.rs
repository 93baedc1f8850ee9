//! What has sold out until a time is there again by itself when the time comes: nothing has to
//! happen then, because every reading asks how late it is.

use kernel::Timestamp;

use super::menu::Menu;

impl Menu {
    /// The times at which something is there again, in their order.
    pub(crate) fn returns(&self) -> Vec<Timestamp> {
        let of_products = self.products.iter().filter_map(|product| product.sold_out_until);
        let options = self.option_groups.iter().flat_map(|group| &group.options);
        let of_options = options.filter_map(|option| option.sold_out_until);
        let mut times: Vec<Timestamp> = of_products.chain(of_options).collect();
        times.sort_unstable();
        times
    }

    /// The menu as it is at `at`: what was sold out until then, or before, is there.
    #[must_use]
    pub(crate) fn seen_at(mut self, at: Timestamp) -> Self {
        for product in &mut self.products {
            back(&mut product.available, &mut product.sold_out_until, at);
        }
        for option in self.option_groups.iter_mut().flat_map(|group| &mut group.options) {
            back(&mut option.available, &mut option.sold_out_until, at);
        }
        self
    }
}

fn back(available: &mut bool, sold_out_until: &mut Option<Timestamp>, at: Timestamp) {
    if sold_out_until.is_some_and(|until| until <= at) {
        (*available, *sold_out_until) = (true, None);
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn what_is_sold_out_until_a_time_is_there_from_that_instant_on() {
        let mut menu = samples::menu();
        let (white, oat) = (samples::id("flat-white"), samples::id("oat-milk"));
        menu.set_product_available(&white, false, Some(at(20))).expect("there");
        menu.set_option_available(&oat, false, Some(at(10))).expect("there");
        menu.set_product_available(&samples::id("croissant"), false, None).expect("there");
        assert_eq!(menu.returns(), [at(10), at(20)]);
        assert_eq!(menu.clone().seen_at(at(9)), menu);

        let later = menu.clone().seen_at(at(10));
        let oat = later.option(&oat).expect("there").1;
        assert_eq!((oat.available, oat.sold_out_until), (true, None));
        assert!(!later.products[0].available);
        let later = menu.seen_at(at(20));
        assert!(later.products[0].available);
        assert!(!later.products[1].available, "who names no time says so by hand");
        assert_eq!(later.returns(), []);
    }
}
