//! The operations: which method calls them, which arguments it takes, which setters there are.

use azure_batch_client::types::{HttpDate, Timestamp, Uuid};
use azure_batch_client::{Client, models};

use super::prepared::{Prepared, bytes, json, nothing};
use super::{Given, places};
use crate::support::Result;

/// An operation.
pub struct Entry {
    /// The operation's id in the document.
    pub id: &'static str,
    /// Module and method, as the manifest's places are named.
    pub method: &'static str,
    /// The status of its success.
    pub status: u16,
    /// The type of its body, if it takes one.
    pub body: Option<&'static str>,
    /// Makes the call; all that is given has to be used.
    pub prepare: fn(&Client, Given) -> Result<Prepared>,
}

/// Returns the entry of an operation.
///
/// # Errors
/// There is no operation of this id.
pub fn entry(id: &str) -> Result<&'static Entry> {
    TABLE.iter().find(|entry| entry.id == id).ok_or_else(|| format!("there is no operation {id}").into())
}

/// Hands a parameter to its setter: setter, type, place, name on the wire.
macro_rules! set {
    ($call:ident $given:ident conditions) => {
        set!($call $given if_match);
        set!($call $given if_none_match);
        set!($call $given dates);
    };
    ($call:ident $given:ident dates) => {
        set!($call $given if_modified_since);
        set!($call $given if_unmodified_since);
    };
    ($call:ident $given:ident client_request_id) => {
        set!($call $given client_request_id: Uuid = header "client-request-id")
    };
    ($call:ident $given:ident expand) => {
        set!($call $given expand: String = query "$expand")
    };
    ($call:ident $given:ident end_time) => {
        set!($call $given end_time: Timestamp = query "endtime")
    };
    ($call:ident $given:ident filter) => {
        set!($call $given filter: String = query "$filter")
    };
    ($call:ident $given:ident force) => {
        set!($call $given force: bool = query "force")
    };
    ($call:ident $given:ident if_match) => {
        set!($call $given if_match: String = header "If-Match")
    };
    ($call:ident $given:ident if_modified_since) => {
        set!($call $given if_modified_since: HttpDate = header "If-Modified-Since")
    };
    ($call:ident $given:ident if_none_match) => {
        set!($call $given if_none_match: String = header "If-None-Match")
    };
    ($call:ident $given:ident if_unmodified_since) => {
        set!($call $given if_unmodified_since: HttpDate = header "If-Unmodified-Since")
    };
    ($call:ident $given:ident max_results) => {
        set!($call $given max_results: i32 = query "maxresults")
    };
    ($call:ident $given:ident ocp_date) => {
        set!($call $given ocp_date: HttpDate = header "ocp-date")
    };
    ($call:ident $given:ident ocp_range) => {
        set!($call $given ocp_range: String = header "ocp-range")
    };
    ($call:ident $given:ident recursive) => {
        set!($call $given recursive: bool = query "recursive")
    };
    ($call:ident $given:ident return_client_request_id) => {
        set!($call $given return_client_request_id: bool = header "return-client-request-id")
    };
    ($call:ident $given:ident select) => {
        set!($call $given select: String = query "$select")
    };
    ($call:ident $given:ident start_time) => {
        set!($call $given start_time: Timestamp = query "starttime")
    };
    ($call:ident $given:ident timeout) => {
        set!($call $given timeout: i32 = query "timeout")
    };
    ($call:ident $given:ident $setter:ident: $type:ty = $place:ident $name:literal) => {
        if let Some(value) = $given.$place::<$type>($name)? {
            $call = $call.$setter(value);
        }
    };
}

macro_rules! name {
    () => {
        None
    };
    ($type:ident) => {
        Some(stringify!($type))
    };
}

/// `ID: STATUS BODY MODULE.METHOD(PATH PARAMETERS; TYPE OF THE BODY) { SETTERS } with TYPE OF AN OPTIONAL BODY`. The
/// parameters that all operations have are not repeated.
macro_rules! operations {
    ($($id:ident: $status:literal $kind:ident $module:ident.$method:ident($($segment:literal),* $(; $required:ident)?)
        { $($setter:ident),* } $(with $optional:ident)?;)*) => {
        /// All operations, by their ids.
        pub static TABLE: &[Entry] = &[$(Entry {
            id: stringify!($id),
            method: concat!(stringify!($module), ".", stringify!($method)),
            status: $status,
            body: name!($($required)? $($optional)?),
            prepare: |client, mut given| {
                let module = client.$module();
                let mut request = module.$method(
                    $(given.segment($segment)?,)*
                    $(given.required_body::<models::$required>()?,)?
                );
                set!(request given client_request_id);
                set!(request given ocp_date);
                set!(request given return_client_request_id);
                set!(request given timeout);
                $(set!(request given $setter);)*
                $(if let Some(body) = given.body::<models::$optional>()? {
                    request = request.body(body);
                })?
                given.finish()?;
                let (debug, http) = (format!("{request:?} {request:#?}"), request.to_http());
                let answer = Box::pin(async move { $kind(request.await?).await });
                Ok(Prepared { debug, http, answer })
            },
        }),*];
    };
}

