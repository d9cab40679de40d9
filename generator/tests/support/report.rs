//! Comparisons made by hand, for tests of what shows them.

use bindery::diff::report::{
    Area, Bump, Change, Counts, Item, Report, Rust, RustVerdict, Site, Version, Wire, WireVerdict,
};

/// A dozen changes: every verdict, several groups and none, one side and both, long names.
pub(crate) fn sample() -> Report {
    use {RustVerdict as R, WireVerdict as W};
    let mut changes = vec![
        change("operation-removed", Area::Operation, "JobSchedule_Exists", "operation `JobSchedule_Exists` is gone")
            .wire(W::BreaksRequests, "Requests of old clients are answered with an error status.")
            .rust(R::Major, "Calls of the method do not compile any more.")
            .reach(&["Job schedules"], &["JobSchedule_Exists"])
            .before(412, "head:\n  operationId: JobSchedule_Exists\n  summary: Says whether a job schedule is there.")
            .item("job_schedules::JobSchedules::exists", R::Major, "is gone", Some(EXISTS), None),
        change("property-type-changed", Area::Schema, "CloudJob.priority", "type of `CloudJob.priority` changes from integer to string")
            .wire(W::BreaksBoth, "Requests carry a number where a string is expected, and answers a string where a number is.")
            .rust(R::Major, "The field has another type.")
            .reach(&["Jobs", "Job schedules"], &["Job_Get", "Job_List", "Job_Update", "JobSchedule_Get"])
            .before(90, "priority:\n  type: integer\n  format: int32\n  minimum: -1000\n  description: Orders jobs of an account.")
            .after(92, "priority:\n  type: string\n  enum: [low, normal, high]\n  description: Orders jobs of an account.")
            .item("models::CloudJob::priority", R::Major, "has another type", Some("pub priority: Option<i32>,"), Some("pub priority: Option<JobPriority>,"))
            .item("models::JobPriority", R::Minor, "is new", None, Some("pub enum JobPriority {\n    Low,\n    Normal,\n    High,\n    Unknown(String),\n}")),
        change("parameter-required", Area::Parameter, "Job_Terminate: query parameter force", "query parameter `force` of `Job_Terminate` is required now")
            .wire(W::BreaksRequests, "Requests without it are refused.")
            .rust(R::Major, "The method takes one more argument.")
            .reach(&["Jobs"], &["Job_Terminate"])
            .before(301, "- name: force\n  in: query\n  schema: {type: boolean}")
            .after(311, "- name: force\n  in: query\n  required: true\n  schema: {type: boolean}")
            .item("jobs::Jobs::terminate", R::Major, "takes one more argument", Some("pub fn terminate(&self, job_id: &str) -> TerminateJob"), Some("pub fn terminate(&self, job_id: &str, force: bool) -> TerminateJob")),
        change("enum-value-added", Area::Enum, "TaskState: waitingForPrerequisitesOfTheApplicationPackageReferencesOfTheNode", "enum `TaskState` gains `waitingForPrerequisitesOfTheApplicationPackageReferencesOfTheNode`")
            .wire(W::BreaksResponses, "Answers may hold a value that clients without a case for unknown values do not read.")
            .rust(R::Minor, "The enum is open: there is a new variant, and a `match` needs a wildcard already.")
            .reach(&["Tasks", "Jobs"], &["Task_Get", "Task_List", "Task_ListSubtasks", "Job_GetTaskCounts"])
            .after(733, "- waitingForPrerequisitesOfTheApplicationPackageReferencesOfTheNode")
            .item("models::TaskState::WaitingForPrerequisitesOfTheApplicationPackageReferencesOfTheNode", R::Minor, "is new", None, Some("WaitingForPrerequisitesOfTheApplicationPackageReferencesOfTheNode,")),
        change("default-changed", Area::Schema, "PoolAddParameter.resizeTimeout", "default of `PoolAddParameter.resizeTimeout` changes from PT15M to PT30M")
            .wire(W::Behaviour, "Requests that leave it out mean something else.")
            .rust(R::None, "Defaults of the service are not part of the crate's types.")
            .reach(&["Pools"], &["Pool_Add"])
            .before(1220, "resizeTimeout:\n  type: string\n  format: duration\n  default: PT15M")
            .after(1234, "resizeTimeout:\n  type: string\n  format: duration\n  default: PT30M"),
        change("paging-changed", Area::Paging, "Account_ListSupportedImages", "`Account_ListSupportedImages` is handed out in pages now")
            .wire(W::Behaviour, "The first answer may hold a part of the list only.")
            .rust(R::Major, "The method returns a pager.")
            .reach(&["Accounts"], &["Account_ListSupportedImages"])
            .before(55, "x-ms-pageable: null")
            .after(57, "x-ms-pageable:\n  nextLinkName: odata.nextLink")
            .item("accounts::Accounts::list_supported_images", R::Major, "returns a pager", Some("pub fn list_supported_images(&self) -> ListSupportedImages"), Some("pub fn list_supported_images(&self) -> Pager<ListSupportedImages>")),
        change("property-added", Area::Schema, "CloudTask.containerSettings", "`CloudTask` gains the optional property `containerSettings`")
            .wire(W::Compatible, "Clients that do not know it ignore it.")
            .rust(R::Minor, "The struct has one more field, and is `#[non_exhaustive]`.")
            .reach(&["Tasks"], &["Task_Get", "Task_List"])
            .after(801, "containerSettings:\n  $ref: '#/components/schemas/TaskContainerSettings'")
            .item("models::CloudTask::container_settings", R::Minor, "is new", None, Some("pub container_settings: Option<Box<TaskContainerSettings>>,")),
        change("operation-added", Area::Operation, "ComputeNode_Deallocate", "operation `ComputeNode_Deallocate` is new")
            .wire(W::Compatible, "No old client calls it.")
            .rust(R::Minor, "There is one more method.")
            .reach(&["Compute nodes"], &["ComputeNode_Deallocate"])
            .after(2031, "post:\n  operationId: ComputeNode_Deallocate\n  summary: Deallocates a node.\n  parameters:\n    - $ref: '#/components/parameters/PoolId'\n    - $ref: '#/components/parameters/NodeId'")
            .item("compute_nodes::ComputeNodes::deallocate", R::Minor, "is new", None, Some("pub fn deallocate(&self, pool_id: &str, node_id: &str) -> DeallocateComputeNode")),
        change("header-added", Area::Header, "File_GetProperties: response header ocp-batch-file-mode", "the answer of `File_GetProperties` gains header `ocp-batch-file-mode`")
            .wire(W::Compatible, "Clients that do not know it ignore it.")
            .rust(R::Minor, "The struct of the headers has one more field.")
            .reach(&["Files"], &["File_GetPropertiesFromTask", "File_GetPropertiesFromComputeNode"])
            .after(1501, "ocp-batch-file-mode:\n  schema: {type: string}"),
        change("server-changed", Area::Server, "https://{account}.{region}.batch.example", "the server's URL changes")
            .wire(W::BreaksRequests, "Requests go to another host.")
            .rust(R::None, "The endpoint is an argument.")
            .before(12, "- url: https://{account}.{region}.batch.example")
            .after(12, "- url: https://{account}.batch.{region}.example"),
        change("item-renamed", Area::Rust, "models::VeryLongNamesAreWhatServicesLikeToGiveToTheirTypesSoThatNobodyCanSayThemAloud", "a name of the crate changes, because the new schema would have the same one")
            .wire(W::Compatible, "It is not on the wire.")
            .rust(R::Major, "The old name is gone.")
            .reach(&["Certificates", "Applications"], &["Certificate_Add"])
            .item("models::VeryLongNamesAreWhatServicesLikeToGiveToTheirTypesSoThatNobodyCanSayThemAloud", R::Major, "is `…Aloud2` now", Some("pub struct VeryLongNamesAreWhatServicesLikeToGiveToTheirTypesSoThatNobodyCanSayThemAloud {"), Some("pub struct VeryLongNamesAreWhatServicesLikeToGiveToTheirTypesSoThatNobodyCanSayThemAloud2 {")),
        change("constraint-loosened", Area::Body, "Job_Add: request body", "the longest `id` is 128 characters instead of 64")
            .wire(W::Compatible, "What was accepted still is.")
            .rust(R::None, "Lengths are not part of the crate's types.")
            .reach(&["Jobs"], &["Job_Add"])
            .before(640, "id:\n  type: string\n  maxLength: 64")
            .after(655, "id:\n  type: string\n  maxLength: 128"),
    ];
    number(&mut changes);
    report(changes)
}

