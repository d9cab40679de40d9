//! What a lock keeps when the document is edited, and what renames do with it.

mod support;

use std::collections::BTreeSet;

use bindery::{Config, Generated, Lock};
use support::{Case, configured, locked, texts};

/// The document before it is edited.
const DOCUMENT: &str = include_str!("lock.yaml");

fn run(document: &str, config: &str, lock: Option<Lock>) -> Generated {
    let config = Config { lock, ..configured(config) };
    let sources = Case::of("openapi.yaml", document).sources.beside(&config);
    Case { sources, config, refused: None }.generate()
}

fn lock_of(generated: &Generated) -> Lock {
    generated.lock.clone().expect("a run with a lock gives a lock")
}

/// The lock of the document before it is edited, as it is read from its file.
fn first_lock() -> Lock {
    locked(&lock_of(&run(DOCUMENT, "", Some(Lock::default()))).to_string())
}

/// The document with some texts replaced, each of which is in it.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(DOCUMENT.to_owned(), |document, (old, new)| {
        assert!(document.contains(old), "the place of the edit is found: {old}");
        document.replace(old, new)
    })
}

/// The lines of emitted code that say what is public.
fn public(generated: &Generated) -> BTreeSet<String> {
    let rust = texts(generated).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let lines = rust.flat_map(|(path, text)| text.lines().map(move |line| (path, line.trim())));
    let shown =
        |line: &str| line.starts_with("pub ") || line.starts_with("#[non_exhaustive]") || line.contains("Default");
    lines.filter(|(_, line)| shown(line)).map(|(path, line)| format!("{path}: {line}")).collect()
}

fn codes(generated: &Generated) -> Vec<&'static str> {
    let codes: BTreeSet<_> = generated.diagnostics.iter().map(|found| found.code.name).collect();
    codes.into_iter().collect()
}

fn file<'g>(generated: &'g Generated, path: &str) -> &'g str {
    let found = texts(generated).into_iter().find(|(other, _)| *other == path);
    found.map(|(_, text)| text).unwrap_or_else(|| panic!("there is no {path}"))
}

/// Generates the edited document with the lock of the first one: what was public is public still. The lock that comes
/// of it gives the same once more.
fn keeps(edits: &[(&str, &str)], expected: &[&str]) -> Generated {
    let document = edited(edits);
    let (before, after) = (run(DOCUMENT, "", None), run(&document, "", Some(first_lock())));
    let lost: Vec<String> = public(&before).difference(&public(&after)).cloned().collect();
    assert!(lost.is_empty(), "{edits:?} takes away {lost:#?}");
    assert_eq!(codes(&after), expected, "{edits:?}");
    let again = run(&document, "", Some(locked(&lock_of(&after).to_string())));
    assert_eq!(texts(&again), texts(&after), "{edits:?}");
    assert_eq!(lock_of(&again), lock_of(&after));
    after
}

#[test]
fn a_lock_changes_nothing_of_what_it_was_made_from() {
    let (alone, locked) = (run(DOCUMENT, "", None), run(DOCUMENT, "", Some(first_lock())));
    assert_eq!(texts(&alone), texts(&locked));
    assert_eq!(codes(&locked), Vec::<&str>::new());
    let lock = Lock { source: None, ..first_lock() };
    assert_eq!(lock_of(&locked), lock);
    assert_eq!(Lock::parse(&lock.to_string()), Ok(lock));
    assert_eq!(alone.lock, None);
}

#[test]
fn an_order_is_nothing_to_keep() {
    let id = "        - {name: jobId, in: path, required: true, schema: {type: string}}\n";
    let kind = "        - {name: kind, in: query, required: true, schema: {type: string}}\n";
    keeps(&[(&format!("{id}{kind}"), &format!("{kind}{id}")), ("[active, done]", "[done, active]")], &[]);
    // Servers have no names, so only the lock knows which is which.
    let (one, two) = ("  - {url: \"https://one.example.com\"}\n", "  - {url: \"https://two.example.com\"}\n");
    let after =
        keeps(&[(&format!("{one}{two}"), &format!("  - {{url: \"https://three.example.com\"}}\n{two}{one}"))], &[]);
    let lock = lock_of(&after);
    let server = |url: &str| lock.servers[url].name.as_str();
    assert_eq!(
        [server("https://one.example.com"), server("https://two.example.com"), server("https://three.example.com")],
        ["Server1", "Server2", "Server3"]
    );
}

#[test]
fn what_is_renamed_in_the_document_keeps_its_name() {
    keeps(&[("operationId: Job_Get", "operationId: Work_Fetch")], &["lock-kept"]);
    keeps(&[("operationId: Job_Put", "operationId: Work_Change")], &["lock-kept"]);
    keeps(&[("tags: [Jobs]", "tags: [Work]")], &["lock-kept"]);
    keeps(&[("jobId", "id")], &["lock-kept"]);
    keeps(&[("/jobs/{jobId}", "/work/{jobId}")], &[]);
    keeps(&[("schemas/Job\"", "schemas/Work\""), ("    Job:\n", "    Work:\n")], &["lock-kept"]);
    let with_name = "kind: {type: string, x-ms-client-name: sort}";
    keeps(&[("kind: {type: string}", with_name), ("[active, done]", "[active, done, next]")], &["lock-kept"]);
}