operations! {
    Account_ListPoolNodeCounts: 200 json accounts.list_pool_node_counts() { filter, max_results };
    Account_ListSupportedImages: 200 json accounts.list_supported_images() { filter, max_results };
    Application_Get: 200 json applications.get("applicationId") {};
    Application_List: 200 json applications.list() { max_results };
    Certificate_Add: 201 nothing certificates.add(; CertificateAddParameter) {};
    Certificate_CancelDeletion: 204 nothing certificates.cancel_deletion("thumbprintAlgorithm", "thumbprint") {};
    Certificate_Delete: 202 nothing certificates.delete("thumbprintAlgorithm", "thumbprint") {};
    Certificate_Get: 200 json certificates.get("thumbprintAlgorithm", "thumbprint") { select };
    Certificate_List: 200 json certificates.list() { filter, select, max_results };
    ComputeNodeExtension_Get: 200 json compute_nodes.get_extension("poolId", "nodeId", "extensionName")
        { select };
    ComputeNodeExtension_List: 200 json compute_nodes.list_extensions("poolId", "nodeId")
        { select, max_results };
    ComputeNode_AddUser: 201 nothing compute_nodes.add_user("poolId", "nodeId"; ComputeNodeUser) {};
    ComputeNode_Deallocate: 202 nothing compute_nodes.deallocate("poolId", "nodeId") {} with NodeDeallocateParameter;
    ComputeNode_DeleteUser: 200 nothing compute_nodes.delete_user("poolId", "nodeId", "userName") {};
    ComputeNode_DisableScheduling: 200 nothing compute_nodes.disable_scheduling("poolId", "nodeId")
        {} with NodeDisableSchedulingParameter;
    ComputeNode_EnableScheduling: 200 nothing compute_nodes.enable_scheduling("poolId", "nodeId") {};
    ComputeNode_Get: 200 json compute_nodes.get("poolId", "nodeId") { select };
    ComputeNode_GetRemoteLoginSettings: 200 json compute_nodes.get_remote_login_settings("poolId", "nodeId") {};
    ComputeNode_List: 200 json compute_nodes.list("poolId") { filter, select, max_results };
    ComputeNode_Reboot: 202 nothing compute_nodes.reboot("poolId", "nodeId") {} with NodeRebootParameter;
    ComputeNode_Reimage: 202 nothing compute_nodes.reimage("poolId", "nodeId") {} with NodeReimageParameter;
    ComputeNode_Start: 202 nothing compute_nodes.start("poolId", "nodeId") {};
    ComputeNode_UpdateUser: 200 nothing
        compute_nodes.update_user("poolId", "nodeId", "userName"; NodeUpdateUserParameter)
        {};
    ComputeNode_UploadBatchServiceLogs: 200 json
        compute_nodes.upload_batch_service_logs("poolId", "nodeId"; UploadBatchServiceLogsConfiguration)
        {};
    File_DeleteFromComputeNode: 200 nothing files.delete_from_compute_node("poolId", "nodeId", "filePath")
        { recursive };
    File_DeleteFromTask: 200 nothing files.delete_from_task("jobId", "taskId", "filePath") { recursive };
    File_GetFromComputeNode: 200 bytes files.get_from_compute_node("poolId", "nodeId", "filePath") { dates, ocp_range };
    File_GetFromTask: 200 bytes files.get_from_task("jobId", "taskId", "filePath") { dates, ocp_range };
    File_GetPropertiesFromComputeNode: 200 nothing
        files.get_properties_from_compute_node("poolId", "nodeId", "filePath")
        { dates };
    File_GetPropertiesFromTask: 200 nothing files.get_properties_from_task("jobId", "taskId", "filePath") { dates };
    File_ListFromComputeNode: 200 json files.list_from_compute_node("poolId", "nodeId")
        { filter, max_results, recursive };
    File_ListFromTask: 200 json files.list_from_task("jobId", "taskId") { filter, max_results, recursive };
    JobSchedule_Add: 201 nothing job_schedules.add(; JobScheduleAddParameter) {};
    JobSchedule_Delete: 202 nothing job_schedules.delete("jobScheduleId") { conditions, force };
    JobSchedule_Disable: 204 nothing job_schedules.disable("jobScheduleId") { conditions };
    JobSchedule_Enable: 204 nothing job_schedules.enable("jobScheduleId") { conditions };
    JobSchedule_Exists: 200 json job_schedules.exists("jobScheduleId") { conditions };
    JobSchedule_Get: 200 json job_schedules.get("jobScheduleId") { conditions, expand, select };
    JobSchedule_List: 200 json job_schedules.list() { expand, filter, select, max_results };
    JobSchedule_Patch: 200 nothing job_schedules.patch("jobScheduleId"; JobSchedulePatchParameter) { conditions };
    JobSchedule_Terminate: 202 nothing job_schedules.terminate("jobScheduleId") { conditions, force };
    JobSchedule_Update: 200 nothing job_schedules.update("jobScheduleId"; JobScheduleUpdateParameter) { conditions };
    Job_Add: 201 nothing jobs.add(; JobAddParameter) {};
    Job_Delete: 202 nothing jobs.delete("jobId") { conditions, force };
    Job_Disable: 202 nothing jobs.disable("jobId"; JobDisableParameter) { conditions };
    Job_Enable: 202 nothing jobs.enable("jobId") { conditions };
    Job_Get: 200 json jobs.get("jobId") { conditions, expand, select };
    Job_GetTaskCounts: 200 json jobs.get_task_counts("jobId") {};
    Job_List: 200 json jobs.list() { expand, filter, select, max_results };
    Job_ListFromJobSchedule: 200 json jobs.list_from_job_schedule("jobScheduleId")
        { expand, filter, select, max_results };
    Job_ListPreparationAndReleaseTaskStatus: 200 json jobs.list_preparation_and_release_task_status("jobId")
        { filter, select, max_results };
    Job_Patch: 200 nothing jobs.patch("jobId"; JobPatchParameter) { conditions };
    Job_Terminate: 202 nothing jobs.terminate("jobId") { conditions, force } with JobTerminateParameter;
    Job_Update: 200 nothing jobs.update("jobId"; JobUpdateParameter) { conditions };
    Pool_Add: 201 nothing pools.add(; PoolAddParameter) {};
    Pool_Delete: 202 nothing pools.delete("poolId") { conditions };
    Pool_DisableAutoScale: 200 nothing pools.disable_auto_scale("poolId") {};
    Pool_EnableAutoScale: 200 nothing pools.enable_auto_scale("poolId"; PoolEnableAutoScaleParameter) { conditions };
    Pool_EvaluateAutoScale: 200 json pools.evaluate_auto_scale("poolId"; PoolEvaluateAutoScaleParameter) {};
    Pool_Exists: 200 json pools.exists("poolId") { conditions };
    Pool_Get: 200 json pools.get("poolId") { conditions, expand, select };
    Pool_List: 200 json pools.list() { expand, filter, select, max_results };
    Pool_ListUsageMetrics: 200 json pools.list_usage_metrics() { filter, end_time, max_results, start_time };
    Pool_Patch: 200 nothing pools.patch("poolId"; PoolPatchParameter) { conditions };
    Pool_RemoveNodes: 202 nothing compute_nodes.remove("poolId"; NodeRemoveParameter) { conditions };
    Pool_Resize: 202 nothing pools.resize("poolId"; PoolResizeParameter) { conditions };
    Pool_StopResize: 202 nothing pools.stop_resize("poolId") { conditions };
    Pool_UpdateProperties: 204 nothing pools.update_properties("poolId"; PoolUpdatePropertiesParameter) {};
    Task_Add: 201 nothing tasks.add("jobId"; TaskAddParameter) {};
    Task_AddCollection: 200 json tasks.add_collection("jobId"; TaskAddCollectionParameter) {};
    Task_Delete: 200 nothing tasks.delete("jobId", "taskId") { conditions };
    Task_Get: 200 json tasks.get("jobId", "taskId") { conditions, expand, select };
    Task_List: 200 json tasks.list("jobId") { expand, filter, select, max_results };
    Task_ListSubtasks: 200 json tasks.list_subtasks("jobId", "taskId") { select };
    Task_Reactivate: 204 nothing tasks.reactivate("jobId", "taskId") { conditions };
    Task_Terminate: 204 nothing tasks.terminate("jobId", "taskId") { conditions };
    Task_Update: 200 nothing tasks.update("jobId", "taskId"; TaskUpdateParameter) { conditions };
}

/// Whoever describes a new operation has to add a line here.
#[test]
fn every_operation_of_the_manifest_has_a_line() -> Result {
    let methods: std::collections::BTreeSet<_> = places()?.into_keys().collect();
    let table: std::collections::BTreeSet<_> = TABLE.iter().map(|entry| entry.method.to_owned()).collect();
    assert_eq!(table, methods);
    assert_eq!(table.len(), TABLE.len());
    println!("{} operations", TABLE.len());
    Ok(())
}