/// The sample again and again until there are `count` changes, each with a subject of its own.
pub(crate) fn large(count: usize) -> Report {
    let sample = sample().changes;
    let mut changes: Vec<_> = sample.iter().cycle().take(count).cloned().collect();
    for (index, change) in changes.iter_mut().enumerate() {
        change.subject = format!("{} (copy {index})", change.subject);
    }
    number(&mut changes);
    report(changes)
}

/// The sample with `text` in place of every text that comes from a description.
pub(crate) fn filled_with(text: &str) -> Report {
    let mut report = sample();
    let fill = |place: &mut String| text.clone_into(place);
    for version in [&mut report.old, &mut report.new] {
        [&mut version.title, &mut version.version, &mut version.document].into_iter().for_each(fill);
    }
    fill(&mut report.because);
    for change in &mut report.changes {
        [&mut change.subject, &mut change.sentence, &mut change.wire.why, &mut change.rust.why]
            .into_iter()
            .for_each(fill);
        change.groups.iter_mut().chain(&mut change.operations).for_each(fill);
        for site in [&mut change.old, &mut change.new].into_iter().flatten() {
            [&mut site.file, &mut site.pointer, &mut site.excerpt].into_iter().for_each(fill);
        }
        for item in &mut change.rust.items {
            [&mut item.path, &mut item.why].into_iter().for_each(fill);
            [&mut item.before, &mut item.after].into_iter().flatten().for_each(fill);
        }
    }
    report
}

