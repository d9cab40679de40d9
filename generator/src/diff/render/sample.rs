//! Reports made by hand.

use super::super::report::*;

fn site(file: &str, line: usize, pointer: &str) -> Option<Site> {
    let excerpt = "name: force\nin: query\nrequired: true".to_owned();
    Some(Site { file: file.to_owned(), line, column: 9, pointer: pointer.to_owned(), excerpt })
}

fn item(path: &str, verdict: RustVerdict, why: &str, before: Option<&str>, after: Option<&str>) -> Item {
    Item {
        path: path.to_owned(),
        verdict,
        why: why.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    }
}

fn change(kind: &'static str, area: Area, subject: &str, sentence: &str) -> Change {
    Change {
        fingerprint: "0123456789ab".to_owned(),
        kind,
        area,
        subject: subject.to_owned(),
        sentence: sentence.to_owned(),
        wire: Wire { verdict: WireVerdict::Compatible, why: String::new() },
        rust: Rust { verdict: RustVerdict::None, why: String::new(), items: Vec::new() },
        groups: vec!["jobs".to_owned()],
        operations: vec!["Job_Terminate".to_owned()],
        old: site("spec/1/jobs.yaml", 120, "#/paths/~1jobs/post"),
        new: site("spec/2/jobs.yaml", 124, "#/paths/~1jobs/post"),
    }
}

fn counted(changes: Vec<Change>) -> Report {
    let wire = |is: fn(WireVerdict) -> bool| changes.iter().filter(|change| is(change.wire.verdict)).count();
    let rust = |verdict| changes.iter().filter(|change| change.rust.verdict == verdict).count();
    let version = |version: &str| Version {
        title: "Batch Service".to_owned(),
        version: version.to_owned(),
        document: format!("spec/{version}/openapi.yaml"),
    };
    Report {
        old: version("2024-02-01.19.0"),
        new: version("2024-07-01.20.0"),
        bump: Bump::Major,
        because: "Requests that the old version allows are refused, and code that uses the crate need not compile."
            .to_owned(),
        counts: Counts {
            wire_breaking: wire(WireVerdict::breaks),
            wire_behaviour: wire(|verdict| verdict == WireVerdict::Behaviour),
            wire_compatible: wire(|verdict| verdict == WireVerdict::Compatible),
            rust_major: rust(RustVerdict::Major),
            rust_minor: rust(RustVerdict::Minor),
            rust_none: rust(RustVerdict::None),
        },
        documentation: 12,
        changes,
    }
}

/// Changes of all verdicts, in several groups.
pub(super) fn sample() -> Report {
    let mut changes = breaking();
    changes.extend(behaviour());
    changes.extend(additions());
    changes.extend(compatible());
    counted(changes)
}

fn breaking() -> Vec<Change> {
    let mut required = change(
        "parameter-became-required",
        Area::Parameter,
        "Job_Terminate: query parameter `force`",
        "It was optional and is required.",
    );
    required.wire = Wire { verdict: WireVerdict::BreaksRequests, why: "Requests without it are refused.".to_owned() };
    required.rust = Rust {
        verdict: RustVerdict::Major,
        why: "The method takes one more argument.".to_owned(),
        items: vec![
            item(
                "jobs::Jobs::terminate",
                RustVerdict::Major,
                "one more argument",
                Some("pub fn terminate(&self, job_id: impl Into<String>) -> Terminate"),
                Some("pub fn terminate(&self, job_id: impl Into<String>, force: bool) -> Terminate"),
            ),
            item("jobs::Terminate::force", RustVerdict::Major, "gone", Some("pub fn force(self, force: bool)"), None),
            item("jobs::Terminate", RustVerdict::None, "", Some("pub struct Terminate"), Some("pub struct Terminate")),
        ],
    };
    let mut removed =
        change("operation-removed", Area::Operation, "Certificate_Delete", "`DELETE /certificates` is gone.");
    removed.wire = Wire { verdict: WireVerdict::BreaksRequests, why: "Calls of it find nothing.".to_owned() };
    removed.rust = Rust {
        verdict: RustVerdict::Major,
        why: "The method is gone.".to_owned(),
        items: vec![item(
            "certificates::Certificates::delete",
            RustVerdict::Major,
            "gone",
            Some("pub fn delete(&self)"),
            None,
        )],
    };
    let fields: String = (1..=30).map(|number| format!("    pub field{number}: Option<String>,\n")).collect();
    let long = format!("pub struct Delete {{\n{fields}}}");
    removed.rust.items.push(item("certificates::Delete", RustVerdict::Major, "gone", Some(&long), None));
    removed.groups = vec!["certificates".to_owned()];
    removed.operations = vec!["Certificate_Delete".to_owned()];
    removed.new = None;
    let mut ty = change(
        "type-changed",
        Area::Schema,
        "VirtualMachineConfiguration.osDisk.ephemeralOSDiskSettings.placementOfTheDiskOnTheComputeNode",
        "It was `string` and is `integer`, and this sentence is long enough to be broken into lines on a terminal.",
    );
    ty.wire = Wire {
        verdict: WireVerdict::BreaksBoth,
        why: "Values of the old type are not values of the new one.".to_owned(),
    };
    let many = |number: usize| {
        let path = format!("models::Holder{number}::placement");
        item(
            &path,
            RustVerdict::Major,
            "type",
            Some("pub placement: Option<String>"),
            Some("pub placement: Option<i32>"),
        )
    };
    ty.rust =
        Rust { verdict: RustVerdict::Major, why: "The type differs.".to_owned(), items: (1..=8).map(many).collect() };
    ty.groups = vec!["pools".to_owned(), "jobs".to_owned()];
    ty.operations = ["Pool_Add", "Pool_Get", "Pool_List", "Job_Add", "Job_Get"].map(str::to_owned).to_vec();
    let mut optional =
        change("property-became-optional", Area::Schema, "CloudJob.state", "It was required and is optional.");
    optional.wire =
        Wire { verdict: WireVerdict::BreaksResponses, why: "What was always there may be missing.".to_owned() };
    optional.rust = Rust {
        verdict: RustVerdict::Major,
        why: "The field became an `Option`.".to_owned(),
        items: vec![item(
            "models::CloudJob::state",
            RustVerdict::Major,
            "now an `Option`",
            Some("pub state: JobState"),
            Some("/// The state.\npub state: Option<JobState>"),
        )],
    };
    vec![required, removed, ty, optional]
}

