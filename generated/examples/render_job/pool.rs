//! The machines.

use azure_batch_client::models::{
    AllocationState, CloudPool, ImageInformation, PoolAddParameter, VirtualMachineConfiguration,
};
use azure_batch_client::{Client, Error};

use crate::plan::Plan;
use crate::trouble::Trouble;

/// Finds an image that the service offers today. Images come and go, so none is written down here.
pub async fn image(client: &Client) -> Result<ImageInformation, Trouble> {
    let filter = "osType eq 'linux' and verificationType eq 'verified'";
    let mut images = client.accounts().list_supported_images().filter(filter).items();
    let mut newest: Option<ImageInformation> = None;
    while let Some(image) = images.next().await {
        let image = image?;
        let usable = image.image_reference.publisher.as_deref() == Some("canonical")
            && image.batch_support_end_of_life.is_none_or(|end| end > client.core().now());
        // The names of the agents end in the version of the system: `batch.node.ubuntu 22.04`.
        if usable && newest.as_ref().is_none_or(|newest| newest.node_agent_sku_id < image.node_agent_sku_id) {
            newest = Some(image);
        }
    }
    newest.ok_or_else(|| Trouble::Other("the service has no verified image of Ubuntu".to_owned()))
}

/// Adds the pool. The service begins to fill it.
pub async fn add(client: &Client, plan: &Plan, image: ImageInformation) -> Result<(), Trouble> {
    let ImageInformation { image_reference, node_agent_sku_id, .. } = image;
    println!("image: {} {}", image_reference.offer.as_deref().unwrap_or_default(), node_agent_sku_id);
    let pool = PoolAddParameter {
        display_name: Some("example render_job, may be deleted".to_owned()),
        virtual_machine_configuration: Some(VirtualMachineConfiguration::new(image_reference, node_agent_sku_id)),
        target_dedicated_nodes: Some(plan.nodes),
        ..PoolAddParameter::new(&*plan.pool, &*plan.vm_size)
    };
    client.pools().add(pool).await?;
    println!("pool {}: added, for {} nodes of {}", plan.pool, plan.nodes, plan.vm_size);
    Ok(())
}

/// Waits until the pool has its nodes. They need not have started: tasks wait for that.
pub async fn wait(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    loop {
        let pool = look(client, plan).await?;
        match pool.allocation_state {
            Some(AllocationState::Steady) => return filled(plan, &pool),
            state => println!("pool {}: {}", plan.pool, state.as_ref().map_or("unknown", AllocationState::as_str)),
        }
        client.core().sleep(plan.interval).await;
    }
}

async fn look(client: &Client, plan: &Plan) -> Result<CloudPool, Error> {
    let properties = "allocationState,currentDedicatedNodes,resizeErrors";
    Ok(client.pools().get(&*plan.pool).select(properties).await?.into_body())
}

/// A pool that could not be filled is steady too, and says why.
fn filled(plan: &Plan, pool: &CloudPool) -> Result<(), Trouble> {
    let nodes = pool.current_dedicated_nodes.unwrap_or_default();
    println!("pool {}: steady, {nodes} nodes", plan.pool);
    match pool.resize_errors.as_deref().unwrap_or_default() {
        [error, ..] if nodes == 0 => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            Err(Trouble::Other(format!("the pool has no nodes: {}: {}", text(&error.code), text(&error.message))))
        }
        _ => Ok(()),
    }
}