/// Texts that end an element, an attribute or a script and go on with something of their own. Each would set
/// `window.hostile`, or show that it could have.
pub(crate) const HOSTILE: [&str; 8] = [
    "</script><script>window.hostile = 1</script>",
    "\"><img src=x onerror=\"window.hostile = 2\">",
    "' onmouseover='window.hostile = 3' x='",
    "</style></title></textarea></pre></details><svg onload=window.hostile=4>",
    "javascript:window.hostile=5",
    "<!--<script>window.hostile=6",
    "{{ 7 * 7 }}{% for x in y %}${window.hostile=7}`<a href=javascript:window.hostile=7>x</a>",
    "\u{202e}gnp.exe\u{2066}\u{0}\u{1b}[31m\u{200b}\u{2028}&lt;script&gt;&#x3c;b&#62;<b/onfocus=window.hostile=8 autofocus tabindex=0>",
];

/// The sample filled with one hostile text after the other.
pub(crate) fn hostile() -> Report {
    let mut changes = Vec::new();
    for text in HOSTILE {
        changes.extend(filled_with(text).changes);
    }
    number(&mut changes);
    Report { old: filled_with(HOSTILE[0]).old, new: filled_with(HOSTILE[3]).new, ..report(changes) }
}

const EXISTS: &str = "pub fn exists(&self, job_schedule_id: &str) -> JobScheduleExists";