fn behaviour() -> Vec<Change> {
    let why = "Leaving it out means something else than before.";
    let mut default =
        change("default-changed", Area::Schema, "PoolAddParameter.taskSlotsPerNode", "The default was 1 and is 4.");
    default.wire = Wire { verdict: WireVerdict::Behaviour, why: why.to_owned() };
    default.groups = vec!["pools".to_owned()];
    default.operations = vec!["Pool_Add".to_owned()];
    let mut value = change("enum-value-added", Area::Enum, "JobState: `paused`", "The value is new.");
    value.wire = Wire {
        verdict: WireVerdict::Behaviour,
        why: "A value may come that old clients know only as unknown.".to_owned(),
    };
    value.rust = Rust {
        verdict: RustVerdict::Minor,
        why: "The enum has a variant more.".to_owned(),
        items: vec![item("models::JobState::Paused", RustVerdict::Minor, "new", None, Some("Paused"))],
    };
    vec![default, value]
}

fn additions() -> Vec<Change> {
    let added = |number: usize| {
        let mut change =
            change("property-added", Area::Schema, &format!("CloudTask.property{number}"), "It is new and optional.");
        change.rust.verdict = RustVerdict::Minor;
        change.rust.why = "The struct has a field more.".to_owned();
        change.groups = vec!["tasks".to_owned()];
        change.operations = vec!["Task_Get".to_owned()];
        change.old = None;
        change
    };
    (1..=13).map(added).collect()
}

fn compatible() -> Vec<Change> {
    let mut server = change("server-added", Area::Server, "https://example.com/v2", "A server is new.");
    server.groups = Vec::new();
    server.operations = Vec::new();
    server.old = None;
    vec![server, change("error-status-added", Area::Response, "Job_Terminate: status 409", "It is described now.")]
}

/// Two versions that are the same.
pub(super) fn unchanged() -> Report {
    let mut report = counted(Vec::new());
    report.bump = Bump::None;
    report.because = "Nothing differs.".to_owned();
    report.documentation = 0;
    report
}

/// A text wherever a document can put one.
pub(super) fn hostile(text: &str) -> Report {
    let mut changes = vec![
        change("operation-removed", Area::Operation, text, text),
        change("enum-value-added", Area::Enum, text, &format!("It was `{text}` and is `{text}`.")),
    ];
    for change in &mut changes {
        change.wire = Wire { verdict: WireVerdict::BreaksBoth, why: text.to_owned() };
        let item = item(text, RustVerdict::Major, text, Some(text), Some(text));
        change.rust = Rust { verdict: RustVerdict::Major, why: text.to_owned(), items: vec![item] };
        change.groups = vec![text.to_owned()];
        change.operations = vec![text.to_owned(), text.to_owned()];
        let site = site(text, 1, text).map(|site| Site { excerpt: text.to_owned(), ..site });
        (change.old, change.new) = (site.clone(), site);
    }
    let mut report = counted(changes);
    report.because = text.to_owned();
    for version in [&mut report.old, &mut report.new] {
        *version = Version { title: text.to_owned(), version: text.to_owned(), document: text.to_owned() };
    }
    report.new.version.push('2');
    report
}
