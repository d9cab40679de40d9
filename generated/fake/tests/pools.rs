//! Pools and their nodes.

mod common;

use azure_batch_fake::FakeBatch;
use common::{Result, call, get, post, write};
use http::Method;
use serde_json::json;

fn pool(nodes: u32) -> serde_json::Value {
    json!({"id": "p", "vmSize": "standard_d2s_v3", "targetDedicatedNodes": nodes})
}

#[tokio::test]
async fn a_pool_is_made_resized_and_deleted() -> Result {
    let fake = FakeBatch::new();
    let added = post(&fake, "/pools", pool(3)).await?;
    assert_eq!(added.status, 201);
    assert!(added.header("etag").starts_with("\"0x8D"));
    assert_eq!(post(&fake, "/pools", pool(1)).await?.error(), (409, "PoolExists".into()));

    let first = get(&fake, "/pools/p").await?.json();
    assert_eq!((&first["allocationState"], &first["currentDedicatedNodes"]), (&json!("resizing"), &json!(0)));
    assert_eq!(first["url"], "https://account.region.batch.azure.com/pools/p");
    assert_eq!(post(&fake, "/pools/p/resize", json!({"targetDedicatedNodes": 1})).await?.status, 202);
    let second = get(&fake, "/pools/p").await?.json();
    assert_eq!((&second["allocationState"], &second["targetDedicatedNodes"]), (&json!("resizing"), &json!(1)));
    assert_eq!(
        post(&fake, "/pools/p/resize", json!({"targetDedicatedNodes": 1})).await?.status,
        202,
        "it was steady before the read was over"
    );
    assert_eq!(
        post(&fake, "/pools/p/resize", json!({"targetDedicatedNodes": 1})).await?.error(),
        (409, "PoolBeingResized".into())
    );
    assert_eq!(post(&fake, "/pools/p/stopresize", json!(null)).await?.status, 202);
    assert_eq!(get(&fake, "/pools/p").await?.json()["allocationState"], "stopping");
    let stopped = get(&fake, "/pools/p").await?.json();
    assert_eq!(
        (&stopped["allocationState"], &stopped["resizeErrors"][0]["code"]),
        (&json!("steady"), &json!("ResizeStopped"))
    );

    assert_eq!(call(&fake, Method::HEAD, "/pools/p", &[]).await?.status, 200);
    assert_eq!(call(&fake, Method::DELETE, "/pools/p", &[]).await?.status, 202);
    assert_eq!(call(&fake, Method::DELETE, "/pools/p", &[]).await?.error(), (409, "PoolBeingDeleted".into()));
    assert_eq!(get(&fake, "/pools/p").await?.json()["state"], "deleting");
    assert_eq!(get(&fake, "/pools/p").await?.error(), (404, "PoolNotFound".into()));
    let exists = call(&fake, Method::HEAD, "/pools/p", &[]).await?;
    assert_eq!((exists.status.as_u16(), exists.text.as_str()), (404, ""));
    Ok(())
}

#[tokio::test]
async fn nodes_follow_the_target() -> Result {
    let fake = FakeBatch::new();
    fake.settle_after(0);
    post(&fake, "/pools", pool(3)).await?;
    assert_eq!(fake.node_ids("p").len(), 3);
    let nodes = get(&fake, "/pools/p/nodes?$filter=state%20eq%20%27idle%27&$select=id,isDedicated").await?.json();
    assert_eq!(nodes["value"][0], json!({"id": "tvm-p-00001", "isDedicated": true}));

    post(&fake, "/pools/p/resize", json!({"targetDedicatedNodes": 1, "targetLowPriorityNodes": 2})).await?;
    assert_eq!(fake.node_ids("p"), ["tvm-p-00001", "tvm-p-00004", "tvm-p-00005"]);
    let counts = get(&fake, "/nodecounts").await?.json();
    assert_eq!(counts["value"][0]["dedicated"]["total"], 1);
    assert_eq!(counts["value"][0]["lowPriority"]["idle"], 2);

    fake.settle_after(1);
    assert_eq!(post(&fake, "/pools/p/removenodes", json!({"nodeList": ["tvm-p-00004"]})).await?.status, 202);
    assert_eq!(get(&fake, "/pools/p/nodes/tvm-p-00004").await?.json()["state"], "leavingpool");
    fake.settle();
    assert_eq!(get(&fake, "/pools/p/nodes/tvm-p-00004").await?.error(), (404, "NodeNotFound".into()));
    assert_eq!(get(&fake, "/pools/p").await?.json()["targetLowPriorityNodes"], 1);
    assert_eq!(get(&fake, "/pools/none/nodes").await?.error(), (404, "PoolNotFound".into()));
    Ok(())
}

#[tokio::test]
async fn a_pool_can_scale_itself() -> Result {
    let fake = FakeBatch::new();
    fake.settle_after(0).add_pool(pool(1))?;
    let formula = "$TargetDedicatedNodes = 2; $NodeDeallocationOption=requeue";
    let refused = post(&fake, "/pools/p/evaluateautoscale", json!({"autoScaleFormula": formula})).await?;
    assert_eq!(refused.error(), (409, "OperationInvalidForCurrentState".into()));
    assert_eq!(post(&fake, "/pools/p/enableautoscale", json!({"autoScaleFormula": formula})).await?.status, 200);
    assert_eq!(fake.node_ids("p").len(), 2);
    let run = post(&fake, "/pools/p/evaluateautoscale", json!({"autoScaleFormula": formula})).await?;
    assert_eq!(run.json()["results"], "$TargetDedicatedNodes=2;$NodeDeallocationOption=requeue");
    assert_eq!(run.header("dataserviceid"), format!("{}/pools/p/evaluateautoscale", common::BASE));
    assert_eq!(post(&fake, "/pools/p/resize", json!({"targetDedicatedNodes": 1})).await?.status, 409);
    assert_eq!(post(&fake, "/pools/p/disableautoscale", json!(null)).await?.status, 200);
    assert_eq!(get(&fake, "/pools/p").await?.json()["enableAutoScale"], false);
    Ok(())
}

