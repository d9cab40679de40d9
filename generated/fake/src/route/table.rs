//! All operations of api-version 2024-07-01.20.0, in the order of the API.

use http::StatusCode;

use super::bodies;
use super::operation::{Operation, delete, get, head, patch, post, put};
use crate::state::{account, certificates, files, jobs, nodes, pools, schedules, tasks};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const ACCEPTED: StatusCode = StatusCode::ACCEPTED;
const NO_CONTENT: StatusCode = StatusCode::NO_CONTENT;

const CERTIFICATE: &str = "/certificates(thumbprintAlgorithm={thumbprintAlgorithm},thumbprint={thumbprint})";
const CERTIFICATE_CANCEL: &str =
    "/certificates(thumbprintAlgorithm={thumbprintAlgorithm},thumbprint={thumbprint})/canceldelete";

/// What the service can be asked for.
pub(crate) static OPERATIONS: &[Operation] = &[
    get("Application_List", "/applications", OK, account::application_list).query(&["maxresults"]),
    get("Application_Get", "/applications/{applicationId}", OK, account::application_get),
    get("Pool_ListUsageMetrics", "/poolusagemetrics", OK, pools::list_usage_metrics).query(&[
        "starttime",
        "endtime",
        "$filter",
        "maxresults",
    ]),
    get("Account_ListSupportedImages", "/supportedimages", OK, account::supported_images)
        .query(&["$filter", "maxresults"]),
    get("Account_ListPoolNodeCounts", "/nodecounts", OK, account::pool_node_counts).query(&["$filter", "maxresults"]),
    post("Certificate_Add", "/certificates", CREATED, certificates::add).body(bodies::CERTIFICATE_ADD).located(),
    get("Certificate_List", "/certificates", OK, certificates::list).query(&["$filter", "$select", "maxresults"]),
    post("Certificate_CancelDeletion", CERTIFICATE_CANCEL, NO_CONTENT, certificates::cancel_deletion).located(),
    delete("Certificate_Delete", CERTIFICATE, ACCEPTED, certificates::delete),
    get("Certificate_Get", CERTIFICATE, OK, certificates::get).query(&["$select"]),
    delete("File_DeleteFromTask", "/jobs/{jobId}/tasks/{taskId}/files/{filePath}", OK, files::delete_from_task)
        .query(&["recursive"]),
    get("File_GetFromTask", "/jobs/{jobId}/tasks/{taskId}/files/{filePath}", OK, files::get_from_task),
    head(
        "File_GetPropertiesFromTask",
        "/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
        OK,
        files::get_properties_from_task,
    ),
    delete(
        "File_DeleteFromComputeNode",
        "/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
        OK,
        files::delete_from_compute_node,
    )
    .query(&["recursive"]),
    get("File_GetFromComputeNode", "/pools/{poolId}/nodes/{nodeId}/files/{filePath}", OK, files::get_from_compute_node),
    head(
        "File_GetPropertiesFromComputeNode",
        "/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
        OK,
        files::get_properties_from_compute_node,
    ),
    get("File_ListFromTask", "/jobs/{jobId}/tasks/{taskId}/files", OK, files::list_from_task).query(&[
        "$filter",
        "recursive",
        "maxresults",
    ]),
    get("File_ListFromComputeNode", "/pools/{poolId}/nodes/{nodeId}/files", OK, files::list_from_compute_node)
        .query(&["$filter", "recursive", "maxresults"]),
    head("JobSchedule_Exists", "/jobschedules/{jobScheduleId}", OK, schedules::exists),
    delete("JobSchedule_Delete", "/jobschedules/{jobScheduleId}", ACCEPTED, schedules::delete).query(&["force"]),
    get("JobSchedule_Get", "/jobschedules/{jobScheduleId}", OK, schedules::get).query(&["$select", "$expand"]),
    patch("JobSchedule_Patch", "/jobschedules/{jobScheduleId}", OK, schedules::patch)
        .body(bodies::JOB_SCHEDULE_PATCH)
        .located(),
    put("JobSchedule_Update", "/jobschedules/{jobScheduleId}", OK, schedules::update)
        .body(bodies::JOB_SCHEDULE_UPDATE)
        .located(),
    post("JobSchedule_Disable", "/jobschedules/{jobScheduleId}/disable", NO_CONTENT, schedules::disable).located(),
    post("JobSchedule_Enable", "/jobschedules/{jobScheduleId}/enable", NO_CONTENT, schedules::enable).located(),
    post("JobSchedule_Terminate", "/jobschedules/{jobScheduleId}/terminate", ACCEPTED, schedules::terminate)
        .query(&["force"])
        .located(),
    post("JobSchedule_Add", "/jobschedules", CREATED, schedules::add).body(bodies::JOB_SCHEDULE_ADD).located(),
    get("JobSchedule_List", "/jobschedules", OK, schedules::list).query(&[
        "$filter",
        "$select",
        "$expand",
        "maxresults",
    ]),
    delete("Job_Delete", "/jobs/{jobId}", ACCEPTED, jobs::delete).query(&["force"]),
    get("Job_Get", "/jobs/{jobId}", OK, jobs::get).query(&["$select", "$expand"]),
    patch("Job_Patch", "/jobs/{jobId}", OK, jobs::patch).body(bodies::JOB_PATCH).located(),
    put("Job_Update", "/jobs/{jobId}", OK, jobs::update).body(bodies::JOB_UPDATE).located(),
    post("Job_Disable", "/jobs/{jobId}/disable", ACCEPTED, jobs::disable).body(bodies::JOB_DISABLE).located(),
    post("Job_Enable", "/jobs/{jobId}/enable", ACCEPTED, jobs::enable).located(),
    post("Job_Terminate", "/jobs/{jobId}/terminate", ACCEPTED, jobs::terminate)
        .query(&["force"])
        .maybe(bodies::JOB_TERMINATE)
        .located(),
    post("Job_Add", "/jobs", CREATED, jobs::add).body(bodies::JOB_ADD).located(),
    get("Job_List", "/jobs", OK, jobs::list).query(&["$filter", "$select", "$expand", "maxresults"]),
    get("Job_ListFromJobSchedule", "/jobschedules/{jobScheduleId}/jobs", OK, jobs::list_from_job_schedule).query(&[
        "$filter",
        "$select",
        "$expand",
        "maxresults",
    ]),
    get(
        "Job_ListPreparationAndReleaseTaskStatus",
        "/jobs/{jobId}/jobpreparationandreleasetaskstatus",
        OK,
        jobs::list_preparation_and_release_task_status,
    )
    .query(&["$filter", "$select", "maxresults"]),
    get("Job_GetTaskCounts", "/jobs/{jobId}/taskcounts", OK, jobs::get_task_counts),
    post("Pool_Add", "/pools", CREATED, pools::add).body(bodies::POOL_ADD).located(),
    get("Pool_List", "/pools", OK, pools::list).query(&["$filter", "$select", "$expand", "maxresults"]),
    delete("Pool_Delete", "/pools/{poolId}", ACCEPTED, pools::delete),
    head("Pool_Exists", "/pools/{poolId}", OK, pools::exists),
    get("Pool_Get", "/pools/{poolId}", OK, pools::get).query(&["$select", "$expand"]),
    patch("Pool_Patch", "/pools/{poolId}", OK, pools::patch).body(bodies::POOL_PATCH).located(),
    post("Pool_DisableAutoScale", "/pools/{poolId}/disableautoscale", OK, pools::disable_auto_scale).located(),
    post("Pool_EnableAutoScale", "/pools/{poolId}/enableautoscale", OK, pools::enable_auto_scale)
        .body(bodies::POOL_ENABLE_AUTO_SCALE)
        .located(),
    post("Pool_EvaluateAutoScale", "/pools/{poolId}/evaluateautoscale", OK, pools::evaluate_auto_scale)
        .body(bodies::POOL_EVALUATE_AUTO_SCALE)
        .located(),
    post("Pool_Resize", "/pools/{poolId}/resize", ACCEPTED, pools::resize).body(bodies::POOL_RESIZE).located(),
    post("Pool_StopResize", "/pools/{poolId}/stopresize", ACCEPTED, pools::stop_resize).located(),
    post("Pool_UpdateProperties", "/pools/{poolId}/updateproperties", NO_CONTENT, pools::update_properties)
        .body(bodies::POOL_UPDATE_PROPERTIES)
        .located(),
    post("Pool_RemoveNodes", "/pools/{poolId}/removenodes", ACCEPTED, pools::remove_nodes)
        .body(bodies::NODE_REMOVE)
        .located(),
    post("Task_Add", "/jobs/{jobId}/tasks", CREATED, tasks::add).body(bodies::TASK_ADD).located(),
    get("Task_List", "/jobs/{jobId}/tasks", OK, tasks::list).query(&["$filter", "$select", "$expand", "maxresults"]),
    post("Task_AddCollection", "/jobs/{jobId}/addtaskcollection", OK, tasks::add_collection)
        .body(bodies::TASK_ADD_COLLECTION),
    delete("Task_Delete", "/jobs/{jobId}/tasks/{taskId}", OK, tasks::delete),
    get("Task_Get", "/jobs/{jobId}/tasks/{taskId}", OK, tasks::get).query(&["$select", "$expand"]).located(),
    put("Task_Update", "/jobs/{jobId}/tasks/{taskId}", OK, tasks::update).body(bodies::TASK_UPDATE).located(),
    get("Task_ListSubtasks", "/jobs/{jobId}/tasks/{taskId}/subtasksinfo", OK, tasks::list_subtasks).query(&["$select"]),
    post("Task_Terminate", "/jobs/{jobId}/tasks/{taskId}/terminate", NO_CONTENT, tasks::terminate).located(),
    post("Task_Reactivate", "/jobs/{jobId}/tasks/{taskId}/reactivate", NO_CONTENT, tasks::reactivate).located(),
    post("ComputeNode_AddUser", "/pools/{poolId}/nodes/{nodeId}/users", CREATED, nodes::add_user)
        .body(bodies::COMPUTE_NODE_USER)
        .located(),
    delete("ComputeNode_DeleteUser", "/pools/{poolId}/nodes/{nodeId}/users/{userName}", OK, nodes::delete_user),
    put("ComputeNode_UpdateUser", "/pools/{poolId}/nodes/{nodeId}/users/{userName}", OK, nodes::update_user)
        .body(bodies::NODE_UPDATE_USER)
        .located(),
    get("ComputeNode_Get", "/pools/{poolId}/nodes/{nodeId}", OK, nodes::get).query(&["$select"]),
    post("ComputeNode_Reboot", "/pools/{poolId}/nodes/{nodeId}/reboot", ACCEPTED, nodes::reboot)
        .maybe(bodies::NODE_REBOOT)
        .located(),
    post("ComputeNode_Reimage", "/pools/{poolId}/nodes/{nodeId}/reimage", ACCEPTED, nodes::reimage)
        .maybe(bodies::NODE_REIMAGE)
        .located(),
    post(
        "ComputeNode_DisableScheduling",
        "/pools/{poolId}/nodes/{nodeId}/disablescheduling",
        OK,
        nodes::disable_scheduling,
    )
    .maybe(bodies::NODE_DISABLE_SCHEDULING)
    .located(),
    post(
        "ComputeNode_EnableScheduling",
        "/pools/{poolId}/nodes/{nodeId}/enablescheduling",
        OK,
        nodes::enable_scheduling,
    )
    .located(),
    post("ComputeNode_Start", "/pools/{poolId}/nodes/{nodeId}/start", ACCEPTED, nodes::start).located(),
    post("ComputeNode_Deallocate", "/pools/{poolId}/nodes/{nodeId}/deallocate", ACCEPTED, nodes::deallocate)
        .maybe(bodies::NODE_DEALLOCATE)
        .located(),
    get(
        "ComputeNode_GetRemoteLoginSettings",
        "/pools/{poolId}/nodes/{nodeId}/remoteloginsettings",
        OK,
        nodes::get_remote_login_settings,
    ),
    post(
        "ComputeNode_UploadBatchServiceLogs",
        "/pools/{poolId}/nodes/{nodeId}/uploadbatchservicelogs",
        OK,
        nodes::upload_batch_service_logs,
    )
    .body(bodies::UPLOAD_BATCH_SERVICE_LOGS_CONFIGURATION),
    get("ComputeNode_List", "/pools/{poolId}/nodes", OK, nodes::list).query(&["$filter", "$select", "maxresults"]),
    get(
        "ComputeNodeExtension_Get",
        "/pools/{poolId}/nodes/{nodeId}/extensions/{extensionName}",
        OK,
        nodes::extension_get,
    )
    .query(&["$select"]),
    get("ComputeNodeExtension_List", "/pools/{poolId}/nodes/{nodeId}/extensions", OK, nodes::extension_list)
        .query(&["$select", "maxresults"]),
];
