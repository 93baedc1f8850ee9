//! The engine, on a store: nothing happens unless it is told to.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;
use workflow::{Engine, Kind, Machine, Workflows};

use super::house::{ERRAND, House, TIMEOUT_S, definition};
use crate::world::{World, wake};

pub(crate) struct Inside {
    world: World,
    engine: Engine,
}

impl Inside {
    pub(crate) async fn new(world: World) -> Self {
        let name = ERRAND.to_owned();
        let machine = Machine { name, kind: Kind::Standard, text: definition(TIMEOUT_S) };
        Self { engine: world.engine(machine).await, world }
    }
}

#[async_trait]
impl House for Inside {
    fn workflows(&self) -> &dyn Workflows {
        &self.engine
    }

    async fn messages(&self) -> Vec<Value> {
        let sent = self.world.take_messages().await;
        sent.iter().map(|body| serde_json::from_str(body).expect("JSON")).collect()
    }

    async fn pass(&self, by: Duration) {
        self.world.pass(by.as_secs(), &self.engine).await;
    }

    async fn settle(&self) {
        wake(&self.engine).await;
    }
}
