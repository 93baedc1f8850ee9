use serde_json::json;
use crate::staff::failed;
use crate::states::*;
use crate::world::*;
#[tokio::test]
async fn probe() {
    crate::world::check(crate::adapters::memory().await, |world: World| async move {
        let e = world.engine(standard(json!({"A": parallel(&[ask("later",""), call("work","")], "Z"), "Z": call("work","")}))).await;
        let id = start(&e, "par", json!({})).await;
        e.fail(&world.staff.token("m:par/B0"), failed("x")).await.unwrap();
        println!("PAR {:?}", describe(&e,&id).await);
        e.redrive(&id).await.unwrap(); e.rest().await; world.pass(20,&e).await;
        println!("PAR redriven {:?} {:?}", describe(&e,&id).await, kinds(&e,&id).await);
        let e = world.engine(standard(json!({"A": pass(&json!(1),"")}))).await;
        for kb in [180, 190, 200, 250] {
            let r = e.start("m", &format!("k{kb}"), json!("x".repeat(kb*1024))).await;
            let id = format!("m:k{kb}");
            let d = describe(&e,&id).await;
            println!("INPUT {kb} {:?} {:?} {:?} {:?}", r.is_ok(), d.status, d.failed, kinds(&e,&id).await);
            if d.failed.is_some() { println!("  redrive {:?}", e.redrive(&id).await); world.pass(20,&e).await; let d=describe(&e,&id).await; println!("  {:?} {:?} {:?}", d.status, d.states, d.wake_at); }
        }
        let e = world.engine(standard(json!({"A": pass(&json!(1),"B"), "B": json!({"Type":"Choice","Choices":[{"Condition":"{% false %}","Next":"Z"}],"Default":"A"}), "Z": pass(&json!(1),"")}))).await;
        let id = start(&e, "cyc", json!({})).await; e.rest().await;
        println!("CYC {:?}", e.redrive(&id).await); e.rest().await;
        println!("CYC {:?} {:?}", describe(&e,&id).await.status, e.history(&id, 24_990).await.unwrap().iter().map(|e| (e.id, e.kind.clone())).collect::<Vec<_>>());
        let both = json!({"Assign":{"k":"{% $pad('',40000,'\"') %}"}});
        let up = with(pass(&json!({ "n": "{% $states.input.n + 1 %}" }), "T"), &both);
        let e = world.engine(standard(json!({"A": pass(&json!({"n":0}),"T"), "T": {"Type":"Choice","Default":"Z","Choices":[{"Condition":"{% $states.input.n < 100 %}","Next":"Up"}]}, "Up": up, "Z": pass(&json!(1),"")}))).await;
        let id = start(&e, "vars", json!({})).await; e.rest().await;
        println!("VARS {:?} {:?}", describe(&e,&id).await.failed, kinds(&e,&id).await.len());
        let m = map(&json!("{% [1..40] %}"), "S", &send(json!("{% $pad($states.input & '', 50000, '.') %}"), ""), "");
        let e = world.engine(standard(json!({"A": with(m, &json!({"Output":1}))}))).await;
        let id = start(&e, "map", json!({})).await; e.rest().await;
        println!("MAP {:?} {:?}", describe(&e,&id).await.failed, describe(&e,&id).await.status);
    }).await;
}
