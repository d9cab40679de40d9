//! All models, there and back.

use std::collections::{BTreeMap, BTreeSet};

use azure_batch_client::models;
use azure_batch_client::runtime::{DecodeError, json};
use serde::Deserialize;
use serde_json::Value;

use crate::document::Document;
use crate::instance::{Extent, Instances};
use crate::support::{Result, assert_none, say};

/// A model.
pub struct Model {
    pub name: &'static str,
    /// Reads JSON and shows what came of it.
    pub read: fn(&[u8]) -> Result<Shown, DecodeError>,
}

/// A value of a model.
pub struct Shown {
    /// JSON of it.
    pub json: Result<Value>,
    /// JSON of it by way of `serde`.
    pub serde: Result<Value>,
    /// Both forms of `Debug`.
    pub debug: String,
}

macro_rules! models {
    ($($name:ident,)*) => {
        /// All models.
        pub static MODELS: &[Model] = &[$(Model {
            name: stringify!($name),
            read: |text| {
                let value: models::$name = json::from_slice(text)?;
                Ok(Shown {
                    json: json::to_vec(&value).map_err(Into::into).and_then(|json| Ok(serde_json::from_slice(&json)?)),
                    serde: serde_json::to_value(&value).map_err(Into::into),
                    debug: format!("{value:?} {value:#?}"),
                })
            },
        }),*];
    };
}

models! {
    AccessScope, AccountListSupportedImagesResult, AffinityInformation, AllocationState, ApplicationListResult,
    ApplicationPackageReference, ApplicationSummary, AuthenticationTokenSettings, AutoPoolSpecification,
    AutoScaleRun, AutoScaleRunError, AutoUserScope, AutoUserSpecification, AutomaticOsUpgradePolicy,
    AzureBlobFileSystemConfiguration, AzureFileShareConfiguration, BatchError, BatchErrorDetail, BatchPoolIdentity,
    CachingType, Certificate, CertificateAddParameter, CertificateFormat, CertificateListResult,
    CertificateReference, CertificateState, CertificateStoreLocation, CertificateVisibility, CifsMountConfiguration,
    CloudJob, CloudJobListPreparationAndReleaseTaskStatusResult, CloudJobListResult, CloudJobSchedule,
    CloudJobScheduleListResult, CloudPool, CloudPoolListResult, CloudTask, CloudTaskListResult,
    CloudTaskListSubtasksResult, ComputeNode, ComputeNodeDeallocateOption, ComputeNodeDeallocationOption,
    ComputeNodeEndpointConfiguration, ComputeNodeError, ComputeNodeFillType,
    ComputeNodeGetRemoteLoginSettingsResult, ComputeNodeIdentityReference, ComputeNodeInformation,
    ComputeNodeListResult, ComputeNodeRebootOption, ComputeNodeReimageOption, ComputeNodeState, ComputeNodeUser,
    ContainerConfiguration, ContainerHostBatchBindMountEntry, ContainerHostDataPath, ContainerRegistry,
    ContainerType, ContainerWorkingDirectory, DataDisk, DeleteCertificateError, DependencyAction, DiffDiskPlacement,
    DiffDiskSettings, DisableComputeNodeSchedulingOption, DisableJobOption, DiskEncryptionConfiguration,
    DiskEncryptionTarget, DynamicVnetAssignmentScope, ElevationLevel, EnvironmentSetting, ErrorCategory,
    ErrorMessage, ExitCodeMapping, ExitCodeRangeMapping, ExitConditions, ExitOptions, FileProperties, HttpHeader,
    ImageInformation, ImageReference, InboundEndpoint, InboundEndpointProtocol, InboundNatPool, InstanceViewStatus,
    IpAddressProvisioningType, JobAction, JobAddParameter, JobConstraints, JobDisableParameter,
    JobExecutionInformation, JobManagerTask, JobNetworkConfiguration, JobPatchParameter,
    JobPreparationAndReleaseTaskExecutionInformation, JobPreparationTask, JobPreparationTaskExecutionInformation,
    JobPreparationTaskState, JobReleaseTask, JobReleaseTaskExecutionInformation, JobReleaseTaskState,
    JobScheduleAddParameter, JobScheduleExecutionInformation, JobSchedulePatchParameter, JobScheduleState,
    JobScheduleStatistics, JobScheduleUpdateParameter, JobSchedulingError, JobSpecification, JobState,
    JobStatistics, JobTerminateParameter, JobUpdateParameter, LinuxUserConfiguration, LoginMode, ManagedDisk,
    MetadataItem, MountConfiguration, MultiInstanceSettings, NameValuePair, NetworkConfiguration,
    NetworkSecurityGroupRule, NetworkSecurityGroupRuleAccess, NfsMountConfiguration, NodeAgentInformation,
    NodeCommunicationMode, NodeCounts, NodeDeallocateParameter, NodeDisableSchedulingParameter, NodeFile,
    NodeFileListResult, NodePlacementConfiguration, NodePlacementPolicyType, NodeRebootParameter,
    NodeReimageParameter, NodeRemoveParameter, NodeUpdateUserParameter, NodeVmExtension, NodeVmExtensionList,
    OnAllTasksComplete, OnTaskFailure, OsDisk, OsType, OutputFile, OutputFileBlobContainerDestination,
    OutputFileDestination, OutputFileUploadCondition, OutputFileUploadOptions, PoolAddParameter,
    PoolEnableAutoScaleParameter, PoolEndpointConfiguration, PoolEvaluateAutoScaleParameter, PoolIdentityType,
    PoolInformation, PoolLifetimeOption, PoolListUsageMetricsResult, PoolNodeCounts, PoolNodeCountsListResult,
    PoolPatchParameter, PoolResizeParameter, PoolSpecification, PoolState, PoolStatistics,
    PoolUpdatePropertiesParameter, PoolUsageMetrics, PublicIpAddressConfiguration, RecentJob, ResizeError,
    ResourceFile, ResourceStatistics, RollingUpgradePolicy, Schedule, SchedulingState, SecurityEncryptionTypes,
    SecurityProfile, SecurityTypes, ServiceArtifactReference, StartTask, StartTaskInformation, StartTaskState,
    StatusLevelTypes, StorageAccountType, SubtaskInformation, SubtaskState, TaskAddCollectionParameter,
    TaskAddCollectionResult, TaskAddParameter, TaskAddResult, TaskAddStatus, TaskConstraints,
    TaskContainerExecutionInformation, TaskContainerSettings, TaskCounts, TaskCountsResult, TaskDependencies,
    TaskExecutionInformation, TaskExecutionResult, TaskFailureInformation, TaskIdRange, TaskInformation,
    TaskSchedulingPolicy, TaskSlotCounts, TaskState, TaskStatistics, TaskUpdateParameter, UefiSettings, UpgradeMode,
    UpgradePolicy, UploadBatchServiceLogsConfiguration, UploadBatchServiceLogsResult, UsageStatistics, UserAccount,
    UserAssignedIdentity, UserIdentity, VerificationType, VirtualMachineConfiguration, VirtualMachineInfo,
    VmDiskSecurityProfile, VmExtension, VmExtensionInstanceView, WindowsConfiguration, WindowsUserConfiguration,
}