#[tokio::test]
async fn properties_are_merged_or_replaced() -> Result {
    let fake = FakeBatch::new();
    fake.add_pool(json!({"id": "p", "vmSize": "s", "metadata": [{"name": "a", "value": "b"}], "displayName": "x"}))?;
    let patch = write(&fake, Method::PATCH, "/pools/p", json!({"startTask": {"commandLine": "true"}})).await?;
    assert_eq!(patch.status, 200);
    let pool = fake.pool("p").ok_or("no pool")?;
    assert_eq!((&pool["metadata"][0]["name"], &pool["startTask"]["commandLine"]), (&json!("a"), &json!("true")));
    let update = json!({"metadata": [], "certificateReferences": [], "applicationPackageReferences": []});
    assert_eq!(post(&fake, "/pools/p/updateproperties", update).await?.status, 204);
    let pool = fake.pool("p").ok_or("no pool")?;
    assert_eq!((&pool["metadata"], &pool["startTask"], &pool["displayName"]), (&json!([]), &json!(null), &json!("x")));
    Ok(())
}

#[tokio::test]
async fn a_node_goes_down_and_comes_back() -> Result {
    let fake = FakeBatch::new();
    fake.add_pool(pool(1))?;
    let node = "/pools/p/nodes/tvm-p-00001";
    for (action, during, after) in [
        ("reboot", "rebooting", "idle"),
        ("reimage", "reimaging", "idle"),
        ("deallocate", "deallocating", "deallocated"),
        ("start", "starting", "idle"),
    ] {
        assert_eq!(post(&fake, &format!("{node}/{action}"), json!(null)).await?.status, 202, "{action}");
        assert_eq!(post(&fake, &format!("{node}/reboot"), json!({})).await?.status, 409, "{action}");
        assert_eq!(get(&fake, node).await?.json()["state"], during);
        assert_eq!(get(&fake, node).await?.json()["state"], after);
    }
    assert_eq!(post(&fake, &format!("{node}/start"), json!(null)).await?.status, 409);

    assert_eq!(post(&fake, &format!("{node}/disablescheduling"), json!(null)).await?.status, 200);
    let shown = get(&fake, node).await?.json();
    assert_eq!((&shown["schedulingState"], &shown["state"]), (&json!("disabled"), &json!("offline")));
    assert_eq!(post(&fake, &format!("{node}/enablescheduling"), json!(null)).await?.status, 200);
    assert_eq!(get(&fake, node).await?.json()["schedulingState"], "enabled");
    Ok(())
}

#[tokio::test]
async fn users_extensions_and_logs_of_a_node() -> Result {
    let fake = FakeBatch::new();
    let extension = json!({"name": "ext", "publisher": "p", "type": "t", "protectedSettings": {"key": "hush"}});
    fake.add_pool(json!({
        "id": "p", "vmSize": "s", "targetDedicatedNodes": 1,
        "virtualMachineConfiguration": {"imageReference": {"offer": "o"}, "extensions": [extension]},
    }))?;
    let node = "/pools/p/nodes/tvm-p-00001";
    assert_eq!(get(&fake, node).await?.json()["virtualMachineInfo"]["imageReference"]["offer"], "o");

    let users = format!("{node}/users");
    assert_eq!(post(&fake, &users, json!({"name": "ann", "password": "hush"})).await?.status, 201);
    assert_eq!(post(&fake, &users, json!({"name": "ann"})).await?.error(), (409, "NodeUserExists".into()));
    let update = write(&fake, Method::PUT, &format!("{users}/ann"), json!({"password": "other"})).await?;
    assert_eq!(update.status, 200);
    assert_eq!(call(&fake, Method::DELETE, &format!("{users}/ann"), &[]).await?.status, 200);
    assert_eq!(
        call(&fake, Method::DELETE, &format!("{users}/ann"), &[]).await?.error(),
        (404, "NodeUserNotFound".into())
    );

    let shown = get(&fake, &format!("{node}/extensions/ext")).await?.json();
    assert_eq!(shown["vmExtension"], json!({"name": "ext", "publisher": "p", "type": "t"}));
    assert_eq!(get(&fake, &format!("{node}/extensions")).await?.json()["value"][0], shown);
    assert_eq!(get(&fake, &format!("{node}/extensions/none")).await?.status, 404);

    assert_eq!(get(&fake, &format!("{node}/remoteloginsettings")).await?.json()["remoteLoginPort"], 50001);
    let logs = json!({"containerUrl": "https://x", "startTime": "2024-07-01T00:00:00Z"});
    let uploaded = post(&fake, &format!("{node}/uploadbatchservicelogs"), logs).await?;
    assert_eq!(uploaded.json()["numberOfFilesUploaded"], 1);
    Ok(())
}
