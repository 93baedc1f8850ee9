//! Pictures of products: adding one, reading it, taking it away.

use kernel::LocationId;
use store::{Change, Expected, Outcome, Versioned, Write};

use super::ATTEMPTS;
use crate::domain::{Entry, PICTURES_MAX, Picture, PictureId, check_picture};
use crate::records::{MENUS, PICTURES, picture_record, pictures_counter};
use crate::{Error, Products};

impl Products {
    /// Adds a picture that is `said` to be of a media type, and says which it is now. Adding the
    /// same picture again changes nothing.
    ///
    /// # Errors
    /// [`Error::NotAPicture`], [`Error::TooManyPictures`], [`Error::NoSuchLocation`].
    pub async fn add_picture(
        &self,
        location: &LocationId,
        said: &str,
        bytes: &[u8],
    ) -> Result<PictureId, Error> {
        let media_type = check_picture(said, bytes).map_err(Error::NotAPicture)?;
        self.read_location(location).await?;
        let (id, record) = picture_record(location, media_type, bytes);
        let counter = pictures_counter(location);
        let change = Change::of(vec![
            PICTURES.insert(&record),
            Write::Adjust { counter, delta: -1, at_least: Some(-PICTURES_MAX) },
        ]);
        match self.store().commit(change).await? {
            // The first write is of the picture: it is there already.
            Outcome::Committed | Outcome::Conflict { write: 0 } => Ok(id),
            Outcome::Conflict { .. } => Err(Error::TooManyPictures { max: PICTURES_MAX }),
        }
    }

    /// A picture.
    ///
    /// # Errors
    /// [`Error::NoSuchPicture`].
    pub async fn read_picture(&self, id: &PictureId) -> Result<Picture, Error> {
        let found = PICTURES.get(self.store(), id.as_str()).await?;
        found.map(|found| found.record.into()).ok_or_else(|| Error::NoSuchPicture(id.clone()))
    }

    /// Takes a picture of a location away that no product shows.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::NoSuchPicture`], [`Error::NoSuchLocation`].
    pub async fn remove_picture(&self, location: &LocationId, id: &PictureId) -> Result<(), Error> {
        for _ in 0..ATTEMPTS {
            let (menu, menu_version) = self.stored_menu(location).await?;
            let found = PICTURES.get(self.store(), id.as_str()).await?;
            let Some(Versioned { record, version }) = found else {
                return Err(Error::NoSuchPicture(id.clone()));
            };
            // The picture of another location is none of this one's.
            if Picture::from(record).location != *location {
                return Err(Error::NoSuchPicture(id.clone()));
            }
            let path = Picture::path(id);
            let shows = menu.products.iter().find(|p| p.image.as_deref() == Some(path.as_str()));
            if let Some(product) = shows {
                let entry = Entry { what: "picture", id: id.to_string() };
                return Err(Error::InUse { entry, by: Entry::product(&product.id).to_string() });
            }
            let counter = pictures_counter(location);
            let change = Change::of(vec![
                PICTURES.delete(id.as_str(), version),
                Write::Adjust { counter, delta: 1, at_least: None },
                MENUS.require(location.as_str(), Expected::Version(menu_version)),
            ]);
            if self.store().commit(change).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::ChangedMeanwhile)
    }
}

#[cfg(test)]
mod tests {
    use store::Store as _;

    use super::super::testing::Shop;
    use super::*;
    use crate::domain::{MediaType, PICTURE_BYTES_MAX, samples};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nflat white";

    #[tokio::test]
    async fn the_same_picture_twice_is_one_and_reads_back_as_it_was() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let mut largest = PNG.to_vec();
        largest.resize(PICTURE_BYTES_MAX, 7);
        let first = shop.products.add_picture(&here, "image/png", &largest).await.expect("a PNG");
        let again = shop.products.add_picture(&here, "image/png", &largest).await.expect("a PNG");
        assert_eq!(first, again);
        let other = shop.products.add_picture(&here, "image/png", PNG).await.expect("a PNG");
        assert_ne!(first, other);
        let found = shop.products.read_picture(&first).await.expect("there");
        assert_eq!((found.media_type, found.bytes), (MediaType::Png, largest));
        assert_eq!(shop.store.counter("pictures/here").await.expect("answers"), -2);
    }

    #[tokio::test]
    async fn a_location_has_so_many_pictures_and_no_more() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let counter = pictures_counter(&here);
        let most = Write::Adjust { counter, delta: 1 - PICTURES_MAX, at_least: None };
        let outcome = shop.store.commit(Change::of(vec![most])).await.expect("memory answers");
        assert_eq!(outcome, Outcome::Committed);
        let last = shop.products.add_picture(&here, "image/png", PNG).await.expect("the last one");
        let other = [PNG, b"!"].concat();
        let refused = shop.products.add_picture(&here, "image/png", &other).await;
        assert!(matches!(refused, Err(Error::TooManyPictures { max: 2_000 })), "{refused:?}");
        shop.products.add_picture(&here, "image/png", PNG).await.expect("it is there already");
        shop.products.remove_picture(&here, &last).await.expect("no product shows it");
        shop.products.add_picture(&here, "image/png", &other).await.expect("there is room again");
    }

    #[tokio::test]
    async fn a_picture_goes_only_when_no_product_shows_it_and_only_from_its_location() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let id = shop.products.add_picture(&here, "image/png", PNG).await.expect("a PNG");
        let mut product = samples::menu().products[0].clone();
        product.image = Some(Picture::path(&id));
        shop.products.update_product(&here, None, product.clone()).await.expect("there");
        let refused = shop.products.remove_picture(&here, &id).await;
        assert!(matches!(refused, Err(Error::InUse { .. })), "{refused:?}");
        product.image = None;
        shop.products.update_product(&here, None, product).await.expect("there");

        let mut there = samples::location();
        there.id = samples::id("there");
        shop.products.create_location(there.clone()).await.expect("new");
        let refused = shop.products.remove_picture(&there.id, &id).await;
        assert!(matches!(refused, Err(Error::NoSuchPicture(_))), "{refused:?}");
        shop.products.remove_picture(&here, &id).await.expect("nobody shows it");
        let gone = shop.products.read_picture(&id).await;
        assert!(matches!(gone, Err(Error::NoSuchPicture(_))), "{gone:?}");
    }

    #[tokio::test]
    async fn a_picture_that_is_put_on_the_menu_meanwhile_is_not_taken_away() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let id = shop.products.add_picture(&here, "image/png", PNG).await.expect("a PNG");
        let mut product = samples::menu().products[0].clone();
        product.image = Some(Picture::path(&id));
        let (shown, removed) = tokio::join!(
            shop.products.update_product(&here, None, product),
            shop.products.remove_picture(&here, &id),
        );
        shown.expect("there");
        assert!(matches!(removed, Err(Error::InUse { .. })), "{removed:?}");
        shop.products.read_picture(&id).await.expect("still there");
    }

    #[tokio::test]
    async fn a_picture_belongs_to_a_location_that_exists() {
        let shop = Shop::empty();
        let refused = shop.products.add_picture(&samples::location_id(), "image/png", PNG).await;
        assert!(matches!(refused, Err(Error::NoSuchLocation(_))), "{refused:?}");
    }
}