#[derive(Deserialize)]
struct Manifest {
    items: BTreeMap<String, Item>,
}

#[derive(Deserialize)]
struct Item {
    pointer: String,
}

/// Returns where the schema of each model is.
///
/// # Errors
/// The manifest is not what it used to be.
pub fn places() -> Result<BTreeMap<String, String>> {
    let Manifest { items } = serde_json::from_str(include_str!("../../bindery.json"))?;
    let models = items.into_iter().filter_map(|(name, item)| {
        let name = name.strip_prefix("models::")?;
        (!name.contains("::")).then(|| (name.to_owned(), item.pointer))
    });
    Ok(models.collect())
}

#[test]
fn every_model_of_the_manifest_is_in_the_list() -> Result {
    let listed: BTreeSet<_> = MODELS.iter().map(|model| model.name.to_owned()).collect();
    assert_eq!(listed, places()?.into_keys().collect());
    Ok(())
}

/// With all properties and with the least, `null` nowhere.
#[test]
fn models_come_back_as_they_went() -> Result {
    let document = Document::read()?;
    let places = places()?;
    let mut faults = Vec::new();
    for model in MODELS {
        let schema = document.part(&places[model.name])?;
        for extent in [Extent::Full, Extent::Least] {
            let value = Instances::new(&document).make(&schema, extent)?;
            match (model.read)(value.to_string().as_bytes()) {
                Ok(shown) => faults.extend(compare(model, &value, &shown)),
                Err(error) => faults.push(format!("{}: {error}", model.name)),
            }
        }
    }
    say(&format!("values: {} models", MODELS.len()))?;
    assert_none(&faults);
    Ok(())
}

fn compare(model: &Model, value: &Value, shown: &Shown) -> Vec<String> {
    let mut faults = Vec::new();
    for back in [&shown.json, &shown.serde] {
        match back {
            Ok(back) if back == value => {}
            back => faults.push(format!("{}: {value} became {back:?}", model.name)),
        }
    }
    faults
}