#[test]
fn an_operation_whose_tag_alone_changed_stays_where_it_was() {
    let one = "  /jobs/{jobId}:\n    get:\n      tags: [Jobs]";
    let after = keeps(&[(one, "  /jobs/{jobId}:\n    get:\n      tags: [Other]")], &["lock-kept"]);
    assert!(lock_of(&after).groups.contains_key("Jobs") && lock_of(&after).groups.len() == 1);
}

#[test]
fn an_inline_schema_becomes_a_component_and_comes_back() {
    let inline = "state: {type: string, enum: [active, done]}";
    let moved = edited(&[
        (inline, "state: {$ref: \"#/components/schemas/State\"}"),
        ("    Job:\n", "    State: {type: string, enum: [active, done]}\n    Job:\n"),
    ]);
    let there = run(&moved, "", Some(first_lock()));
    let before = run(DOCUMENT, "", None);
    assert_eq!(public(&there), public(&before));
    assert_eq!(codes(&there), ["lock-kept"]);
    assert_eq!(lock_of(&there).types["State"].rust.name, "JobState");
    let back = run(DOCUMENT, "", Some(lock_of(&there)));
    assert_eq!((texts(&back), codes(&back)), (texts(&before), Vec::new()));
    // Two that look alike are not told apart: both are new.
    let twice = moved.replace("    Job:\n", "    Other: {type: string, enum: [active, done]}\n    Job:\n");
    let twice = run(&twice, "", Some(first_lock()));
    assert_eq!(codes(&twice), ["lock-changed", "lock-stale"]);
}

#[test]
fn formats_that_are_new_leave_texts_as_they_are() {
    let (text, uuid) = ("schema: {type: string}", "schema: {type: string, format: uuid}");
    let edits = [
        (text, uuid),
        ("        id: {type: string}", "        id: {type: string, format: uuid}"),
        ("    Id: {type: string}", "    Id: {type: string, format: uri}"),
        ("items: {type: string}", "items: {type: string, format: date-time}"),
    ];
    let after = keeps(&edits, &["lock-kept"]);
    // Whoever wants to follow says so in the lock.
    let lock = lock_of(&after).to_string();
    let line = "fields.id = { name = \"id\", type = \"Option<String>\" }";
    let follows = lock.replace(line, "fields.id = { name = \"id\", type = \"Option<types::Uuid>\" }");
    assert_ne!(follows, lock);
    let followed = run(&edited(&edits), "", Some(locked(&follows)));
    assert!(file(&followed, "src/models/job.rs").contains("pub id: Option<rt::Uuid>,"));
    assert_eq!(lock_of(&followed), Lock { source: None, ..locked(&follows) });
}

#[test]
fn what_goes_over_the_wire_in_another_way_follows_the_document() {
    let wider = run(&edited(&[("format: int32", "format: int64")]), "", Some(first_lock()));
    assert!(file(&wider, "src/models/job_change.rs").contains("pub size: Option<i64>,"));
    assert_eq!(codes(&wider), ["lock-changed"]);
    let again = run(&edited(&[("format: int32", "format: int64")]), "", wider.lock);
    assert_eq!(codes(&again), Vec::<&str>::new());
}

#[test]
fn arguments_keep_their_order_and_new_ones_come_last() {
    let required = "        - {name: area, in: query, required: true, schema: {type: string}}\n";
    let kind = "        - {name: kind, in: query";
    let after = run(&edited(&[(kind, &format!("{required}{kind}"))]), "", Some(first_lock()));
    assert_eq!(lock_of(&after).operations["GET /jobs/{jobId}"].arguments, ["path jobId", "query kind", "query area"]);
    // Alone, the document has them by name.
    let alone = run(&edited(&[(kind, &format!("{required}{kind}"))]), "", Some(Lock::default()));
    assert_eq!(lock_of(&alone).operations["GET /jobs/{jobId}"].arguments, ["path jobId", "query area", "query kind"]);
    let body = "    put:\n      tags: [Jobs]\n      operationId: Job_Put\n      parameters:\n";
    let after = run(&edited(&[(body, &format!("{body}{required}"))]), "", Some(first_lock()));
    assert_eq!(lock_of(&after).operations["PUT /jobs/{jobId}"].arguments, ["path jobId", "body", "query area"]);
    let fields = "required: [kind, name]\n      properties:\n";
    let area = "required: [area, kind, name]\n      properties:\n        area: {type: string}\n";
    let after = run(&edited(&[(fields, area)]), "", Some(first_lock()));
    assert_eq!(lock_of(&after).types["JobChange"].arguments, ["kind", "name", "area"]);
    let code = file(&after, "src/models/job_change.rs").split("pub fn new(").nth(1).expect("a constructor");
    let place = |name: &str| code.find(&format!("{name}: impl Into<String>"));
    assert!(place("kind") < place("name") && place("name") < place("area"), "{code}");
}

