//! Files that are not Rust: `Cargo.toml`, `README.md`, and what keeps formatters away from emitted code.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};

use super::docs::first_line;
use super::root::showpiece;
use super::{doc, example};
use crate::rust::Crate;

/// The text files.
pub(super) fn files(krate: &Crate) -> Vec<(String, String)> {
    let readme = ("README.md", include_str!("../../templates/README.md.j2"));
    let files = [
        ("Cargo.toml", include_str!("../../templates/Cargo.toml.j2")),
        ("src/rustfmt.toml", include_str!("../../templates/rustfmt.toml.j2")),
    ];
    let files = files.into_iter().chain(krate.manifest.readme.is_none().then_some(readme));
    files.map(|(path, template)| (path.to_owned(), render(template, krate))).collect()
}

fn render(template: &str, krate: &Crate) -> String {
    let mut environment = Environment::new();
    let lines = SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(lines.unwrap_or_default());
    environment.add_filter("toml", |text: &str| toml::Value::from(text).to_string());
    environment.add_filter("list", |items: Vec<String>| toml::Value::from(items).to_string());
    environment.add_filter("key", key);
    match environment.render_str(template, values(krate)) {
        Ok(text) => text,
        Err(error) => panic!("a template of bindery cannot be rendered, which is a bug in bindery: {error}"),
    }
}

/// A key of a TOML table: quoted only if it has to be.
fn key(name: &str) -> String {
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { name.to_owned() } else { toml::Value::from(name).to_string() }
}

fn values(krate: &Crate) -> minijinja::Value {
    let manifest = &krate.manifest;
    let groups = krate.groups.iter().map(|group| {
        let operations = group.operations.iter().map(|operation| {
            context! {
                call => format!("{}().{}", group.module, operation.method),
                http => doc::code_span(format!("{} {}", operation.http_method, operation.path_text)).replace('|', "\\|"),
                about => first_line(&operation.docs).unwrap_or_default().replace('|', "\\|"),
            }
        });
        context! { module => &group.module, operations => operations.collect::<Vec<_>>() }
    });
    let program = showpiece(krate).map(|(group, operation)| example::program(operation, group, krate));
    let program = program.unwrap_or_default();
    context! {
        document => krate.document.chars().filter(|c| !c.is_control()).collect::<String>(),
        types_only => krate.types_only,
        name => &manifest.name,
        version => &manifest.version,
        description => manifest.description.split_whitespace().collect::<Vec<_>>().join(" "),
        license => &manifest.license,
        repository => &manifest.repository,
        homepage => &manifest.homepage,
        documentation => &manifest.documentation,
        keywords => &manifest.keywords,
        categories => &manifest.categories,
        readme => &manifest.readme,
        runtime_path => &manifest.runtime_path,
        runtime_version => env!("CARGO_PKG_VERSION"),
        rust_version => env!("CARGO_PKG_RUST_VERSION"),
        dependencies => &manifest.dependencies,
        dev_dependencies => &manifest.dev_dependencies,
        default => &manifest.default,
        features => &manifest.features,
        own_features => &manifest.own_features,
        targets => manifest.targets.iter().map(|target| {
            context! { kind => target.kind, entries => &target.entries }
        }).collect::<Vec<_>>(),
        metadata => &manifest.metadata,
        title => doc::inline(&krate.title),
        api_version => doc::inline(&krate.api_version),
        groups => groups.collect::<Vec<_>>(),
        program => program.iter().filter(|line| !line.starts_with("# ")).map(|line| line.replace("```no_run", "```rust")).collect::<Vec<_>>(),
    }
}
