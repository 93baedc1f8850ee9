//! What whoever runs the place does about the people it knows: looks for them, reads what is kept,
//! hands it out, and forgets them when they ask for it by another way than the app.

use kernel::{Cursor, Limit, Page, PrincipalId};
use store::Select;

use super::{Export, Found, Users};
use crate::domain::Profile;
use crate::error::Error;
use crate::records::{ALL, PROFILES, ProfileRecord, search_key};

/// The indexes that a search reads one after the other, and the letter that tells their cursors
/// apart.
const SEARCHED: [(char, &str); 2] = [('e', "by_email"), ('n', "by_name")];

/// Longest id, in bytes: see [`PrincipalId`].
const ID_BYTES_MAX: usize = 128;

impl Users {
    /// Those of whom something is kept: whoever registered last first or, with words, those whose
    /// address or name begins so, without regard to capitals.
    ///
    /// # Errors
    /// [`Error::BadCursor`], failures of the store.
    pub async fn customers(
        &self,
        words: &str,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Profile>, Error> {
        let words = search_key(words);
        if words.is_empty() {
            let newest = PROFILES.select("by_registration", ALL).descending();
            return Ok(self.some_of(newest.limit(limit.get()).after(after)).await?);
        }
        let (mut place, mut after) = begun(after)?;
        let mut items = Vec::new();
        loop {
            let (letter, index) = SEARCHED[place];
            let left = limit.get() - items.len();
            let select = PROFILES.select(index, ALL).prefix(&words).limit(left).after(after.take());
            let page = self.some_of(select).await?;
            // Who was found by their address is not found once more by their name.
            let is_new =
                |profile: &Profile| place == 0 || !begins(profile.contact.email.as_ref(), &words);
            items.extend(page.items.into_iter().filter(is_new));
            let next =
                page.next.map(|Cursor { sort, id }| Cursor { sort: format!("{letter}{sort}"), id });
            if items.len() >= limit.get() && (next.is_some() || place + 1 < SEARCHED.len()) {
                let next = next.unwrap_or_else(|| beginning(place + 1));
                return Ok(Page { items, next: Some(next) });
            }
            match next {
                Some(next) => after = begun(Some(next))?.1,
                None if place + 1 < SEARCHED.len() => place += 1,
                None => return Ok(Page { items, next: None }),
            }
        }
    }

    async fn some_of(
        &self,
        select: Select<'_, ProfileRecord>,
    ) -> Result<Page<Profile>, store::Error> {
        let Page { items, next } = select.page(&*self.parts.store).await?;
        let kept = items.into_iter().filter_map(|found| match found.record {
            ProfileRecord::Kept(kept) => Some(Profile::from(*kept)),
            ProfileRecord::Erased { .. } => None,
        });
        Ok(Page { items: kept.collect(), next })
    }

    /// What is kept of one of them.
    ///
    /// # Errors
    /// [`Error::NoSuchCustomer`], [`Error::Erased`].
    pub async fn customer(&self, user: &PrincipalId) -> Result<Found, Error> {
        let id = user.as_str();
        // What stands in a path can be anything; no issuer calls anybody so.
        if id.is_empty() || id.len() > ID_BYTES_MAX || id.contains(char::is_control) {
            return Err(Error::NoSuchCustomer);
        }
        match self.read(user).await {
            Ok(found) if found.version > 0 => Ok(found),
            Ok(_) | Err(Error::GuestHasNoProfile) => Err(Error::NoSuchCustomer),
            Err(error) => Err(error),
        }
    }

    /// All that is kept of one of them, to be handed to them.
    ///
    /// # Errors
    /// [`Error::NoSuchCustomer`], [`Error::Erased`], and those of whoever keeps something.
    pub async fn export_customer(&self, user: &PrincipalId) -> Result<Export, Error> {
        self.customer(user).await?;
        self.export(user).await
    }

    /// Erases one of them who has asked for it. Repeating it is safe, as for [`Users::erase`].
    ///
    /// # Errors
    /// [`Error::NoSuchCustomer`], [`Error::OrderUnderWay`], and what stands in the way of closing
    /// their account.
    pub async fn erase_customer(&self, user: &PrincipalId) -> Result<(), Error> {
        match self.customer(user).await {
            Ok(_) | Err(Error::Erased) => self.erase(user).await,
            Err(error) => Err(error),
        }
    }

    /// What people are called, each in the place their id has; `None` where that is not known. At
    /// most 100 at once.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn names(&self, users: &[PrincipalId]) -> Result<Vec<Option<String>>, Error> {
        let ids: Vec<String> = users.iter().map(|user| user.as_str().to_owned()).collect();
        let found = PROFILES.get_many(&*self.parts.store, &ids).await?;
        let name = |record| match record {
            ProfileRecord::Kept(kept) => Profile::from(*kept).contact.name,
            ProfileRecord::Erased { .. } => None,
        };
        Ok(found.into_iter().map(|found| found.and_then(|found| name(found.record))).collect())
    }
}

/// Which index a search goes on in, and from where.
fn begun(after: Option<Cursor>) -> Result<(usize, Option<Cursor>), Error> {
    let Some(Cursor { sort, id }) = after else { return Ok((0, None)) };
    let known = |(letter, _): &(char, &str)| sort.starts_with(*letter);
    let place = SEARCHED.iter().position(known).ok_or(kernel::InvalidCursor)?;
    let sort = sort[1..].to_owned();
    // Before the first entry there is no place: from there an index is read from its beginning.
    let after = (!sort.is_empty()).then_some(Cursor { sort, id });
    Ok((place, after))
}

/// Where an index begins.
fn beginning(place: usize) -> Cursor {
    Cursor { sort: SEARCHED[place].0.to_string(), id: String::new() }
}

fn begins(text: Option<&String>, words: &str) -> bool {
    text.is_some_and(|text| search_key(text).starts_with(words))
}