#[test]
fn what_a_type_has_stays_where_it_can() {
    // A type that was only received is sent as well, and does not contain itself any more.
    let edits = [
        ("schemas/JobChange\"}}}", "schemas/Job\"}}}"),
        (
            "        parent: {$ref: \"#/components/schemas/Job\"}",
            "        parent: {$ref: \"#/components/schemas/JobChange\"}",
        ),
    ];
    let after = run(&edited(&edits), "", Some(first_lock()));
    let job = file(&after, "src/models/job.rs");
    assert!(job.contains("#[non_exhaustive]\npub struct Job {"), "{job}");
    let edits = [
        (
            "        parent: {$ref: \"#/components/schemas/Job\"}",
            "        parent: {$ref: \"#/components/schemas/Boss\"}",
        ),
        ("    JobChange:\n", "    Boss: {type: object, properties: {name: {type: string}}}\n    JobChange:\n"),
    ];
    let mut lock = first_lock();
    lock.types.get_mut("Job").and_then(|job| job.fields.get_mut("parent")).expect("a field").ty =
        Some("Option<Box<Boss>>".to_owned());
    let after = run(&edited(&edits), "", Some(lock));
    assert!(file(&after, "src/models/job.rs").contains("pub parent: Option<Box<super::Boss>>,"));
}

#[test]
fn a_new_thing_gives_way_to_an_old_one() {
    let lock = first_lock().to_string().replace("rust = { name = \"Id\"", "rust = { name = \"Work\"");
    let lock = lock.replace("<Id>", "<Work>");
    let with_work = edited(&[("    Job:\n", "    Work: {type: object, properties: {a: {type: string}}}\n    Job:\n")]);
    let after = run(&with_work, "", Some(locked(&lock)));
    assert_eq!(codes(&after), ["lock-kept", "name-collision"]);
    let lock = lock_of(&after);
    assert_eq!((lock.types["Id"].rust.name.as_str(), lock.types["Work"].rust.name.as_str()), ("Work", "Work2"));
}

/// One line renames; the alias stays until the lock is told otherwise.
#[test]
fn a_rename_is_one_edit_and_leaves_an_alias() {
    let config = "[types]\nJob = \"CloudJob\"\n[operations]\nJob_Get = \"fetch\"\n[groups]\nJobs = \"work\"\n";
    let renamed = run(DOCUMENT, config, Some(first_lock()));
    assert_eq!(codes(&renamed), Vec::<&str>::new());
    let models = file(&renamed, "src/models.rs");
    assert!(models.contains("#[deprecated(note = \"renamed to `CloudJob`\")]\npub type Job = CloudJob;"), "{models}");
    assert!(file(&renamed, "src/lib.rs").contains("pub mod jobs {\n    pub use crate::work::*;\n}"));
    assert!(file(&renamed, "Cargo.toml").contains("jobs = [\"work\"]"));
    assert!(file(&renamed, "src/work.rs").contains("pub type GetHeaders = FetchHeaders;"));
    let lock = lock_of(&renamed);
    assert_eq!(
        (lock.types["Job"].rust.name.as_str(), &lock.types["Job"].rust.was[..]),
        ("CloudJob", &["Job".to_owned()][..])
    );
    // From then on the lock knows it: the same again, and without the line too.
    for config in [config, "[groups]\nJobs = \"work\"\n"] {
        let again = run(DOCUMENT, config, Some(lock.clone()));
        assert_eq!(texts(&again), texts(&renamed));
        assert_eq!(lock_of(&again), lock);
    }
    // Renamed back, the name is no alias of itself.
    let back = run(DOCUMENT, "[types]\nJob = \"Job\"\n", Some(lock.clone()));
    assert_eq!(lock_of(&back).types["Job"].rust.was, ["CloudJob"]);
    let text = lock.to_string();
    let forgotten = text.replace("{ name = \"CloudJob\", was = [\"Job\"] }", "\"CloudJob\"");
    assert_ne!(text, forgotten);
    let forgotten = run(DOCUMENT, config, Some(locked(&forgotten)));
    assert!(!file(&forgotten, "src/models.rs").contains("pub type Job"));
}

/// Without a lock there is nothing that a rename could break, and so no alias.
#[test]
fn without_a_lock_names_are_those_of_document_and_configuration() {
    let config = "[types]\nJob = \"CloudJob\"\n\"Job.id\" = \"key\"\n\"Job state.done\" = \"Over\"\n[operations]\n\"Job_Get.after\" = \"since\"\n";
    let alone = run(DOCUMENT, config, None);
    assert_eq!(codes(&alone), Vec::<&str>::new());
    assert!(file(&alone, "src/models/cloud_job.rs").contains("pub key: Option<String>,"));
    assert!(file(&alone, "src/models/job_state.rs").contains("    Over,"));
    assert!(file(&alone, "src/jobs/get.rs").contains("pub fn since("));
    assert!(!texts(&alone).iter().any(|(_, text)| text.contains("#[deprecated")));
}
