//! What each request body may have: names of properties in the order of the API, `!` behind those that it must have.

/// `CertificateAddParameter`.
pub(crate) const CERTIFICATE_ADD: &str = "\
    thumbprint! thumbprintAlgorithm! data! certificateFormat password";

/// `ComputeNodeUser`.
pub(crate) const COMPUTE_NODE_USER: &str = "\
    name! isAdmin expiryTime password sshPublicKey";

/// `JobAddParameter`.
pub(crate) const JOB_ADD: &str = "\
    id! displayName priority maxParallelTasks allowTaskPreemption constraints jobManagerTask jobPreparationTask \
    jobReleaseTask commonEnvironmentSettings poolInfo! onAllTasksComplete onTaskFailure metadata \
    usesTaskDependencies networkConfiguration";

/// `JobDisableParameter`.
pub(crate) const JOB_DISABLE: &str = "\
    disableTasks!";

/// `JobPatchParameter`.
pub(crate) const JOB_PATCH: &str = "\
    priority maxParallelTasks allowTaskPreemption onAllTasksComplete constraints poolInfo networkConfiguration \
    metadata";

/// `JobScheduleAddParameter`.
pub(crate) const JOB_SCHEDULE_ADD: &str = "\
    id! displayName schedule! jobSpecification! metadata";

/// `JobSchedulePatchParameter`.
pub(crate) const JOB_SCHEDULE_PATCH: &str = "\
    schedule jobSpecification metadata";

/// `JobScheduleUpdateParameter`.
pub(crate) const JOB_SCHEDULE_UPDATE: &str = "\
    schedule! jobSpecification! metadata";

/// `JobTerminateParameter`.
pub(crate) const JOB_TERMINATE: &str = "\
    terminateReason";

/// `JobUpdateParameter`.
pub(crate) const JOB_UPDATE: &str = "\
    priority maxParallelTasks allowTaskPreemption constraints poolInfo! metadata onAllTasksComplete";

/// `NodeDeallocateParameter`.
pub(crate) const NODE_DEALLOCATE: &str = "\
    nodeDeallocateOption";

/// `NodeDisableSchedulingParameter`.
pub(crate) const NODE_DISABLE_SCHEDULING: &str = "\
    nodeDisableSchedulingOption";

/// `NodeRebootParameter`.
pub(crate) const NODE_REBOOT: &str = "\
    nodeRebootOption";

/// `NodeReimageParameter`.
pub(crate) const NODE_REIMAGE: &str = "\
    nodeReimageOption";

/// `NodeRemoveParameter`.
pub(crate) const NODE_REMOVE: &str = "\
    nodeList! resizeTimeout nodeDeallocationOption";

/// `NodeUpdateUserParameter`.
pub(crate) const NODE_UPDATE_USER: &str = "\
    password expiryTime sshPublicKey";

/// `PoolAddParameter`.
pub(crate) const POOL_ADD: &str = "\
    id! displayName vmSize! virtualMachineConfiguration resizeTimeout targetDedicatedNodes targetLowPriorityNodes \
    enableAutoScale autoScaleFormula autoScaleEvaluationInterval enableInterNodeCommunication networkConfiguration \
    startTask certificateReferences applicationPackageReferences taskSlotsPerNode taskSchedulingPolicy \
    userAccounts metadata mountConfiguration targetNodeCommunicationMode upgradePolicy resourceTags";

/// `PoolEnableAutoScaleParameter`.
pub(crate) const POOL_ENABLE_AUTO_SCALE: &str = "\
    autoScaleFormula autoScaleEvaluationInterval";

/// `PoolEvaluateAutoScaleParameter`.
pub(crate) const POOL_EVALUATE_AUTO_SCALE: &str = "\
    autoScaleFormula!";

/// `PoolPatchParameter`.
pub(crate) const POOL_PATCH: &str = "\
    startTask certificateReferences applicationPackageReferences metadata targetNodeCommunicationMode displayName \
    vmSize taskSlotsPerNode taskSchedulingPolicy enableInterNodeCommunication virtualMachineConfiguration \
    networkConfiguration userAccounts mountConfiguration upgradePolicy resourceTags";

/// `PoolResizeParameter`.
pub(crate) const POOL_RESIZE: &str = "\
    targetDedicatedNodes targetLowPriorityNodes resizeTimeout nodeDeallocationOption";

/// `PoolUpdatePropertiesParameter`.
pub(crate) const POOL_UPDATE_PROPERTIES: &str = "\
    startTask certificateReferences! applicationPackageReferences! metadata! targetNodeCommunicationMode";

/// `TaskAddParameter`.
pub(crate) const TASK_ADD: &str = "\
    id! displayName commandLine! containerSettings exitConditions resourceFiles outputFiles environmentSettings \
    affinityInfo constraints requiredSlots userIdentity multiInstanceSettings dependsOn \
    applicationPackageReferences authenticationTokenSettings";

/// `TaskAddCollectionParameter`.
pub(crate) const TASK_ADD_COLLECTION: &str = "\
    value!";

/// `TaskUpdateParameter`.
pub(crate) const TASK_UPDATE: &str = "\
    constraints";

/// `UploadBatchServiceLogsConfiguration`.
pub(crate) const UPLOAD_BATCH_SERVICE_LOGS_CONFIGURATION: &str = "\
    containerUrl! startTime! endTime identityReference";