fn report(changes: Vec<Change>) -> Report {
    let wire = |fits: fn(WireVerdict) -> bool| changes.iter().filter(|c| fits(c.wire.verdict)).count();
    let rust = |verdict| changes.iter().filter(|c| c.rust.verdict == verdict).count();
    let version = |version: &str, document: &str| Version {
        title: "Azure Batch".to_owned(),
        version: version.to_owned(),
        document: document.to_owned(),
    };
    Report {
        old: version("2024-02-01.19.0", "spec/2024-02-01.19.0/openapi.yaml"),
        new: version("2024-07-01.20.0", "spec/2024-07-01.20.0/openapi.yaml"),
        bump: Bump::Major,
        because: "Code that uses items that are gone or have another type does not compile any more.".to_owned(),
        counts: Counts {
            wire_breaking: wire(WireVerdict::breaks),
            wire_behaviour: wire(|verdict| verdict == WireVerdict::Behaviour),
            wire_compatible: wire(|verdict| verdict == WireVerdict::Compatible),
            rust_major: rust(RustVerdict::Major),
            rust_minor: rust(RustVerdict::Minor),
            rust_none: rust(RustVerdict::None),
        },
        documentation: 14,
        changes,
    }
}

fn number(changes: &mut [Change]) {
    for (index, change) in changes.iter_mut().enumerate() {
        change.fingerprint = format!("{:012x}", (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16);
    }
}

fn change(kind: &'static str, area: Area, subject: &str, sentence: &str) -> Change {
    Change {
        fingerprint: String::new(),
        kind,
        area,
        subject: subject.to_owned(),
        sentence: sentence.to_owned(),
        wire: Wire { verdict: WireVerdict::Compatible, why: String::new() },
        rust: Rust { verdict: RustVerdict::None, why: String::new(), items: Vec::new() },
        groups: Vec::new(),
        operations: Vec::new(),
        old: None,
        new: None,
    }
}

/// What is set of a change, one after the other.
trait Build {
    fn wire(self, verdict: WireVerdict, why: &str) -> Self;
    fn rust(self, verdict: RustVerdict, why: &str) -> Self;
    fn reach(self, groups: &[&str], operations: &[&str]) -> Self;
    fn before(self, line: usize, excerpt: &str) -> Self;
    fn after(self, line: usize, excerpt: &str) -> Self;
    fn item(self, path: &str, verdict: RustVerdict, why: &str, before: Option<&str>, after: Option<&str>) -> Self;
}

impl Build for Change {
    fn wire(self, verdict: WireVerdict, why: &str) -> Self {
        Self { wire: Wire { verdict, why: why.to_owned() }, ..self }
    }

    fn rust(self, verdict: RustVerdict, why: &str) -> Self {
        Self { rust: Rust { verdict, why: why.to_owned(), ..self.rust }, ..self }
    }

    fn reach(self, groups: &[&str], operations: &[&str]) -> Self {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self { groups: own(groups), operations: own(operations), ..self }
    }

    fn before(self, line: usize, excerpt: &str) -> Self {
        Self { old: Some(site("spec/2024-02-01.19.0/jobs.yaml", line, excerpt)), ..self }
    }

    fn after(self, line: usize, excerpt: &str) -> Self {
        Self { new: Some(site("spec/2024-07-01.20.0/jobs.yaml", line, excerpt)), ..self }
    }

    fn item(mut self, path: &str, verdict: RustVerdict, why: &str, before: Option<&str>, after: Option<&str>) -> Self {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let (path, why) = (path.to_owned(), why.to_owned());
        self.rust.items.push(Item { path, verdict, why, before: own(before), after: own(after) });
        self
    }
}

fn site(file: &str, line: usize, excerpt: &str) -> Site {
    let key = excerpt.split(':').next().unwrap_or_default().trim_start_matches("- ");
    Site {
        file: file.to_owned(),
        line,
        column: 7,
        pointer: format!("#/components/schemas/{key}"),
        excerpt: excerpt.to_owned(),
    }
}
