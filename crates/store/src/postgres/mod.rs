//! stub
use crate::change::Change;
use crate::collection::Declared;
use crate::error::Error;
use crate::port::{Outcome, Query, Row, Store, Waiting};
use async_trait::async_trait;
use kernel::Page;
use tokio::sync::watch;
/// stub
pub struct PostgresStore;
impl PostgresStore {
    /// stub
    pub async fn open(_: &str, _: usize, _: &[&'static dyn Declared]) -> Result<Self, Error> {
        todo!()
    }
}
#[async_trait]
impl Store for PostgresStore {
    async fn commit(&self, _: Change) -> Result<Outcome, Error> {
        todo!()
    }
    async fn get(&self, _: &'static str, _: &str) -> Result<Option<Row>, Error> {
        todo!()
    }
    async fn get_many(&self, _: &'static str, _: &[String]) -> Result<Vec<Option<Row>>, Error> {
        todo!()
    }
    async fn query(&self, _: Query) -> Result<Page<Row>, Error> {
        todo!()
    }
    async fn counter(&self, _: &str) -> Result<i64, Error> {
        todo!()
    }
    async fn next(&self, _: &str) -> Result<i64, Error> {
        todo!()
    }
    async fn outbox(&self, _: usize) -> Result<Vec<Waiting>, Error> {
        todo!()
    }
    async fn sent(&self, _: &[i64]) -> Result<(), Error> {
        todo!()
    }
    fn committed(&self) -> watch::Receiver<u64> {
        todo!()
    }
    async fn ping(&self) -> Result<(), Error> {
        todo!()
    }
    async fn close(&self) {}
}
